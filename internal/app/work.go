package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"

	"ieum/internal/db"
	"ieum/internal/policy"
)

// worker is something that is done again and again in the background.
type worker struct {
	name  string
	every time.Duration
	do    func(context.Context) error
}

// Work runs the background workers until ctx ends; the channel closes when the
// last of them has finished what it was doing.
func (a *App) Work(ctx context.Context) <-chan struct{} {
	var wg sync.WaitGroup
	for _, w := range a.workers() {
		wg.Go(func() { w.run(ctx) })
	}
	done := make(chan struct{})
	go func() {
		wg.Wait()
		close(done)
	}()
	return done
}

func (a *App) workers() []worker {
	return []worker{
		{"sweep sessions", 10 * time.Minute, func(ctx context.Context) error {
			_, err := a.Sessions.Sweep(ctx)
			return err
		}},
		{"sweep throttle", 10 * time.Minute, func(ctx context.Context) error {
			_, err := a.Accounts.Sweep(ctx)
			return err
		}},
		{"sweep codes", 10 * time.Minute, func(ctx context.Context) error {
			_, err := a.Accounts.SweepCodes(ctx)
			return err
		}},
		{"sweep links", 10 * time.Minute, func(ctx context.Context) error {
			_, err := a.Accounts.SweepLinks(ctx)
			return err
		}},
		{"sweep uploads", time.Hour, a.Exchange.Sweep},
		{"seal audit", 10 * time.Second, func(ctx context.Context) error {
			_, err := a.Chain.Run(ctx)
			return err
		}},
		{"write search terms", time.Minute, a.Terms.Write},
		{"finish erasures", time.Minute, func(ctx context.Context) error {
			_, err := a.Personal.Finish(ctx)
			if errors.Is(err, db.ErrNotScrubbed) {
				return nil // a reader was there; a minute later it is not
			}
			return err
		}},
		{"destroy", time.Hour, func(ctx context.Context) error {
			n, err := a.Personal.Destroy(ctx)
			if n > 0 {
				slog.InfoContext(ctx, "destroyed what was due", "amount", n)
			}
			return err
		}},
		{"send alerts", 20 * time.Second, func(ctx context.Context) error {
			_, err := a.Enrolment.SendAlerts(ctx, policy.System("send alerts"))
			return err
		}},
		{"send mail", 2 * time.Second, func(ctx context.Context) error {
			_, err := a.Sender.Run(ctx)
			return err
		}},
		{"send texts", 2 * time.Second, func(ctx context.Context) error {
			_, err := a.Sender.RunTexts(ctx)
			return err
		}},
	}
}

// run does the work at once and then at its interval; a failure is logged and
// tried again next time.
func (w worker) run(ctx context.Context) {
	tick := time.NewTicker(w.every)
	defer tick.Stop()
	for {
		if err := w.once(ctx); err != nil && ctx.Err() == nil {
			slog.ErrorContext(ctx, "background work failed", "task", w.name, "err", err)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}

// once does the work one time. A panic is a failure like any other: it must end
// neither the worker nor the portal that it runs in.
func (w worker) once(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return w.do(ctx)
}
