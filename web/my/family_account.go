package my

import (
	"errors"
	"net/http"
	"net/url"

	"ieum/internal/fault"
	"ieum/internal/outbox"
	"ieum/internal/people"
	view "ieum/templates/my"
	"ieum/web/paths"
	"ieum/web/req"
)

// AccountForm is where a guardian hands a child its own account: the child's
// number or address first, then the code that came to it.
func (p Pages) AccountForm(r *req.Request) error {
	return p.handOver(r, http.StatusOK, view.HandOver{})
}

func (p Pages) handOver(r *req.Request, status int, v view.HandOver) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	if v.Child, err = p.Families.Child(ctx, r.Who, child); err != nil {
		return err
	}
	code, ok, err := p.Accounts.WaitingCode(ctx, r.Who, r.Session.Token(), people.ToPromote)
	if err != nil {
		return err
	}
	if ok && code.SubjectID == child {
		v.Address, v.Kept = code.Address, p.Sender.Keeps(code.Channel)
	}
	return r.Page(status, view.OwnAccount(v))
}

// refused shows what is wrong with a step of the hand-over.
func (p Pages) refused(r *req.Request, err error, v view.HandOver) error {
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case fault.FieldsOf(err) != nil:
		v.Problems = fault.FieldsOf(err)
		return p.handOver(r, http.StatusUnprocessableEntity, v)
	case ok && (e.Kind == fault.Conflict || e.Kind == fault.TooMany):
		v.Trouble = e.Text
		return p.handOver(r, http.StatusConflict, v)
	}
	return err
}

// AskAccount sends a code to the child's own number.
func (p Pages) AskAccount(r *req.Request) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	var v view.HandOver
	if err := r.Form(&v); err != nil {
		return err
	}
	if err := p.Families.AskOwnAccount(r.Request().Context(), r.Who, child, v.Contact, r.Session.Token(), string(r.Lang())); err != nil {
		return p.refused(r, err, v)
	}
	return r.Go("/my/family/" + child.String() + "/account")
}

// Promote gives the child its own account.
func (p Pages) Promote(r *req.Request) error {
	child, err := r.ID("id")
	if err != nil {
		return err
	}
	var v view.HandOver
	if err := r.Form(&v); err != nil {
		return err
	}
	err = p.Families.Promote(r.Request().Context(), r.Who, people.Promote{
		Child: child, Browser: r.Session.Token(), Code: v.Code, Terms: v.Terms != "", Privacy: v.Privacy != "", Lang: string(r.Lang()),
	})
	if err != nil {
		return p.refused(r, err, v)
	}
	return r.Done(paths.Family, "family.account.done")
}

// PhoneForm is where the reader shows that a number is theirs.
func (p Pages) PhoneForm(r *req.Request) error {
	return p.phone(r, http.StatusOK, view.PhoneForm{Next: req.LocalPath(r.QueryParam("next"), "")})
}

func (p Pages) phone(r *req.Request, status int, f view.PhoneForm) error {
	code, ok, err := p.Accounts.WaitingCode(r.Request().Context(), r.Who, r.Session.Token(), people.ToProve)
	if err != nil {
		return err
	}
	if ok {
		f.Address, f.Kept = code.Address, p.Sender.Keeps(code.Channel)
	}
	own, ok, err := p.Accounts.WaitingCode(r.Request().Context(), r.Who, r.Session.Token(), people.ToOwn)
	if err != nil {
		return err
	}
	if ok {
		f.OwnAddress = people.MaskPhone(own.Address)
		if own.Channel == outbox.Mail {
			f.OwnAddress = people.MaskEmail(own.Address)
		}
	}
	f.Now, f.HasPassword = r.Viewer.Account.Phone, r.Viewer.Account.PasswordHash != ""
	return r.Page(status, view.Phone(f))
}

// AskPhone sends a code to a number.
func (p Pages) AskPhone(r *req.Request) error {
	var f view.PhoneForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	err := p.Accounts.AskCode(r.Request().Context(), r.Who, people.AskCode{Contact: f.Contact, Browser: r.Session.Token(), Purpose: people.ToProve, Lang: string(r.Lang())})
	if err != nil {
		return p.phoneRefused(r, err, f)
	}
	to := paths.MyPhone
	if f.Next != "" {
		to += "?next=" + url.QueryEscape(f.Next)
	}
	return r.Go(to)
}

// ProvePhone makes the number the reader's own.
func (p Pages) ProvePhone(r *req.Request) error {
	var f view.PhoneForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Next = req.LocalPath(f.Next, "")
	if err := p.Accounts.ProvePhone(r.Request().Context(), r.Who, people.ProvePhone{Browser: r.Session.Token(), Code: f.Code, Password: f.Password, Own: f.Own}); err != nil {
		return p.phoneRefused(r, err, f)
	}
	return r.Done(req.LocalPath(f.Next, paths.MyProfile), "my.phone.done")
}

func (p Pages) phoneRefused(r *req.Request, err error, f view.PhoneForm) error {
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case fault.FieldsOf(err) != nil:
		f.Problems = fault.FieldsOf(err)
		return p.phone(r, http.StatusUnprocessableEntity, f)
	case ok && (e.Kind == fault.Conflict || e.Kind == fault.TooMany):
		f.Trouble = e.Text
		return p.phone(r, http.StatusConflict, f)
	}
	return err
}
