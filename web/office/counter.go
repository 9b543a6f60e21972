package office

import (
	"errors"
	"net/http"

	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	view "ieum/templates/office"
	"ieum/templates/ui"
	"ieum/web/req"
)

// Counter answers the pages of the counter and the telephone (창구).
type Counter struct {
	People    *people.Counter
	Enrolment *enrolment.Service
	Now       func() clock.Instant
}

// Desk is where an officer begins: who is it?
func (c Counter) Desk(r *req.Request) error {
	return show(r, http.StatusOK, view.Counter(view.CounterPage{}))
}

// Find looks somebody up. It is a POST, so that no name or number stands in an address.
func (c Counter) Find(r *req.Request) error {
	var v view.CounterPage
	if err := r.Form(&v); err != nil {
		return err
	}
	ctx, in := r.Request().Context(), people.Search{Name: v.Name, Last4: v.Last4}
	if v.Take != "" {
		return c.take(r, in, v)
	}
	found, err := c.People.Find(ctx, r.Who, in)
	if err != nil {
		return c.refused(r, err, v)
	}
	v.Found, v.Searched = found, true
	return show(r, http.StatusOK, view.Counter(v))
}

// take opens somebody whom the counter does not know, by what they say of themself.
func (c Counter) take(r *req.Request, in people.Search, v view.CounterPage) error {
	person, err := c.People.Take(r.Request().Context(), r.Who, in, people.Proof{Phone: v.Phone, BirthOn: clock.Date(v.BirthDate)})
	if err != nil {
		v.Found.Elsewhere = true
		return c.refused(r, err, v)
	}
	return r.Go("/office/desk/people/" + person.String())
}

// refused says what is wrong with a search, or that the day's are used up.
func (c Counter) refused(r *req.Request, err error, v view.CounterPage) error {
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case fault.FieldsOf(err) != nil:
		v.Problems = fault.FieldsOf(err)
		return show(r, http.StatusUnprocessableEntity, view.Counter(v))
	case ok && e.Kind == fault.TooMany:
		v.Trouble = e.Text
		return show(r, http.StatusTooManyRequests, view.Counter(v))
	}
	return err
}

// Take opens somebody of the counter who was found.
func (c Counter) Take(r *req.Request) error {
	person, err := r.ID("id")
	if err != nil {
		return err
	}
	var v view.CounterPage
	if err := r.Form(&v); err != nil {
		return err
	}
	if err := c.People.Open(r.Request().Context(), r.Who, person, people.Search{Name: v.Name, Last4: v.Last4}); err != nil {
		return err
	}
	return r.Go("/office/desk/people/" + person.String())
}

// New is where somebody without an account is written down.
func (c Counter) New(r *req.Request) error {
	return show(r, http.StatusOK, view.CounterNew(view.CounterForm{}))
}

// Enter keeps somebody without an account.
func (c Counter) Enter(r *req.Request) error {
	var f view.CounterForm
	if err := r.Form(&f); err != nil {
		return err
	}
	if f.Begin != "" { // the name that was looked for, which no address may hold
		return show(r, http.StatusOK, view.CounterNew(view.CounterForm{Name: f.Name}))
	}
	person, err := c.People.Enter(r.Request().Context(), r.Who, people.EnterPerson{
		Name: f.Name, BirthOn: clock.Date(f.BirthDate), Phone: f.Phone, Method: people.ConsentMethod(f.Method), Read: f.Read != "",
	})
	if ps := fault.FieldsOf(err); ps != nil {
		f.Problems = ps
		return show(r, http.StatusUnprocessableEntity, view.CounterNew(f))
	}
	if err != nil {
		return err
	}
	return r.Done("/office/desk/people/"+person.String(), "desk.entered")
}

// Person is somebody at the counter: what they have, and what they could apply for.
func (c Counter) Person(r *req.Request) error {
	person, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	v := view.CounterServed{Now: c.Now()}
	if v.Served, err = c.People.Person(ctx, r.Who, person); err != nil {
		return err
	}
	if v.Receipts, err = c.Enrolment.DeskApplications(ctx, r.Who, person); err != nil {
		return err
	}
	if v.Open, err = c.Enrolment.DeskSections(ctx, r.Who); err != nil {
		return err
	}
	return show(r, http.StatusOK, view.CounterPerson(v))
}

// ApplyForm is where an officer reads the consent aloud and applies.
func (c Counter) ApplyForm(r *req.Request) error {
	return c.apply(r, http.StatusOK, view.CounterApply{RequestKey: id.New().String()})
}

func (c Counter) apply(r *req.Request, status int, v view.CounterApply) error {
	person, err := r.ID("id")
	if err != nil {
		return err
	}
	section, err := r.ID("section")
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	if v.Served, err = c.People.Person(ctx, r.Who, person); err != nil {
		return err
	}
	if v.Offer, err = c.Enrolment.DeskOffer(ctx, r.Who, section, person); err != nil {
		return err
	}
	if status == http.StatusOK {
		v.Phone = v.Offer.Phone
	}
	return show(r, status, view.CounterApplying(v))
}

// Apply sends the request and leads to its receipt, whatever was decided.
func (c Counter) Apply(r *req.Request) error {
	person, err := r.ID("id")
	if err != nil {
		return err
	}
	section, err := r.ID("section")
	if err != nil {
		return err
	}
	var v view.CounterApply
	if err := r.Form(&v); err != nil {
		return err
	}
	d, err := c.Enrolment.ApplyAtDesk(r.Request().Context(), r.Who,
		enrolment.Apply{SectionID: section, For: person, RequestKey: v.RequestKey, Phone: v.Phone},
		enrolment.DeskRequest{Method: people.ConsentMethod(v.Method), Read: v.Read != ""})
	e, ok := errors.AsType[*fault.Error](err)
	switch {
	case err == nil:
		return r.Go("/office/desk/applications/" + d.Application.ID.String())
	case fault.FieldsOf(err) != nil:
		v.Problems = fault.FieldsOf(err)
		return c.apply(r, http.StatusUnprocessableEntity, v)
	case ok && e.Kind == fault.Conflict:
		v.Trouble = e.Text
		return c.apply(r, http.StatusConflict, v)
	case ok && e.Kind == fault.Forbidden: // another organisation's section is not there
		return fault.Wrap(err, fault.NotFound, "error.not_found")
	}
	return err
}

// Receipt is a receipt to read out, print or send.
func (c Counter) Receipt(r *req.Request) error {
	application, err := r.ID("id")
	if err != nil {
		return err
	}
	receipt, err := c.Enrolment.DeskReceipt(r.Request().Context(), r.Who, application)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.CounterReceipt(receipt, c.Now()))
}

// Message sends a receipt once more.
func (c Counter) Message(r *req.Request) error {
	application, err := r.ID("id")
	if err != nil {
		return err
	}
	back := "/office/desk/applications/" + application.String()
	err = c.Enrolment.SendReceipt(r.Request().Context(), r.Who, application)
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict {
		if err := r.Flash(ui.Warning, e.Key, e.Args...); err != nil {
			return err
		}
		return r.Go(back)
	}
	if err != nil {
		return err
	}
	return r.Done(back, "desk.sent")
}
