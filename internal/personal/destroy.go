package personal

import (
	"context"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Destruction is a record that something was destroyed because its time was over
// (파기 기록): how much of what and when, never whose.
type Destruction struct {
	ID     id.ID `gorm:"primaryKey"`
	At     clock.Instant
	OnDay  clock.Date
	Kind   string // person, message, or day: the day's work is done, and Amount is all of it
	Amount int
}

// TableName implements gorm's Tabler.
func (Destruction) TableName() string { return "destructions" }

const (
	destroyTask  = "destroy"
	destroyLease = 10 * time.Minute
	// destroyPart bounds what one transaction destroys, so that others get their turn.
	destroyPart = 25
)

// Destroy destroys what is due today and says how much that was, once a day; of
// several programs one does. What was left half done is taken up by the next call.
//
// Due are people without an account of whom nothing newer is there than a term
// that ended a year ago, and messages about what ended then. Those who have an
// account decide themselves; a child's guardian decides for the child; who
// completed something can have a certificate for ten years.
func (s *Service) Destroy(ctx context.Context) (int, error) {
	today := s.db.Now().Date()
	r := reader{s.db.Read(ctx)}
	if done, err := r.destroyed(today); err != nil || done {
		return 0, err
	}
	mine := false
	err := s.db.Housekeep(ctx, destroyTask, func(tx *db.Tx) (err error) {
		mine, err = store{tx}.lease(destroyTask, s.holder, tx.Now.Add(destroyLease))
		return err
	})
	if err != nil || !mine {
		return 0, err
	}
	due, err := r.peopleDue(s.db.Now())
	if err != nil {
		return 0, err
	}
	n := 0
	for ; len(due) > 0 && ctx.Err() == nil; due = due[min(destroyPart, len(due)):] {
		part := due[:min(destroyPart, len(due))]
		if err := s.destroyPeople(ctx, part, today); err != nil {
			return n, err
		}
		n += len(part)
	}
	for {
		gone := 0
		err := s.db.Housekeep(ctx, destroyTask, func(tx *db.Tx) (err error) {
			gone, err = store{tx}.destroyMessages(lastDue(today).AddDays(1).At(0), today)
			return err
		})
		if err != nil {
			return n, err
		}
		n += gone
		if gone == 0 {
			break
		}
	}
	if err := ctx.Err(); err != nil {
		return n, err
	}
	err = s.db.Housekeep(ctx, destroyTask, func(tx *db.Tx) error {
		return store{tx}.destruction("day", today, n)
	})
	if n > 0 {
		s.finish(ctx)
	}
	return n, err
}

// destroyPeople erases people whose time is over, as if they had asked for it.
func (s *Service) destroyPeople(ctx context.Context, persons []id.ID, today clock.Date) error {
	return s.db.Write(ctx, policy.System(destroyTask), func(tx *db.Tx) error {
		for _, p := range persons {
			if _, err := tx.Allow(policy.EraseOwn, policy.PersonThing{Person: p, Name: "person"}, "because", "time is over"); err != nil {
				return err
			}
			if err := s.gone(tx, p, id.None, p); err != nil {
				return err
			}
		}
		return store{tx}.destruction("person", today, len(persons))
	})
}

// lastDue is the last day of which the forms are due on a day.
func lastDue(today clock.Date) clock.Date {
	// The end of a term is due a year later, at the end of the same term's days.
	start := people.TermStart(today).Time()
	return clock.Of(start.AddDate(-people.FormYears, 0, 0)).Date().AddDays(-1)
}

// LastDestruction is when the daily work was last done, and how much it
// destroyed; zero when it never was.
func LastDestruction(ctx context.Context, d *db.DB) (Destruction, error) {
	return reader{d.Read(ctx)}.lastDestruction()
}
