package db_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

var admin = policy.Actor{Account: id.New(), Person: id.New(), Origin: "127.0.0.1", Roles: []policy.Role{{Duty: policy.Admin}}}

func bump(tx *db.Tx) error {
	return db.One(tx.Exec("update catalogue_version set version = version + 1"))
}

func version(t *testing.T, d *db.DB) (v int64) {
	t.Helper()
	if err := d.Read(context.Background()).Raw("select version from catalogue_version").Scan(&v).Error; err != nil {
		t.Fatal(err)
	}
	return v
}

func allowed(tx *db.Tx) error {
	_, err := tx.Allow(policy.ManagePlatform, policy.Platform{Name: "test"}, "why", "test")
	return err
}

func TestWriteKeepsThePermitWithTheChange(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		err := d.Write(t.Context(), admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) })
		if err != nil {
			t.Fatal(err)
		}
		var row db.Audit
		if err := d.Read(t.Context()).Take(&row).Error; err != nil {
			t.Fatal(err)
		}
		if row.At != dbtest.Noon || row.AccountID != admin.Account || row.Action != "platform.manage" || row.Detail != `{"why":"test"}` || row.Origin != "127.0.0.1" {
			t.Errorf("%+v", row)
		}
	})
}

func TestNothingIsWrittenWithoutAPermit(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		if err := d.Write(t.Context(), admin, bump); !errors.Is(err, db.ErrNoPermit) {
			t.Errorf("no permit: %v", err)
		}
		err := d.Write(t.Context(), policy.Nobody(""), func(tx *db.Tx) error { return errors.Join(bump(tx), allowed(tx)) })
		if fault.Of(err) != fault.Forbidden && fault.Of(err) != fault.SignIn {
			t.Errorf("nobody: %v", err)
		}
		err = d.Write(t.Context(), admin, func(tx *db.Tx) error {
			_ = errors.Join(bump(tx), allowed(tx))
			panic("in the middle")
		})
		if err == nil {
			t.Error("a panic went unnoticed")
		}
		if err := d.Housekeep(t.Context(), "whatever", bump); err == nil {
			t.Error("an unknown housekeeping task ran")
		}
		if v := version(t, d); v != 1 {
			t.Errorf("version %d: something was written", v)
		}
		// The writer is none the worse for it.
		if err := d.Write(t.Context(), admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) }); err != nil || version(t, d) != 2 {
			t.Error(err)
		}
	})
}

func TestFourHundredWritersAtOnce(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		var wg sync.WaitGroup
		errs := make(chan error, 400)
		for range 400 {
			wg.Go(func() {
				errs <- d.Write(context.Background(), admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) })
			})
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				t.Fatal(err)
			}
		}
		if v := version(t, d); v != 401 {
			t.Errorf("%d", v)
		}
	})
}

func TestAClosedBrowserDoesNotUndoADecision(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		ctx, leave := context.WithCancel(t.Context())
		err := d.Write(ctx, admin, func(tx *db.Tx) error {
			leave()
			return errors.Join(allowed(tx), bump(tx))
		})
		if err != nil || version(t, d) != 2 {
			t.Errorf("%v, version %d", err, version(t, d))
		}
		gone, leave := context.WithCancel(t.Context())
		leave()
		if err := d.Write(gone, admin, bump); fault.Of(err) != fault.Unavailable {
			t.Errorf("a write whose reader left before it began: %v", err)
		}
	})
}

func TestWriteInsideWriteIsABug(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		for name, inner := range map[string]func(){
			"write": func() { _ = d.Write(t.Context(), admin, bump) },
			"read":  func() { d.Read(t.Context()) },
		} {
			err := d.Write(t.Context(), admin, func(*db.Tx) error { inner(); return nil })
			if err == nil {
				t.Errorf("%s inside a write passed", name)
			}
		}
	})
}

func TestAWriteLockHeldByAnotherProgramIsToldInTime(t *testing.T) {
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	other, err := db.Open(d.DSN(), clock.Fixed(dbtest.Noon))
	if err != nil {
		t.Fatal(err)
	}
	defer other.Close()
	held, release := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = other.Write(context.Background(), admin, func(tx *db.Tx) error {
			if err := errors.Join(allowed(tx), bump(tx)); err != nil {
				return err
			}
			close(held)
			<-release
			return nil
		})
	})
	<-held
	began := time.Now()
	err = d.Write(t.Context(), admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) })
	if fault.Of(err) != fault.Unavailable || time.Since(began) > 5*time.Second {
		t.Errorf("%v after %s", err, time.Since(began))
	}
	if v := version(t, d); v != 1 { // readers are not held up
		t.Errorf("%d", v)
	}
	// Many who wait are all told within the same few seconds, not one after the other.
	began = time.Now()
	var waiting sync.WaitGroup
	for range 8 {
		waiting.Go(func() {
			if err := d.Write(context.Background(), admin, bump); fault.Of(err) != fault.Unavailable {
				t.Errorf("%v", err)
			}
		})
	}
	waiting.Wait()
	if took := time.Since(began); took > 7*time.Second {
		t.Errorf("eight who waited were told after %s", took)
	}
	close(release)
	wg.Wait()
	if err := d.Write(t.Context(), admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) }); err != nil {
		t.Errorf("after the lock was released: %v", err)
	}
}

