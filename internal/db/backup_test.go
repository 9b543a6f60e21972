package db_test

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
)

func emptyLike(t *testing.T, d *db.DB) string {
	if d.Engine == db.Postgres {
		return dbtest.EmptyPostgres(t)
	}
	return filepath.Join(t.TempDir(), "restored", "ieum.db")
}

func count(t *testing.T, d *db.DB, table string) (n int64) {
	t.Helper()
	if err := d.Read(context.Background()).Raw("select count(*) from " + table).Scan(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

func TestABackupTakenWhileOthersWriteComesBackWhole(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		write := func() error {
			return d.Write(context.Background(), admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) })
		}
		for range 20 {
			if err := write(); err != nil {
				t.Fatal(err)
			}
		}
		stop := make(chan struct{})
		var wg sync.WaitGroup
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
					if err := write(); err != nil {
						t.Error(err)
						return
					}
				}
			}
		})
		file := filepath.Join(t.TempDir(), "copy.zip")
		m, err := d.Backup(t.Context(), file)
		close(stop)
		wg.Wait()
		if err != nil {
			t.Fatal(err)
		}
		if m.Rows() < 20 {
			t.Errorf("%+v", m)
		}
		dsn := emptyLike(t, d)
		if _, err := db.Restore(t.Context(), file, dsn); err != nil {
			t.Fatal(err)
		}
		back, err := db.Open(dsn, clock.Fixed(dbtest.Noon))
		if err != nil {
			t.Fatal(err)
		}
		defer back.Close()
		// What was one transaction is whole or absent: an audit row for each step of the version.
		if a, v := count(t, back, "audit"), version(t, back); a < 20 || v != a+1 {
			t.Errorf("%d audit rows, version %d", a, v)
		}
		if err := back.Write(t.Context(), admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) }); err != nil {
			t.Errorf("the restored database takes no writes: %v", err)
		}
		if _, err := db.Restore(t.Context(), file, dsn); err == nil {
			t.Error("a restore overwrote what was there")
		}
		if _, err := d.Backup(t.Context(), file); err == nil {
			t.Error("a backup overwrote a file")
		}
	})
}

func TestADamagedBackupIsRefused(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		good := filepath.Join(t.TempDir(), "good.zip")
		if _, err := d.Backup(t.Context(), good); err != nil {
			t.Fatal(err)
		}
		for name, change := range map[string]func(name string, body []byte) ([]byte, bool){
			"no manifest": func(n string, b []byte) ([]byte, bool) { return b, n != "manifest.json" },
			"a changed byte": func(n string, b []byte) ([]byte, bool) {
				if n != "manifest.json" && len(b) > 0 {
					b[len(b)/2] ^= 1
				}
				return b, true
			},
			"a newer schema": func(n string, b []byte) ([]byte, bool) {
				if n == "manifest.json" {
					b = []byte(strings.Replace(string(b), `"schema": `, `"schema": 99`, 1))
				}
				return b, true
			},
			"a half file": func(n string, b []byte) ([]byte, bool) {
				if n != "manifest.json" {
					b = b[:len(b)/2]
				}
				return b, true
			},
		} {
			bad, place := filepath.Join(t.TempDir(), "bad.zip"), emptyLike(t, d)
			rewrite(t, good, bad, change)
			if _, err := db.Restore(t.Context(), bad, place); err == nil {
				t.Errorf("%s was restored", name)
			}
			// What was refused leaves the place as empty as it was.
			if _, err := db.Restore(t.Context(), good, place); err != nil {
				t.Errorf("after %s: %v", name, err)
			}
		}
		if _, err := db.Restore(t.Context(), os.Args[0], emptyLike(t, d)); err == nil {
			t.Error("a program was restored as a backup")
		}
	})
}

func rewrite(t *testing.T, from, to string, change func(string, []byte) ([]byte, bool)) {
	t.Helper()
	r, err := zip.OpenReader(from)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = r.Close() }()
	f, err := os.Create(to)
	if err != nil {
		t.Fatal(err)
	}
	w := zip.NewWriter(f)
	changed := false
	for _, e := range r.File {
		in, err := e.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		before := string(body)
		body, keep := change(e.Name, body)
		changed = changed || !keep || string(body) != before
		if !keep {
			continue
		}
		out, err := w.Create(e.Name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := out.Write(body); err != nil {
			t.Fatal(err)
		}
	}
	if !changed {
		t.Fatal("the damage did nothing")
	}
	if err := errors.Join(w.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestARestoreThatFailsHalfwayLeavesNothing(t *testing.T) {
	d := dbtest.Postgres(t, clock.Fixed(dbtest.Noon))
	good, bad := filepath.Join(t.TempDir(), "good.zip"), filepath.Join(t.TempDir(), "bad.zip")
	if _, err := d.Backup(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	rewrite(t, good, bad, func(n string, b []byte) ([]byte, bool) {
		if n == "manifest.json" { // a row more than the data has: found when the table is filled
			b = []byte(strings.Replace(string(b), `"rows": 1,`, `"rows": 2,`, 1))
		}
		return b, true
	})
	place := dbtest.EmptyPostgres(t)
	if _, err := db.Restore(t.Context(), bad, place); err == nil {
		t.Fatal("a backup with a wrong count was restored")
	}
	if _, err := db.Restore(t.Context(), good, place); err != nil {
		t.Errorf("the second try: %v", err)
	}
}
