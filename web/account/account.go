// Package account answers for getting an account and getting in.
package account

import (
	"errors"
	"net/http"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/notify"
	"ieum/internal/people"
	"ieum/internal/policy"
	view "ieum/templates/account"
	"ieum/web/paths"
	"ieum/web/req"
)

// Pages are the handlers of this audience.
type Pages struct {
	Accounts *people.Accounts
	Actors   *people.Actors
	Sender   *notify.Sender
	Demo     bool // mail does not leave
}

// retryAfter tells programs what the page tells people, in seconds.
const retryAfter = "900"

// deviceCookie is the mark of a browser that somebody has signed in with: see
// people.Accounts.Device. Only signing in reads it.
const deviceCookie = "__Host-ieum-device"

func device(r *req.Request) string {
	c, err := r.Cookie(deviceCookie)
	if err != nil {
		return "" // there is none
	}
	return c.Value
}

// shown splits what went wrong into what a form shows beside its fields, what
// it shows above them, and what is no business of the form.
func shown(r *req.Request, err error) (status int, ps fault.Problems, tooMany fault.Text, rest error) {
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case ok && e.Kind == fault.Invalid && len(e.Fields) > 0:
		return http.StatusUnprocessableEntity, e.Fields, fault.Text{}, nil
	case ok && e.Kind == fault.TooMany:
		r.Response().Header().Set("Retry-After", retryAfter)
		return http.StatusTooManyRequests, nil, e.Text, nil
	}
	return 0, nil, fault.Text{}, err
}

// Login shows the sign-in page; whoever is signed in goes on.
func (p Pages) Login(r *req.Request) error {
	next := req.LocalPath(r.QueryParam("next"), "")
	if r.Who.SignedIn() {
		return r.Go(req.LocalPath(next, paths.My))
	}
	return r.OK(view.Login(p.login(view.LoginForm{Next: next})))
}

// SignIn takes the sign-in form.
func (p Pages) SignIn(r *req.Request) error {
	var f view.LoginForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	ctx := r.Request().Context()
	acc, err := p.Accounts.SignIn(ctx, policy.Nobody(r.Who.Origin), people.SignIn{Email: f.Email, Password: f.Password, Device: device(r)})
	if err != nil {
		var status int
		if status, f.Problems, f.TooMany, err = shown(r, err); err != nil {
			return err
		}
		return r.Page(status, view.Login(p.login(f)))
	}
	return p.begin(r, acc, f.Next)
}

// login adds what the page says besides its form.
func (p Pages) login(f view.LoginForm) view.LoginForm {
	f.Code.Next, f.Code.Phones = f.Next, p.Accounts.TakesPhones()
	return f
}

// begin opens the session of an account that has shown who it is.
func (p Pages) begin(r *req.Request, acc people.Account, next string) error {
	v, ok, err := p.Actors.Viewer(r.Request().Context(), acc.ID, r.Who.Origin)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.SignIn, "error.sign_in")
	}
	if err := r.Session.SignIn(acc.ID, v.AtDesk()); err != nil {
		return err
	}
	r.SetCookie(&http.Cookie{
		Name: deviceCookie, Value: p.Accounts.Device(&acc), Path: "/", MaxAge: int(people.DeviceLife.Seconds()),
		Secure: true, HttpOnly: true, SameSite: http.SameSiteLaxMode,
	})
	return r.Go(req.LocalPath(next, paths.My))
}

// Logout ends the session. Whoever has none goes home just the same.
func (p Pages) Logout(r *req.Request) error {
	if r.Who.SignedIn() {
		if err := p.Accounts.SignOut(r.Request().Context(), r.Who, r.Session.Token()); err != nil {
			return err
		}
	}
	if err := r.Session.SignOut(); err != nil {
		return err
	}
	return r.Go(paths.Home)
}

// RegisterForm shows the form for a new account.
func (p Pages) RegisterForm(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	return r.OK(view.Register(p.register(view.RegisterForm{}, req.LocalPath(r.QueryParam("next"), ""))))
}

// Register takes the form for a new account.
func (p Pages) Register(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	var f view.RegisterForm
	if err := r.Form(&f); err != nil {
		return err
	}
	err := p.Accounts.Register(r.Request().Context(), r.Who, people.Register{
		Name: f.Name, Email: f.Email, Password: f.Password, BirthOn: clock.Date(f.BirthDate),
		Terms: f.Terms != "", Privacy: f.Privacy != "", News: f.News != "", Lang: string(r.Lang()),
	})
	if err != nil {
		var status int
		if status, f.Problems, f.TooMany, err = shown(r, err); err != nil {
			return err
		}
		return r.Page(status, view.Register(p.register(f, "")))
	}
	return r.Go(paths.ToSent(p.Accounts.SealAddress(f.Email)))
}

