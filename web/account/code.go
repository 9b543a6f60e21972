package account

import (
	"errors"
	"net/url"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/people"
	view "ieum/templates/account"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// withNext keeps where somebody was going through the steps of a sign-in.
func withNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?next=" + url.QueryEscape(next)
}

// AskCode has a code sent to a number or an address, and leads to where it is
// typed: for a known one just as for an unknown one.
func (p Pages) AskCode(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	var f view.CodeForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	if err := r.Session.Begin(); err != nil {
		return err
	}
	err := p.Accounts.AskCode(r.Request().Context(), r.Who, people.AskCode{
		Contact: f.Contact, Browser: r.Session.Token(), Device: device(r), Purpose: people.ToEnter, Lang: string(r.Lang()),
	})
	if err == nil {
		return r.Go(withNext(paths.LoginCode, f.Next))
	}
	status, problems, tooMany, err := shown(r, err)
	if err != nil {
		return err
	}
	f.Problems, f.TooMany = problems, tooMany
	f.Phones, f.Register = p.Accounts.TakesPhones(), f.From == "register"
	if f.Register {
		return r.Page(status, view.Register(view.RegisterForm{Code: f}))
	}
	return r.Page(status, view.Login(view.LoginForm{Code: f, Next: f.Next}))
}

// CodeForm is where a code is typed; whoever has asked for none begins anew.
func (p Pages) CodeForm(r *req.Request) error {
	next := req.LocalPath(r.QueryParam("next"), "")
	if r.Who.SignedIn() {
		return r.Go(req.LocalPath(next, paths.My))
	}
	f, ok, err := p.entering(r, view.EnterForm{Next: next})
	if err != nil {
		return err
	}
	if !ok {
		return r.Go(withNext(paths.Login, next))
	}
	return r.OK(view.Enter(f))
}

// entering fills in where the browser's code was sent.
func (p Pages) entering(r *req.Request, f view.EnterForm) (view.EnterForm, bool, error) {
	c, ok, err := p.Accounts.WaitingCode(r.Request().Context(), r.Who, r.Session.Token(), people.ToEnter)
	f.Address, f.Kept = c.Address, p.Sender.Keeps(c.Channel)
	return f, ok && c.ProvedAt.IsZero(), err
}

// EnterCode takes a code: it signs in whoever is known, and leads the others on.
func (p Pages) EnterCode(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	var f view.EnterForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	e, err := p.Accounts.EnterCode(r.Request().Context(), r.Who, r.Session.Token(), f.Code)
	if known, ok := errors.AsType[*fault.Error](err); ok && known.Kind == fault.Conflict {
		if err := r.Flash(ui.Warning, known.Key, known.Args...); err != nil {
			return err
		}
		return r.Go(withNext(paths.Login, f.Next))
	}
	if err != nil {
		status, problems, tooMany, err := shown(r, err)
		if err != nil {
			return err
		}
		f, ok, err := p.entering(r, f)
		if err != nil {
			return err
		}
		if !ok {
			return r.Go(withNext(paths.Login, f.Next))
		}
		f.Problems, f.TooMany = problems, tooMany
		return r.Page(status, view.Enter(f))
	}
	switch {
	case e.NeedsPassword:
		if err := r.Flash(ui.Warning, "account.code.staff"); err != nil {
			return err
		}
		return r.Go(withNext(paths.Login, f.Next))
	case e.LongAgo:
		return r.Go(withNext(paths.LoginBirth, f.Next))
	case e.New:
		return r.Go(withNext(paths.RegisterPerson, f.Next))
	}
	return p.begin(r, e.Account, f.Next)
}

// proved is the address that this browser has proved and nobody has an account for.
func (p Pages) proved(r *req.Request) (string, bool, error) {
	c, ok, err := p.Accounts.WaitingCode(r.Request().Context(), r.Who, r.Session.Token(), people.ToEnter)
	return c.Address, ok && !c.ProvedAt.IsZero() && c.SubjectID.IsZero(), err
}

// PersonForm asks a new number who it is.
func (p Pages) PersonForm(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	address, ok, err := p.proved(r)
	if err != nil {
		return err
	}
	if !ok {
		return r.Go(paths.Register)
	}
	return r.OK(view.Person(view.PersonForm{Address: address, Next: req.LocalPath(r.QueryParam("next"), "")}))
}

// SignUp makes the account of a proved number and signs it in.
func (p Pages) SignUp(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	var f view.PersonForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	acc, err := p.Accounts.SignUp(r.Request().Context(), r.Who, people.SignUp{
		Browser: r.Session.Token(), Name: f.Name, BirthOn: clock.Date(f.BirthDate), Terms: f.Terms != "", Privacy: f.Privacy != "", News: f.News != "", Lang: string(r.Lang()), GuardianLast4: f.Last4,
	})
	switch {
	case fault.Of(err) == fault.Conflict:
		if err := r.Flash(ui.Warning, "account.code.gone"); err != nil {
			return err
		}
		return r.Go(withNext(paths.Register, f.Next))
	case err != nil:
		var status int
		if status, f.Problems, f.TooMany, err = shown(r, err); err != nil {
			return err
		}
		if f.Address, _, err = p.proved(r); err != nil {
			return err
		}
		return r.Page(status, view.Person(f))
	}
	if err := p.begin(r, acc, f.Next); err != nil {
		return err
	}
	return nil
}
