package people

import (
	"context"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// AddChild is a guardian's wish to act for a child. Nothing of the child is kept
// without the consent.
type AddChild struct {
	Name     string
	BirthOn  clock.Date
	SchoolID id.ID
	Grade    string
	Guardian bool // says that they are the child's legal guardian
	Consent  bool
}

func (in *AddChild) problems(today clock.Date) fault.Problems {
	in.Name = CleanLine(in.Name)
	p := fault.Problems{}
	nameProblem(p, "name", in.Name)
	childBirthProblem(p, "birth_date", in.BirthOn, today)
	if in.SchoolID.IsZero() {
		p.Add("school", "family.problem.school")
	}
	gradeProblem(p, "grade", in.Grade)
	if !in.Guardian {
		p.Add("guardian", "family.problem.guardian")
	}
	if !in.Consent {
		p.Add("consent", "account.problem.consent")
	}
	return p
}

// AddChild keeps a child with its guardian's consent, and says so in a message to
// the number that the guardian has proved: together a method that the decree lists.
func (f *Families) AddChild(ctx context.Context, who policy.Actor, in AddChild) (child id.ID, err error) {
	if err := in.problems(f.db.Now().Date()).Err(); err != nil {
		return id.None, err
	}
	err = f.db.Write(ctx, who, func(tx *db.Tx) error {
		s := familyStore{tx}
		if _, err := tx.Allow(policy.ManageFamily, policy.PersonThing{Person: who.Person, Name: "family"}, "what", "child"); err != nil {
			return err
		}
		acc, guardian, err := s.guardian(in.BirthOn)
		if err != nil {
			return err
		}
		if err := s.isSchool(in.SchoolID); err != nil {
			return err
		}
		if known, err := s.hasChild(who.Person, in.Name, in.BirthOn); err != nil {
			return err
		} else if known {
			return fault.Problems{"name": fault.Say("family.problem.known")}.Err()
		}
		p := Person{ID: id.New(), Name: in.Name, BirthOn: in.BirthOn, City: guardian.City, District: guardian.District, CreatedAt: tx.Now, UpdatedAt: tx.Now}
		if err := s.addChild(&p, who.Person, &Pupil{PersonID: p.ID, SchoolID: in.SchoolID, Grade: in.Grade, UpdatedAt: tx.Now}); err != nil {
			return err
		}
		child = p.ID
		return s.consent(acc, guardian, p)
	})
	return child, err
}

// consent records the actor's consent for a child and tells them so.
func (s familyStore) consent(acc Account, guardian, child Person) error {
	row := GuardianConsent{
		ID: id.New(), ChildID: child.ID, GuardianID: guardian.ID, AccountID: acc.ID, Method: ByWebAndSMS, Version: GuardianConsentVersion, GivenAt: s.Now,
	}
	if err := s.addConsent(&row); err != nil {
		return err
	}
	if err := s.notice(acc, guardian, child, LetterFamilyConsent); err != nil {
		return err
	}
	return s.tellOthers(child, guardian, LetterFamilyConsentTold)
}

// notice goes to the number that the guardian has proved, wherever other messages go.
func (s familyStore) notice(acc Account, guardian, child Person, kind string) error {
	return outbox.Enqueue(s.Tx, outbox.Letter{
		Channel: outbox.SMS, Kind: kind, Lang: acc.Lang, Address: acc.Phone, Account: acc.ID, Person: guardian.ID, Ref: "person/" + child.ID.String(),
		Facts: outbox.Facts{"name": guardian.Name, "child": child.Name},
		Names: map[string]id.ID{"name": guardian.ID, "child": child.ID},
	})
}

// EditChild is a change of school or year.
type EditChild struct {
	SchoolID id.ID
	Grade    string
}

// EditChild notes another school or year of a child.
func (f *Families) EditChild(ctx context.Context, who policy.Actor, child id.ID, in EditChild) error {
	p := fault.Problems{}
	if in.SchoolID.IsZero() {
		p.Add("school", "family.problem.school")
	}
	gradeProblem(p, "grade", in.Grade)
	if err := p.Err(); err != nil {
		return err
	}
	return f.db.Write(ctx, who, func(tx *db.Tx) error {
		s := familyStore{tx}
		if _, err := s.own(child); err != nil {
			return err
		}
		if _, err := tx.Allow(policy.ManageChild, policy.PersonThing{Person: child, Name: "person"}, "what", "school"); err != nil {
			return err
		}
		if err := s.isSchool(in.SchoolID); err != nil {
			return err
		}
		return s.setPupil(&Pupil{PersonID: child, SchoolID: in.SchoolID, Grade: in.Grade, UpdatedAt: tx.Now})
	})
}

// GiveConsent records a guardian's consent for a child that has none: it was withdrawn.
func (f *Families) GiveConsent(ctx context.Context, who policy.Actor, child id.ID, agreed bool) error {
	if !agreed {
		return fault.Problems{"consent": fault.Say("account.problem.consent")}.Err()
	}
	return f.db.Write(ctx, who, func(tx *db.Tx) error {
		s := familyStore{tx}
		p, err := s.own(child)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.ManageChild, policy.PersonThing{Person: child, Name: "person"}, "what", "consent"); err != nil {
			return err
		}
		acc, guardian, err := s.guardian(p.BirthOn)
		if err != nil {
			return err
		}
		if live, err := s.liveConsent(child); err != nil || live {
			return err // it is there already
		}
		return s.consent(acc, guardian, p)
	})
}

// EndConsent withdraws the consent for a child in the caller's transaction, and
// asks for policy.ManageChild itself. What follows for the child's places is
// enrolment's: see enrolment.Service.WithdrawConsent.
func EndConsent(tx *db.Tx, child id.ID) (Person, error) {
	s := familyStore{tx}
	p, err := s.own(child)
	if err != nil {
		return p, err
	}
	if _, err := tx.Allow(policy.ManageChild, policy.PersonThing{Person: child, Name: "person"}, "what", "consent withdrawn"); err != nil {
		return p, err
	}
	acc, guardian, err := accountStore{tx}.mine(tx.Who.Account)
	if err != nil {
		return p, err
	}
	if had, err := s.liveConsent(child); err != nil || !had {
		return p, err // it was withdrawn before
	}
	if err := s.endConsent(child); err != nil {
		return p, err
	}
	if err := s.tellOthers(p, guardian, LetterFamilyWithdrawnTold); err != nil || acc.Phone == "" {
		return p, err
	}
	return p, s.notice(acc, guardian, p, LetterFamilyWithdrawn)
}
