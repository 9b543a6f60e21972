package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"time"

	"ieum/bench/internal/load"
	"ieum/bench/internal/portal"
	"ieum/bench/internal/proc"
	"ieum/bench/internal/result"
	"ieum/bench/internal/town"
)

// crashes kills the portal in the middle of a rush, opens its database again with the same portal, and looks for
// everybody who was answered.
func (b *bench) crashes(ctx context.Context) error {
	random := rand.New(rand.NewPCG(b.seed, 3))
	for round := range b.plan.crashes {
		if err := ctx.Err(); err != nil {
			return err
		}
		after := 100*time.Millisecond + time.Duration(random.Int64N(int64(800*time.Millisecond)))
		if err := b.crash(ctx, b.seed+uint64(round), after); err != nil {
			b.book.Fail(result.Key{Target: result.Portal, Run: fmt.Sprintf("crash %d after %s", round+1, after.Round(time.Millisecond))}, err.Error())
		}
	}
	return nil
}

func (b *bench) crash(ctx context.Context, seed uint64, after time.Duration) (err error) {
	dsn, drop, err := b.town.Fresh(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, drop()) }()
	addr := b.address()
	c, err := b.program.Start(addr, dsn)
	if err != nil {
		return err
	}
	defer c.Kill()
	section, people := b.town.Sections[crashSection], shuffled(b.town.People, seed)
	var answered atomic.Int64
	t := load.Target{Addr: addr, Reqs: portal.Requests(addr, people, section, b.plan.crash.n), Want: 303, Warm: portal.Warm(addr), Answered: &answered}
	run, err := load.Burst(t, b.plan.crash.n, time.Second, seed, func(start time.Time) {
		go killInTheMiddle(c, &answered, start.Add(after), int64(b.plan.crash.n/20))
	})
	if err != nil {
		return err
	}
	again, err := b.program.Start(b.address(), dsn) // it opens what the dead one has left, and answers
	if err != nil {
		return fmt.Errorf("opening again: %w", err)
	}
	ledger, err := town.Ledger(ctx, dsn, section, people)
	if err := errors.Join(err, again.Stop(), b.program.Invariants(ctx, dsn)); err != nil {
		return err
	}
	acked := run.Acked()
	b.book.Crash.Rounds++
	b.book.Crash.Acked += len(acked)
	b.book.Crash.Stored += len(ledger.Rows)
	if len(acked) == 0 || len(acked) == b.plan.crash.n {
		return fmt.Errorf("%d of %d had been answered: that was not the middle, and shows nothing", len(acked), b.plan.crash.n)
	}
	for _, p := range ledger.Problems(acked, true) {
		err = errors.Join(err, errors.New(p))
	}
	return err
}

// killInTheMiddle waits for a moment of the rush, and until some people have their answer: on a busy machine that is later.
func killInTheMiddle(c *proc.Child, answered *atomic.Int64, at time.Time, some int64) {
	time.Sleep(time.Until(at))
	for end := at.Add(20 * time.Second); answered.Load() < some && time.Now().Before(end); {
		time.Sleep(time.Millisecond)
	}
	c.Kill()
}
