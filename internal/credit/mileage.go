package credit

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Account is one student's mileage at one university.
type Account struct {
	University people.Organisation
	Rule       *Rule // in force today
	Balance    Points
	Term       Points     // of activities in this term
	TermFrom   clock.Date // its first day
	Year       Points     // of activities in this calendar year
	Entries    []EntryLine
	Open       []OpenLine // what has no points: waits, is asked about, was refused or cancelled
}

// Left is what can still be had this year; ok is false when the rule has no yearly cap.
func (a *Account) Left() (Points, bool) {
	if a.Rule == nil || a.Rule.YearlyCap == 0 {
		return 0, false
	}
	return max(0, a.Rule.YearlyCap-a.Year), true
}

// Short is the owner's short name: 국립부경대.
func Short(o *people.Organisation) string { return strings.TrimSuffix(o.Current(), "학교") }

// EntryLine is a line of the ledger as its student reads it.
type EntryLine struct {
	Entry
	Reason    string // what staff wrote with the decision; "" once erased
	TitleKO   string
	TitleEN   string
	Slug      string
	SectionKO string
	Host      string
	Own       bool   // the rule is the university's own
	Reversed  bool   // another entry takes it back
	Result    string // of the last reflection: "", reflected, rejected
	OnDay     clock.Date
	Refusal   string // why it was rejected
}

// OpenLine is a participation that has no points.
type OpenLine struct {
	State      State
	ActivityOn clock.Date
	TitleKO    string
	TitleEN    string
	Reason     string // of the last decision
	OrgID      id.ID
}

// Mine is the reader's own mileage, by university.
func (s *Service) Mine(ctx context.Context, who policy.Actor) ([]Account, error) {
	if !who.SignedIn() {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	r := reader{s.db.Read(ctx)}
	orgs, err := r.universitiesOf(who.Person)
	if err != nil || len(orgs) == 0 {
		return nil, err
	}
	ids := make([]id.ID, len(orgs))
	for i := range orgs {
		ids[i] = orgs[i].ID
	}
	versions, err := r.rules(ids)
	if err != nil {
		return nil, err
	}
	entries, err := r.entries(who.Person)
	if err != nil {
		return nil, err
	}
	open, err := r.open(who.Person)
	if err != nil {
		return nil, err
	}
	today := s.db.Now().Date()
	out := make([]Account, len(orgs))
	for i := range orgs {
		a := &out[i]
		a.University, a.TermFrom = orgs[i], people.TermStart(today)
		a.Rule = InForce(slices.DeleteFunc(slices.Clone(versions), func(r Rule) bool { return r.OrgID != orgs[i].ID }), today)
		for _, e := range entries {
			if e.OrgID != orgs[i].ID {
				continue
			}
			a.Entries = append(a.Entries, e)
			a.Balance += e.Points
			if e.CountsOn >= a.TermFrom && e.CountsOn <= today {
				a.Term += e.Points
			}
			if e.CountsOn.Time().Year() == today.Time().Year() {
				a.Year += e.Points
			}
		}
		for _, o := range open {
			if o.OrgID == orgs[i].ID {
				a.Open = append(a.Open, o)
			}
		}
	}
	return out, nil
}

// Rule is one version of a university's rule. Rules are public: whoever has
// points by one, or hopes to, reads what it says.
func (s *Service) Rule(ctx context.Context, _ policy.Actor, rule id.ID) (Rule, people.Organisation, error) {
	return reader{s.db.Read(ctx)}.rule(rule)
}

// Shown is what a university gives for the programmes of a cooperation, as cards
// and the API show it.
type Shown struct {
	Rule
	University  people.Organisation `gorm:"embedded;embeddedPrefix:u_"`
	AgreementID id.ID
	Cooperation string // slug of the agreement
}

// Shown are the rules in force today of some universities, with the agreements
// that they are party to; nil asks for all. One query, whatever the list is long.
func (s *Service) Shown(ctx context.Context, _ policy.Actor, universities []id.ID) ([]Shown, error) {
	return reader{s.db.Read(ctx)}.shown(universities, s.db.Now().Date())
}
