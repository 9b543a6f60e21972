package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"gorm.io/gorm"

	"ieum/internal/fault"
)

// A write has this long, from when it begins; then it is rolled back.
const writeDeadline = 4 * time.Second

// A write waits this long for its turn; then nothing was changed, and the
// caller is told so while somebody still listens.
const writeWait = 4 * time.Second

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
	busy  atomic.Bool
}

type sqliteWrite struct {
	ctx   context.Context
	fn    func(*gorm.DB) error
	reply chan error
	// claimed is set once: by the writer that takes the job, or by the caller that
	// gives up waiting for it. Whoever comes second lets it be.
	claimed atomic.Bool
}

// claim is true for the first who asks.
func (j *sqliteWrite) claim() bool { return j.claimed.CompareAndSwap(false, true) }

func newSQLiteWriter(conn *sql.Conn, g *gorm.DB) *sqliteWriter {
	w := &sqliteWriter{conn: conn, g: g, queue: make(chan *sqliteWrite, queueLength), done: make(chan struct{}), ended: make(chan struct{})}
	go w.run()
	return w
}

// write queues fn and waits. The caller's context, or writeWait, ends the wait
// in the queue; once fn has begun it runs to its end, because a context that ends in the
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
	wait := time.NewTimer(writeWait)
	defer wait.Stop()
	select {
	case err := <-job.reply:
		return err
	case <-ctx.Done():
		return job.leave(ctx.Err())
	case <-wait.C:
		return job.leave(errWait)
	case <-w.ended:
		return job.leave(errEnded)
	}
}

var (
	errWait  = errors.New("db: the writer had no time for this write")
	errEnded = errors.New("db: the database was closed")
)

// leave gives up a write that has not begun; one that has begun is waited for.
func (j *sqliteWrite) leave(why error) error {
	if j.claim() {
		return fault.Wrap(why, fault.Unavailable, "error.unavailable")
	}
	return <-j.reply
}

func (w *sqliteWriter) run() {
	defer close(w.ended)
	for {
		select {
		case job := <-w.queue:
			w.take(job)
		case <-w.done:
			for { // answer what was received, then stop
				select {
				case job := <-w.queue:
					w.take(job)
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

// take runs a job, unless its caller has gone.
func (w *sqliteWriter) take(job *sqliteWrite) {
	if !job.claim() {
		return
	}
	w.busy.Store(true)
	job.reply <- w.one(job)
	w.busy.Store(false)
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
