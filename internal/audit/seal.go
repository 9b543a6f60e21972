package audit

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"ieum/internal/db"
	"ieum/internal/id"
)

const (
	// sealTask is the lease under which one program at a time seals.
	sealTask  = "seal"
	sealLease = time.Minute
	// sealMost bounds the rows of one kind in one seal, so that a breach is found
	// near where it is and nothing large is held in memory.
	sealMost = 2000
)

// Chain seals the trail and checks the seals.
type Chain struct {
	db     *db.DB
	holder string
}

// NewChain returns the chain of d.
func NewChain(d *db.DB) *Chain { return &Chain{d, id.New().String()} }

// Run seals everything that has settled and says how many seals it made. Of
// several programs one does; the others find the lease taken and make none.
func (c *Chain) Run(ctx context.Context) (made int, err error) {
	// Looking costs no turn at the writer; most looks find nothing.
	r := chainReader{c.db.Read(ctx)}
	last, err := r.last()
	if err != nil {
		return 0, err
	}
	if some, err := r.after(&last); err != nil || !some {
		return 0, err
	}
	began, mine := c.db.Now(), false
	err = c.db.Housekeep(ctx, sealTask, func(tx *db.Tx) error {
		mine, err = chainStore{tx}.lease(sealTask, c.holder, tx.Now.Add(sealLease))
		return err
	})
	if err != nil || !mine {
		return 0, err
	}
	for ctx.Err() == nil && c.db.Now().Sub(began) < sealLease/2 {
		one, oneErr := c.one(ctx)
		if err = oneErr; err != nil || !one {
			break
		}
		made++
	}
	// A lease that is not given back runs out by itself.
	back := c.db.Housekeep(context.WithoutCancel(ctx), sealTask, func(tx *db.Tx) error { return chainStore{tx}.release(sealTask, c.holder) })
	return made, errors.Join(err, back)
}

// one makes one seal if there is anything to seal.
func (c *Chain) one(ctx context.Context) (bool, error) {
	horizon, err := c.db.Settled(ctx, "audit", "access_log", "unmaskings", "ledger_log")
	if errors.Is(err, db.ErrUnsettled) {
		return false, nil // the next turn is soon
	}
	if err != nil {
		return false, err
	}
	r := chainReader{c.db.Read(ctx)}
	last, err := r.last()
	if err != nil {
		return false, err
	}
	next := Seal{N: last.N + 1, At: c.db.Now()}
	for _, part := range []struct {
		table    string
		from     int64
		to, rows *int64
	}{
		{"audit", last.AuditTo, &next.AuditTo, &next.AuditRows},
		{"access_log", last.AccessTo, &next.AccessTo, &next.AccessRows},
		{"unmaskings", last.UnmaskingTo, &next.UnmaskingTo, &next.UnmaskingRows},
		{"ledger_log", last.LedgerTo, &next.LedgerTo, &next.LedgerRows},
	} {
		if *part.to, *part.rows, err = r.extent(part.table, part.from, horizon[part.table], sealMost); err != nil {
			return false, err
		}
	}
	if next.Rows() == 0 {
		return false, nil
	}
	rows, err := r.rows(&last, &next)
	if err != nil {
		return false, err
	}
	next.Hash = next.sum(rows.sum, last.Hash)
	err = c.db.Housekeep(ctx, sealTask, func(tx *db.Tx) error { return chainStore{tx}.add(&next) })
	if db.Duplicate(err) {
		return false, nil // another program was faster: its lease began when ours ran out
	}
	if err != nil {
		return false, err
	}
	// The log of the program leaves the machine: a chain that was cut off at its
	// end is found out by the last seal that stands there.
	slog.InfoContext(ctx, "audit sealed", "seal", next.N, "rows", next.Rows(), "hash", next.Hash)
	return true, nil
}

// Head is the chain's last seal; N is 0 when there is none.
func (c *Chain) Head(ctx context.Context) (Seal, error) { return chainReader{c.db.Read(ctx)}.last() }
