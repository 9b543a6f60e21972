package people

import (
	"context"

	"ieum/internal/clock"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// trust is how far limits meant for strangers hold for somebody who asks for a
// code. Without it, anybody who knows a number could use its codes and tries up
// and keep its owner out: the code is the only key of an account without a password.
type trust int

const (
	// stranger: nothing is known of the browser or its network.
	stranger trust = iota
	// knownNetwork: the address has signed in from this network before. It has the
	// network's own share of codes, whatever is asked for elsewhere.
	knownNetwork
	// knownBrowser: the browser holds the mark of a sign-in of this account.
	// Neighbours behind one address cannot use its codes up either.
	knownBrowser
)

// KnownNetwork is a network from which an address has signed in by a code.
type KnownNetwork struct {
	Hash      string `gorm:"primaryKey"` // keyed, of the address and the network
	ExpiresAt clock.Instant
}

// TableName implements gorm's Tabler.
func (KnownNetwork) TableName() string { return "known_networks" }

// trustIn does the same work for every address, known or not.
func (a *Accounts) trustIn(ctx context.Context, who policy.Actor, channel outbox.Channel, address, device string) (trust, error) {
	r := accountReader{a.db.Read(ctx)}
	acc, found, err := r.byContact(&Code{Channel: channel, Address: address})
	if err != nil {
		return stranger, err
	}
	if a.knows(&acc, device) && found {
		return knownBrowser, nil
	}
	known, err := r.knownNetwork(a.networkHash(address, who.Origin), a.db.Now())
	if err == nil && known {
		return knownNetwork, nil
	}
	return stranger, err
}

func (a *Accounts) networkHash(address, origin string) string {
	return a.guard.of(limit{name: "known-network"}, address, Network(origin))
}
