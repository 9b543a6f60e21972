package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"time"

	"gorm.io/gorm"

	"ieum/internal/fault"
)

// A write has this long, from when it begins; then it is rolled back.
const writeDeadline = 4 * time.Second

// queueLength bounds the writes that wait for SQLite's one writer. Beyond it
// people are told at once that nothing was changed.
const queueLength = 4096

// sqliteWriter owns the only connection that writes. It runs one transaction
// after the other, in order of arrival, so that no write ever meets SQLITE_BUSY
// from another of ours.
type sqliteWriter struct {
	conn  *sql.Conn
	g     *gorm.DB
	queue chan *sqliteWrite
	done  chan struct{}
	once  sync.Once
	ended chan struct{}
}

type sqliteWrite struct {
	ctx   context.Context
	fn    func(*gorm.DB) error
	reply chan error
}

func newSQLiteWriter(conn *sql.Conn, g *gorm.DB) *sqliteWriter {
	w := &sqliteWriter{conn: conn, g: g, queue: make(chan *sqliteWrite, queueLength), done: make(chan struct{}), ended: make(chan struct{})}
	go w.run()
	return w
}

// write queues fn and waits. The caller's context ends the wait in the queue;
// once fn has begun it runs to its end, because a context that ends in the
// middle of an INSERT makes SQLite roll back and commit what follows by itself.
func (w *sqliteWriter) write(ctx context.Context, fn func(*gorm.DB) error) error {
	job := &sqliteWrite{ctx: ctx, fn: fn, reply: make(chan error, 1)}
	select {
	case w.queue <- job:
	case <-w.done:
		return fault.New(fault.Unavailable, "error.unavailable")
	default:
		return fault.New(fault.Unavailable, "error.unavailable")
	}
	select {
	case err := <-job.reply:
		return err
	case <-w.ended:
		select {
		case err := <-job.reply:
			return err
		default:
			return fault.New(fault.Unavailable, "error.unavailable")
		}
	}
}

func (w *sqliteWriter) run() {
	defer close(w.ended)
	for {
		select {
		case job := <-w.queue:
			job.reply <- w.one(job)
		case <-w.done:
			for { // answer what was received, then stop
				select {
				case job := <-w.queue:
					job.reply <- w.one(job)
				default:
					_ = w.conn.Close()
					return
				}
			}
		}
	}
}

func (w *sqliteWriter) close() {
	w.once.Do(func() { close(w.done) })
	<-w.ended
}

func (w *sqliteWriter) one(job *sqliteWrite) (err error) {
	if job.ctx.Err() != nil {
		return fault.Wrap(job.ctx.Err(), fault.Unavailable, "error.unavailable")
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(job.ctx), writeDeadline)
	defer cancel()
	if _, err = w.conn.ExecContext(ctx, "begin immediate"); err != nil {
		return err
	}
	defer func() {
		if p := recover(); p != nil {
			w.rollback()
			err = fmt.Errorf("db: a write panicked: %v", p)
		}
	}()
	err = job.fn(w.g.Session(&gorm.Session{NewDB: true, Context: ctx}))
	if err == nil {
		// A deadline that passed unnoticed means that SQLite may have rolled back already.
		err = ctx.Err()
	}
	if err == nil {
		_, err = w.conn.ExecContext(ctx, "commit")
	}
	if err != nil {
		w.rollback()
	}
	return err
}

// rollback leaves the connection outside any transaction, whatever happened.
// SQLite may have rolled back by itself (disk full, I/O error, interrupt), in
// which case "no transaction is active" is the good answer.
func (w *sqliteWriter) rollback() {
	ctx, cancel := context.WithTimeout(context.Background(), writeDeadline)
	defer cancel()
	_, _ = w.conn.ExecContext(ctx, "rollback")
}

// errNested is the error of a write that asked for another write.
var errNested = errors.New("db: a write or a read outside the transaction was asked for inside a write")
