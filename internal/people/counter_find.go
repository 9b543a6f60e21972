package people

import (
	"context"
	"strings"
	"time"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// What one account may ask of the counter in a day: more than anybody serves, and
// far less than finding out about a town takes. Whoever passes it is in the access log.
const (
	searchesInADay = 200
	takesInADay    = 40
)

// deskKnows is how long a counter knows somebody whom it entered or took, and who
// has applied for nothing there.
const deskKnows = 365 * 24 * time.Hour

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

// Match is somebody of the counter whom a search has found, with what tells two of a name apart.
type Match struct {
	PersonID id.ID
	Name     string // masked
	Phone    string // masked
	BirthOn  clock.Date
	District string
	Known    bool // the counter has acted for them, or they have applied here
}

// Found is what a search tells: the counter's own people, and of everybody else
// only that there is somebody.
type Found struct {
	Known     []Match
	Elsewhere bool
}

// Find looks for people by their whole name and the last four digits of their
// number: who knows both has the person before them, or on the line. Half of it
// finds nobody. Each search is in the access log, with whom it found.
func (c *Counter) Find(ctx context.Context, who policy.Actor, in Search) (f Found, err error) {
	orgs := DeskOrgs(who)
	if len(orgs) == 0 {
		return f, fault.New(fault.Forbidden, "error.forbidden")
	}
	if in, err = in.clean(); err != nil {
		return f, err
	}
	rows, err := counterReader{c.db.Read(ctx)}.find(in, orgs, c.db.Now())
	if err != nil {
		return f, err
	}
	seen := make([]id.ID, len(rows))
	for i, m := range rows {
		seen[i] = m.PersonID
		if !m.Known {
			f.Elsewhere = true
			continue
		}
		m.Name, m.Phone = MaskName(m.Name), MaskPhone(m.Phone)
		f.Known = append(f.Known, m)
	}
	look := audit.Look{Task: TaskDeskSearch, Purpose: audit.Masked, Ref: "organisation/" + orgs[0].String(), People: seen}
	if err := c.counted(ctx, who, look, searchesInADay); err != nil {
		return Found{}, err
	}
	return f, nil
}

// counted logs a look of which an account has so many in a day. One too many is
// refused, and logged as that, for the administrator to see.
func (c *Counter) counted(ctx context.Context, who policy.Actor, look audit.Look, most int) error {
	over := false
	err := c.db.Housekeep(ctx, "access", func(tx *db.Tx) error {
		n, err := counterStore{tx}.looks(who.Account, look.Task, tx.Now.Date().At(0))
		if err != nil {
			return err
		}
		if over = n >= int64(most); over {
			look = audit.Look{Task: TaskDeskLimit, Purpose: look.Purpose, Ref: look.Ref}
		}
		return audit.LogAccess(tx, who, look)
	})
	if err == nil && over {
		err = fault.New(fault.TooMany, "desk.problem.limit", "n", most)
	}
	return err
}

// Open makes somebody of the counter who was found known to it anew. The search is
// made once more, so that nobody is opened by an id alone.
func (c *Counter) Open(ctx context.Context, who policy.Actor, person id.ID, in Search) error {
	in, err := in.clean()
	if err != nil {
		return err
	}
	return c.know(ctx, who, func(s counterStore, orgs []id.ID) (id.ID, error) {
		if _, err := (counterReader{s.DB}).served(person, orgs, s.Now); err != nil {
			return id.None, err
		}
		ok, err := s.matches(person, in)
		if err == nil && !ok {
			err = fault.New(fault.NotFound, "error.not_found")
		}
		return person, err
	})
}

// Proof is what somebody whom the counter does not know says of themself beside
// the search: their whole number, or their day of birth.
type Proof struct {
	Phone   string
	BirthOn clock.Date
}

func (p Proof) clean(in Search) (Proof, error) {
	ps := fault.Problems{}
	p.Phone = strings.TrimSpace(p.Phone)
	if p.Phone == "" && p.BirthOn.IsZero() {
		ps.Add("phone", "desk.problem.proof")
	}
	if p.Phone != "" {
		clean, ok := CleanPhone(p.Phone)
		if p.Phone = clean; !ok {
			ps.Add("phone", "account.problem.phone_form")
		} else if !strings.HasSuffix(clean, in.Last4) {
			ps.Add("phone", "desk.problem.proof_wrong")
		}
	}
	if !p.BirthOn.IsZero() && p.BirthOn.Time().IsZero() {
		ps.Add("birth_date", "account.problem.birth_form")
	}
	return p, ps.Err()
}

// Take makes somebody whom the counter does not know a person of it, by the search
// and what they say beside it. Each try is in the access log, and there are few in a day.
func (c *Counter) Take(ctx context.Context, who policy.Actor, in Search, proof Proof) (person id.ID, err error) {
	orgs := DeskOrgs(who)
	if len(orgs) == 0 {
		return id.None, fault.New(fault.Forbidden, "error.forbidden")
	}
	if in, err = in.clean(); err != nil {
		return id.None, err
	}
	if proof, err = proof.clean(in); err != nil {
		return id.None, err
	}
	found, err := counterReader{c.db.Read(ctx)}.proved(in, proof)
	if err != nil {
		return id.None, err
	}
	look := audit.Look{Task: TaskDeskTake, Purpose: audit.Serving, Ref: "organisation/" + orgs[0].String(), People: found}
	if err := c.counted(ctx, who, look, takesInADay); err != nil {
		return id.None, err
	}
	err = c.know(ctx, who, func(s counterStore, _ []id.ID) (id.ID, error) {
		found, err := counterReader{s.DB}.proved(in, proof)
		if err == nil && len(found) != 1 { // nobody, or two whom this does not tell apart
			field := "phone"
			if proof.Phone == "" {
				field = "birth_date"
			}
			err = fault.Problems{field: fault.Say("desk.problem.proof_wrong")}.Err()
		}
		if err != nil {
			return id.None, err
		}
		person = found[0]
		return person, nil
	})
	return person, err
}

// know notes that the counter serves whom pick says, under its permit.
func (c *Counter) know(ctx context.Context, who policy.Actor, pick func(counterStore, []id.ID) (id.ID, error)) error {
	orgs := DeskOrgs(who)
	if len(orgs) == 0 {
		return fault.New(fault.Forbidden, "error.forbidden")
	}
	return c.db.Write(ctx, who, func(tx *db.Tx) error {
		s := counterStore{tx}
		person, err := pick(s, orgs)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.ServePerson, policy.OrgThing{Org: orgs[0], Name: "counter"}, "person", person.String(), "what", "opened"); err != nil {
			return err
		}
		return s.know(person, orgs[0])
	})
}
