package people

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// ForProvision is the consent to pass participations on to one's university (제3자 제공).
const ForProvision Document = "provision"

// ProvisionVersion is the version of its text: raise it when the purpose or the items change.
const ProvisionVersion = "2026-03-01"

// Provision is somebody's consent that their confirmed participations are passed
// on to their university: why, what, and between which days.
type Provision struct {
	ID          id.ID `gorm:"primaryKey"`
	PersonID    id.ID
	OrgID       id.ID
	AccountID   id.ID // who gave it
	Version     string
	Purpose     string // as it was read
	Items       string
	FromOn      clock.Date
	UntilOn     clock.Date
	GivenAt     clock.Instant
	WithdrawnAt clock.Instant
}

// TableName implements gorm's Tabler.
func (Provision) TableName() string { return "provisions" }

// PolicyOrg implements policy.Resource: a consent is its person's.
func (*Provision) PolicyOrg() id.ID { return id.None }

// PolicyRef implements policy.Resource.
func (p *Provision) PolicyRef() string { return "provision/" + p.ID.String() }

// PolicyPerson implements policy.Owned.
func (p *Provision) PolicyPerson() id.ID { return p.PersonID }

// Live reports whether it lets something be passed on today.
func (p *Provision) Live(today clock.Date) bool {
	return p.WithdrawnAt.IsZero() && p.FromOn <= today && today <= p.UntilOn
}

// Periods are the lengths of consent that one may choose, in years.
var Periods = []int{1, 2, 4}

// Provisions is giving and withdrawing that consent.
type Provisions struct {
	db    *db.DB
	hooks []func(tx *db.Tx, person id.ID) error
}

// NewProvisions returns the consents in d.
func NewProvisions(d *db.DB) *Provisions { return &Provisions{db: d} }

// OnProvision registers what follows when somebody gives the consent, in the same transaction.
func (s *Provisions) OnProvision(fn func(tx *db.Tx, person id.ID) error) {
	s.hooks = append(s.hooks, fn)
}

// ProvisionLine is a consent with the university.
type ProvisionLine struct {
	Provision
	Organisation Organisation
}

// ProvisionDesk is what somebody has agreed to pass on, and what they may.
type ProvisionDesk struct {
	Given  []ProvisionLine // the newest first, withdrawn ones too
	May    []Organisation  // universities where they are a verified student and have not agreed
	Today  clock.Date
	Person id.ID
}

// Mine are the reader's own consents.
func (s *Provisions) Mine(ctx context.Context, who policy.Actor) (d ProvisionDesk, err error) {
	if !who.SignedIn() {
		return d, fault.New(fault.SignIn, "error.sign_in")
	}
	r := affiliationReader{s.db.Read(ctx)}
	d.Today, d.Person = s.db.Now().Date(), who.Person
	if d.Given, err = r.provisions(who.Person); err != nil {
		return d, err
	}
	mine, err := r.ofPerson(who.Person)
	if err != nil {
		return d, err
	}
	for _, a := range mine {
		live := slices.ContainsFunc(d.Given, func(p ProvisionLine) bool { return p.OrgID == a.OrgID && p.Live(d.Today) })
		if a.Kind == Student && a.State == AffiliationVerified && !live {
			d.May = append(d.May, a.Organisation)
		}
	}
	return d, nil
}

// Give agrees to pass participations on to a university where the actor is a
// verified student. What was confirmed before is released by it too.
func (s *Provisions) Give(ctx context.Context, who policy.Actor, org id.ID, years int, agreed bool) error {
	problems := fault.Problems{}
	if !slices.Contains(Periods, years) {
		problems.Add("years", "provision.problem.years")
	}
	if !agreed {
		problems.Add("agree", "provision.problem.agree")
	}
	if err := problems.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := affiliationStore{tx}
		ok, err := st.studiesAt(who.Person, org)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.NotFound, "error.not_found")
		}
		today := tx.Now.Date()
		p := &Provision{
			ID: id.New(), PersonID: who.Person, OrgID: org, AccountID: who.Account, Version: ProvisionVersion,
			Purpose: i18n.In(i18n.KO, "provision.purpose"), Items: i18n.In(i18n.KO, "provision.items"),
			FromOn: today, UntilOn: clock.Date(today.Time().AddDate(years, 0, -1).Format("2006-01-02")), GivenAt: tx.Now,
		}
		if _, err := tx.Allow(policy.GiveProvision, p, "what", "give", "org", org, "version", p.Version, "until", p.UntilOn); err != nil {
			return err
		}
		added, err := st.give(p)
		if err != nil || !added {
			return err // a second click: the consent stands
		}
		if err := Agree(tx, Consent{ID: id.New(), PersonID: who.Person, AccountID: who.Account, Document: ForProvision, Version: p.Version, Agreed: true, Ref: p.PolicyRef()}); err != nil {
			return err
		}
		for _, fn := range s.hooks {
			if err := fn(tx, who.Person); err != nil {
				return err
			}
		}
		return nil
	})
}

// Withdraw ends a consent. Nothing more is passed on, and what waits undecided
// at the university is gone from there at once; what was decided stays decided.
func (s *Provisions) Withdraw(ctx context.Context, who policy.Actor, provision id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := affiliationStore{tx}
		p, err := st.ownProvision(provision, who.Person)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.GiveProvision, p, "what", "withdraw", "org", p.OrgID); err != nil {
			return err
		}
		if !p.WithdrawnAt.IsZero() {
			return nil
		}
		if err := st.withdraw(p.ID); err != nil {
			return err
		}
		return Agree(tx, Consent{ID: id.New(), PersonID: who.Person, AccountID: who.Account, Document: ForProvision, Version: p.Version, Ref: p.PolicyRef()})
	})
}
