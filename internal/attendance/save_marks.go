package attendance

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// SaveMarks is the sheet of one meeting as somebody sends it: a mark for each
// person who has not been confirmed yet. Version is that of the sheet the page
// was made from, 0 for one that nobody has saved.
type SaveMarks struct {
	Section, Session id.ID
	Version          int
	Marks            map[id.ID]Mark // by application
}

// SaveMarks stores a sheet and returns how many marks it changed. What changed
// is kept with who and when. A sheet that somebody else has saved meanwhile is a
// Conflict: nothing is stored, so that both can be looked at.
func (s *Service) SaveMarks(ctx context.Context, who policy.Actor, cmd SaveMarks) (n int, err error) {
	return n, s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		b, err := st.openBook(who, cmd.Section)
		if err != nil {
			return err
		}
		m := b.session(cmd.Session)
		if m == nil {
			return errNotThere
		}
		sheet, err := st.sheet(cmd.Session)
		if err != nil {
			return err
		}
		switch {
		case b.section.State == catalog.Cancelled:
			return fault.New(fault.Conflict, "attendance.problem.cancelled")
		case m.HeldOn > tx.Now.Date():
			return fault.New(fault.Conflict, "attendance.problem.not_yet", "day", m.HeldOn)
		case sheet.Version != cmd.Version:
			if !policy.May(who, policy.TakeAttendance, b.meeting(m)) {
				return fault.New(fault.Forbidden, "error.forbidden")
			}
			return fault.New(fault.Conflict, "attendance.problem.changed_meanwhile")
		}
		changed, err := st.changes(b, m, cmd)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.TakeAttendance, b.meeting(m), "session", m.ID.String(), "changed", len(changed)); err != nil {
			return err
		}
		n = len(changed)
		return st.keepMarks(sheet, b.section.ID, m.ID, changed)
	})
}

// changes are the marks that differ from what stands there, or what is wrong with them.
func (s store) changes(b *book, m *catalog.Session, cmd SaveMarks) ([]MarkEntry, error) {
	places, err := s.places(b.section.ID)
	if err != nil {
		return nil, err
	}
	done, err := s.confirmedIn(b.section.ID)
	if err != nil {
		return nil, err
	}
	now, err := reader{s.DB}.marksOf(m.ID)
	if err != nil {
		return nil, err
	}
	problems, out := fault.Problems{}, []MarkEntry(nil)
	for application := range places {
		mark, sent := cmd.Marks[application]
		_, confirmed := done[application]
		switch {
		case confirmed && (!sent || mark == now[application]):
		case confirmed:
			problems.Add(Field("mark", application), "attendance.problem.mark_confirmed")
		case !mark.Valid():
			problems.Add(Field("mark", application), "attendance.problem.mark")
		case mark != now[application]:
			out = append(out, MarkEntry{
				ID: id.New(), SessionID: m.ID, ApplicationID: application, Before: now[application], Mark: mark, EnteredBy: s.Who.Account, EnteredAt: s.Now,
			})
		}
	}
	for application := range cmd.Marks {
		if _, ok := places[application]; !ok {
			return nil, errNotThere
		}
	}
	if len(places) == 0 {
		problems.Add("", "attendance.problem.no_people")
	}
	return out, problems.Err()
}

// SetThreshold says from which share of the time a section is completed.
type SetThreshold struct {
	Section id.ID
	Percent string
}

// SetThreshold stores a section's threshold. It changes suggestions only: what
// was confirmed stays.
func (s *Service) SetThreshold(ctx context.Context, who policy.Actor, cmd SetThreshold) error {
	percent, ok := number(cmd.Percent, 100)
	if !ok || percent == 0 {
		return fault.Problems{"threshold": fault.Say("attendance.problem.threshold")}.Err()
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		b, err := st.openBook(who, cmd.Section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.ConfirmPeople, b.whole(), "threshold", percent); err != nil {
			return err
		}
		return st.setThreshold(cmd.Section, percent)
	})
}

// number reads a whole number of up to most.
func number(s string, most int) (n int, ok bool) {
	if s == "" || len(s) > 7 {
		return 0, false
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return 0, false
		}
		n = n*10 + int(r-'0')
	}
	return n, n <= most
}
