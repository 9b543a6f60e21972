package paths

import (
	"context"
	"net/url"
)

// Patterns of getting an account and getting in. Login stands with the session.
const (
	Logout          = "/logout"
	Register        = "/register"
	RegisterSent    = "/register/sent"
	RegisterConfirm = "/register/confirm"
	Password        = "/password"
	PasswordSent    = "/password/sent"
	PasswordNew     = "/password/new"
	LoginCodes      = "/login/codes"     // POST asks for a code
	LoginCode       = "/login/code"      // where it is typed
	LoginBirth      = "/login/birth"     // where a number that was not used for long is asked the day of birth
	LoginNotMine    = "/login/not-mine"  // POST frees it from the account of whoever had it
	RegisterPerson  = "/register/person" // who it is that has proved a number
	tokenArg        = "?token="
)

// ToLogout takes the wish to sign out.
func ToLogout(ctx context.Context) string { return In(ctx, Logout) }

// ToRegister is where one asks for an account.
func ToRegister(ctx context.Context) string { return In(ctx, Register) }

// ToLoginCodes takes the wish for a code.
func ToLoginCodes(ctx context.Context) string { return In(ctx, LoginCodes) }

// ToLoginCode is where a code is typed.
func ToLoginCode(ctx context.Context) string { return In(ctx, LoginCode) }

// ToLoginBirth is where the day of birth is typed.
func ToLoginBirth(ctx context.Context) string { return In(ctx, LoginBirth) }

// ToLoginNotMine takes the word that an account is somebody else's.
func ToLoginNotMine(ctx context.Context) string { return In(ctx, LoginNotMine) }

// ToRegisterPerson is where a new number says who it is.
func ToRegisterPerson(ctx context.Context) string { return In(ctx, RegisterPerson) }

// ToSent is the page that says that a letter went to a sealed address.
func ToSent(sealed string) string {
	if sealed == "" {
		return RegisterSent
	}
	return RegisterSent + "?to=" + url.QueryEscape(sealed)
}

// ToRegisterConfirm is the link of a confirmation letter.
func ToRegisterConfirm(ctx context.Context, token string) string {
	return In(ctx, RegisterConfirm) + tokenArg + token
}

// ToPassword is where one asks for a link to a new password.
func ToPassword(ctx context.Context) string { return In(ctx, Password) }

// ToPasswordNew is the link of a reset letter.
func ToPasswordNew(ctx context.Context, token string) string {
	return In(ctx, PasswordNew) + tokenArg + token
}
