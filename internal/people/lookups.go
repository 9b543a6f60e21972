package people

import (
	"context"
	"time"

	"ieum/internal/db"
	"ieum/internal/policy"
)

// lookups is how many numbers that do not exist one network may try.
var lookups = limit{"lookup", 20, 10 * time.Minute}

// Lookups limits how often somebody may ask for a thing by a number that is
// not there, so that numbers cannot be guessed by trying.
type Lookups struct{ guard guard }

// NewLookups returns the limit over d; secret is the key that networks are hashed under.
func NewLookups(d *db.DB, secret string) *Lookups {
	return &Lookups{guard{d, derive(secret, "throttle")}}
}

// Check fails while a network has tried too many.
func (l *Lookups) Check(ctx context.Context, who policy.Actor) error {
	return l.guard.check(ctx, l.guard.of(lookups, Network(who.Origin)))
}

// Missed counts a number that was not there, and fails when it was one too many.
func (l *Lookups) Missed(ctx context.Context, who policy.Actor) error {
	return l.guard.count(ctx, lookups, l.guard.of(lookups, Network(who.Origin)))
}
