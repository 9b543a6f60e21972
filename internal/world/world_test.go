package world_test

import (
	"slices"
	"testing"
	"time"

	"github.com/alexedwards/argon2id"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/people"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// days on which the world has to look alive: the usual one, today, the ends of
// years and of February, and midnight.
var days = []clock.Instant{
	dbtest.Noon,
	clock.AtSeoul(2026, 11, 22, 15, 30),
	clock.AtSeoul(2027, 2, 28, 9, 0),
	clock.AtSeoul(2028, 2, 29, 23, 59),
	clock.AtSeoul(2026, 12, 31, 0, 0),
	clock.AtSeoul(2027, 12, 24, 6, 5),
}

func TestEveryStateIsToBeSeenOnAnyDay(t *testing.T) {
	for _, now := range days {
		t.Run(now.Local().Format(time.DateTime), func(t *testing.T) {
			d := worldtest.Open(t, db.SQLite, clock.Fixed(now))
			admission, run := states(t, d, now)
			for _, want := range catalog.Admissions {
				// A full first-come section is closed as long as no waiting list exists.
				if want != catalog.WaitingList && admission[want] == 0 {
					t.Errorf("no section is %s", want)
				}
			}
			for _, want := range []catalog.Run{catalog.BeforeStart, catalog.Running, catalog.Ended, catalog.RunCancelled} {
				if run[want] == 0 {
					t.Errorf("no section is %s", want)
				}
			}
		})
	}
}

func states(t *testing.T, d *db.DB, now clock.Instant) (map[catalog.Admission]int, map[catalog.Run]int) {
	t.Helper()
	admission, run := map[catalog.Admission]int{}, map[catalog.Run]int{}
	seats := pressures(t, d)
	for _, s := range all[catalog.Section](t, d, "state <> 'draft' and state <> 'review'") {
		admission[s.AdmissionAt(now, seats[s.ID.String()])]++
		run[s.RunAt(now)]++
	}
	return admission, run
}

func pressures(t *testing.T, d *db.DB) map[string]catalog.Pressure {
	t.Helper()
	out := map[string]catalog.Pressure{}
	for _, s := range all[catalog.Seats](t, d, "1 = 1") {
		out[s.SectionID.String()] = s.Pressure
	}
	return out
}

func all[T any](t *testing.T, d *db.DB, where string, args ...any) []T {
	t.Helper()
	var out []T
	if err := d.Read(t.Context()).Where(where, args...).Find(&out).Error; err != nil {
		t.Fatal(err)
	}
	return out
}

func TestTheHandlesAreWhatTheirNamesSay(t *testing.T) {
	for _, now := range days {
		d := worldtest.Open(t, db.SQLite, clock.Fixed(now))
		seats := pressures(t, d)
		section := func(name string, want catalog.Admission, run catalog.Run, x [16]byte) {
			t.Helper()
			rows := all[catalog.Section](t, d, "id = ?", x[:])
			if len(rows) != 1 {
				t.Errorf("%s is no section", name)
				return
			}
			s := rows[0]
			if got := s.AdmissionAt(now, seats[s.ID.String()]); got != want || s.RunAt(now) != run {
				t.Errorf("%s at %s: %s and %s, want %s and %s", name, now.Local(), got, s.RunAt(now), want, run)
			}
			if want == catalog.Open && (s.Channel != catalog.Here || s.Mode != catalog.FirstCome) {
				t.Errorf("%s is not applied for here, first come first served", name)
			}
		}
		section("OpenBusan", catalog.Open, catalog.BeforeStart, world.OpenBusan)
		section("OpenNamgu", catalog.Open, catalog.BeforeStart, world.OpenNamgu)
		section("OpenYeonje", catalog.Open, catalog.BeforeStart, world.OpenYeonje)
		section("OpenLifelong", catalog.Open, catalog.BeforeStart, world.OpenLifelong)
		section("OpenPaju", catalog.Open, catalog.BeforeStart, world.OpenPaju)
		section("ComingUp", catalog.Open, catalog.BeforeStart, world.ComingUp)
		section("GivenBack", catalog.Open, catalog.BeforeStart, world.GivenBack)
		section("OpensTomorrow", catalog.Upcoming, catalog.BeforeStart, world.OpensTomorrow)
		section("FullSection", catalog.AdmissionEnded, catalog.BeforeStart, world.FullSection)
		section("TightSection", catalog.Closing, catalog.BeforeStart, world.TightSection)
		section("CancelledRun", catalog.AdmissionEnded, catalog.RunCancelled, world.CancelledRun)
		section("RunningRun", catalog.AdmissionEnded, catalog.Running, world.RunningRun)
		section("EndedRun", catalog.AdmissionEnded, catalog.Ended, world.EndedRun)
		section("LotteryToDraw", catalog.Drawing, catalog.BeforeStart, world.LotteryToDraw)
		section("InReview", catalog.Reviewing, catalog.BeforeStart, world.InReview)
		tomorrow := now.Date().AddDays(1).At(9 * 60)
		if rows := all[catalog.Section](t, d, "id = ?", world.OpensTomorrow); len(rows) == 1 && rows[0].ApplyFrom != tomorrow {
			t.Errorf("OpensTomorrow opens at %s", rows[0].ApplyFrom.Local())
		}
	}
}

func TestPersonasSignInWithTheSharedPassword(t *testing.T) {
	emails := []string{
		"resident", "student.pknu", "student.pnu", "guardian", "officer.busan", "officer.namgu", "officer.yeonje", "officer.paju", "office.edu.paju",
		"approver.busan", "approver.namgu", "approver.paju", "approver.host", "desk.yeonje", "host", "instructor", "staff.pknu", "staff.pnu", "school.paju", "admin", "auditor",
	}
	if len(world.Personas) != len(emails) {
		t.Errorf("%d personas, want %d", len(world.Personas), len(emails))
	}
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		actors := people.NewActors(d)
		for i, name := range emails {
			p := world.Personas[i]
			rows := all[people.Account](t, d, "email = ?", name+"@demo.example")
			if p.Email != name+"@demo.example" || len(rows) != 1 || rows[0].ID != p.Account || rows[0].PersonID != p.Person || rows[0].ConfirmedAt.IsZero() {
				t.Errorf("%s: %+v", name, rows)
				continue
			}
			if p.What == "" || p.WhatEN == "" {
				t.Errorf("%s: nobody says who that is", name)
			}
			v, ok, err := actors.Viewer(t.Context(), p.Account, "127.0.0.1")
			if err != nil || !ok || !slices.Equal(v.Actor.Roles, p.Actor().Roles) || v.Actor.Name != p.Name {
				t.Errorf("%s: %+v, want %+v (%v)", name, v.Actor, p.Actor(), err)
			}
		}
	})
	if ok, err := argon2id.ComparePasswordAndHash(world.Password, worldtest.PasswordHash); !ok || err != nil {
		t.Errorf("the hash for tests is not the password's: %v", err)
	}
}

