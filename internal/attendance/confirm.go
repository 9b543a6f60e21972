package attendance

import (
	"context"
	"fmt"
	"maps"
	"unicode/utf8"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// The limits of what can be confirmed.
const (
	MostMinutes = 600_000 // 10,000 hours
	longAward   = 60
	longReason  = 500
)

// Line is what is confirmed of one application.
type Line struct {
	Application id.ID
	Result      Result
	Minutes     int
	Role        Role
	Award       string
}

// Field is the name of a form's field about one application.
func Field(name string, application id.ID) string { return name + "-" + application.String() }

// problems notes what is wrong with a line, under the fields of its row.
func (l *Line) problems(p fault.Problems) {
	l.Award = people.CleanLine(l.Award)
	if !known(l.Result, Results) {
		p.Add(Field("result", l.Application), "attendance.problem.result")
	}
	if !known(l.Role, Roles) {
		p.Add(Field("role", l.Application), "attendance.problem.role")
	}
	if l.Minutes < 0 || l.Minutes > MostMinutes {
		p.Add(Field("minutes", l.Application), "attendance.problem.minutes", "most", MostMinutes)
	}
	switch {
	case utf8.RuneCountInString(l.Award) > longAward:
		p.Add(Field("award", l.Application), "office.problem.long", "n", longAward)
	case people.HasResidentNumber(l.Award):
		p.Add(Field("award", l.Application), "office.problem.resident_number")
	case l.Award != "" && l.Result == Incomplete:
		p.Add(Field("award", l.Application), "attendance.problem.award")
	case l.Role == Winner && l.Award == "":
		p.Add(Field("award", l.Application), "attendance.problem.award_missing")
	}
}

// reasonOf cleans a reason and notes what is wrong with it.
func reasonOf(p fault.Problems, typed string) string {
	reason := people.CleanLine(typed)
	switch {
	case utf8.RuneCountInString(reason) > longReason:
		p.Add("reason", "office.problem.long", "n", longReason)
	case people.HasResidentNumber(reason):
		p.Add("reason", "office.problem.resident_number")
	}
	return reason
}

// Confirm confirms the participation of people in one section: one, some or all
// of those who hold a place.
type Confirm struct {
	Section id.ID
	Lines   []Line
	Reason  string // needed before the last meeting is over
}

// problems cleans the command and says what is wrong with it.
func (c *Confirm) problems() fault.Problems {
	p := fault.Problems{}
	c.Reason = reasonOf(p, c.Reason)
	if len(c.Lines) == 0 {
		p.Add("application", "attendance.problem.nobody")
	}
	seen := map[id.ID]bool{}
	for i := range c.Lines {
		if seen[c.Lines[i].Application] {
			p.Add("application", "attendance.problem.twice")
		}
		seen[c.Lines[i].Application] = true
		c.Lines[i].problems(p)
	}
	return p
}

// Confirm stores what the host has confirmed and returns how many people it
// was. The same list sent twice is confirmed once; somebody who has been
// confirmed with something else needs a correction, which is a Conflict here.
func (s *Service) Confirm(ctx context.Context, who policy.Actor, cmd Confirm) (n int, err error) {
	if err := cmd.problems().Err(); err != nil {
		return 0, err
	}
	return n, s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		b, err := st.openBook(who, cmd.Section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.ConfirmPeople, b.whole(), "people", len(cmd.Lines), "reasoned", cmd.Reason != ""); err != nil {
			return err
		}
		if err := b.notBegun(tx.Now); err != nil {
			return err
		}
		if p := b.tooEarly(tx.Now, cmd.Reason); p != nil {
			return p.Err()
		}
		n, err = s.confirmAll(st, b, cmd)
		return err
	})
}

// PreviewConfirm says what Confirm would say was wrong, and stores nothing.
func (s *Service) PreviewConfirm(ctx context.Context, who policy.Actor, cmd Confirm) error {
	p := cmd.problems()
	r := reader{s.db.Read(ctx)}
	b, err := r.book(who, cmd.Section)
	if err != nil {
		return err
	}
	if !policy.May(who, policy.ConfirmPeople, b.whole()) {
		return errNotThere
	}
	if err := b.notBegun(s.db.Now()); err != nil {
		return err
	}
	maps.Copy(p, b.tooEarly(s.db.Now(), cmd.Reason))
	return p.Err()
}

func (s *Service) confirmAll(st store, b *book, cmd Confirm) (int, error) {
	places, err := st.places(cmd.Section)
	if err != nil {
		return 0, err
	}
	have, err := st.confirmedIn(cmd.Section)
	if err != nil {
		return 0, err
	}
	var who []id.ID
	for _, l := range cmd.Lines {
		who = append(who, places[l.Application])
	}
	gone, err := st.lockPersons(who)
	if err != nil {
		return 0, err
	}
	var done []Participation
	for _, l := range cmd.Lines {
		person, ok := places[l.Application]
		if !ok {
			return 0, errNotThere
		}
		reason := cmd.Reason
		if gone[person] {
			l.Award, reason = "", ""
		}
		if old, ok := have[l.Application]; ok {
			if old.says(l) {
				continue
			}
			return 0, fault.New(fault.Conflict, "attendance.problem.confirmed_already")
		}
		p := &Participation{
			ID: id.New(), ApplicationID: l.Application, SectionID: b.section.ID, PersonID: person, Result: l.Result, Minutes: l.Minutes,
			Role: l.Role, Award: l.Award, ConfirmedBy: st.Who.Account, ConfirmedAt: st.Now, Version: 1,
		}
		if err := st.add(p, reason); err != nil {
			return 0, err
		}
		if err := s.confirmed(st.Tx, p); err != nil {
			return 0, fmt.Errorf("attendance: after confirming: %w", err)
		}
		done = append(done, *p)
	}
	return len(done), tell(st.Tx, b, done)
}
