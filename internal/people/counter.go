package people

import (
	"context"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// The looks at the counter as the access log names them.
const (
	TaskDeskSearch = "desk.search"
	TaskDeskPerson = "desk.person"
	TaskDeskTake   = "desk.take"  // somebody new to the counter showed who they are
	TaskDeskLimit  = "desk.limit" // a search or a try past the day's bound, refused
)

// Counter is what officers at the counter and on the telephone (창구) ask of people.
type Counter struct {
	db  *db.DB
	log *audit.Log
}

// NewCounter returns the counters in d.
func NewCounter(d *db.DB) *Counter { return &Counter{d, audit.NewLog(d)} }

// DeskOrgs are the organisations whose counter the actor works at.
func DeskOrgs(who policy.Actor) []id.ID { return who.OrgsOf(policy.Desk, policy.Officer) }

// EnterPerson is somebody without an account, as an officer writes them down.
type EnterPerson struct {
	Name    string
	BirthOn clock.Date
	Phone   string
	Method  ConsentMethod // on the telephone, or at the counter
	Read    bool          // the text was read aloud, and the person agreed
}

func (in *EnterPerson) problems(today clock.Date) fault.Problems {
	in.Name = CleanLine(in.Name)
	p := fault.Problems{}
	nameProblem(p, "name", in.Name)
	BirthProblem(p, "birth_date", in.BirthOn, today)
	if in.BirthOn != "" && NeedsConsent(in.BirthOn, today) {
		delete(p, "birth_date")
		p.Add("birth_date", "desk.problem.child", "age", minimumOwnAge)
	}
	phoneProblem(p, "phone", &in.Phone, true)
	ReadProblem(p, in.Method, in.Read)
	return p
}

// ReadProblem says what is missing where an officer reads a consent aloud.
func ReadProblem(p fault.Problems, m ConsentMethod, read bool) {
	if m != ByPhoneCall && m != AtCounter {
		p.Add("method", "desk.problem.method")
	}
	if !read {
		p.Add("read", "desk.problem.read")
	}
}

// Enter keeps somebody who has no account, with their agreement as an officer
// read it to them. Somebody with the same name, day of birth and number is that person.
func (c *Counter) Enter(ctx context.Context, who policy.Actor, in EnterPerson) (person id.ID, err error) {
	if err := in.problems(c.db.Now().Date()).Err(); err != nil {
		return id.None, err
	}
	orgs := DeskOrgs(who)
	if len(orgs) == 0 {
		return id.None, fault.New(fault.Forbidden, "error.forbidden")
	}
	err = c.db.Write(ctx, who, func(tx *db.Tx) error {
		s := counterStore{tx}
		known, found, err := s.same(in)
		if err != nil {
			return err
		}
		p := Person{ID: known, Name: in.Name, BirthOn: in.BirthOn, Phone: in.Phone, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if !found {
			p.ID = id.New()
		}
		person = p.ID
		if _, err := tx.Allow(policy.ServePerson, policy.OrgThing{Org: orgs[0], Name: "counter"}, "person", person.String(), "what", "entered", "method", string(in.Method), "known", found); err != nil {
			return err
		}
		if !found {
			if err := s.add(&p); err != nil {
				return err
			}
		}
		if err := s.know(person, orgs[0]); err != nil {
			return err
		}
		return accountStore{tx}.agree(Consent{
			ID: id.New(), PersonID: person, AccountID: who.Account, Document: Privacy, Version: ConsentVersion, Agreed: true, Method: string(in.Method), Ref: "counter/" + orgs[0].String(),
		})
	})
	return person, err
}

// Served is a person as the counter sees whom it acts for.
type Served struct {
	Person     Person
	HasAccount bool
	Reach      Reach
	Reached    bool // messages reach them
}

// Person is somebody whom a counter of the actor knows; the look is logged.
// Anybody else is not there.
func (c *Counter) Person(ctx context.Context, who policy.Actor, person id.ID) (s Served, err error) {
	r := counterReader{c.db.Read(ctx)}
	if s, err = r.served(person, DeskOrgs(who), c.db.Now()); err != nil {
		return Served{}, err
	}
	look := audit.Look{Task: TaskDeskPerson, Purpose: audit.Serving, Ref: "person/" + person.String(), People: []id.ID{person}}
	return s, c.log.Looked(ctx, who, look)
}

// KnownAtDesk is a person whom one of the actor's counters knows, inside a
// transaction; anybody else is not there.
func KnownAtDesk(tx *db.Tx, who policy.Actor, person id.ID) (Person, error) {
	s, err := counterReader{tx.DB}.served(person, DeskOrgs(who), tx.Now)
	return s.Person, err
}
