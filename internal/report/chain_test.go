package report_test

import (
	"database/sql"
	"strings"
	"testing"

	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/mattn/go-sqlite3"

	"ieum/internal/audit"
	"ieum/internal/db"
	"ieum/internal/report"
	"ieum/internal/world/worldtest"
)

// TestALedgerAlteredBehindOurBackIsFound changes rows of every ledger with the
// triggers taken away and put back again afterwards.
func TestALedgerAlteredBehindOurBackIsFound(t *testing.T) {
	for name, tt := range map[string]struct{ table, change, says string }{
		"points":            {"mileage_entries", "update mileage_entries set points = points + 100 where reverses_id is null", "is not what was sealed"},
		"whose points":      {"mileage_entries", "update mileage_entries set posted_at = posted_at + 1", "is not what was sealed"},
		"an entry removed":  {"mileage_entries", "delete from mileage_entries where reverses_id is null and id not in (select entry_id from mileage_reflections) and id not in (select reverses_id from mileage_entries where reverses_id is not null)", "is not what was sealed"},
		"a decision":        {"recognition_decisions", "update recognition_decisions set decided_at = decided_at + 1", "is not what was sealed"},
		"a rule":            {"recognition_rules", "update recognition_rules set points = points + 1", "is not what was sealed"},
		"a participation":   {"participation_entries", "update participation_entries set minutes = minutes + 60", "is not what was sealed"},
		"the log of them":   {"ledger_log", "delete from ledger_log where kind = 'mileage'", "mileage_entries: it has rows that were never entered"},
		"one never entered": {"participation_entries", "insert into participation_entries select participation_id, version + 7, result, minutes, role, confirmed_by, confirmed_at from participation_entries where version = 1", "participation_entries: it has rows that were never entered"},
	} {
		t.Run(name, func(t *testing.T) {
			worldtest.Each(t, func(t *testing.T, d *db.DB) {
				if _, err := audit.NewChain(d).Run(t.Context()); err != nil {
					t.Fatal(err)
				}
				if b := chainBreaches(t, d); b != "" {
					t.Fatal(b)
				}
				driver, dsn := "sqlite3", "file:"+d.DSN()
				if d.Engine == db.Postgres {
					driver, dsn = "pgx", d.DSN()
				}
				raw, err := sql.Open(driver, dsn)
				if err != nil {
					t.Fatal(err)
				}
				defer func() { _ = raw.Close() }()
				do := func(q string) (n int64) {
					t.Helper()
					res, err := raw.Exec(q)
					if err != nil {
						t.Fatalf("%s: %v", q, err)
					}
					n, _ = res.RowsAffected()
					return n
				}
				back := []string{"alter table " + tt.table + " enable trigger user"}
				if d.Engine == db.Postgres {
					do("alter table " + tt.table + " disable trigger user")
				} else {
					var drop []string
					drop, back = triggersOf(t, raw, tt.table)
					for _, q := range drop {
						do(q)
					}
				}
				if do(tt.change) == 0 {
					t.Fatal("the sample city has no such row: nothing was tried")
				}
				for _, q := range back {
					do(q)
				}
				if b := chainBreaches(t, d); !strings.Contains(b, tt.says) {
					t.Errorf("found %q", b)
				}
			})
		})
	}
}

// triggersOf are the statements that take the triggers of a SQLite table away, and make them again.
func triggersOf(t *testing.T, raw *sql.DB, table string) (drop, back []string) {
	t.Helper()
	rows, err := raw.Query("select name, sql from sqlite_master where type = 'trigger' and tbl_name = ?", table)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var n, q string
		if err := rows.Scan(&n, &q); err != nil {
			t.Fatal(err)
		}
		drop, back = append(drop, "drop trigger "+n), append(back, q)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return drop, back
}

func chainBreaches(t *testing.T, d *db.DB) string {
	t.Helper()
	checks, err := report.Invariants(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if c.Kind == "audit" {
			return strings.Join(c.Breaches, "\n")
		}
	}
	t.Fatal("the chain was not looked at")
	return ""
}
