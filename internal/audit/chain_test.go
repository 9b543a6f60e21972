package audit_test

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/mattn/go-sqlite3"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/policy"
)

var trail = []string{"audit", "access_log", "access_log_people", "unmaskings", "audit_seals"}

// behind is a connection of somebody who has the database and not the portal.
func behind(t *testing.T, d *db.DB) *sql.DB {
	t.Helper()
	driver, dsn := "sqlite3", "file:"+d.DSN()
	if d.Engine == db.Postgres {
		driver, dsn = "pgx", d.DSN()
	}
	raw, err := sql.Open(driver, dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	return raw
}

func must(t *testing.T, raw *sql.DB, q string) {
	t.Helper()
	if _, err := raw.Exec(q); err != nil {
		t.Fatalf("%s: %v", q, err)
	}
}

// change writes one row of the trail, as every change of the portal does.
func change(t testing.TB, d *db.DB, what string) {
	t.Helper()
	if err := changed(d, what); err != nil {
		t.Fatal(err)
	}
}

func changed(d *db.DB, what string) error {
	return d.Write(context.Background(), policy.System("send alerts"), func(tx *db.Tx) error {
		_, err := tx.Allow(policy.SendAlerts, policy.Platform{Name: what})
		return err
	})
}

func look(t testing.TB, d *db.DB, people ...id.ID) {
	t.Helper()
	who := policy.Actor{Account: id.Named("officer"), Origin: "192.0.2.7"}
	if err := audit.NewLog(d).Looked(context.Background(), who, audit.Look{Task: audit.TaskList, Purpose: audit.Masked, Ref: "section/x", People: people}); err != nil {
		t.Fatal(err)
	}
}

func verify(t *testing.T, d *db.DB) audit.Verdict {
	t.Helper()
	v, err := audit.Verify(t.Context(), d, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func seal(t *testing.T, d *db.DB) int {
	t.Helper()
	n, err := audit.NewChain(d).Run(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// full is a database with a row in every table of the trail.
func full(t *testing.T, d *db.DB) {
	t.Helper()
	change(t, d, "one")
	change(t, d, "two")
	look(t, d, id.Named("b"), id.Named("a"))
	raw := behind(t, d)
	blob := func(name string) string {
		h := strings.ReplaceAll(id.Named(name).String(), "-", "")
		if d.Engine == db.Postgres {
			return "'" + id.Named(name).String() + "'"
		}
		return "x'" + h + "'"
	}
	yes := "1"
	if d.Engine == db.Postgres {
		yes = "true"
	}
	must(t, raw, "insert into people (id, name, phone, city, district, created_at, updated_at) values ("+blob("p")+", '갑', '', '', '', 1, 1)")
	must(t, raw, "insert into accounts (id, person_id, email, password_hash, lang, created_at) values ("+blob("acc")+", "+blob("p")+", 'a@b.example', '', 'ko', 1)")
	must(t, raw, "insert into audits (id, name, document_number, everything, from_on, to_on, opened_by, opened_at) values ("+blob("audit")+", '점검', '감사-1', "+yes+", '2026-01-01', '2026-12-31', "+blob("acc")+", 1)")
	must(t, raw, "insert into unmaskings (at, audit_id, account_id, origin, person_id, reason) values (5, "+blob("audit")+", "+blob("acc")+", '192.0.2.9', "+blob("p")+", '표본 3번의 자격 확인')")
	if n := seal(t, d); n != 1 {
		t.Fatalf("%d seals", n)
	}
}

func TestTheTrailCannotBeChanged(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		full(t, d)
		raw := behind(t, d)
		for _, table := range trail {
			column := map[string]string{"audit": "detail", "access_log": "purpose_note", "access_log_people": "log_id", "unmaskings": "reason", "audit_seals": "at"}[table]
			tries := []string{"update " + table + " set " + column + " = " + column, "delete from " + table}
			if d.Engine == db.Postgres {
				tries = append(tries, "truncate "+table+" cascade")
			} else { // without recursive triggers, as this connection is
				tries = append(tries, "replace into "+table+" select * from "+table, "insert or replace into "+table+" select * from "+table)
			}
			for _, q := range tries {
				if _, err := raw.Exec(q); err == nil || !strings.Contains(err.Error(), "append-only") {
					t.Errorf("%s: %v", q, err)
				}
			}
		}
		if v := verify(t, d); len(v.Breaches) > 0 || v.Rows != 4 || v.Unsealed != 0 || v.Head.N != 1 {
			t.Errorf("%+v", v)
		}
	})
}

// TestWhoeverAltersARowBehindOurBackIsFound takes the triggers away first, as
// somebody would who has the file or the server.
func TestWhoeverAltersARowBehindOurBackIsFound(t *testing.T) {
	for name, tt := range map[string]struct{ table, change, says string }{
		"a row altered":       {"audit", "update audit set ref = 'platform/other' where id = 1", "is not what was sealed"},
		"a time altered":      {"audit", "update audit set at = at + 1 where id = 2", "is not what was sealed"},
		"a row removed":       {"audit", "delete from audit where id = 2", "and has 1 + 1 + 1 + 0 rows"},
		"a look altered":      {"access_log", "update access_log set purpose = 'class'", "is not what was sealed"},
		"a person removed":    {"access_log_people", "delete from access_log_people where person_id = (select min(person_id::text)::uuid from access_log_people)", "is not what was sealed"},
		"a reason altered":    {"unmaskings", "update unmaskings set reason = 'x'", "is not what was sealed"},
		"a seal altered":      {"audit_seals", "update audit_seals set at = 7", "is not what was sealed"},
		"a seal taken away":   {"audit_seals", "delete from audit_seals where n = 1", "seal 2: it does not follow seal 0"},
		"a row slipped in":    {"audit", "insert into audit (id, at, task, action, ref, origin, detail) values (-5, 1, '', 'x', 'y', '', '')", "numbers that the database never gives"},
		"only the guard gone": {"audit", "", "audit_no_update: it is"},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
				full(t, d)
				change(t, d, "three")
				if seal(t, d) != 1 {
					t.Fatal("no second seal")
				}
				raw := behind(t, d)
				q := tt.change
				if d.Engine == db.SQLite {
					must(t, raw, "drop trigger "+tt.table+"_no_update")
					must(t, raw, "drop trigger "+tt.table+"_no_delete")
					q = strings.ReplaceAll(q, "min(person_id::text)::uuid", "min(person_id)")
				} else {
					must(t, raw, "alter table "+tt.table+" disable trigger user")
					q = strings.ReplaceAll(q, "detail) values", "detail) overriding system value values")
				}
				if q != "" {
					must(t, raw, q)
				}
				v := verify(t, d)
				if len(v.Breaches) == 0 || !strings.Contains(strings.Join(v.Breaches, "\n"), tt.says) {
					t.Errorf("%q", v.Breaches)
				}
			})
		})
	}
}

