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

// Search is what somebody says of themself at the counter.
type Search struct {
	Name  string
	Last4 string // the last four digits of their telephone number
}

// clean is the search in the form in which it is compared.
func (s Search) clean() (Search, error) {
	s.Name, s.Last4 = CleanLine(s.Name), onlyDigits(s.Last4)
	p := fault.Problems{}
	if s.Name == "" {
		p.Add("name", "account.problem.name_missing")
	} else if HasResidentNumber(s.Name) {
		p.Add("name", "account.problem.resident_number")
	}
	if len(s.Last4) != 4 {
		p.Add("last4", "desk.problem.last4")
	}
	return s, p.Err()
}

// Match is somebody whom a search has found, with what tells two of a name apart.
type Match struct {
	PersonID id.ID
	Name     string // masked
	Phone    string // masked
	BirthOn  clock.Date
	District string
	Known    bool // the counter has acted for them, or they have applied here
}

// Find looks for people by their whole name and the last four digits of their
// number: who knows both has the person before them, or on the line. Half of it
// finds nobody. Each search is in the access log, with whom it found.
func (c *Counter) Find(ctx context.Context, who policy.Actor, in Search) ([]Match, error) {
	orgs := DeskOrgs(who)
	if len(orgs) == 0 {
		return nil, fault.New(fault.Forbidden, "error.forbidden")
	}
	in, err := in.clean()
	if err != nil {
		return nil, err
	}
	rows, err := counterReader{c.db.Read(ctx)}.find(in, orgs)
	if err != nil {
		return nil, err
	}
	seen := make([]id.ID, len(rows))
	for i := range rows {
		seen[i] = rows[i].PersonID
		rows[i].Name, rows[i].Phone = MaskName(rows[i].Name), MaskPhone(rows[i].Phone)
	}
	look := audit.Look{Task: TaskDeskSearch, Purpose: audit.Masked, Ref: "organisation/" + orgs[0].String(), People: seen}
	return rows, c.log.Looked(ctx, who, look)
}

// Take makes somebody who was found a person of the counter: from then on it may
// open them and act for them. The search is made once more, so that nobody is
// taken by an id alone.
func (c *Counter) Take(ctx context.Context, who policy.Actor, person id.ID, in Search) error {
	in, err := in.clean()
	if err != nil {
		return err
	}
	orgs := DeskOrgs(who)
	if len(orgs) == 0 {
		return fault.New(fault.Forbidden, "error.forbidden")
	}
	return c.db.Write(ctx, who, func(tx *db.Tx) error {
		s := counterStore{tx}
		if _, err := tx.Allow(policy.ServePerson, policy.OrgThing{Org: orgs[0], Name: "counter"}, "person", person.String(), "what", "opened"); err != nil {
			return err
		}
		if ok, err := s.matches(person, in); err != nil {
			return err
		} else if !ok {
			return fault.New(fault.NotFound, "error.not_found")
		}
		return s.know(person, orgs[0])
	})
}

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
	if s, err = r.served(person, DeskOrgs(who)); err != nil {
		return Served{}, err
	}
	look := audit.Look{Task: TaskDeskPerson, Purpose: audit.Serving, Ref: "person/" + person.String(), People: []id.ID{person}}
	return s, c.log.Looked(ctx, who, look)
}

// KnownAtDesk is a person whom one of the actor's counters knows, inside a
// transaction; anybody else is not there.
func KnownAtDesk(tx *db.Tx, who policy.Actor, person id.ID) (Person, error) {
	s, err := counterReader{tx.DB}.served(person, DeskOrgs(who))
	return s.Person, err
}
