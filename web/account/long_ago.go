package account

import (
	"ieum/internal/clock"
	"ieum/internal/fault"
	view "ieum/templates/account"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// former fills in whose number the browser has proved, as far as it may say.
func (p Pages) former(r *req.Request, f view.BirthForm) (view.BirthForm, bool, error) {
	old, ok, err := p.Accounts.Former(r.Request().Context(), r.Who, r.Session.Token())
	f.Address, f.AsksBirth = old.Address, old.AsksBirth
	return f, ok, err
}

// BirthForm asks who has proved a number that nobody has signed in with for long
// for the day of birth of its account.
func (p Pages) BirthForm(r *req.Request) error {
	f := view.BirthForm{Next: req.LocalPath(r.QueryParam("next"), "")}
	if r.Who.SignedIn() {
		return r.Go(req.LocalPath(f.Next, paths.My))
	}
	f, ok, err := p.former(r, f)
	if err != nil {
		return err
	}
	if !ok {
		return r.Go(withNext(paths.Login, f.Next))
	}
	return r.OK(view.Birth(f))
}

// EnterByBirth takes the day of birth.
func (p Pages) EnterByBirth(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	var f view.BirthForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	acc, err := p.Accounts.EnterByBirth(r.Request().Context(), r.Who, r.Session.Token(), clock.Date(f.BirthDate))
	if err == nil {
		return p.begin(r, acc, f.Next)
	}
	if fault.Of(err) == fault.Conflict {
		return p.codeGone(r, f.Next)
	}
	status, problems, tooMany, err := shown(r, err)
	if err != nil {
		return err
	}
	f, ok, err := p.former(r, f)
	if err != nil {
		return err
	}
	if !ok {
		return p.codeGone(r, f.Next)
	}
	f.Problems, f.TooMany = problems, tooMany
	return r.Page(status, view.Birth(f))
}

// NotMine frees the number of whoever had it before, and leads to signing up.
func (p Pages) NotMine(r *req.Request) error {
	if r.Who.SignedIn() {
		return r.Go(paths.My)
	}
	var f view.BirthForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	err := p.Accounts.NotMine(r.Request().Context(), r.Who, r.Session.Token())
	if fault.Of(err) == fault.Conflict {
		return p.codeGone(r, f.Next)
	}
	if err != nil {
		return err
	}
	return r.Go(withNext(paths.RegisterPerson, f.Next))
}

// codeGone leads back to where a code is asked for.
func (p Pages) codeGone(r *req.Request, next string) error {
	if err := r.Flash(ui.Warning, "account.code.gone"); err != nil {
		return err
	}
	return r.Go(withNext(paths.Login, next))
}
