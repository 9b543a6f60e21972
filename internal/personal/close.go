package personal

import (
	"context"
	"slices"

	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Closing is what will happen when the reader closes their account, said before.
type Closing struct {
	Duties    []people.Tie       // that stand in the way
	Places    int                // that are given back
	Stay, Go  []people.Dependent // children who keep their place here, and who go too
	LastAdmin bool
}

// Closing looks ahead; nothing changes.
func (s *Service) Closing(ctx context.Context, who policy.Actor) (c Closing, err error) {
	ties, err := s.accounts.Ties(ctx, who)
	if err != nil {
		return c, err
	}
	for _, t := range ties {
		if t.Duty != "" {
			c.Duties = append(c.Duties, t)
		}
	}
	children, err := s.accounts.Dependents(ctx, who)
	if err != nil {
		return c, err
	}
	gone := []id.ID{who.Person}
	for _, ch := range children {
		if ch.Stays() {
			c.Stay = append(c.Stay, ch)
		} else {
			c.Go, gone = append(c.Go, ch), append(gone, ch.Person)
		}
	}
	c.Places, err = reader{s.db.Read(ctx)}.places(gone, s.db.Now().Date())
	return c, err
}

// Close closes the reader's own account after asking who they are again: their
// places are given back, children for whom nobody else answers go with them, and
// everything that names or reaches them is erased. Somebody with duties cannot:
// an administrator takes the duties away first.
func (s *Service) Close(ctx context.Context, who policy.Actor, again people.Again, agreed bool) error {
	if !who.SignedIn() {
		return fault.New(fault.SignIn, "error.sign_in")
	}
	if !agreed {
		return fault.Problems{"agree": fault.Say("mydata.problem.agree")}.Err()
	}
	if err := s.accounts.Reauthenticate(ctx, who, again); err != nil {
		return err
	}
	err := s.db.Write(ctx, who, func(tx *db.Tx) error {
		l, err := people.LeaverOf(tx, who.Account)
		if err != nil {
			return err
		}
		if len(l.Duties) > 0 {
			return fault.New(fault.Conflict, "mydata.problem.duties")
		}
		if _, err := tx.Allow(policy.EraseOwn, policy.PersonThing{Person: l.Person.ID, Name: "person"}); err != nil {
			return err
		}
		return s.leave(tx, l, who.Person)
	})
	if err == nil {
		s.finish(ctx)
	}
	return err
}

// CloseByEmail is CloseOne for an address.
func (s *Service) CloseByEmail(ctx context.Context, who policy.Actor, email string) error {
	return s.CloseOne(ctx, who, people.Leaving{Email: email})
}

// CloseOne is Close as the operator's command does it: duties end with the
// account. The last administrator stays. Somebody without an account is erased.
func (s *Service) CloseOne(ctx context.Context, who policy.Actor, in people.Leaving) error {
	err := s.db.Write(ctx, who, func(tx *db.Tx) error {
		l, err := people.LeaverBy(tx, in)
		if err != nil {
			return err
		}
		if l.LastAdmin {
			return fault.New(fault.Conflict, "mydata.problem.last_admin")
		}
		if _, err := tx.Allow(policy.CloseAccount, policy.PersonThing{Person: l.Person.ID, Name: "account"}); err != nil {
			return err
		}
		return s.leave(tx, l, l.Person.ID)
	})
	if err == nil {
		s.finish(ctx)
	}
	return err
}

// leave is what goes with an account.
func (s *Service) leave(tx *db.Tx, l people.Leaver, by id.ID) error {
	children, err := lockedDependents(tx, l.Person.ID)
	if err != nil {
		return err
	}
	for _, c := range children {
		if c.Stays() {
			continue // the guardianship ends with the guardian's erasure
		}
		if _, err := tx.Allow(policy.EraseOwn, dependent{c.Person, by}); err != nil {
			return err
		}
		if err := s.gone(tx, c.Person, id.None, by); err != nil {
			return err
		}
	}
	if err := s.gone(tx, l.Person.ID, l.Account.ID, by); err != nil {
		return err
	}
	return nil
}

// lockedDependents locks somebody with those for whom they answer, and says who these
// are and who else answers for them as it is under the lock: of two guardians who
// leave at once the second sees that the first has gone.
func lockedDependents(tx *db.Tx, guardian id.ID) ([]people.Dependent, error) {
	before, err := people.DependentsOf(tx, guardian)
	if err != nil {
		return nil, err
	}
	all := []id.ID{guardian}
	for _, c := range before {
		all = append(all, c.Person)
	}
	if err := people.LockPersons(tx, all...); err != nil {
		return nil, err
	}
	now, err := people.DependentsOf(tx, guardian)
	if err != nil {
		return nil, err
	}
	for _, c := range now {
		// Came in between and is not locked; locking it now would be out of order.
		if !slices.Contains(all, c.Person) {
			return nil, fault.New(fault.Conflict, "error.unavailable")
		}
	}
	return now, nil
}

// gone gives back a person's places and erases them, with their account if they have one.
func (s *Service) gone(tx *db.Tx, person, account, by id.ID) error {
	if _, err := enrolment.Leave(tx, person, by); err != nil {
		return err
	}
	st := store{tx}
	if !account.IsZero() {
		if err := people.CloseAccount(tx, account); err != nil {
			return err
		}
	}
	if err := st.erase(s.holdings, person, account); err != nil {
		return err
	}
	return st.note(&Erasure{ID: id.New(), PersonID: person, AskedBy: tx.Who.Account, At: tx.Now})
}

// dependent is a child as the thing of the guardian who answers for it.
type dependent struct{ child, by id.ID }

// PolicyOrg implements policy.Resource: a person is no organisation's.
func (dependent) PolicyOrg() id.ID { return id.None }

// PolicyRef implements policy.Resource.
func (d dependent) PolicyRef() string { return "person/" + d.child.String() }

// PolicyPerson implements policy.Owned.
func (d dependent) PolicyPerson() id.ID { return d.by }