// register adds what the page says besides its form.
func (p Pages) register(f view.RegisterForm, next string) view.RegisterForm {
	f.Code.Next, f.Code.Phones, f.Code.Register = next, p.Accounts.TakesPhones(), true
	return f
}

// RegisterSent says that a letter is on its way, and sends it again.
func (p Pages) RegisterSent(r *req.Request) error {
	return r.OK(view.Mailed(view.Sent{Key: "confirm", Demo: p.Demo, Again: r.QueryParam("to")}))
}

// SendAgain sends the letter once more.
func (p Pages) SendAgain(r *req.Request) error {
	var f struct {
		To string `form:"to"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	err := p.Accounts.SendAgain(r.Request().Context(), r.Who, f.To)
	if err == nil {
		return r.Done(paths.ToSent(f.To), "account.sent.again_done")
	}
	sent := view.Sent{Key: "confirm", Demo: p.Demo, Again: f.To}
	status, _, tooMany, err := shown(r, err)
	if err != nil {
		return err
	}
	sent.TooMany = tooMany
	return r.Page(status, view.Mailed(sent))
}

// ConfirmForm asks for the password that was chosen with the registration.
// Opening a link changes nothing: a mail scanner that opens it does not use it up.
func (p Pages) ConfirmForm(r *req.Request) error {
	token := r.QueryParam("token")
	ok, err := p.Accounts.RegistrationAlive(r.Request().Context(), r.Who, token)
	if err != nil {
		return err
	}
	if !ok {
		return r.Page(http.StatusNotFound, view.Gone(false))
	}
	return r.OK(view.Confirm(view.ConfirmForm{Token: token}))
}

// Confirm proves an address and makes the account.
func (p Pages) Confirm(r *req.Request) error {
	var f view.ConfirmForm
	if err := r.Form(&f); err != nil {
		return err
	}
	err := p.Accounts.ConfirmEmail(r.Request().Context(), r.Who, f.Token, f.Password)
	if fault.Of(err) == fault.NotFound {
		return r.Page(http.StatusNotFound, view.Gone(false))
	}
	if err != nil {
		var status int
		if status, f.Problems, f.TooMany, err = shown(r, err); err != nil {
			return err
		}
		return r.Page(status, view.Confirm(f))
	}
	if r.Who.SignedIn() { // as somebody else
		return r.Done(paths.My, "account.confirm.done")
	}
	return r.Done(paths.Login, "account.confirm.done")
}

// PasswordForm shows where to ask for a link to a new password.
func (p Pages) PasswordForm(r *req.Request) error { return r.OK(view.Password(view.PasswordForm{})) }

// Password takes the wish for a link to a new password.
func (p Pages) Password(r *req.Request) error {
	var f view.PasswordForm
	if err := r.Form(&f); err != nil {
		return err
	}
	if err := p.Accounts.RequestReset(r.Request().Context(), r.Who, f.Email); err != nil {
		var status int
		if status, f.Problems, f.TooMany, err = shown(r, err); err != nil {
			return err
		}
		return r.Page(status, view.Password(f))
	}
	return r.Go(paths.PasswordSent)
}

// PasswordSent says that a letter is on its way, if the address is known.
func (p Pages) PasswordSent(r *req.Request) error {
	return r.OK(view.Mailed(view.Sent{Key: "reset", Demo: p.Demo}))
}

// NewPasswordForm shows where to choose a password by a link.
func (p Pages) NewPasswordForm(r *req.Request) error {
	return p.newPassword(r, http.StatusOK, view.NewPasswordForm{Token: r.QueryParam("token")})
}

// newPassword shows the form with what its link has to ask.
func (p Pages) newPassword(r *req.Request, status int, f view.NewPasswordForm) error {
	link, ok, err := p.Accounts.ResetLink(r.Request().Context(), r.Who, f.Token)
	if err != nil {
		return err
	}
	if !ok {
		return r.Page(http.StatusNotFound, view.Gone(true))
	}
	f.AsksBirth, f.Desk = link.Birth, link.Desk
	return r.Page(status, view.NewPassword(f))
}

// NewPassword sets a password by a link.
func (p Pages) NewPassword(r *req.Request) error {
	var f view.NewPasswordForm
	if err := r.Form(&f); err != nil {
		return err
	}
	err := p.Accounts.Reset(r.Request().Context(), r.Who, people.NewPassword{Token: f.Token, Password: f.Password, BirthOn: clock.Date(f.BirthDate)})
	if fault.Of(err) == fault.NotFound {
		return r.Page(http.StatusNotFound, view.Gone(true))
	}
	if err != nil {
		var status int
		if status, f.Problems, f.TooMany, err = shown(r, err); err != nil {
			return err
		}
		return p.newPassword(r, status, f)
	}
	return r.Done(paths.Login, "account.new_password.done")
}
