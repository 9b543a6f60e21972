package people

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"log/slog"
	"net/netip"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
)

// guard limits guessing. It counts in the database, so that every replica sees
// the same numbers, under a keyed hash, so that the table names nobody.
//
// One account from one network has few tries: that stops a guesser, and lets
// the owner in from elsewhere. One network has more over all accounts: that
// stops trying one password on everybody. One account has many over all
// networks: that stops a guesser with many of them. The last two do not stop a
// browser that the account was signed in with before (device.go): neighbours
// behind one address, and strangers, cannot keep the owner out.
type guard struct {
	db  *db.DB
	key []byte
}

// limit is how many failures are free within a window, after which the key is
// blocked for as long as the window again.
type limit struct {
	name   string
	free   int
	window time.Duration
}

var (
	guessesAtAccount = limit{"sign-in", 7, 15 * time.Minute}
	guessesOfDevice  = limit{"device", 7, 15 * time.Minute}
	guessesOfNetwork = limit{"network", 50, 15 * time.Minute}
	guessesAtAll     = limit{"account", 100, 15 * time.Minute}
	lettersToAddress = limit{"letter", 4, time.Hour}
	lettersOfNetwork = limit{"letters", 200, time.Hour} // a whole school may be one address
)

// of is the table's key for a limit on some values.
func (g guard) of(l limit, values ...string) string {
	m := hmac.New(sha256.New, g.key)
	m.Write([]byte(l.name))
	for _, v := range values {
		m.Write([]byte{0})
		m.Write([]byte(v))
	}
	return hex.EncodeToString(m.Sum(nil))
}

// Network is what one visitor can easily call their own: an IPv4 address, or an IPv6 /64.
func Network(origin string) string {
	a, err := netip.ParseAddr(origin)
	if err != nil {
		return origin
	}
	if a = a.Unmap().WithZone(""); a.Is6() {
		p, err := a.Prefix(64)
		if err == nil {
			return p.String()
		}
	}
	return a.String()
}

// check fails when one of the keys is blocked.
func (g guard) check(ctx context.Context, keys ...string) error {
	until, err := throttleReader{g.db.Read(ctx)}.blocked(g.db.Now(), keys)
	if err == nil && !until.IsZero() {
		err = g.tooMany(until)
	}
	return err
}

func (g guard) tooMany(until clock.Instant) error {
	minutes := int(until.Sub(g.db.Now())/time.Minute) + 1
	return fault.New(fault.TooMany, "account.problem.too_many", "minutes", minutes)
}

// count records one more try under key before it is made, and fails when there
// are none left: tries that come at once do not pass the limit together.
func (g guard) count(ctx context.Context, l limit, key string) error {
	var until clock.Instant
	err := g.db.Housekeep(ctx, "throttle", func(tx *db.Tx) error {
		row, err := throttleStore{tx}.lock(key)
		if err != nil {
			return err
		}
		until = row.add(l, tx.Now)
		return throttleStore{tx}.keep(row)
	})
	if err == nil && !until.IsZero() {
		slog.WarnContext(ctx, "limited", "limit", l.name, "key", key[:12])
		err = g.tooMany(until)
	}
	return err
}

// add counts a try and says until when the key is blocked, zero when it is not.
func (t *Throttle) add(l limit, now clock.Instant) clock.Instant {
	if now < t.BlockedUntil {
		return t.BlockedUntil
	}
	// A clock that was set back must not keep somebody out for years.
	if !t.BlockedUntil.IsZero() || now.Sub(t.Since) > l.window || t.Since > now {
		t.Failures, t.Since, t.BlockedUntil = 0, now, 0
	}
	if t.Failures++; t.Failures > l.free {
		t.BlockedUntil = now.Add(l.window)
	}
	return t.BlockedUntil
}

// Sweep deletes counters that no longer limit anybody and says how many.
func (a *Accounts) Sweep(ctx context.Context) (n int64, err error) {
	err = a.db.Housekeep(ctx, "throttle", func(tx *db.Tx) error {
		n, err = throttleStore{tx}.sweep(tx.Now.Add(-2 * lettersOfNetwork.window))
		return err
	})
	return n, err
}

// SweepLinks deletes links and registrations that have run out and says how many.
func (a *Accounts) SweepLinks(ctx context.Context) (n int64, err error) {
	err = a.db.Housekeep(ctx, "tokens", func(tx *db.Tx) error {
		n, err = accountStore{tx}.sweepLinks()
		return err
	})
	return n, err
}
