package web_test

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/report"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// contents counts the rows of every table that a decision writes.
func contents(t *testing.T, d *db.DB) string {
	t.Helper()
	var b strings.Builder
	for _, table := range []string{"applications", "enrolments", "audit", "outbox", "sections", "programmes", "import_batches", "accounts", "people"} {
		var n int64
		if err := d.Read(context.Background()).Table(table).Count(&n).Error; err != nil {
			t.Fatal(err)
		}
		fmt.Fprintf(&b, "%s %d ", table, n)
	}
	var taken int64
	if err := d.Read(context.Background()).Raw("select sum(taken) + sum(last_seq) from section_seats").Scan(&taken).Error; err != nil {
		t.Fatal(err)
	}
	fmt.Fprintf(&b, "seats %d", taken)
	return b.String()
}

// TestWhicheverDatabaseCallFails sends each form again and again, with the
// first database call failing, then the second, and so on until none is left:
// the answer is never a success, and nothing is half done.
func TestWhicheverDatabaseCallFails(t *testing.T) {
	for name, tt := range map[string]struct {
		who  id.ID
		path func(t *testing.T, d *db.DB) string
		form url.Values
	}{
		"apply": {
			world.StudentPNU.Account,
			func(*testing.T, *db.DB) string { return "/sections/" + world.OpenBusan.String() + "/applications" },
			url.Values{"phone": {"010-0000-1234"}, "consent": {"1"}, "request_key": {"one"}, "birth_date": {"2003-05-05"}},
		},
		"cancel": {
			world.Resident.Account,
			func(t *testing.T, d *db.DB) string {
				var i id.ID
				if err := d.Read(context.Background()).Raw("select id from applications where person_id = ? and state = 'accepted'", world.Resident.Person).Row().Scan(&i); err != nil {
					t.Fatal(err)
				}
				return "/applications/" + i.String() + "/cancellation"
			},
			nil,
		},
	} {
		t.Run(name, func(t *testing.T) {
			d := worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon))
			a := apptest.New(t, d)
			path := tt.path(t, d)
			for n := int64(1); n < 200; n++ {
				c := apptest.SignedIn(t, a, tt.who, false)
				before := contents(t, d)
				end := d.Sabotage(n)
				got := c.Post(path, tt.form)
				reached := end()
				switch changed := contents(t, d) != before; {
				case got.Status == 303 && changed: // what failed, if anything, came after the decision
					holds(t, d)
					return
				case !reached:
					t.Fatalf("without a failure: %d %s", got.Status, got.Body)
				case got.Status < 500 || changed:
					t.Errorf("call %d failed: status %d %s\nbefore %s\nafter  %s", n, got.Status, got.Location, before, contents(t, d))
				}
			}
			t.Error("the calls never end")
		})
	}
}

// holds runs the invariants.
func holds(t *testing.T, d *db.DB) {
	t.Helper()
	checks, err := report.Invariants(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if len(c.Breaches) > 0 {
			t.Errorf("%s: %v", c.Kind, c.Breaches)
		}
	}
}
