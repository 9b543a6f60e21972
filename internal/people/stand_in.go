package people

import (
	"context"
	"slices"
	"unicode/utf8"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// StandIns records who decides in whose absence (대결).
type StandIns struct{ db *db.DB }

// NewStandIns returns the stand-ins in d.
func NewStandIns(d *db.DB) *StandIns { return &StandIns{d} }

const (
	longestStandIn = 92 // days: whoever is away longer hands the duty over
	longestReason  = 500
)

// StandInForm is a stand-in as it is typed.
type StandInForm struct {
	Org      string `form:"org"`
	Absent   string `form:"absent"`
	StandIn  string `form:"stand_in"`
	StartsOn string `form:"starts_on"`
	EndsOn   string `form:"ends_on"`
	Reason   string `form:"reason"`
}

func (f StandInForm) read(s *StandIn, today clock.Date) fault.Problems {
	ps := fault.Problems{}
	pick := func(field, typed string) id.ID {
		v, err := id.Parse(typed)
		if err != nil {
			ps.Add(field, "office.problem.choose")
		}
		return v
	}
	day := func(field, typed string) clock.Date {
		d, err := clock.ParseDate(typed)
		if err != nil {
			ps.Add(field, "office.problem.date")
		}
		return d
	}
	s.OrgID, s.AbsentID, s.StandInID = pick("org", f.Org), pick("absent", f.Absent), pick("stand_in", f.StandIn)
	s.StartsOn, s.EndsOn = day("starts_on", f.StartsOn), day("ends_on", f.EndsOn)
	s.Reason = CleanLine(f.Reason)
	switch {
	case s.Reason == "":
		ps.Add("reason", "office.problem.required")
	case utf8.RuneCountInString(s.Reason) > longestReason:
		ps.Add("reason", "office.problem.long", "n", longestReason)
	case HasResidentNumber(s.Reason):
		ps.Add("reason", "office.problem.resident_number")
	}
	if !s.AbsentID.IsZero() && s.AbsentID == s.StandInID {
		ps.Add("stand_in", "office.problem.stand_in_self")
	}
	if s.StartsOn == "" || s.EndsOn == "" {
		return ps
	}
	switch {
	case s.StartsOn < today:
		ps.Add("starts_on", "office.problem.stand_in_past")
	case s.EndsOn < s.StartsOn:
		ps.Add("ends_on", "office.problem.days")
	case s.StartsOn.DaysTo(s.EndsOn) >= longestStandIn:
		ps.Add("ends_on", "office.problem.stand_in_long", "n", longestStandIn)
	}
	return ps
}

// LetterStandIn tells an approver that somebody decides in their absence.
const LetterStandIn = "stand_in.recorded"

// RecordStandIn stores that one account decides in place of an absent approver
// of the same organisation, for a period, and tells the absent one. It returns
// the record.
func (s *StandIns) RecordStandIn(ctx context.Context, who policy.Actor, f StandInForm) (id.ID, error) {
	row := &StandIn{ID: id.New(), RecordedBy: who.Account}
	problems := f.read(row, s.db.Now().Date())
	if !row.StandInID.IsZero() && row.StandInID == who.Account {
		problems.Add("stand_in", "office.problem.stand_in_not_you")
	}
	if err := problems.Err(); err != nil {
		return id.None, err
	}
	return row.ID, s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := standInStore{tx}
		// Two records for one absence wait for each other here.
		org, err := st.lockOrganisation(row.OrgID)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.RecordStandIn, policy.StandInThing{Org: row.OrgID, Parent: org.ParentID, Deputy: row.StandInID},
			"absent", row.AbsentID.String(), "stand_in", row.StandInID.String(), "from", row.StartsOn, "to", row.EndsOn); err != nil {
			return err
		}
		staff, err := standInReader{tx.DB}.staff([]id.ID{row.OrgID})
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(staff, func(x Colleague) bool { return x.Account == row.AbsentID && x.Approver }) {
			problems.Add("absent", "office.problem.stand_in_absent")
		}
		deputy := slices.IndexFunc(staff, func(x Colleague) bool { return x.Account == row.StandInID })
		if deputy < 0 {
			problems.Add("stand_in", "office.problem.stand_in_stranger")
		}
		if err := problems.Err(); err != nil {
			return err
		}
		taken, err := st.overlaps(row)
		if err != nil {
			return err
		}
		if taken {
			problems.Add("starts_on", "office.problem.stand_in_overlap")
			return problems.Err()
		}
		row.RecordedAt = tx.Now
		if err := st.add(row); err != nil {
			return err
		}
		return tellAbsent(tx, row, &org, staff[deputy])
	})
}