// TestNoRowIsSkippedWhileManyWrite seals all the time while transactions commit
// in another order than that of their numbers, and then every row must be sealed.
func TestNoRowIsSkippedWhileManyWrite(t *testing.T) {
	dbtest.Each(t, clock.Real, func(t *testing.T, d *db.DB) {
		const writers, each = 8, 25
		var wg sync.WaitGroup
		failed := make(chan error, writers)
		for w := range writers {
			wg.Go(func() {
				for i := range each {
					var err error
					if w%2 == 0 {
						err = changed(d, fmt.Sprintf("w%d-%d", w, i))
					} else {
						err = slowLook(d, time.Duration((w*7+i)%9)*time.Millisecond)
					}
					if err != nil {
						failed <- err
						return
					}
				}
			})
		}
		done := make(chan struct{})
		var sealers sync.WaitGroup
		for range 2 { // as two replicas would
			sealers.Go(func() {
				c := audit.NewChain(d)
				for {
					if _, err := c.Run(context.Background()); err != nil {
						t.Error(err)
						return
					}
					select {
					case <-done:
						return
					case <-time.After(3 * time.Millisecond):
					}
				}
			})
		}
		wg.Wait()
		close(done)
		sealers.Wait()
		select {
		case err := <-failed:
			t.Fatal(err)
		default:
		}
		seal(t, d)
		v := verify(t, d)
		var rows int64
		if err := behind(t, d).QueryRow("select (select count(*) from audit) + (select count(*) from access_log)").Scan(&rows); err != nil {
			t.Fatal(err)
		}
		if len(v.Breaches) > 0 || v.Rows != rows || v.Unsealed != 0 || rows != writers*each {
			t.Errorf("%d rows, sealed %d, left %d: %q", rows, v.Rows, v.Unsealed, v.Breaches)
		}
		if v.Seals < 3 {
			t.Errorf("only %d seals: they were not made while others wrote", v.Seals)
		}
	})
}

// slowLook draws its number and commits a while later.
func slowLook(d *db.DB, pause time.Duration) error {
	return d.Housekeep(context.Background(), "access", func(tx *db.Tx) error {
		who := policy.Actor{Account: id.Named("officer"), Origin: "192.0.2.7"}
		err := audit.LogAccess(tx, who, audit.Look{Task: audit.TaskList, Purpose: audit.Masked, Ref: "section/x", People: []id.ID{id.New(), id.New()}})
		time.Sleep(pause)
		return err
	})
}

func TestASealWaitsForANumberThatIsStillOnItsWay(t *testing.T) {
	d := dbtest.Postgres(t, clock.Real)
	change(t, d, "first")
	raw := behind(t, d)
	tx, err := raw.Begin()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec("insert into audit (at, task, action, ref, origin, detail) values (1, '', 'a', 'slow', '', '')"); err != nil {
		t.Fatal(err)
	}
	change(t, d, "later") // a higher number that commits first
	if n := seal(t, d); n != 0 {
		t.Fatalf("%d seals over a hole", n)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if n := seal(t, d); n != 1 {
		t.Fatalf("%d seals", n)
	}
	if v := verify(t, d); v.Rows != 3 || len(v.Breaches) > 0 {
		t.Errorf("%+v", v)
	}
}

func TestARowOfARolledBackTransactionLeavesNoBreach(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		change(t, d, "one")
		_ = d.Write(t.Context(), policy.System("send alerts"), func(tx *db.Tx) error {
			if err := tx.Create(&db.Audit{At: 1, Action: "gone"}).Error; err != nil {
				t.Error(err)
			}
			return context.Canceled
		})
		change(t, d, "two")
		seal(t, d)
		if v := verify(t, d); v.Rows != 2 || len(v.Breaches) > 0 {
			t.Errorf("%+v", v)
		}
	})
}

func TestANoteNamesNobody(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		full(t, d)
		person := id.Named("p") // 갑: one syllable is no name that could be told from a word
		must(t, behind(t, d), "update people set name = '남궁 갑돌'")
		for note, fine := range map[string]bool{
			"단체 보험 가입": true, "남궁갑돌 님 문의": false, "010-1234-5678 로 연락": false, "a@b.example 회신": false, "2026-03-02 수업 운영": true, "": true,
		} {
			who := policy.Actor{Account: id.Named("officer")}
			err := audit.NewLog(d).Looked(t.Context(), who, audit.Look{Task: audit.TaskFull, Purpose: audit.Other, Note: note, Ref: "section/x", People: []id.ID{person}})
			if (err == nil) != fine {
				t.Errorf("%q: %v", note, err)
			}
		}
	})
}
