// Package worldtest gives tests a database with the sample world in it.
package worldtest

import (
	"context"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/world"
)

// Secret is that of the portals that tests open on the world.
const Secret = "test-secret-test-secret-test-secret-test-secret-"

// PasswordHash is world.Password as argon2id stores it, made beforehand so that
// tests neither hash nor differ.
const PasswordHash = "$argon2id$v=19$m=19456,t=2,p=1$jgSf9sSZATq4LZSf5nDZsA$RZ872JMJ+8jUUJLWWmF4QbEKtp1tPlFB5HDulirR6Bc"

// Each runs fn on the small world of dbtest.Noon, once on SQLite and once on PostgreSQL.
func Each(t *testing.T, fn func(t *testing.T, d *db.DB)) {
	t.Helper()
	for _, e := range []db.Engine{db.SQLite, db.Postgres} {
		t.Run(string(e), func(t *testing.T) { fn(t, Open(t, e, clock.Fixed(dbtest.Noon))) })
	}
}

// Open is a database of its own with the small world as of now's present
// moment. On SQLite a world is made once per moment and copied after that.
func Open(t testing.TB, engine db.Engine, now clock.Clock) *db.DB {
	t.Helper()
	if engine == db.Postgres {
		d := dbtest.Postgres(t, now)
		load(t, d, now())
		return d
	}
	path := filepath.Join(t.TempDir(), "world.db")
	if err := os.WriteFile(path, file(t, now()), 0o600); err != nil {
		t.Fatal(err)
	}
	d, err := db.Open(path, now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	return d
}

var made = struct {
	sync.Mutex
	files map[clock.Instant][]byte
}{files: map[clock.Instant][]byte{}}

// file is a SQLite file with the small world as of a moment.
func file(t testing.TB, at clock.Instant) []byte {
	t.Helper()
	made.Lock()
	defer made.Unlock()
	if raw, ok := made.files[at]; ok {
		return raw
	}
	d := dbtest.SQLite(t, clock.Fixed(at))
	load(t, d, at)
	d.Close() // the last connection folds the log into the file
	raw, err := os.ReadFile(d.DSN())
	if err != nil {
		t.Fatal(err)
	}
	made.files[at] = raw
	return raw
}

func load(t testing.TB, d *db.DB, at clock.Instant) {
	t.Helper()
	if _, err := world.Load(context.Background(), d, world.Options{Now: at, PasswordHash: PasswordHash, Secret: Secret}); err != nil {
		t.Fatal(err)
	}
}
