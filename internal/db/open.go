package db

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"gorm.io/driver/postgres"
	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	"gorm.io/gorm/logger"

	"ieum/internal/clock"
)

// Engine is the kind of database underneath.
type Engine string

// The engines.
const (
	SQLite   Engine = "sqlite"
	Postgres Engine = "postgres"
)

// DB is the portal's database.
type DB struct {
	Engine Engine
	dsn    string
	clock  clock.Clock
	reads  *gorm.DB
	raw    []*sql.DB // what Close closes
	writer interface {
		write(ctx context.Context, fn func(*gorm.DB) error) error
	}
	stop func()

	handles []*gorm.DB // every handle, for tests that make statements fail
	hook    sync.Once
	failIn  atomic.Int64
}

// EngineOf tells the engine from IEUM_DATABASE: a postgres:// URL or the path of a SQLite file.
func EngineOf(dsn string) Engine {
	if strings.HasPrefix(dsn, "postgres://") || strings.HasPrefix(dsn, "postgresql://") {
		return Postgres
	}
	return SQLite
}

// Open opens the database at dsn; it neither creates folders nor migrates.
func Open(dsn string, now clock.Clock) (*DB, error) {
	d := &DB{Engine: EngineOf(dsn), dsn: dsn, clock: now, stop: func() {}}
	var err error
	if d.Engine == Postgres {
		err = d.openPostgres()
	} else {
		err = d.openSQLite()
	}
	if err != nil {
		d.Close()
		return nil, err
	}
	if testing.Testing() {
		d.watchHousekeeping()
	}
	return d, nil
}

// Close ends the writer and closes every connection.
func (d *DB) Close() {
	d.stop()
	for _, r := range d.raw {
		_ = r.Close()
	}
}

// config is made afresh for each handle: gorm keeps the dialect in it.
func config() *gorm.Config {
	return &gorm.Config{
		TranslateError:         true,
		SkipDefaultTransaction: true,
		Logger:                 logger.Discard,
		// gorm asks for the time at every Create. Rows say their own times (the
		// drift test refuses a struct whose times gorm would fill in).
		NowFunc: func() time.Time { return time.Time{} },
	}
}

// fileURI is the SQLite DSN of path: WAL, durable commits, foreign keys, erased
// bytes really gone, and triggers that hear of a row removed by a replacement. The writer waits for another program's write lock
// (a command beside a serving portal) for at most two seconds.
func fileURI(path string, extra string) string {
	u := url.URL{Scheme: "file", Opaque: (&url.URL{Path: path}).EscapedPath()}
	u.RawQuery = "_foreign_keys=on&_secure_delete=on&_recursive_triggers=on&" + extra
	return u.String()
}

const readers = 4

// createPrivate makes a missing database file that only its owner reads: it
// holds everybody's personal data. SQLite gives the log beside it the same mode.
func createPrivate(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, 0o600) //nolint:gosec // the operator names the file
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("db: %s cannot be created: %w", path, err)
	}
	return f.Close()
}

// OpenToOthers are those of a SQLite database's files that more than their owner may read.
func OpenToOthers(path string) (files []string) {
	for _, suffix := range []string{"", "-wal", "-shm"} {
		if info, err := os.Stat(path + suffix); err == nil && info.Mode().Perm()&0o077 != 0 {
			files = append(files, path+suffix)
		}
	}
	return files
}

func (d *DB) openSQLite() error {
	path := d.dsn
	if !filepath.IsAbs(path) {
		abs, err := filepath.Abs(path)
		if err != nil {
			return err
		}
		path = abs
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return fmt.Errorf("db: the folder of %s does not exist", path)
	}
	if err := createPrivate(path); err != nil {
		return err
	}
	w, err := sql.Open("sqlite3", fileURI(path, "_txlock=immediate&_journal_mode=WAL&_synchronous=FULL&_busy_timeout=2000"))
	if err != nil {
		return err
	}
	d.raw = append(d.raw, w)
	w.SetMaxOpenConns(1)
	w.SetConnMaxLifetime(0)
	conn, err := w.Conn(context.Background())
	if err != nil {
		return fmt.Errorf("db: %s cannot be opened for writing: %w", path, err)
	}
	one, err := gorm.Open(sqlite.Dialector{DriverName: "sqlite3", Conn: conn}, config())
	if err != nil {
		return err
	}
	r, err := sql.Open("sqlite3", fileURI(path, "_query_only=on&_busy_timeout=2000"))
	if err != nil {
		return err
	}
	d.raw = append(d.raw, r)
	r.SetMaxOpenConns(readers)
	r.SetMaxIdleConns(readers)
	if d.reads, err = gorm.Open(sqlite.Dialector{DriverName: "sqlite3", Conn: r}, config()); err != nil {
		return err
	}
	d.handles = []*gorm.DB{one, d.reads}
	sw := newSQLiteWriter(conn, one)
	d.writer, d.stop = sw, sw.close
	return nil
}

func (d *DB) openPostgres() error {
	cfg, err := pgx.ParseConfig(d.dsn)
	if err != nil {
		return fmt.Errorf("db: the address of PostgreSQL is not right: %w", err)
	}
	if cfg.ConnectTimeout == 0 {
		cfg.ConnectTimeout = 3 * time.Second
	}
	raw := stdlib.OpenDB(*cfg)
	raw.SetMaxOpenConns(20)
	raw.SetMaxIdleConns(20)
	raw.SetConnMaxIdleTime(5 * time.Minute)
	d.raw = append(d.raw, raw)
	g, err := gorm.Open(postgres.New(postgres.Config{Conn: raw}), config())
	if err != nil {
		return err
	}
	d.reads, d.handles = g, []*gorm.DB{g}
	d.writer = &postgresWriter{g}
	return nil
}
