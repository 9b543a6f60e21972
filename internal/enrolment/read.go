package enrolment

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Mine are the applications of the reader and of the reader's children, the newest first.
func (s *Service) Mine(ctx context.Context, who policy.Actor) ([]Receipt, error) {
	persons := policy.Visible(who).Persons()
	if len(persons) == 0 {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	r := reader{s.db.Read(ctx)}
	apps, err := r.ofPersons(persons)
	if err != nil {
		return nil, err
	}
	return r.receipts(apps)
}

// Application is one application of the reader or of the reader's child; anybody else's is not there.
func (s *Service) Application(ctx context.Context, who policy.Actor, application id.ID) (Receipt, error) {
	r := reader{s.db.Read(ctx)}
	apps, err := r.one(application, policy.Visible(who).Persons())
	if err != nil {
		return Receipt{}, err
	}
	out, err := r.receipts(apps)
	if err == nil && len(out) == 0 {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	if err != nil {
		return Receipt{}, err
	}
	out[0].First, err = r.firstSession(out[0].SectionID)
	return out[0], err
}

// Wish is a section that the reader wants to hear of when it opens.
type Wish struct {
	Section      catalog.Section
	Programme    catalog.Programme
	Organisation people.Organisation
}

// Wishes are the sections that the reader waits for to open, the next one first.
func (s *Service) Wishes(ctx context.Context, who policy.Actor) ([]Wish, error) {
	if !who.SignedIn() {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	return reader{s.db.Read(ctx)}.wishes(who.Account)
}

// Offer is a section as somebody sees it who wants to apply.
type Offer struct {
	Section      catalog.Section
	Programme    catalog.Programme
	Organisation people.Organisation
	Seats        catalog.Seats
	Admission    catalog.Admission
	// Choices are the reader and the reader's children, in this order.
	Choices []Choice
	// Live is the reader's application that holds a place, nil when there is none.
	Live *Application
	// Phone is what is known, to fill the form in; AsksBirth: the form needs a day of birth.
	Phone     string
	AsksBirth bool
	// Unconfirmed: the reader's address must be proved first.
	Unconfirmed bool
	// WhyNot is the rule in the way, were the reader to apply now; its Key is "" when there is none.
	WhyNot fault.Text
	// From is when it opens, for a section that has not opened.
	From clock.Instant
}

// Offer is a public section with what stands between the reader and a place. It
// promises nothing: only Apply decides.
func (s *Service) Offer(ctx context.Context, who policy.Actor, section id.ID) (Offer, error) {
	r := reader{s.db.Read(ctx)}
	o, err := r.offer(section)
	if err != nil {
		return o, err
	}
	if !o.Section.State.Public() || !o.Programme.State.Public() {
		return Offer{}, fault.New(fault.NotFound, "error.not_found")
	}
	now := s.db.Now()
	o.Admission = o.Section.AdmissionAt(now, o.Seats.Pressure)
	if o.Admission == catalog.Upcoming {
		o.From = o.Section.ApplyFrom
	}
	c := Case{Now: now, Programme: o.Programme, Section: o.Section, Seats: o.Seats, Confirmed: true}
	if !who.SignedIn() {
		c.Schooling.City = o.Programme.SchoolCity // nobody knows yet who will ask
		c.Schooling.Grade, _, _ = strings.Cut(o.Programme.Grades, ",")
		o.WhyNot, err = c.whyNot()
		return o, err
	}
	account, person, err := r.self(who)
	if err != nil {
		return o, err
	}
	o.Phone, o.Unconfirmed = person.Phone, !account.Proved()
	persons, err := r.persons(policy.Visible(who).Wards)
	if err != nil {
		return o, err
	}
	for i, p := range append([]people.Person{person}, persons...) {
		c.Birth, c.Schooling = p.BirthOn, people.Schooling{}
		if c.asksSchooling() {
			if c.Schooling, err = r.schooling(p.ID); err != nil {
				return o, err
			}
		}
		ch := Choice{Person: p}
		if ch.Live, err = r.live(section, p.ID); err != nil {
			return o, err
		}
		if ch.WhyNot, err = c.whyNot(); err != nil {
			return o, err
		}
		if i == 0 {
			o.Live, o.WhyNot, o.AsksBirth = ch.Live, ch.WhyNot, c.AsksBirth()
		}
		o.Choices = append(o.Choices, ch)
	}
	return o, nil
}

// whyNot is the rule that would be in the way now; a day of birth that is still to be asked for is none.
func (c Case) whyNot() (fault.Text, error) {
	d, err := Admit(c)
	switch f := fault.FieldsOf(err); {
	case err == nil && d.Outcome == Refused:
		return (&Receipt{Application: Application{Reason: d.Reason}, Section: c.Section, Programme: c.Programme}).Why(), nil
	case err != nil && f == nil:
		e, ok := asFault(err)
		if !ok {
			return fault.Text{}, err
		}
		return e.Text, nil
	}
	return fault.Text{}, nil
}

// Choice is somebody whom the reader may apply for: themself, or a child.
type Choice struct {
	Person people.Person
	Live   *Application // holds a place already; nil otherwise
	WhyNot fault.Text   // the rule in the way; its Key is "" when there is none
}

// Free reports whether an application for them could be taken now.
func (c *Choice) Free() bool { return c.Live == nil && c.WhyNot.Key == "" }

// HasChildren reports whether the form asks for whom.
func (o *Offer) HasChildren() bool { return len(o.Choices) > 1 }

// MustChoose reports whether the form can't know for whom: the reader may not apply
// for themself, and may for several children.
func (o *Offer) MustChoose() bool {
	n := 0
	for i := range o.Choices {
		if o.Choices[i].Free() {
			n++
		}
	}
	return n > 1 && !o.Choices[0].Free()
}

// Anybody reports whether there is somebody to apply for.
func (o *Offer) Anybody() bool {
	return slices.ContainsFunc(o.Choices, func(c Choice) bool { return c.Free() })
}
