package enrolment

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Mine are the reader's own applications, the newest first.
func (s *Service) Mine(ctx context.Context, who policy.Actor) ([]Receipt, error) {
	scope := policy.Visible(who)
	if scope.Person.IsZero() {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	r := reader{s.db.Read(ctx)}
	apps, err := r.ofPerson(scope.Person)
	if err != nil {
		return nil, err
	}
	return r.receipts(apps)
}

// Application is one of the reader's own applications; anybody else's is not there.
func (s *Service) Application(ctx context.Context, who policy.Actor, application id.ID) (Receipt, error) {
	scope := policy.Visible(who)
	r := reader{s.db.Read(ctx)}
	apps, err := r.one(application, scope.Person)
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
	c := Case{Now: now, Programme: o.Programme, Section: o.Section, Seats: o.Seats, Confirmed: true}
	if who.SignedIn() {
		account, person, err := r.self(who)
		if err != nil {
			return o, err
		}
		c.Birth, c.Confirmed, o.Phone = person.BirthOn, !account.ConfirmedAt.IsZero(), person.Phone
		if o.Live, err = r.live(section, person.ID); err != nil {
			return o, err
		}
	}
	o.Unconfirmed = !c.Confirmed
	o.AsksBirth = c.AsksBirth()
	c.Confirmed = true
	d, err := Admit(c)
	switch f := fault.FieldsOf(err); {
	case err == nil && d.Outcome == Refused:
		o.WhyNot = (&Receipt{Application: Application{Reason: d.Reason}, Section: o.Section, Programme: o.Programme}).Why()
	case err != nil && f == nil:
		if e, ok := asFault(err); ok {
			o.WhyNot = e.Text
		} else {
			return o, err
		}
	}
	if o.Admission == catalog.Upcoming {
		o.From = o.Section.ApplyFrom
	}
	return o, nil
}
