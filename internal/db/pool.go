package db

import (
	"context"
	"database/sql"

	"github.com/jackc/pgx/v5/stdlib"

	"github.com/jackc/pgx/v5"
)

// migrationPool is a pool of its own for goose, which closes what it is given.
// On SQLite the writer stands still between writes, so that a second
// connection may take the lock.
func (d *DB) migrationPool() (*sql.DB, error) {
	if d.Engine == SQLite {
		w, err := sql.Open("sqlite3", fileURI(d.dsn, "_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_busy_timeout=10000"))
		if err == nil {
			w.SetMaxOpenConns(1)
		}
		return w, err
	}
	cfg, err := pgx.ParseConfig(d.dsn)
	if err != nil {
		return nil, err
	}
	return stdlib.OpenDB(*cfg), nil
}

// Ping reports whether the database answers.
func (d *DB) Ping(ctx context.Context) error {
	var one int
	return seen(d.reads.WithContext(ctx).Raw("select 1").Scan(&one).Error)
}

// DSN is where the database is, for commands that copy it.
func (d *DB) DSN() string { return d.dsn }
