package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"ieum/internal/clock"
)

// ErrNotScrubbed reports that somebody was still reading what is to be gone:
// nothing is lost, and trying again later helps.
var ErrNotScrubbed = errors.New("db: older readers are still there")

// scrubWait is how long a scrub waits for older readers.
const scrubWait = 2 * time.Second

// Scrub takes what was overwritten or deleted in tables out of the database's
// files, as far as the engine can: it is called after the commit of an erasure.
//
// SQLite zeroes what it deletes (secure_delete), but the log beside the file has
// the pages as they were: they are folded in and the log is cut to nothing.
// PostgreSQL keeps dead rows until a vacuum, and samples of values in its
// statistics until the next analysis: both are done here.
func (d *DB) Scrub(ctx context.Context, tables []string) error {
	if d.Engine == SQLite {
		return d.cutLog(ctx)
	}
	return d.vacuum(ctx, tables)
}

func (d *DB) cutLog(ctx context.Context) error {
	own, err := sql.Open("sqlite3", fileURI(d.dsn, fmt.Sprintf("_busy_timeout=%d", scrubWait.Milliseconds())))
	if err != nil {
		return err
	}
	defer func() { _ = own.Close() }()
	var busy, pages, folded int
	if err := own.QueryRowContext(ctx, "pragma wal_checkpoint(truncate)").Scan(&busy, &pages, &folded); err != nil {
		return err
	}
	if busy != 0 {
		return ErrNotScrubbed
	}
	return nil
}

// vacuum waits for the transactions that began before it: while one of them
// lives, a vacuum leaves the rows that it may still read.
func (d *DB) vacuum(ctx context.Context, tables []string) error {
	g := d.Read(ctx)
	var since time.Time
	if err := g.Raw("select clock_timestamp()").Scan(&since).Error; err != nil {
		return err
	}
	for began := clock.Real(); ; time.Sleep(20 * time.Millisecond) {
		var older int
		err := g.Raw(`select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()
			and (backend_xmin is not null or backend_xid is not null) and xact_start < ?`, since).Scan(&older).Error
		if err != nil {
			return err
		}
		if older == 0 {
			break
		}
		if ctx.Err() != nil || clock.Real().Sub(began) > scrubWait {
			return ErrNotScrubbed
		}
	}
	for _, t := range tables {
		if err := g.Exec("vacuum (analyze) " + t).Error; err != nil {
			return err
		}
	}
	return nil
}
