package db_test

import (
	"database/sql"
	"os"
	"slices"
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
)

// TestTheTriggersAreTheListedOnes holds db/triggers to the migrations. Whoever
// adds a trigger writes the lists anew: UPDATE_GOLDEN=1 go test ./internal/db -run Listed
func TestTheTriggersAreTheListedOnes(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		lines, err := d.Triggers(t.Context())
		if err != nil || len(lines) < 20 {
			t.Fatal(len(lines), err)
		}
		got := strings.Join(lines, "\n") + "\n"
		path := "triggers/" + string(d.Engine) + ".txt"
		if os.Getenv("UPDATE_GOLDEN") != "" {
			if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		raw, err := os.ReadFile(path)
		if err != nil || string(raw) != got {
			t.Errorf("%s is not what the migrations make: UPDATE_GOLDEN=1 go test ./internal/db -run Listed, %v", path, err)
		}
		if out, err := d.Tampered(t.Context()); os.Getenv("UPDATE_GOLDEN") == "" && (err != nil || len(out) > 0) {
			t.Errorf("%q %v", out, err)
		}
	})
}

// TestATriggerThatWasTakenAwayOrWrittenAnewIsNamed changes the rules of one table
// as somebody would who has the database.
func TestATriggerThatWasTakenAwayOrWrittenAnewIsNamed(t *testing.T) {
	for name, tt := range map[string]struct{ sqlite, postgres, says string }{
		"gone":         {"drop trigger audit_no_delete", "drop trigger audit_no_delete on audit", "it is gone"},
		"switched":     {"drop trigger audit_no_delete; create trigger audit_no_delete before delete on audit when 0 begin select raise(abort, 'x'); end", "alter table audit disable trigger audit_no_delete", "not as this program made it"},
		"its inside":   {"drop trigger audit_no_update; create trigger audit_no_update before update on audit begin select 1; end", "create or replace function ieum_append_only() returns trigger language plpgsql as $$ begin return new; end $$", "not as this program made it"},
		"for some":     {"drop trigger audit_no_update; create trigger audit_no_update before update of at on audit begin select raise(abort, 'append-only: audit'); end", "drop trigger audit_no_update on audit; create trigger audit_no_update before update of at on audit for each row execute function ieum_append_only()", "not as this program made it"},
		"one too many": {"create trigger own after insert on audit begin delete from web_sessions; end", "create trigger own before insert on audit for each row execute function ieum_append_only()", "none of this program's"},
	} {
		t.Run(name, func(t *testing.T) {
			dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
				q := tt.sqlite
				if d.Engine == db.Postgres {
					q = tt.postgres
				}
				if _, err := behind(t, d).Exec(q); err != nil {
					t.Fatal(err)
				}
				out, err := d.Tampered(t.Context())
				if err != nil || !slices.ContainsFunc(out, func(s string) bool { return strings.Contains(s, tt.says) }) {
					t.Errorf("%q %v", out, err)
				}
			})
		})
	}
}

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
