package people

import (
	"context"
	"log/slog"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
)

// counter is a key with its limit.
type counter struct {
	limit
	key string
}

// tries are the counters that a guess is held to: its own, and those that it
// shares with guesses at other accounts or from other networks.
type tries struct {
	origin string // for the log
	own    counter
	shared []counter
}

// stranger is how a guess is counted from a browser that is not known: about an
// address or a link, from a network.
func (a *Accounts) stranger(origin, about string) tries {
	net, g := Network(origin), a.guard
	return tries{
		origin,
		counter{guessesAtAccount, g.of(guessesAtAccount, about, net)},
		[]counter{{guessesOfNetwork, g.of(guessesOfNetwork, net)}, {guessesAtAll, g.of(guessesAtAll, about)}},
	}
}

// known is how a guess is counted from a browser that has signed in before.
func (a *Accounts) known(origin, mark string) tries {
	return tries{origin: origin, own: counter{guessesOfDevice, a.guard.of(guessesOfDevice, mark)}}
}

func (t tries) keys() []string {
	out := make([]string, 0, len(t.shared))
	for _, c := range t.shared {
		out = append(out, c.key)
	}
	return out
}

// guess lets look compare a password under the limits. The try is counted before
// the password is looked at, so that many at once cannot pass the limit
// together. The bound on concurrent hashes is held for the hash alone: while the
// database is slow to write, nobody waits for a hash because of it.
func (a *Accounts) guess(ctx context.Context, t tries, look func() (bool, error)) (bool, error) {
	shared := t.keys()
	if err := a.guard.check(ctx, append(shared, t.own.key)...); err != nil {
		return false, err
	}
	if err := a.guard.count(ctx, t.own.limit, t.own.key); err != nil {
		return false, err
	}
	ok, err := a.look(ctx, shared, look)
	if err != nil { // not looked at: no guess
		if back := a.guard.refund(context.WithoutCancel(ctx), 1, a.guard.db.Now(), t.own.key); back != nil {
			slog.WarnContext(ctx, "a try was not given back", "err", back)
		}
		return false, err
	}
	if ok {
		wrong, since, err := a.guard.forget(ctx, t.own.key)
		if err == nil && wrong > 1 && len(shared) > 0 {
			err = a.guard.refund(ctx, wrong-1, since, shared...) // the owner's own slips
		}
		return err == nil, err
	}
	slog.WarnContext(ctx, "sign-in refused", "key", t.own.key[:12], "origin", t.origin)
	for _, c := range t.shared {
		if err := a.guard.count(ctx, c.limit, c.key); err != nil && fault.Of(err) != fault.TooMany {
			return false, err
		}
	}
	return false, nil
}

func (a *Accounts) look(ctx context.Context, shared []string, look func() (bool, error)) (bool, error) {
	done, err := a.hasher.turn(ctx)
	if err != nil {
		return false, err
	}
	defer done()
	// Whoever waited may meet a limit that those before them have reached.
	if len(shared) > 0 {
		if err := a.guard.check(ctx, shared...); err != nil {
			return false, err
		}
	}
	return look()
}

// forget clears a key after a success and says how many tries it held, since when.
func (g guard) forget(ctx context.Context, key string) (n int, since clock.Instant, err error) {
	err = g.db.Housekeep(ctx, "throttle", func(tx *db.Tx) error {
		s := throttleStore{tx}
		row, err := s.lock(key)
		if err != nil {
			return err
		}
		n, since = row.Failures, row.Since
		return s.forget(key)
	})
	return n, since, err
}

// refund takes tries back that turned out to be no guesses, made since an
// instant, from counters that counted them. A block that was reached stays.
func (g guard) refund(ctx context.Context, n int, since clock.Instant, keys ...string) error {
	return g.db.Housekeep(ctx, "throttle", func(tx *db.Tx) error { return throttleStore{tx}.refund(n, since, keys) })
}
