package enrolment

import (
	"context"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// DeskRequest is what an officer adds who applies for somebody.
type DeskRequest struct {
	Method people.ConsentMethod // on the telephone, or at the counter
	Read   bool                 // the text was read aloud, and the person agreed
}

// ApplyAtDesk decides a request that an officer sends for somebody at the counter
// or on the telephone: by the same rules, in the same queue, as everybody's.
// in.For is the person, whom one of the officer's counters must know.
func (s *Service) ApplyAtDesk(ctx context.Context, who policy.Actor, in Apply, desk DeskRequest) (Decision, error) {
	p := fault.Problems{}
	people.ReadProblem(p, desk.Method, desk.Read)
	if err := p.Err(); err != nil {
		return Decision{}, err
	}
	in.desk, in.Consent = &desk, true
	return s.Apply(ctx, who, in)
}

// DeskSections are the sections of the officer's organisations that take
// applications here now, for somebody to choose from at the counter.
func (s *Service) DeskSections(ctx context.Context, who policy.Actor) ([]Receipt, error) {
	rows, err := deskReader{s.db.Read(ctx)}.openSections(people.DeskOrgs(who))
	if err != nil {
		return nil, err
	}
	var out []Receipt
	for i := range rows {
		if rows[i].Section.AdmissionAt(s.db.Now(), catalog.Roomy).Applicable() {
			out = append(out, rows[i])
		}
	}
	return out, nil
}

// DeskOffer is a section as an officer sees it who is about to apply for a
// person whom one of the officer's counters knows; anybody else is not there.
func (s *Service) DeskOffer(ctx context.Context, who policy.Actor, section, person id.ID) (o Offer, err error) {
	r := reader{s.db.Read(ctx)}
	if o, err = r.offer(section); err != nil {
		return o, err
	}
	if !o.Section.State.Public() || !o.Programme.State.Public() || !policy.May(who, policy.ApplyFor, placeIn{o.Programme.OrgID, "section/" + section.String()}) {
		return Offer{}, fault.New(fault.NotFound, "error.not_found")
	}
	served, err := people.AtDesk(r.DB, who, person, s.db.Now())
	if err != nil {
		return Offer{}, err
	}
	o.Admission = o.Section.AdmissionAt(s.db.Now(), o.Seats.Pressure)
	c := Case{Now: s.db.Now(), Programme: o.Programme, Section: o.Section, Seats: o.Seats, Confirmed: true, Birth: served.BirthOn}
	if c.asksSchooling() {
		if c.Schooling, err = r.schooling(person); err != nil {
			return o, err
		}
	}
	if o.Live, err = r.live(section, person); err != nil {
		return o, err
	}
	o.Phone = served.Phone
	o.WhyNot, err = c.whyNot()
	return o, err
}

// TaskDeskReceipt is a look at a receipt at the counter, as the access log names it.
const TaskDeskReceipt = "desk.receipt"

// DeskReceipt is an application to a section of the officer's organisations; the look is logged.
func (s *Service) DeskReceipt(ctx context.Context, who policy.Actor, application id.ID) (Receipt, error) {
	r, err := s.deskReceipt(ctx, who, application)
	if err != nil {
		return Receipt{}, err
	}
	return r, s.log.Looked(ctx, who, audit.Look{Task: TaskDeskReceipt, Purpose: audit.Serving, Ref: r.PolicyRef(), People: []id.ID{r.PersonID}})
}

func (s *Service) deskReceipt(ctx context.Context, who policy.Actor, application id.ID) (Receipt, error) {
	g := s.db.Read(ctx)
	apps, err := deskReader{g}.applicationOf(application, people.DeskOrgs(who))
	if err != nil {
		return Receipt{}, err
	}
	out, err := reader{g}.receipts(apps)
	if err == nil && len(out) == 0 {
		err = errNotThere
	}
	if err != nil {
		return Receipt{}, err
	}
	return out[0], nil
}

// DeskApplications are a person's applications to the sections of the officer's organisations.
func (s *Service) DeskApplications(ctx context.Context, who policy.Actor, person id.ID) ([]Receipt, error) {
	g := s.db.Read(ctx)
	apps, err := deskReader{g}.applicationsOf(person, people.DeskOrgs(who))
	if err != nil {
		return nil, err
	}
	return reader{g}.receipts(apps)
}

// receiptsInADay is how often one receipt is sent in a day: a text costs money, and
// somebody who gets it again and again is bothered.
const receiptsInADay = 3

// SendReceipt writes to an application's person once more, by whatever reaches them.
func (s *Service) SendReceipt(ctx context.Context, who policy.Actor, application id.ID) error {
	r, err := s.deskReceipt(ctx, who, application)
	if err != nil {
		return err
	}
	kind := map[State]string{Accepted: LetterAccepted, Refused: LetterRefused, Cancelled: LetterCancelled}[r.State]
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ApplyFor, placeIn{r.Programme.OrgID, r.PolicyRef()}, "what", "receipt sent"); err != nil {
			return err
		}
		if _, ok, err := people.ReachOf(tx, r.PersonID); err != nil {
			return err
		} else if !ok {
			return fault.New(fault.Conflict, "desk.problem.no_reach")
		}
		if n, err := (store{tx}).sentToday(&r.Application, kind); err != nil {
			return err
		} else if n >= receiptsInADay {
			return fault.New(fault.Conflict, "desk.problem.sent_enough", "n", receiptsInADay)
		}
		return tell(tx, kind, r.Person, &r.Application, &r.Section, &r.Programme)
	})
}