func TestAWorldIsLoadedOnceOnly(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		before := len(all[catalog.Section](t, d, "1 = 1"))
		if _, err := world.Load(t.Context(), d, world.Options{Now: dbtest.Noon}); err != world.ErrNotEmpty { //nolint:errorlint // it is returned as it is
			t.Errorf("loaded twice: %v", err)
		}
		if whole, err := world.Holds(t.Context(), d); !whole || err != nil {
			t.Errorf("%v, %v", whole, err)
		}
		if after := len(all[catalog.Section](t, d, "1 = 1")); after != before {
			t.Errorf("%d sections, then %d", before, after)
		}
		err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec("delete from number_series").Error })
		if err != nil {
			t.Fatal(err)
		}
		if _, err := world.Holds(t.Context(), d); err != world.ErrHalf { //nolint:errorlint // it is returned as it is
			t.Errorf("half a world: %v", err)
		}
	})
	empty := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	if whole, err := world.Holds(t.Context(), empty); whole || err != nil {
		t.Errorf("an empty database: %v, %v", whole, err)
	}
	for _, bad := range []world.Options{{}, {Now: dbtest.Noon, Scale: "country"}, {Now: dbtest.Noon, Crowd: -1}} {
		if _, err := world.Load(t.Context(), empty, bad); err == nil {
			t.Errorf("%+v was loaded", bad)
		}
	}
}
