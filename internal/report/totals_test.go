package report

import (
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestTotalsAreSummedOnceAMinuteAndVersion(t *testing.T) {
	now := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, now.Now, func(t *testing.T, d *db.DB) {
		now.Set(dbtest.Noon)
		add := func(slug string, sample bool) {
			t.Helper()
			o := people.Organisation{ID: id.New(), Slug: slug, Kind: people.City, NameKO: slug, Sample: sample, CreatedAt: 1, UpdatedAt: 1}
			if err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Create(&o).Error }); err != nil {
				t.Fatal(err)
			}
		}
		s := NewService(d)
		expect := func(version int64, organisations int) {
			t.Helper()
			got, err := s.Totals(t.Context(), policy.Nobody(""), version)
			if err != nil || got.Organisations != organisations || got.Learners.Year != 2026 {
				t.Errorf("%+v, %v; expected %d", got, err, organisations)
			}
		}
		add("one", false)
		add("example", true)
		expect(1, 1)
		add("two", false)
		expect(1, 1)
		expect(2, 2)
		add("three", false)
		now.Set(dbtest.Noon + clock.Instant(totalsHeld.Microseconds()))
		expect(2, 3)
	})
}

func TestFewPeopleAreNotNamed(t *testing.T) {
	for n, few := range map[int]bool{0: false, 1: true, 4: true, 5: false, 400: false} {
		if Few(n) != few {
			t.Errorf("%d: %v", n, !few)
		}
	}
}
