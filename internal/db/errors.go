package db

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	sqlite3 "github.com/mattn/go-sqlite3"
	"gorm.io/gorm"

	"ieum/internal/fault"
)

// NotFound reports whether a query met no row.
func NotFound(err error) bool { return errors.Is(err, gorm.ErrRecordNotFound) }

// Duplicate reports whether a unique index refused a row.
func Duplicate(err error) bool { return errors.Is(err, gorm.ErrDuplicatedKey) }

// Referenced reports whether a row could not go because others hang on it.
func Referenced(err error) bool { return errors.Is(err, gorm.ErrForeignKeyViolated) }

// Down reports whether the database itself is away, full, locked by another
// program or read-only: nothing was changed, and trying again later may help.
func Down(err error) bool {
	if err == nil {
		return false
	}
	if s, ok := errors.AsType[sqlite3.Error](err); ok {
		switch s.Code {
		case sqlite3.ErrBusy, sqlite3.ErrLocked, sqlite3.ErrFull, sqlite3.ErrIoErr, sqlite3.ErrReadonly, sqlite3.ErrCantOpen, sqlite3.ErrInterrupt, sqlite3.ErrNomem:
			return true
		}
		return false
	}
	if p, ok := errors.AsType[*pgconn.PgError](err); ok {
		switch p.Code[:2] {
		case "08", "53", "57", "25": // connection, resources, operator intervention, read-only transaction
			return true
		}
		return p.Code == "40001" || p.Code == "40P01"
	}
	if _, ok := errors.AsType[*pgconn.ConnectError](err); ok {
		return true
	}
	if _, ok := errors.AsType[net.Error](err); ok {
		return true
	}
	return errors.Is(err, driver.ErrBadConn) || errors.Is(err, sql.ErrConnDone) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, context.Canceled) || pgconn.SafeToRetry(err)
}

// seen turns the absence of the database into a fault that says so.
func seen(err error) error {
	if err != nil && fault.Of(err) == fault.Internal && Down(err) {
		return fault.Wrap(err, fault.Unavailable, "error.unavailable")
	}
	return err
}
