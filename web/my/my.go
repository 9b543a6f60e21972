// Package my answers for a person's own pages: applying, receipts, 나의 배움.
package my

import (
	"errors"
	"net/http"

	"ieum/internal/attendance"
	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/notify"
	"ieum/internal/people"
	view "ieum/templates/my"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// Pages are the handlers of this audience.
type Pages struct {
	Accounts  *people.Accounts
	Enrolment *enrolment.Service
	Families  *people.Families
	Sender    *notify.Sender
	Now       func() clock.Instant

	Affiliations *people.Affiliations
	Provisions   *people.Provisions
	Credit       *credit.Service
	Attendance   *attendance.Service
}

// confirmed puts beside the reader's applications what was confirmed of them.
func (p Pages) confirmed(r *req.Request) error {
	all, err := p.Attendance.Mine(r.Request().Context(), r.Who)
	if err == nil {
		r.SetRequest(r.Request().WithContext(view.WithConfirmed(r.Request().Context(), all)))
	}
	return err
}

// hub gathers 나의 배움.
func (p Pages) hub(r *req.Request) (h view.Hub, err error) {
	ctx := r.Request().Context()
	h.Viewer, h.Now = *r.Viewer, p.Now()
	if h.Receipts, err = p.Enrolment.Mine(ctx, r.Who); err != nil {
		return h, err
	}
	if h.Wishes, err = p.Enrolment.Wishes(ctx, r.Who); err != nil {
		return h, err
	}
	if h.Children, err = p.Families.List(ctx, r.Who); err != nil {
		return h, err
	}
	h.Ties, err = p.Accounts.Ties(ctx, r.Who)
	return h, err
}

// Home is 나의 배움.
func (p Pages) Home(r *req.Request) error {
	if err := p.confirmed(r); err != nil {
		return err
	}
	h, err := p.hub(r)
	if err != nil {
		return err
	}
	return r.OK(view.Home(h))
}

// Applications lists everything the reader has applied for.
func (p Pages) Applications(r *req.Request) error {
	if err := p.confirmed(r); err != nil {
		return err
	}
	receipts, err := p.Enrolment.Mine(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	children, err := p.Families.List(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	b := view.Book{Receipts: receipts, Now: p.Now(), Children: children, Self: r.Viewer.Person}
	if of, err := id.Parse(r.QueryParam("person")); err == nil { // whoever is no child of the reader has nothing here
		b = b.Of(of)
	}
	return r.OK(view.Applications(b))
}

// ApplyForm shows the form of an application, or why there is none.
func (p Pages) ApplyForm(r *req.Request) error {
	section, err := r.ID("id")
	if err != nil {
		return err
	}
	o, err := p.Enrolment.Offer(r.Request().Context(), r.Who, section)
	if err != nil {
		return err
	}
	f := view.ApplyForm{Phone: o.Phone, RequestKey: id.New().String(), For: r.QueryParam("person")}
	if err := p.offering(r, o, &f); err != nil {
		return err
	}
	return r.OK(view.Apply(o, f))
}

// Apply takes an application and leads to its receipt, whatever was decided. A
// request that nobody may make comes back with the reason.
func (p Pages) Apply(r *req.Request) error {
	section, err := r.ID("id")
	if err != nil {
		return err
	}
	var f view.ApplyForm
	if err := r.Form(&f); err != nil {
		return err
	}
	ctx := r.Request().Context()
	person := id.None
	if f.For != "" {
		if person, err = id.Parse(f.For); err != nil {
			return fault.New(fault.NotFound, "error.not_found")
		}
	}
	if person.IsZero() && len(r.Who.Wards) > 1 {
		o, err := p.Enrolment.Offer(ctx, r.Who, section)
		if err != nil {
			return err
		}
		if o.MustChoose() {
			f.Problems = fault.Problems{"person": fault.Say("my.problem.person")}
			if err := p.offering(r, o, &f); err != nil {
				return err
			}
			return r.Page(http.StatusUnprocessableEntity, view.Apply(o, f))
		}
	}
	d, err := p.Enrolment.Apply(ctx, r.Who, enrolment.Apply{
		SectionID: section, For: person, RequestKey: f.RequestKey, Phone: f.Phone, BirthOn: clock.Date(f.BirthDate), Consent: f.Consent != "", News: f.News != "",
	})
	if err == nil {
		if person.IsZero() || person == r.Who.Person {
			p.agree(r, f)
		}
		return r.Go("/applications/" + d.Application.ID.String())
	}
	status := http.StatusConflict
	switch fault.Of(err) {
	case fault.Invalid:
		f.Problems = fault.FieldsOf(err)
		status = http.StatusUnprocessableEntity
		if _, stale := f.Problems["request_key"]; stale {
			f.RequestKey = id.New().String()
		}
	case fault.Conflict:
	default:
		return err
	}
	o, offerErr := p.Enrolment.Offer(ctx, r.Who, section)
	if offerErr != nil {
		return offerErr
	}
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict && !o.Unconfirmed {
		o.WhyNot = e.Text
	}
	if err := p.offering(r, o, &f); err != nil {
		return err
	}
	return r.Page(status, view.Apply(o, f))
}

// Receipt shows one application.
func (p Pages) Receipt(r *req.Request) error {
	if err := p.confirmed(r); err != nil {
		return err
	}
	application, err := r.ID("id")
	if err != nil {
		return err
	}
	receipt, err := p.Enrolment.Application(r.Request().Context(), r.Who, application)
	if err != nil {
		return err
	}
	return r.OK(view.Receipt(receipt, p.Now()))
}

// Cancel gives a place back.
func (p Pages) Cancel(r *req.Request) error {
	application, err := r.ID("id")
	if err != nil {
		return err
	}
	back := "/applications/" + application.String()
	err = p.Enrolment.Cancel(r.Request().Context(), r.Who, application)
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict {
		if err := r.Flash(ui.Warning, e.Key, e.Args...); err != nil {
			return err
		}
		return r.Go(back)
	}
	if err != nil {
		return err
	}
	return r.Done(back, "my.cancel.done")
}

// Alert takes or takes back the wish to be told when a section opens.
func (p Pages) Alert(r *req.Request) error {
	section, err := r.ID("id")
	if err != nil {
		return err
	}
	var f struct {
		Off string `form:"off"`
		My  string `form:"my"` // asked on 나의 배움: back to it
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	ctx, back := r.Request().Context(), "/sections/"+section.String()
	if f.My != "" {
		back = paths.My
	}
	said := "my.alert.on"
	if f.Off == "" {
		err = p.Enrolment.AskAlert(ctx, r.Who, section)
	} else {
		err, said = p.Enrolment.StopAlert(ctx, r.Who, section), "my.alert.off"
	}
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict {
		if err := r.Flash(ui.Warning, e.Key, e.Args...); err != nil {
			return err
		}
		return r.Go(back)
	}
	if err != nil {
		return err
	}
	return r.Done(back, said)
}

// ProfileForm shows what is known about the reader.
func (p Pages) ProfileForm(r *req.Request) error {
	v := r.Viewer
	return r.OK(view.Profile(view.Hub{Viewer: *v, Now: p.Now()}, view.ProfileForm{
		Name: v.Person.Name, Phone: v.Person.Phone, City: v.Person.City, District: v.Person.District, Lang: v.Account.Lang,
	}))
}

// Profile corrects what is known about the reader.
func (p Pages) Profile(r *req.Request) error {
	var f view.ProfileForm
	if err := r.Form(&f); err != nil {
		return err
	}
	err := p.Accounts.EditProfile(r.Request().Context(), r.Who, people.EditProfile{Name: f.Name, Phone: f.Phone, City: f.City, District: f.District, Lang: f.Lang})
	if ps := fault.FieldsOf(err); ps != nil {
		f.Problems = ps
		return r.Page(http.StatusUnprocessableEntity, view.Profile(view.Hub{Viewer: *r.Viewer, Now: p.Now()}, f))
	}
	if err != nil {
		return err
	}
	return r.Done(paths.MyProfile, "my.saved")
}

// PasswordForm shows where to change the password, or to choose the first one.
func (p Pages) PasswordForm(r *req.Request) error {
	f, err := p.passwordForm(r)
	if err != nil {
		return err
	}
	return r.OK(view.Password(f))
}

func (p Pages) passwordForm(r *req.Request) (f view.PasswordForm, err error) {
	acc := &r.Viewer.Account
	f.Again, err = againForm(r, p.Accounts)
	f.NoEmail = f.Again.ByCode && (acc.Email == "" || acc.ConfirmedAt.IsZero())
	return f, err
}

// Password changes the password, or sets the first one.
func (p Pages) Password(r *req.Request) error {
	f, err := p.passwordForm(r)
	if err != nil {
		return err
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	err = p.Accounts.ChangePassword(r.Request().Context(), r.Who, people.ChangePassword{Current: f.Current, Code: f.Code, Password: f.Password, Keep: r.Session.Token()})
	switch e, _ := errors.AsType[*fault.Error](err); {
	case err == nil:
		return r.Done(paths.My, "my.password.done")
	case fault.FieldsOf(err) != nil:
		f.Problems = fault.FieldsOf(err)
		f.Again.Problems = f.Problems
		return r.Page(http.StatusUnprocessableEntity, view.Password(f))
	case fault.Of(err) == fault.Conflict:
		f.TooMany = e.Text
		return r.Page(http.StatusConflict, view.Password(f))
	case fault.Of(err) == fault.TooMany:
		f.TooMany = e.Text
		return r.Page(http.StatusTooManyRequests, view.Password(f))
	}
	return err
}
