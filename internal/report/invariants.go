// Package report reads over every feature and writes nothing: what must always
// hold, and sums for those who are entitled to them.
package report

import (
	"context"

	"ieum/internal/audit"
	"ieum/internal/db"
)

// Check is one kind of invariant: how many things were looked at, and what is
// wrong with which.
type Check struct {
	Kind     string
	Checked  int
	Breaches []string
}

// Invariants checks a live database. Each check is one snapshot of its own, so
// that a portal that serves meanwhile breaks none.
func Invariants(ctx context.Context, d *db.DB) ([]Check, error) {
	var out []Check
	for _, c := range []struct {
		kind string
		look func(reader) (int, []string, error)
	}{
		{"seats", reader.seats},
		{"ledger", reader.ledger},
		{"budget", reader.budget},
		{"audit", func(r reader) (int, []string, error) { return auditChain(ctx, d, r) }},
	} {
		n, breaches, err := c.look(reader{d.Read(ctx), d.Engine})
		if err != nil {
			return nil, err
		}
		out = append(out, Check{Kind: c.kind, Checked: n, Breaches: breaches})
	}
	return out, nil
}

// auditChain is what must hold of the trail itself, and that nobody altered it.
func auditChain(ctx context.Context, d *db.DB, r reader) (int, []string, error) {
	n, breaches, err := r.audit()
	if err != nil {
		return n, breaches, err
	}
	v, err := audit.Verify(ctx, d, nil)
	return n, append(breaches, v.Breaches...), err
}
