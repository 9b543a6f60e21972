package account

import "ieum/internal/fault"

// LoginForm is what is typed to sign in. The password is never sent back.
type LoginForm struct {
	Email    string         `form:"email"`
	Password string         `form:"password"`
	Next     string         `form:"next"`
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
	Code     CodeForm       `form:"-"` // the other form of the page
}

// CodeForm is what is typed to have a code sent.
type CodeForm struct {
	Contact  string         `form:"contact"`
	Next     string         `form:"next"`
	From     string         `form:"from"` // "register": the page that the form stood on
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
	Phones   bool           `form:"-"` // text messages leave
	Register bool           `form:"-"`
}

// EnterForm is the code as it is typed, and where it was sent.
type EnterForm struct {
	Code     string         `form:"code"`
	Next     string         `form:"next"`
	Address  string         `form:"-"`
	Kept     bool           `form:"-"` // messages do not leave: say where to read them
	Problems fault.Problems `form:"-"`
	TooMany  fault.Text     `form:"-"`
}

// BirthForm is the day of birth by which a number is shown to be still its owner's.
type BirthForm struct {
	BirthDate string         `form:"birth_date"`
	Next      string         `form:"next"`
	Address   string         `form:"-"`
	AsksBirth bool           `form:"-"` // false: none is known, and the desk helps
	Problems  fault.Problems `form:"-"`
	TooMany   fault.Text     `form:"-"`
}

// PersonForm is what a proved number still has to say.
type PersonForm struct {
	Name      string         `form:"name"`
	BirthDate string         `form:"birth_date"`
	Terms     string         `form:"terms"`
	Privacy   string         `form:"privacy"`
	News      string         `form:"news"`
	Last4     string         `form:"guardian_last4"` // of a guardian who has registered them
	Next      string         `form:"next"`
	Address   string         `form:"-"`
	Problems  fault.Problems `form:"-"`
	TooMany   fault.Text     `form:"-"`
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
	Code      CodeForm       `form:"-"` // the other form of the page
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
	Token     string         `form:"token"`
	Password  string         `form:"password"`
	BirthDate string         `form:"birth_date"`
	AsksBirth bool           `form:"-"` // the address was shown long ago to be its owner's
	Desk      bool           `form:"-"` // and no day of birth is known: the desk helps
	Problems  fault.Problems `form:"-"`
	TooMany   fault.Text     `form:"-"`
}

// Sent is a page that says what was sent, in which words.
type Sent struct {
	Key  string // account.sent.KEY.title, .lead, .text
	Demo bool   // mail does not leave: say where to read it

	Again   string // the sealed address to send the letter to once more; "" offers no such button
	TooMany fault.Text
}
