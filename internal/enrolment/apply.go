package enrolment

import (
	"context"
	"errors"
	"fmt"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Apply is one person's request for a place in a section.
type Apply struct {
	SectionID  id.ID
	For        id.ID  // the reader's child; None for themself
	RequestKey string // made with the form: the same form sent twice is one request
	Phone      string
	BirthOn    clock.Date // asked only where age matters and is not known
	Consent    bool       // to what the section needs
	News       bool       // a choice
	desk       *DeskRequest
}

const longestRequestKey = 64

func (in *Apply) problems(today clock.Date) fault.Problems {
	p := fault.Problems{}
	if phone, ok := people.CleanPhone(in.Phone); ok {
		in.Phone = phone
	} else if people.CleanLine(in.Phone) == "" {
		p.Add("phone", "account.problem.phone_missing")
	} else {
		p.Add("phone", "account.problem.phone_form")
	}
	if in.BirthOn != "" {
		people.BirthProblem(p, "birth_date", in.BirthOn, today)
	}
	if !in.Consent {
		p.Add("consent", "account.problem.consent")
	}
	if in.RequestKey == "" || len(in.RequestKey) > longestRequestKey {
		p.Add("request_key", "enrolment.problem.request_key")
	}
	return p
}

// errDecidedBefore ends the transaction of a repeated request: nothing is
// written for it, and the answer is the earlier decision.
var errDecidedBefore = errors.New("enrolment: decided before")

// Apply decides a request and keeps the decision. The place, the seats, the
// audit row and the letter commit together, or nothing does. A repeat is
// answered with the decision that stands.
func (s *Service) Apply(ctx context.Context, who policy.Actor, in Apply) (Decision, error) {
	if !who.SignedIn() {
		return Decision{}, fault.New(fault.SignIn, "error.sign_in")
	}
	if err := in.problems(s.db.Now().Date()).Err(); err != nil {
		return Decision{}, err
	}
	if d, found, err := s.repeated(ctx, who, in); err != nil || found {
		return d, err
	}
	done, err := s.turns.take(ctx, in.SectionID)
	if err != nil {
		return Decision{}, err
	}
	defer done()
	var d Decision
	err = s.db.Write(ctx, who, func(tx *db.Tx) (err error) {
		d, err = s.decide(tx, who, in)
		return err
	})
	if errors.Is(err, errDecidedBefore) {
		err = nil
	}
	return d, err
}

// repeated answers a second click, or a form sent again after a lost answer,
// without waiting. A request from the desk waits its turn: whether the officer may
// know of the person, and of the section, is said inside the transaction.
func (s *Service) repeated(ctx context.Context, who policy.Actor, in Apply) (d Decision, found bool, err error) {
	person, err := in.person(who)
	if err != nil || in.desk != nil {
		return d, false, err
	}
	before, err := reader{s.db.Read(ctx)}.inSection(in.SectionID, person, who.Account)
	if err != nil {
		return d, false, err
	}
	a, found := standing(before, person, who.Account, in.RequestKey)
	if found {
		d = decided(a)
	}
	return d, found, nil
}

// decide is one request inside a transaction: it stands apart from Apply so
// that a loop over many requests can take its place.
func (s *Service) decide(tx *db.Tx, who policy.Actor, in Apply) (d Decision, err error) {
	st := store{tx}
	wanted, err := in.person(who)
	if err != nil {
		return d, err
	}
	// Before the seats: a guardian may be withdrawing the consent for this person now.
	if err := people.LockPersons(tx, wanted, who.Person); err != nil {
		return d, err
	}
	seats, err := st.seatsLocked(in.SectionID)
	without := fault.Of(err) == fault.NotFound // one applies elsewhere, or there is no such section
	if err != nil && !without {
		return d, err
	}
	section, programme, err := st.section(in.SectionID)
	if err != nil {
		return d, err
	}
	ask, err := in.asker(tx, who, programme.OrgID)
	if err != nil {
		return d, err
	}
	person := ask.person
	before, err := reader{tx.DB}.inSection(in.SectionID, person.ID, who.Account)
	if err != nil {
		return d, err
	}
	if a, found := standing(before, person.ID, who.Account, in.RequestKey); found {
		return decided(a), errDecidedBefore
	}
	birth := person.BirthOn
	if birth.IsZero() {
		birth = in.BirthOn
	}
	c := Case{Now: tx.Now, Programme: programme, Section: section, Seats: seats, Birth: birth, Confirmed: ask.confirmed}
	if c.asksSchooling() {
		if c.Schooling, err = st.schooling(person.ID); err != nil {
			return d, err
		}
	}
	if d, err = Admit(c); err != nil {
		return d, err
	}
	if without {
		return d, fmt.Errorf("enrolment: the section %s has no seats", section.Number)
	}
	// Asking again while the same rule still refuses is the same refusal.
	if last, ok := latest(before, person.ID); ok && d.Outcome == Refused && last.State == Refused && last.Reason == d.Reason {
		return decided(last), errDecidedBefore
	}
	d.Application = Application{
		ID: id.New(), SectionID: section.ID, PersonID: person.ID, AccountID: who.Account, MadeAs: ask.as, Seq: seats.LastSeq + 1, State: d.Outcome,
		Reason: d.Reason, PolicyVersion: d.PolicyVersion, RequestKey: in.RequestKey, AppliedAt: tx.Now,
	}
	app := &d.Application
	if _, err := tx.Allow(ask.action, ask.resource(app), "as", string(ask.as), "section", section.ID, "outcome", d.Outcome, "reason", d.Reason, "policy", d.PolicyVersion); err != nil {
		return d, err
	}
	if err := st.add(app, seats); err != nil {
		return d, err
	}
	// A child's guardian is called, not the child.
	if err := people.KnowContact(tx, &ask.contact, in.Phone, ask.birth(in)); err != nil {
		return d, err
	}
	if err := people.Agree(tx, consents(app, in, ask.method)...); err != nil {
		return d, err
	}
	kind := LetterAccepted
	if d.Outcome == Refused {
		kind = LetterRefused
	}
	return d, tell(tx, kind, person, app, &section, &programme)
}

// standing is the application that answers a request already: the one that
// holds a place, or the one that the same form has made.
func standing(before []Application, person, account id.ID, key string) (Application, bool) {
	for _, a := range before {
		if a.State == Accepted && a.PersonID == person {
			return a, true
		}
	}
	for _, a := range before {
		if a.AccountID == account && a.PersonID == person && a.RequestKey == key {
			return a, true
		}
	}
	return Application{}, false
}

// latest is a person's own newest application among those that an account knows of.
func latest(before []Application, person id.ID) (Application, bool) {
	for _, a := range before {
		if a.PersonID == person {
			return a, true
		}
	}
	return Application{}, false
}

func decided(a Application) Decision {
	return Decision{Outcome: a.State, Reason: a.Reason, PolicyVersion: a.PolicyVersion, Application: a, Repeat: true}
}

func consents(a *Application, in Apply, method string) []people.Consent {
	c := func(d people.Document, agreed bool) people.Consent {
		return people.Consent{
			ID: id.New(), PersonID: a.PersonID, AccountID: a.AccountID, Document: d, Version: people.ConsentVersion, Agreed: agreed, Method: method, Ref: a.PolicyRef(),
		}
	}
	out := []people.Consent{c(people.ForApplication, in.Consent)}
	if in.News {
		out = append(out, c(people.News, true))
	}
	return out
}

// tell writes to the application's person, by whatever reaches them. Somebody
// whom nothing does is told by telephone.
func tell(tx *db.Tx, kind string, person people.Person, a *Application, s *catalog.Section, p *catalog.Programme) error {
	to, ok, err := people.ReachOf(tx, person.ID)
	if err != nil || !ok {
		return err
	}
	return outbox.Enqueue(tx, letter(kind, to, person, a, s, p))
}

// letter is a message about an application: facts, which the reader's language
// and the template make into words.
func letter(kind string, to people.Reach, person people.Person, a *Application, s *catalog.Section, p *catalog.Programme) outbox.Letter {
	l := outbox.Letter{
		Kind: kind, Ref: a.PolicyRef(), Names: map[string]id.ID{"name": person.ID},
		Facts: outbox.Facts{
			"name": person.Name, "application": a.ID.String(), "section": s.ID.String(), "number": ReceiptNumber(s, a), "reason": a.Reason,
			"title_ko": p.TitleKO, "title_en": p.TitleEN, "section_ko": s.NameKO, "section_en": s.NameEN, "place": s.Place,
			"starts_on": string(s.StartsOn), "ends_on": string(s.EndsOn), "cancel_reason": s.CancelReason,
		},
	}
	if s.StartMinute != nil {
		l.Facts["starts_at"] = fmt.Sprintf("%02d:%02d", *s.StartMinute/60, *s.StartMinute%60)
	}
	why := (&Receipt{Application: *a, Section: *s, Programme: *p}).Why()
	for i := 0; i+1 < len(why.Args); i += 2 {
		l.Facts[fmt.Sprint(why.Args[i])] = fmt.Sprint(why.Args[i+1])
	}
	return to.To(l)
}
