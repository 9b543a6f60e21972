package catalog

import (
	"testing"

	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/policy"
)

// A full section says that it is full and not that its window is over; one that
// closes soon says by what: places or days.
func TestOffersSayWhyTheyCloseOrAreFull(t *testing.T) {
	var w town
	org := w.org("o", "배움터", "부산광역시", "남구")
	full := w.section(w.program(org, "full", "찬 강좌", nil), nil)
	w.full(full, 20, 20)
	tight := w.section(w.program(org, "tight", "세 자리 남은 강좌", nil), nil)
	w.full(tight, 30, 27)
	w.section(w.program(org, "soon", "내일 마감하는 강좌", nil), func(s *Section) { s.ApplyUntil = s.ApplyFrom.Date().AddDays(2).At(18 * 60) })
	w.section(w.program(org, "midnight", "오늘 끝나면 마감하는 강좌", nil), func(s *Section) { s.ApplyUntil = atNoon.Date().AddDays(1).At(0) })
	over := w.section(w.program(org, "over", "차고 끝난 강좌", nil), func(s *Section) { s.ApplyUntil = atNoon - 1 })
	w.full(over, 20, 20)
	closed := w.section(w.program(org, "closed", "차고 닫은 강좌", nil), func(s *Section) { s.State = Closed })
	w.full(closed, 20, 20)
	w.section(w.program(org, "open", "열린 강좌", nil), nil)
	dbtest.Each(t, dbtest.NewClock(atNoon).Now, func(t *testing.T, d *db.DB) {
		w.load(t, d)
		s := NewService(d)
		list, err := s.List(t.Context(), policy.Nobody(""), Everything())
		if err != nil {
			t.Fatal(err)
		}
		type said struct {
			admission  Admission
			full       bool
			left, days int
		}
		expected := map[string]said{
			"full": {AdmissionEnded, true, -1, -1}, "tight": {Closing, false, 3, -1}, "soon": {Closing, false, -1, 1}, "midnight": {Closing, false, -1, 0},
			"over": {AdmissionEnded, false, -1, -1}, "closed": {AdmissionEnded, false, -1, -1}, "open": {Open, false, -1, -1},
		}
		for _, c := range list.Cards {
			if got := (said{c.Best.Admission, c.Best.Full, c.Best.Left, c.Best.DaysLeft}); got != expected[c.Slug] {
				t.Errorf("%s in the list: %+v", c.Slug, got)
			}
			page, err := s.Programme(t.Context(), policy.Nobody(""), c.Slug)
			if err != nil {
				t.Fatal(err)
			}
			if o := page.Offers[0]; (said{o.Admission, o.Full, o.Left, o.DaysLeft}) != expected[c.Slug] {
				t.Errorf("%s on its page: %+v", c.Slug, o)
			}
		}
		if len(list.Cards) != len(expected) {
			t.Errorf("%d programmes", len(list.Cards))
		}
	})
}
