package catalog

import (
	"testing"

	"ieum/internal/clock"
)

func TestStatesAreComputedFromDatesAndSeats(t *testing.T) {
	base := func() *Section {
		return &Section{
			State: Published, Mode: FirstCome, Channel: Here,
			ApplyFrom: clock.AtSeoul(2026, 3, 2, 9, 0), ApplyUntil: clock.AtSeoul(2026, 3, 13, 18, 0),
			StartsOn: "2026-03-17", EndsOn: "2026-05-26",
		}
	}
	for _, tt := range []struct {
		name      string
		at        clock.Instant
		change    func(*Section)
		pressure  Pressure
		admission Admission
		run       Run
	}{
		{"a second before it opens", clock.AtSeoul(2026, 3, 2, 9, 0) - 1, nil, Roomy, Upcoming, BeforeStart},
		{"as it opens", clock.AtSeoul(2026, 3, 2, 9, 0), nil, Roomy, Open, BeforeStart},
		{"few seats", clock.AtSeoul(2026, 3, 3, 9, 0), nil, Tight, Closing, BeforeStart},
		{"no seats", clock.AtSeoul(2026, 3, 3, 9, 0), nil, Full, AdmissionEnded, BeforeStart},
		{"full, but by lottery", clock.AtSeoul(2026, 3, 3, 9, 0), func(s *Section) { s.Mode = Lottery }, Full, Open, BeforeStart},
		{"two days left", clock.AtSeoul(2026, 3, 11, 18, 0), nil, Roomy, Closing, BeforeStart},
		{"as it closes", clock.AtSeoul(2026, 3, 13, 18, 0), nil, Roomy, AdmissionEnded, BeforeStart},
		{"lottery after the window", clock.AtSeoul(2026, 3, 14, 0, 0), func(s *Section) { s.Mode = Lottery }, Roomy, Drawing, BeforeStart},
		{"review after the window", clock.AtSeoul(2026, 3, 14, 0, 0), func(s *Section) { s.Mode = Reviewed }, Roomy, Reviewing, BeforeStart},
		{"lottery held elsewhere", clock.AtSeoul(2026, 3, 14, 0, 0), func(s *Section) { s.Mode = Lottery; s.Channel = Elsewhere }, Roomy, AdmissionEnded, BeforeStart},
		{"first day", clock.AtSeoul(2026, 3, 17, 0, 0), nil, Roomy, AdmissionEnded, Running},
		{"last day", clock.AtSeoul(2026, 5, 26, 23, 59), nil, Roomy, AdmissionEnded, Running},
		{"the day after", clock.AtSeoul(2026, 5, 27, 0, 0), nil, Roomy, AdmissionEnded, Ended},
		{"cancelled", clock.AtSeoul(2026, 3, 3, 9, 0), func(s *Section) { s.State = Cancelled }, Roomy, AdmissionEnded, RunCancelled},
		{"closed by hand", clock.AtSeoul(2026, 3, 3, 9, 0), func(s *Section) { s.State = Closed }, Roomy, AdmissionEnded, BeforeStart},
		{"always open", clock.AtSeoul(2026, 4, 3, 9, 0), func(s *Section) { s.AlwaysOpen = true; s.ApplyFrom, s.ApplyUntil = 0, 0 }, Roomy, Open, Running},
		{"always open, but over", clock.AtSeoul(2026, 6, 3, 9, 0), func(s *Section) { s.AlwaysOpen = true }, Roomy, AdmissionEnded, Ended},
		{"no window known", clock.AtSeoul(2026, 3, 3, 9, 0), func(s *Section) { s.ApplyFrom, s.ApplyUntil = 0, 0 }, Roomy, AdmissionEnded, BeforeStart},
		{"full at another's", clock.AtSeoul(2026, 3, 3, 9, 0), func(s *Section) { s.Channel = Elsewhere }, Full, Open, BeforeStart},
	} {
		s := base()
		if tt.change != nil {
			tt.change(s)
		}
		if a, r := s.AdmissionAt(tt.at, tt.pressure), s.RunAt(tt.at); a != tt.admission || r != tt.run {
			t.Errorf("%s: %s %s, want %s %s", tt.name, a, r, tt.admission, tt.run)
		}
	}
}

func TestPressure(t *testing.T) {
	n := func(i int) *int { return &i }
	for _, tt := range []struct {
		capacity *int
		taken    int
		want     Pressure
	}{{nil, 1000, Roomy}, {n(0), 0, Full}, {n(30), 26, Roomy}, {n(30), 27, Tight}, {n(30), 30, Full}, {n(1), 0, Roomy}} {
		if got := PressureOf(tt.capacity, tt.taken); got != tt.want {
			t.Errorf("%v of %v: %v, want %v", tt.taken, tt.capacity, got, tt.want)
		}
	}
}
