package enrolment

import (
	"context"
	"unicode/utf8"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// CancelSection ends a section that will not take place (폐강).
type CancelSection struct {
	Section id.ID
	Reason  string // everybody may read it
}

const longestReason = 500

// CancelSection cancels a public section, frees every place and writes to each
// person who held one, in one transaction. It says how many there were.
func (s *Service) CancelSection(ctx context.Context, who policy.Actor, cmd CancelSection) (told int, err error) {
	reason, problems := catalog.CleanText(cmd.Reason), fault.Problems{}
	switch {
	case reason == "":
		problems.Add("reason", "office.problem.required")
	case utf8.RuneCountInString(reason) > longestReason:
		problems.Add("reason", "office.problem.long", "n", longestReason)
	case people.HasResidentNumber(reason):
		problems.Add("reason", "office.problem.resident_number")
	}
	if err := problems.Err(); err != nil {
		return 0, err
	}
	done, err := s.turns.take(ctx, cmd.Section)
	if err != nil {
		return 0, err
	}
	defer done()
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		sec, p, err := catalog.OwnSection(tx, cmd.Section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.CancelSection, catalog.SectionThing(sec.ID, p.OrgID), "from", sec.State, "to", catalog.Cancelled); err != nil {
			return err
		}
		if sec.State != catalog.Published && sec.State != catalog.Closed {
			return fault.New(fault.Conflict, "office.problem.not_public")
		}
		if run := sec.RunAt(tx.Now); run == catalog.Ended {
			return fault.New(fault.Conflict, "office.problem.has_ended")
		}
		if err := catalog.MarkCancelled(tx, sec, reason); err != nil || sec.Channel != catalog.Here {
			return err
		}
		told, err = CancelAllForSection(tx, sec.ID)
		return err
	})
	return told, err
}
