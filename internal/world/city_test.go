package world_test

import (
	"testing"

	"github.com/alexedwards/argon2id"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/people"
	"ieum/internal/report"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

func TestACityHasTenThousandSections(t *testing.T) {
	dbtest.Each(t, clock.Fixed(days[1]), func(t *testing.T, d *db.DB) {
		r, err := world.Load(t.Context(), d, world.Options{Now: days[1], Scale: world.City, PasswordHash: worldtest.PasswordHash})
		if err != nil {
			t.Fatal(err)
		}
		if r.Sections != 10_000 || r.Programmes < 2_000 || r.Sessions < 40_000 {
			t.Errorf("%+v", r)
		}
		orgs, years := map[string]bool{}, map[int]bool{}
		for _, p := range all[catalog.Programme](t, d, "slug like 'city-%'") {
			orgs[p.OrgID.String()] = true
			years[p.Year] = true
			if !p.Sample || !p.AgreementID.IsZero() || !p.AwardID.IsZero() {
				t.Fatalf("%s would count", p.TitleKO)
			}
		}
		if len(orgs) < 40 || len(years) != 2 {
			t.Errorf("%d organisations, %d years", len(orgs), len(years))
		}
		admission, run := states(t, d, days[1])
		for _, want := range catalog.Admissions {
			if want != catalog.WaitingList && admission[want] < 10 {
				t.Errorf("%d sections are %s", admission[want], want)
			}
		}
		if run[catalog.Running] < 100 || run[catalog.RunCancelled] < 100 {
			t.Errorf("%v", run)
		}
		holds(t, d)
	})
}

func TestACrowdWantsTwentySeats(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		if _, err := world.Load(t.Context(), d, world.Options{Now: dbtest.Noon, Crowd: 30}); err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{1, 30} {
			a := one[people.Account](t, d, "email = ?", world.CrowdEmail(n))
			if ok, err := argon2id.ComparePasswordAndHash(world.Password, a.PasswordHash); !ok || err != nil || a.ConfirmedAt.IsZero() {
				t.Errorf("%+v: %v", a, err)
			}
		}
		if n := len(all[people.Account](t, d, "email like 'u%@demo.example'")); n != 30 {
			t.Errorf("%d accounts", n)
		}
		s := one[catalog.Section](t, d, "id = ?", world.CrowdSection)
		if s.Capacity == nil || *s.Capacity != 20 || s.Mode != catalog.FirstCome || s.Channel != catalog.Here || s.AdmissionAt(dbtest.Noon, catalog.Roomy) != catalog.Open {
			t.Errorf("%+v", s)
		}
		if p := one[catalog.Programme](t, d, "id = ?", s.ProgrammeID); p.Slug != "crowd-20" {
			t.Errorf("%s", p.Slug)
		}
		holds(t, d)
	})
}

// holds fails unless every invariant of the portal does.
func holds(t *testing.T, d *db.DB) {
	t.Helper()
	checks, err := report.Invariants(t.Context(), d)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		for _, breach := range c.Breaches {
			t.Errorf("%s: %s", c.Kind, breach)
		}
	}
}
