package audit

import (
	"context"
	"log/slog"
	"strings"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// stalled is how long a check may say nothing before it counts as broken off.
const stalled = time.Minute

// Over reports whether a check has ended, or will say nothing more.
func (c *Check) Over(now clock.Instant) bool {
	return !c.FinishedAt.IsZero() || now.Sub(c.SeenAt) > stalled
}

// Lines are the breaches, a line each.
func (c *Check) Lines() []string {
	if c.Breaches == "" {
		return nil
	}
	return strings.Split(c.Breaches, "\n")
}

// Start begins a look at the whole chain, in the background of this program; how
// far it is stands in the database, so that every program can show it. One that
// runs already is that one.
func (c *Chain) Start(ctx context.Context, who policy.Actor) error {
	if _, err := policy.Decide(who, policy.CheckChain, policy.Platform{Name: "audit"}); err != nil {
		return err
	}
	row := &Check{ID: id.New(), AskedBy: who.Account}
	begun := false
	err := c.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.CheckChain, policy.Platform{Name: "audit"}); err != nil {
			return err
		}
		running, err := chainReader{tx.DB}.latest(1)
		if err != nil || len(running) > 0 && !running[0].Over(tx.Now) {
			return err
		}
		row.StartedAt, row.SeenAt, begun = tx.Now, tx.Now, true
		return chainStore{tx}.begin(row)
	})
	if err != nil || !begun {
		return err
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		c.check(context.WithoutCancel(ctx), row)
	}()
	select { // most chains are looked through before the next page is drawn
	case <-done:
	case <-time.After(2 * time.Second):
	case <-ctx.Done():
	}
	return nil
}

func (c *Chain) check(ctx context.Context, row *Check) {
	keep := func() error {
		return c.db.Housekeep(ctx, "checks", func(tx *db.Tx) error {
			row.SeenAt = tx.Now
			return chainStore{tx}.progress(row)
		})
	}
	told := clock.Real()
	v, err := Verify(ctx, c.db, func(seals, done, rows int64) {
		row.Seals, row.SealsDone, row.RowsDone = seals, done, rows
		if now := clock.Real(); now.Sub(told) > time.Second {
			told = now
			if err := keep(); err != nil {
				slog.WarnContext(ctx, "how far the check of the chain is could not be kept", "err", err)
			}
		}
	})
	row.FinishedAt = c.db.Now()
	row.Seals, row.SealsDone, row.RowsDone, row.Unsealed, row.Head = v.Seals, v.Seals, v.Rows, v.Unsealed, v.Head.Hash
	row.Breaches = strings.Join(v.Breaches, "\n")
	if err != nil {
		row.Breaches = "the check broke off: " + err.Error()
	}
	if len(v.Breaches) > 0 {
		slog.ErrorContext(ctx, "the audit chain is broken", "breaches", len(v.Breaches), "first", v.Breaches[0])
	}
	if err := keep(); err != nil {
		slog.ErrorContext(ctx, "what the check of the chain found could not be kept", "err", err)
	}
}

// Checks are the latest looks at the chain, for the administrator.
func (c *Chain) Checks(ctx context.Context, who policy.Actor) ([]Check, error) {
	if _, err := policy.Decide(who, policy.CheckChain, policy.Platform{Name: "audit"}); err != nil {
		return nil, err
	}
	return chainReader{c.db.Read(ctx)}.latest(10)
}
