package people

import (
	"context"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// The messages of this part.
const (
	LetterFamilyConsent    = "family.consent"
	LetterFamilyWithdrawn  = "family.withdrawn"
	LetterFamilyInvitation = "family.invitation"
	// What one guardian did, told to the others; and what the child did, told to all.
	LetterFamilyConsentTold   = "family.consent_told"
	LetterFamilyWithdrawnTold = "family.withdrawn_told"
	LetterFamilyJoined        = "family.joined"
	LetterFamilyAccount       = "family.account"
)

// Families is what guardians do for their children.
type Families struct {
	db       *db.DB
	accounts *Accounts
}

// NewFamilies returns the families in d.
func NewFamilies(d *db.DB, a *Accounts) *Families { return &Families{d, a} }

// Child is a child as its guardian sees it.
type Child struct {
	Person    Person
	Pupil     Pupil
	School    Organisation
	Consent   GuardianConsent // the live one; its ID is None where there is none
	Guardians []string        // names, the first of them first
	Today     clock.Date
}

// Age is the child's 만 나이 today.
func (c *Child) Age() int { return clock.Age(c.Person.BirthOn, c.Today) }

// NeedsConsent reports whether the law asks for a consent, and there is none.
func (c *Child) NeedsConsent() bool {
	return NeedsConsent(c.Person.BirthOn, c.Today) && c.Consent.ID.IsZero()
}

// MayHaveAccount reports whether the child is old enough for an account of its own.
func (c *Child) MayHaveAccount() bool { return c.Age() >= minimumOwnAge }

// List is the reader's children, the oldest first.
func (f *Families) List(ctx context.Context, who policy.Actor) ([]Child, error) {
	if !who.SignedIn() {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	return familyReader{f.db.Read(ctx)}.children(policy.Visible(who).Wards, f.db.Now().Date())
}

// Child is one of the reader's children; anybody else's is not there.
func (f *Families) Child(ctx context.Context, who policy.Actor, child id.ID) (Child, error) {
	if !policy.Visible(who).Ward(child) {
		return Child{}, fault.New(fault.NotFound, "error.not_found")
	}
	cs, err := familyReader{f.db.Read(ctx)}.children([]id.ID{child}, f.db.Now().Date())
	if err == nil && len(cs) == 0 {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	if err != nil {
		return Child{}, err
	}
	return cs[0], nil
}

// Schools are those that a form offers, by city and name.
func (f *Families) Schools(ctx context.Context, _ policy.Actor) ([]Organisation, error) {
	return familyReader{f.db.Read(ctx)}.schools()
}

// guardian is the actor's account inside a transaction: of somebody who may answer
// for a child born then, with a number of their own that they have proved; without
// one a consent would be anybody's.
func (s familyStore) guardian(born clock.Date) (Account, Person, error) {
	acc, person, err := accountStore(s).mine(s.Who.Account)
	if err == nil {
		err = MayAnswerFor(person.BirthOn, born, s.Now.Date())
	}
	if err == nil && acc.PhoneProvedAt.IsZero() {
		err = fault.New(fault.Conflict, "family.problem.phone_first")
	}
	return acc, person, err
}

// own makes sure that the child is the actor's, now, and locks it with its guardianship.
func (s familyStore) own(child id.ID) (p Person, err error) {
	if err := LockPersons(s.Tx, child); err != nil {
		return p, err
	}
	ok, err := s.answersFor(s.Who.Person, child)
	if err != nil {
		return p, err
	}
	if !ok {
		return p, fault.New(fault.NotFound, "error.not_found")
	}
	return s.person(child)
}
