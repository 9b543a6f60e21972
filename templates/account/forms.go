package account

import "ieum/internal/fault"

// LoginForm is what is typed to sign in. The password is never sent back.
type LoginForm struct {
	Email    string         `form:"email"`
	Password string         `form:"password"`
	Next     string         `form:"next"`
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
}

// RegisterForm is what is typed to get an account.
type RegisterForm struct {
	Name      string         `form:"name"`
	Email     string         `form:"email"`
	Password  string         `form:"password"`
	BirthDate string         `form:"birth_date"`
	Terms     string         `form:"terms"`
	Privacy   string         `form:"privacy"`
	News      string         `form:"news"`
	Problems  fault.Problems `form:"-"`
	TooMany   fault.Text     `form:"-"`
}

// ConfirmForm is a registration's link and the password that was chosen with it.
type ConfirmForm struct {
	Token    string         `form:"token"`
	Password string         `form:"password"`
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
}

// PasswordForm is what is typed to get a link to a new password.
type PasswordForm struct {
	Email    string         `form:"email"`
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
}

// NewPasswordForm is a new password by a link from a letter.
type NewPasswordForm struct {
	Token    string         `form:"token"`
	Password string         `form:"password"`
	Problems fault.Problems `form:"-"`
}

// Sent is a page that says what was sent, in which words.
type Sent struct {
	Key  string // account.sent.KEY.title, .lead, .text
	Demo bool   // mail does not leave: say where to read it

	Again   string // the sealed address to send the letter to once more; "" offers no such button
	TooMany fault.Text
}
