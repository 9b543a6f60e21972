package people

import (
	"context"
	"slices"
	"unicode/utf8"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
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

// RecordStandIn stores that one account decides in place of an absent approver
// of the same organisation, for a period. It returns the record.
func (s *StandIns) RecordStandIn(ctx context.Context, who policy.Actor, f StandInForm) (id.ID, error) {
	row := &StandIn{ID: id.New(), RecordedBy: who.Account}
	problems := f.read(row, s.db.Now().Date())
	if err := problems.Err(); err != nil {
		return id.None, err
	}
	return row.ID, s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.RecordStandIn, policy.OrgThing{Org: row.OrgID, Name: "stand_in"},
			"absent", row.AbsentID.String(), "stand_in", row.StandInID.String(), "from", row.StartsOn, "to", row.EndsOn); err != nil {
			return err
		}
		st := standInStore{tx}
		staff, err := standInReader{tx.DB}.staff([]id.ID{row.OrgID})
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(staff, func(x Colleague) bool { return x.Account == row.AbsentID && x.Approver }) {
			problems.Add("absent", "office.problem.stand_in_absent")
		}
		if !slices.ContainsFunc(staff, func(x Colleague) bool { return x.Account == row.StandInID }) {
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
		return st.add(row)
	})
}

// EndStandIn ends a record before its period does.
func (s *StandIns) EndStandIn(ctx context.Context, who policy.Actor, record id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := standInStore{tx}
		row, ok, err := st.find(record)
		if err != nil {
			return err
		}
		if !ok || !policy.May(who, policy.RecordStandIn, policy.OrgThing{Org: row.OrgID}) {
			return fault.New(fault.NotFound, "error.not_found")
		}
		if _, err := tx.Allow(policy.RecordStandIn, policy.OrgThing{Org: row.OrgID, Name: "stand_in"}, "ended", record.String()); err != nil {
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

// List is the records of the actor's organisations, the newest first, and the
// colleagues among whom a form chooses. Other organisations have none.
func (s *StandIns) List(ctx context.Context, who policy.Actor) (lines []StandInLine, staff []Colleague, err error) {
	orgs := policy.Visible(who).Desk()
	r := standInReader{s.db.Read(ctx)}
	if lines, err = r.list(orgs); err != nil {
		return nil, nil, err
	}
	staff, err = r.staff(orgs)
	return lines, staff, err
}
