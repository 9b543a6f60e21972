package enrolment

import (
	"context"
	"strconv"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// ChangeCapacity gives a public section more places, or fewer, but never fewer
// than are taken. Capacity nil is no limit.
type ChangeCapacity struct {
	Section  id.ID
	Capacity *int
}

const mostPlaces = 100_000

// CapacityProblem is what is wrong with a capacity while so many places are taken.
func CapacityProblem(capacity *int, taken int) (fault.Text, bool) {
	switch {
	case capacity == nil:
	case *capacity < 1 || *capacity > mostPlaces:
		return fault.Say("office.problem.number", "least", 1, "most", mostPlaces), true
	case *capacity < taken:
		return fault.Say("office.problem.capacity_taken", "n", taken), true
	}
	return fault.Text{}, false
}

// ChangeCapacity stores the new capacity with the seats, in one transaction.
func (s *Service) ChangeCapacity(ctx context.Context, who policy.Actor, cmd ChangeCapacity) error {
	done, err := s.turns.take(ctx, cmd.Section)
	if err != nil {
		return err
	}
	defer done()
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		sec, p, err := catalog.OwnSection(tx, cmd.Section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.EditProgramme, catalog.SectionThing(sec.ID, p.OrgID), "from", places(sec.Capacity), "to", places(cmd.Capacity)); err != nil {
			return err
		}
		if sec.State != catalog.Published || sec.Channel != catalog.Here {
			return fault.New(fault.Conflict, "office.problem.capacity_here")
		}
		st := store{tx}
		seats, err := st.seatsLocked(sec.ID)
		if err != nil {
			return err
		}
		if said, bad := CapacityProblem(cmd.Capacity, seats.Taken); bad {
			return fault.Problems{"capacity": said}.Err()
		}
		if err := catalog.SetCapacity(tx, sec, cmd.Capacity); err != nil {
			return err
		}
		if err := st.setCapacity(seats, cmd.Capacity); err != nil {
			return err
		}
		return catalog.Touch(tx)
	})
}

// places is a capacity for the audit, as an edit of a section writes it: "" is no limit.
func places(capacity *int) map[string]string {
	if capacity == nil {
		return map[string]string{"capacity": ""}
	}
	return map[string]string{"capacity": strconv.Itoa(*capacity)}
}
