package db

import (
	"context"
	"errors"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"

	"ieum/internal/policy"
)

// ErrUnsettled reports that numbers are being drawn without a pause at the
// moment; asking again a little later helps.
var ErrUnsettled = errors.New("db: rows are still on their way")

// The key of the advisory lock that 00019_audit_chain.sql takes for whoever is
// about to draw a number of an append-only table.
const drawsNumber = "1768256877, 19"

// Settled is, for each of the named append-only tables, the highest number that
// is there when no transaction is on its way that drew a lower one: nothing will
// ever appear at or below it.
//
// On PostgreSQL two transactions may commit in another order than that in which
// they drew their numbers. Each holds a shared lock from before it draws one
// until its end. Taking the lock for oneself waits for all of them, and lets
// those who come later draw only numbers that are higher. It is held for the
// time of one look, and asked for at most for half a second, so that nobody
// waits noticeably behind it.
func (d *DB) Settled(ctx context.Context, tables ...string) (map[string]int64, error) {
	last := make(map[string]int64, len(tables))
	look := func(g *gorm.DB) error {
		for _, t := range tables {
			var n int64
			if err := g.Raw("select coalesce(max(id), 0) from " + t).Scan(&n).Error; err != nil {
				return err
			}
			last[t] = n
		}
		return nil
	}
	if d.Engine == SQLite { // one writer at a time: what is seen is all there was
		return last, look(d.Read(ctx))
	}
	err := d.run(ctx, policy.System("settle"), func(tx *Tx) error {
		if err := tx.Exec("set local lock_timeout = '500ms'").Error; err != nil {
			return err
		}
		if err := tx.Exec("select pg_advisory_xact_lock(" + drawsNumber + ")").Error; err != nil {
			return err
		}
		return look(tx.DB)
	})
	if p, ok := errors.AsType[*pgconn.PgError](err); ok && p.Code == "55P03" { // lock_not_available
		return nil, ErrUnsettled
	}
	return last, err
}
