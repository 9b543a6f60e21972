// Package dbtest gives every test a fresh, migrated, real database: a file of
// its own on SQLite, a database of its own on PostgreSQL.
//
// PostgreSQL is found by IEUM_TEST_POSTGRES (make test starts a private
// cluster and sets it). Without it the PostgreSQL half of a test fails, because
// a skipped half looks like a passed one; IEUM_TEST_POSTGRES=off says that you
// know, and skips it.
package dbtest

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib" // the plain driver, for create database

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

// Noon is when tests play unless they say otherwise: Monday 2 March 2026, 12:00 in Seoul.
var Noon = clock.AtSeoul(2026, 3, 2, 12, 0)

// Clock is a clock that a test moves.
type Clock struct{ at atomic.Int64 }

// NewClock is a clock that stands at an instant.
func NewClock(at clock.Instant) *Clock {
	c := &Clock{}
	c.Set(at)
	return c
}

// Set moves the clock.
func (c *Clock) Set(at clock.Instant) { c.at.Store(int64(at)) }

// Now tells the time; it is a clock.Clock.
func (c *Clock) Now() clock.Instant { return clock.Instant(c.at.Load()) }

// Each runs fn once on SQLite and once on PostgreSQL.
func Each(t *testing.T, now clock.Clock, fn func(t *testing.T, d *db.DB)) {
	t.Helper()
	t.Run("sqlite", func(t *testing.T) { fn(t, SQLite(t, now)) })
	t.Run("postgres", func(t *testing.T) { fn(t, Postgres(t, now)) })
}

var template = sync.OnceValues(func() ([]byte, error) {
	dir, err := os.MkdirTemp("", "ieum-template")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	path := filepath.Join(dir, "t.db")
	d, err := db.Open(path, clock.Fixed(Noon))
	if err != nil {
		return nil, err
	}
	_, err = d.Migrate(context.Background())
	d.Close() // the last connection folds the log into the file
	if err != nil {
		return nil, err
	}
	return os.ReadFile(path)
})

// SQLite is a fresh database in a file, closed when the test ends.
func SQLite(t testing.TB, now clock.Clock) *db.DB {
	t.Helper()
	raw, err := template()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "test.db")
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	return open(t, path, now)
}

// PostgresURL is the cluster that tests may make databases in.
func PostgresURL(t testing.TB) string {
	t.Helper()
	u := os.Getenv("IEUM_TEST_POSTGRES")
	switch u {
	case "":
		t.Fatal("IEUM_TEST_POSTGRES is not set: run make test, or set it to a PostgreSQL to use (off skips this half)")
	case "off":
		t.Skip("PostgreSQL was switched off by IEUM_TEST_POSTGRES=off")
	}
	return u
}

// The template is named for the migrations it holds, so that two packages'
// tests running at once share it and an older one is not reused.
var pgTemplate = sync.OnceValues(func() (string, error) {
	admin, err := sql.Open("pgx", os.Getenv("IEUM_TEST_POSTGRES"))
	if err != nil {
		return "", err
	}
	defer func() { _ = admin.Close() }()
	ctx := context.Background()
	conn, err := admin.Conn(ctx)
	if err != nil {
		return "", err
	}
	defer func() { _ = conn.Close() }()
	name := "ieum_t_" + db.MigrationsHash()[:12]
	const lockKey = 7_204_311
	if _, err := conn.ExecContext(ctx, "select pg_advisory_lock($1)", lockKey); err != nil {
		return "", err
	}
	defer func() { _, _ = conn.ExecContext(ctx, "select pg_advisory_unlock($1)", lockKey) }()
	var n int
	if err := conn.QueryRowContext(ctx, "select count(*) from pg_database where datname = $1 and datistemplate", name).Scan(&n); err != nil || n == 1 {
		return name, err
	}
	if _, err := conn.ExecContext(ctx, "drop database if exists "+name); err != nil {
		return "", err
	}
	if _, err := conn.ExecContext(ctx, "create database "+name); err != nil {
		return "", err
	}
	d, err := db.Open(withDatabase(os.Getenv("IEUM_TEST_POSTGRES"), name), clock.Fixed(Noon))
	if err != nil {
		return "", err
	}
	_, err = d.Migrate(ctx)
	d.Close()
	if err != nil {
		return "", err
	}
	_, err = conn.ExecContext(ctx, "alter database "+name+" is_template true")
	return name, err
})

func withDatabase(base, name string) string {
	u, err := url.Parse(base)
	if err != nil {
		return base
	}
	u.Path = "/" + name
	return u.String()
}

// EmptyPostgres makes a database without a schema and returns its address.
func EmptyPostgres(t testing.TB) string { return makePostgres(t, "template0") }

func makePostgres(t testing.TB, from string) string {
	t.Helper()
	base := PostgresURL(t)
	admin, err := sql.Open("pgx", base)
	if err != nil {
		t.Fatal(err)
	}
	name := "ieum_" + strings.ReplaceAll(id.New().String(), "-", "")
	if _, err := admin.Exec(fmt.Sprintf("create database %s template %s", name, from)); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = admin.Exec("drop database " + name + " with (force)")
		_ = admin.Close()
	})
	return withDatabase(base, name)
}

// Postgres is a fresh database in the test cluster, dropped when the test ends.
func Postgres(t testing.TB, now clock.Clock) *db.DB {
	t.Helper()
	PostgresURL(t)
	tpl, err := pgTemplate()
	if err != nil {
		t.Fatal(err)
	}
	return open(t, makePostgres(t, tpl), now)
}

func open(t testing.TB, dsn string, now clock.Clock) *db.DB {
	t.Helper()
	d, err := db.Open(dsn, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}
