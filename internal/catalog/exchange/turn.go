package exchange

import (
	"context"
	"time"

	"ieum/internal/fault"
)

// turn lets one in at a time; the others wait a little.
type turn chan struct{}

// turnWait is how long somebody waits before the page says who goes first.
const turnWait = 20 * time.Second

func newTurn() turn { return make(turn, 1) }

func (t turn) take(ctx context.Context) error {
	wait := time.NewTimer(turnWait)
	defer wait.Stop()
	select {
	case t <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	case <-wait.C:
		return fault.New(fault.Conflict, "import.busy")
	}
}

func (t turn) give() { <-t }
