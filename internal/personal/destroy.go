package personal

import (
	"context"
	"errors"
	"log/slog"
	"slices"
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
// account decide themselves; a child's guardian decides for the child; of who
// completed something only the name and the day of birth stay, for a certificate
// within ten years.
func (s *Service) Destroy(ctx context.Context) (int, error) {
	today := s.db.Now().Date()
	r := reader{s.db.Read(ctx)}
	if done, err := r.destroyed(today); err != nil || done {
		return 0, err
	}
	if mine, err := s.holdOn(ctx); err != nil || !mine {
		return 0, err
	}
	due, err := r.peopleDue(s.db.Now())
	if err != nil {
		return 0, err
	}
	n, failed := 0, error(nil)
	for part := range slices.Chunk(due, destroyPart) {
		if mine, err := s.holdOn(ctx); err != nil || !mine {
			return n, err
		}
		gone, err := s.destroyPeople(ctx, part, today)
		if err != nil {
			gone, err = s.oneByOne(ctx, part, today)
			failed = errors.Join(failed, err)
		}
		n += gone
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
	// The day is done when everything is: what failed is tried again in an hour.
	if err := errors.Join(failed, ctx.Err()); err != nil {
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

// holdOn takes the lease of the day's work, or keeps it; false when another program has it.
func (s *Service) holdOn(ctx context.Context) (mine bool, err error) {
	err = s.db.Housekeep(ctx, destroyTask, func(tx *db.Tx) (err error) {
		mine, err = store{tx}.lease(destroyTask, s.holder, tx.Now.Add(destroyLease))
		return err
	})
	return mine, err
}

// destroyPeople erases people whose time is over, as if they had asked for it. What
// was found before is only a list to look at: somebody may have signed up since, or
// have been given a place at a desk. Whoever is locked and still due is erased.
func (s *Service) destroyPeople(ctx context.Context, part []duePerson, today clock.Date) (n int, err error) {
	ids := make([]id.ID, len(part))
	for i, p := range part {
		ids[i] = p.ID
	}
	err = s.db.Write(ctx, policy.System(destroyTask), func(tx *db.Tx) error {
		n = 0 // a deadlock is tried once more
		if err := people.LockPersons(tx, ids...); err != nil {
			return err
		}
		due, err := reader{tx.DB}.peopleDue(tx.Now, ids...)
		if err != nil {
			return err
		}
		for _, p := range due {
			something := true
			if p.Completed {
				something, err = store{tx}.trim(p.ID)
			} else {
				err = s.gone(tx, p.ID, id.None, p.ID)
			}
			if err != nil {
				return err
			}
			if !something {
				continue
			}
			if _, err := tx.Allow(policy.EraseOwn, policy.PersonThing{Person: p.ID, Name: "person"}, "because", "time is over", "completed", p.Completed); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return errNothingDue
		}
		return store{tx}.destruction("person", today, n)
	})
	if errors.Is(err, errNothingDue) {
		err = nil
	}
	return n, err
}

// errNothingDue ends a transaction that would write nothing but a permit.
var errNothingDue = errors.New("personal: nothing is due")

// oneByOne erases the people of a part that failed, so that one of them does not
// keep the others.
func (s *Service) oneByOne(ctx context.Context, part []duePerson, today clock.Date) (n int, failed error) {
	for _, p := range part {
		gone, err := s.destroyPeople(ctx, []duePerson{p}, today)
		if err != nil {
			slog.ErrorContext(ctx, "somebody whose time is over is not erased", "person", p.ID, "err", err)
		}
		n, failed = n+gone, errors.Join(failed, err)
	}
	return n, failed
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
