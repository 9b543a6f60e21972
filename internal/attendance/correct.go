package attendance

import (
	"context"
	"fmt"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Correct changes what was confirmed of one person, with a reason. Version is
// that of the participation the form was made from.
type Correct struct {
	Participation id.ID
	Version       int
	Line          Line // its Application is not asked
	Reason        string
}

// Correct adds a correction to a participation. What was confirmed before stays
// readable as the entry before it. It returns the section.
func (s *Service) Correct(ctx context.Context, who policy.Actor, cmd Correct) (section id.ID, err error) {
	p := fault.Problems{}
	if cmd.Reason = reasonOf(p, cmd.Reason); cmd.Reason == "" {
		p.Add("reason", "attendance.problem.reason")
	}
	return section, s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		now, b, err := st.participation(who, cmd.Participation)
		if err != nil {
			return err
		}
		section, cmd.Line.Application = now.SectionID, now.ApplicationID
		if cmd.Line.problems(p); len(p) > 0 {
			return p.Err()
		}
		if _, err := tx.Allow(policy.ConfirmPeople, b.whole(), "participation", now.ID.String(), "corrected", now.Version); err != nil {
			return err
		}
		gone, err := st.lockPersons([]id.ID{now.PersonID})
		if err != nil {
			return err
		}
		if gone[now.PersonID] { // nothing would ever empty the words again
			cmd.Line.Award, cmd.Reason = "", ""
		}
		switch {
		case now.Version != cmd.Version:
			return fault.New(fault.Conflict, "attendance.problem.corrected_meanwhile")
		case now.says(cmd.Line):
			p.Add("result", "attendance.problem.same")
			return p.Err()
		}
		now.Result, now.Minutes, now.Role, now.Award = cmd.Line.Result, cmd.Line.Minutes, cmd.Line.Role, cmd.Line.Award
		now.ConfirmedBy, now.ConfirmedAt, now.Version = who.Account, tx.Now, now.Version+1
		if err := st.correct(now, cmd.Reason); err != nil {
			return err
		}
		if err := s.confirmed(tx, now); err != nil {
			return fmt.Errorf("attendance: after correcting: %w", err)
		}
		return tell(tx, b, []Participation{*now})
	})
}