// tellAbsent writes to the absent approver, so that nobody is stood in for behind their back.
func tellAbsent(tx *db.Tx, row *StandIn, org *Organisation, deputy Colleague) error {
	acc, person, err := accountStore{tx}.mine(row.AbsentID)
	if err != nil {
		return err
	}
	l := greet(LetterStandIn, &acc, &person, outbox.Facts{
		"deputy": deputy.Name, "recorder": tx.Who.Name, "org": org.NameKO, "body": row.Reason,
		"starts_on": string(row.StartsOn), "ends_on": string(row.EndsOn),
	})
	l.Ref = "stand_in/" + row.ID.String()
	l.Names["deputy"], l.Names["recorder"] = deputy.Person, tx.Who.Person
	return outbox.Enqueue(tx, l)
}

// EndStandIn ends a record before its period does.
func (s *StandIns) EndStandIn(ctx context.Context, who policy.Actor, record id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := standInStore{tx}
		row, ok, err := st.find(record)
		if err != nil {
			return err
		}
		if !ok {
			return fault.New(fault.NotFound, "error.not_found")
		}
		org, err := st.lockOrganisation(row.OrgID)
		if err != nil {
			return err
		}
		on := policy.StandInThing{Org: row.OrgID, Parent: org.ParentID}
		if !slices.Contains(policy.Visible(who).Desk(), row.OrgID) && !policy.May(who, policy.RecordStandIn, on) {
			return fault.New(fault.NotFound, "error.not_found") // outsiders do not learn that there is one
		}
		if _, err := tx.Allow(policy.RecordStandIn, on, "ended", record.String()); err != nil {
			return err
		}
		if !row.EndedAt.IsZero() || row.EndsOn < tx.Now.Date() {
			return fault.New(fault.Conflict, "office.problem.stand_in_over")
		}
		return st.end(record)
	})
}

// Colleague is an account with a duty at an organisation.
type Colleague struct {
	Account  id.ID
	Person   id.ID
	Org      id.ID
	Name     string
	Approver bool
}

// StandInLine is one record as a list shows it.
type StandInLine struct {
	StandIn
	Absent, Deputy, Recorder, OrgName string
}

// Live reports whether the record holds or will hold.
func (l StandInLine) Live(today clock.Date) bool { return l.EndedAt.IsZero() && l.EndsOn >= today }

// StandInBook is what a page about stand-ins shows.
type StandInBook struct {
	Lines []StandInLine
	Staff []Colleague // among whom a form chooses
	Orgs  []id.ID     // for which the reader may record
}

// List is the records of the actor's organisations and of those whose absences
// they may record, the newest first. Other organisations have none.
func (s *StandIns) List(ctx context.Context, who policy.Actor) (b StandInBook, err error) {
	r := standInReader{s.db.Read(ctx)}
	if b.Orgs, err = r.under(who.OrgsOf(policy.Approver)); err != nil {
		return b, err
	}
	orgs := append(policy.Visible(who).Desk(), b.Orgs...)
	if b.Lines, err = r.list(orgs); err != nil {
		return b, err
	}
	b.Staff, err = r.staff(orgs)
	return b, err
}
