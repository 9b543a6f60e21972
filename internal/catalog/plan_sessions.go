package catalog

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// PlanForm is a plan of meetings as it is typed: every 화·목 from a day to a day,
// but not on those left out.
type PlanForm struct {
	From     string   `form:"from"`
	Until    string   `form:"until"`
	Weekdays []string `form:"weekdays"`
	Skip     string   `form:"skip"` // days left out, one a line
	Most     string   `form:"most"` // at most so many meetings
	SessionForm
}

// Plan is what a PlanForm comes to. Nothing is left out silently: Skipped are
// the days that the weekdays would give and that were named to be left out.
type Plan struct {
	Sessions []Session
	Skipped  []clock.Date
}

// PlanSessions works out the meetings of a plan. It stores nothing.
func PlanSessions(f PlanForm) (Plan, error) {
	t := newTyped()
	from, until := t.date("from", f.From), t.date("until", f.Until)
	t.required("from", string(from))
	t.required("until", string(until))
	if from != "" && until != "" && (until < from || from.DaysTo(until) > 366) {
		t.problems.Add("until", "office.problem.plan_days")
	}
	days := weekdaySet(t, f.Weekdays)
	skip := f.skipped(t)
	most := mostSessions
	if n := t.number("most", f.Most, 1, mostSessions); n != nil {
		most = *n
	}
	var one Session
	f.readRest(t, &one)
	if err := t.problems.Err(); err != nil {
		return Plan{}, err
	}
	var p Plan
	for d := from; d <= until && len(p.Sessions) < most; d = d.AddDays(1) {
		switch {
		case days&weekdayBit(d) == 0:
		case slices.Contains(skip, d):
			p.Skipped = append(p.Skipped, d)
		default:
			s := one
			s.HeldOn = d
			p.Sessions = append(p.Sessions, s)
		}
	}
	if len(p.Sessions) == 0 {
		t.problems.Add("until", "office.problem.plan_empty")
		return Plan{}, t.problems.Err()
	}
	inOrder(p.Sessions)
	return p, nil
}

func weekdaySet(t typed, names []string) (bits int) {
	for _, name := range names {
		if i := slices.Index(Weekdays, name); i >= 0 {
			bits |= 1 << i
		} else {
			t.problems.Add("weekdays", "office.problem.choose")
		}
	}
	if bits == 0 {
		t.problems.Add("weekdays", "office.problem.weekdays")
	}
	return bits
}

// weekdayBit is the bit of a day: 0 is Monday.
func weekdayBit(d clock.Date) int { return 1 << ((int(d.Weekday()) + 6) % 7) }

func (f PlanForm) skipped(t typed) (days []clock.Date) {
	for _, s := range strings.FieldsFunc(f.Skip, func(r rune) bool { return r == '\n' || r == '\r' || r == ',' || r == ' ' }) {
		d, err := clock.ParseDate(s)
		if err != nil {
			t.problems.Add("skip", "office.problem.skip_date", "text", s)
			continue
		}
		days = append(days, d)
	}
	return days
}

// AddPlan stores the meetings of a plan; Replace takes away those that are there.
type AddPlan struct {
	Section id.ID
	Replace bool
	Form    PlanForm
}

// AddPlan stores a plan and returns how many meetings it added.
func (d *Desk) AddPlan(ctx context.Context, who policy.Actor, cmd AddPlan) (n int, err error) {
	plan, err := PlanSessions(cmd.Form)
	if err != nil {
		return 0, err
	}
	verb := "planned"
	if cmd.Replace {
		verb = "replaced"
	}
	return len(plan.Sessions), d.changeSessions(ctx, who, cmd.Section, []any{verb, len(plan.Sessions)}, func(have []Session) ([]Session, error) {
		if cmd.Replace {
			have = nil
		}
		return append(have, plan.Sessions...), nil
	})
}

// EditSession changes one meeting, or adds it when Session is None.
type EditSession struct {
	Section, Session id.ID
	Form             SessionForm
}

// EditSession stores one meeting.
func (d *Desk) EditSession(ctx context.Context, who policy.Actor, cmd EditSession) error {
	var typed Session
	if err := cmd.Form.read(&typed).Err(); err != nil {
		return err
	}
	detail := []any{"session", cmd.Session.String(), "to", typed.HeldOn}
	return d.changeSessions(ctx, who, cmd.Section, detail, func(have []Session) ([]Session, error) {
		if cmd.Session.IsZero() {
			return append(have, typed), nil
		}
		i := slices.IndexFunc(have, func(s Session) bool { return s.ID == cmd.Session })
		if i < 0 {
			return nil, errNotThere
		}
		old := have[i]
		typed.ID, typed.SectionID, typed.Number, typed.TeacherID = old.ID, old.SectionID, old.Number, old.TeacherID
		if old.Teacher != typed.Teacher {
			typed.TeacherID = id.None // another name is another person until somebody says who
		}
		have[i] = typed
		return have, nil
	})
}

// RemoveSession takes one meeting away.
func (d *Desk) RemoveSession(ctx context.Context, who policy.Actor, section, session id.ID) error {
	return d.changeSessions(ctx, who, section, []any{"removed", session.String()}, func(have []Session) ([]Session, error) {
		kept := slices.DeleteFunc(slices.Clone(have), func(s Session) bool { return s.ID == session })
		if len(kept) == len(have) {
			return nil, errNotThere
		}
		return kept, nil
	})
}

// changeSessions rewrites the meetings of a section that the actor runs, keeping the ids of those that stay.
func (d *Desk) changeSessions(ctx context.Context, who policy.Actor, section id.ID, detail []any, change func([]Session) ([]Session, error)) error {
	return d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		sec, p, err := s.ownSection(who, section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.EditProgramme, sectionThing{sec.ID, p.OrgID}, detail...); err != nil {
			return err
		}
		switch {
		case sec.State == Review || p.State == Review:
			return inReview
		case sec.State == Cancelled:
			return fault.New(fault.Conflict, "office.problem.section_over")
		}
		have, err := s.sessions(section)
		if err != nil {
			return err
		}
		want, err := change(slices.Clone(have))
		if err != nil {
			return err
		}
		if len(want) > mostSessions {
			return fault.New(fault.Conflict, "office.problem.sessions_many", "n", mostSessions)
		}
		inOrder(want)
		if err := s.keepSessions(sec.ID, have, want); err != nil || sec.State != Published {
			return err
		}
		return Touch(tx)
	})
}