func TestWhoLeavesTheQueueIsNotWaitedForAndNothingIsWritten(t *testing.T) {
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	began, release := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() {
		_ = d.Write(context.Background(), admin, func(tx *db.Tx) error {
			close(began)
			<-release
			return allowed(tx)
		})
	})
	<-began
	if !d.Busy() {
		t.Error("the writer says that it is free")
	}
	ctx, leave := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer leave()
	start := time.Now()
	err := d.Write(ctx, admin, func(tx *db.Tx) error { return errors.Join(allowed(tx), bump(tx)) })
	if fault.Of(err) != fault.Unavailable || time.Since(start) > time.Second {
		t.Errorf("%v after %s", err, time.Since(start))
	}
	close(release)
	wg.Wait()
	if v := version(t, d); v != 1 {
		t.Error("a write was done whose caller had been told that it was not")
	}
}

func TestLookingChangesNothing(t *testing.T) {
	for name, dsn := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "new.db"), "postgres": dbtest.EmptyPostgres(t)} {
		d, err := db.Open(dsn, clock.Fixed(dbtest.Noon))
		if err != nil {
			t.Fatal(err)
		}
		pending, fresh, err := d.Pending(t.Context())
		if err != nil || !fresh || len(pending) == 0 {
			t.Errorf("%s: %v %v %v", name, pending, fresh, err)
		}
		var n int64
		q := "select count(*) from sqlite_master"
		if d.Engine == db.Postgres {
			q = "select count(*) from pg_tables where schemaname = 'public'"
		}
		if err := d.Read(t.Context()).Raw(q).Scan(&n).Error; err != nil || n != 0 {
			t.Errorf("%s: %d tables after a look, %v", name, n, err)
		}
		d.Close()
	}
}

func TestReplicasMayStartTogether(t *testing.T) {
	url := dbtest.EmptyPostgres(t)
	var wg sync.WaitGroup
	errs := make(chan error, 3)
	for range 3 {
		wg.Go(func() {
			d, err := db.Open(url, clock.Fixed(dbtest.Noon))
			if err == nil {
				_, err = d.Migrate(context.Background())
				d.Close()
			}
			errs <- err
		})
	}
	wg.Wait()
	close(errs)
	for err := range errs {
		if err != nil {
			t.Error(err)
		}
	}
}

func TestTheSchemaDefendsItself(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		for name, sql := range map[string]string{
			"a negative budget":        "insert into budgets (id, agreement_id, fiscal_year, source, org_id, amount, sample, position) values (%[1]s, %[1]s, 2026, 'local', %[1]s, -1, %[2]s, 1)",
			"more taken than there is": "insert into section_seats (section_id, capacity, taken, last_seq, pressure) values (%[1]s, 1, 2, 0, 0)",
			"a date that is none":      "insert into people (id, name, birth_on, phone, city, district, created_at, updated_at) values (%[1]s, 'a', 'yesterday', '', '', '', 1, 1)",
			"a role for nobody":        "insert into roles (id, account_id, duty, subtree, granted_at) values (%[1]s, %[1]s, 'officer', %[2]s, 1)",
		} {
			one, no := "x'00000000000000000000000000000001'", "0"
			if d.Engine == db.Postgres {
				one, no = "'00000000-0000-0000-0000-000000000001'", "false"
			}
			err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec(fmt.Sprintf(sql, one, no)).Error })
			if err == nil {
				t.Errorf("%s was stored", name)
			}
		}
	})
}

func TestWhicheverStatementFailsNothingIsHalfDone(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		for n := int64(1); ; n++ {
			end := d.Sabotage(n)
			err := d.Write(t.Context(), admin, func(tx *db.Tx) error { return errors.Join(bump(tx), allowed(tx), bump(tx)) })
			if !end() {
				if err != nil || n < 3 {
					t.Errorf("statement %d was not reached: %v", n, err)
				}
				break
			}
			if !errors.Is(err, db.ErrSabotage) || version(t, d) != 1 || count(t, d, "audit") != 0 {
				t.Errorf("statement %d failed: %v, version %d", n, err, version(t, d))
			}
		}
		if version(t, d) != 3 {
			t.Errorf("%d", version(t, d))
		}
	})
}
