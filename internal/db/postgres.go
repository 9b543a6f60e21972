package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/jackc/pgx/v5/pgconn"
	"gorm.io/gorm"
)

// postgresWriter gives each write a transaction of its own and tries once more
// after a serialisation failure or a deadlock.
type postgresWriter struct{ g *gorm.DB }

func (w *postgresWriter) write(ctx context.Context, fn func(*gorm.DB) error) error {
	err := w.once(ctx, fn)
	if again(err) {
		err = w.once(ctx, fn)
	}
	return err
}

func again(err error) bool {
	p, ok := errors.AsType[*pgconn.PgError](err)
	return ok && (p.Code == "40001" || p.Code == "40P01")
}

func (w *postgresWriter) once(ctx context.Context, fn func(*gorm.DB) error) (err error) {
	raw, err := w.g.DB()
	if err != nil {
		return err
	}
	// The caller's context ends the wait for a connection. The transaction
	// itself runs under a deadline of its own: closing the browser does not
	// undo a decision, and does not leave one half made.
	wait, stop := context.WithTimeout(ctx, writeDeadline)
	defer stop()
	conn, err := raw.Conn(wait)
	if err != nil {
		return err
	}
	defer func() { _ = conn.Close() }()
	inner, cancel := context.WithTimeout(context.WithoutCancel(ctx), writeDeadline)
	defer cancel()
	tx, err := conn.BeginTx(inner, nil)
	if err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			_ = tx.Rollback()
			err = fmt.Errorf("db: a write panicked: %v", p)
		}
	}()
	g := w.g.Session(&gorm.Session{NewDB: true, Context: inner})
	g.Statement.ConnPool = tx
	if err = fn(g); err != nil {
		if rb := tx.Rollback(); rb != nil && !errors.Is(rb, sql.ErrTxDone) {
			return errors.Join(err, rb)
		}
		return err
	}
	return tx.Commit()
}
