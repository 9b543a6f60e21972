package people

import (
	"context"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/policy"
)

// EditProfile is a person's correction of what is known about them.
type EditProfile struct{ Name, Phone, City, District, Lang string }

func (in *EditProfile) problems() fault.Problems {
	in.Name, in.City, in.District = CleanLine(in.Name), CleanLine(in.City), CleanLine(in.District)
	if in.Lang != english {
		in.Lang = korean
	}
	p := fault.Problems{}
	nameProblem(p, "name", in.Name)
	phoneProblem(p, "phone", &in.Phone, false)
	placeProblem(p, "city", in.City)
	placeProblem(p, "district", in.District)
	return p
}

// EditProfile changes the signed-in person's own name, phone, place and language.
// The name stays once somebody has confirmed a participation of the person: what
// was confirmed of one name would otherwise be certified of any other.
func (a *Accounts) EditProfile(ctx context.Context, who policy.Actor, in EditProfile) error {
	if err := in.problems().Err(); err != nil {
		return err
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ManageAccount, policy.PersonThing{Person: who.Person, Name: "person"}, "what", "profile"); err != nil {
			return err
		}
		s := accountStore{tx}
		if kept, err := s.keepsName(who.Person, in.Name); err != nil {
			return err
		} else if kept {
			return fault.Problems{"name": fault.Say("my.problem.name_kept")}.Err()
		}
		return s.editProfile(in)
	})
}

// KnowContact keeps what somebody gave with an application, so that nothing is
// asked twice: the number, which lives with the person and nowhere else, and the
// day of birth where it was unknown. It runs
// in the transaction, and by the permit, of that application.
func KnowContact(tx *db.Tx, person *Person, phone string, birth clock.Date) error {
	return accountStore{tx}.contact(person, phone, birth)
}

// Agree keeps answers to documents in the transaction of the change they belong to.
func Agree(tx *db.Tx, answers ...Consent) error { return accountStore{tx}.agree(answers...) }

// Self is the actor's own account and person inside a transaction.
func Self(tx *db.Tx, who policy.Actor) (Account, Person, error) {
	return accountStore{tx}.mine(who.Account)
}

// Tie is an organisation that a person belongs to or works for.
type Tie struct {
	Organisation Organisation
	Duty         policy.Duty // "" for an affiliation
	Affiliation  Affiliation
}

// Ties are the reader's own duties and affiliations, with the organisations. A
// duty for the whole platform has no organisation.
func (a *Accounts) Ties(ctx context.Context, who policy.Actor) ([]Tie, error) {
	if !who.SignedIn() {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	return accountReader{a.db.Read(ctx)}.ties(who)
}
