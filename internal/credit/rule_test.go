package credit

import (
	"math/rand/v2"
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

func why(o Outcome) string {
	var keys []string
	for _, w := range o.Why {
		keys = append(keys, strings.TrimPrefix(w.Key, "rule.why."))
	}
	return strings.Join(keys, " ")
}

func TestRuleGivesPointsAndSaysWhy(t *testing.T) {
	programme, day := id.New(), clock.Date("2026-05-20")
	event := Rule{Per: PerEvent, Points: 300, MinMinutes: 480, YearlyCap: 1000}
	hour := Rule{Per: PerHour, Points: 100, ProgrammeCap: 1000, YearlyCap: 3000, OnLeave: true}
	before := func(points Points, on clock.Date, of id.ID, spans ...Span) []Earlier {
		return []Earlier{{Points: points, CountsOn: on, Programme: of, Spans: spans}}
	}
	for name, tt := range map[string]struct {
		rule   Rule
		c      Case
		points Points
		why    string
	}{
		"an event":                 {event, Case{Minutes: 480, Status: people.Enrolled}, 300, "per_event"},
		"too short":                {event, Case{Minutes: 479, Status: people.Enrolled}, 0, "too_short"},
		"on leave, not counted":    {event, Case{Minutes: 480, Status: people.OnLeave}, 0, "status_leave"},
		"on leave, counted":        {hour, Case{Minutes: 60, Status: people.OnLeave}, 100, "per_hour"},
		"graduated":                {hour, Case{Minutes: 60, Status: people.Graduated}, 0, "status_graduated"},
		"unknown status":           {hour, Case{Minutes: 60}, 0, "no_status"},
		"an hour and a half":       {hour, Case{Minutes: 90, Status: people.Enrolled}, 150, "per_hour"},
		"programme's cap":          {hour, Case{Minutes: 900, Status: people.Enrolled}, 1000, "per_hour programme_cap"},
		"what is left of it":       {hour, Case{Minutes: 300, Status: people.Enrolled, Earlier: before(800, "2026-01-01", programme)}, 200, "per_hour programme_cap"},
		"another programme":        {hour, Case{Minutes: 300, Status: people.Enrolled, Earlier: before(800, "2026-01-01", id.New())}, 500, "per_hour"},
		"year's cap":               {event, Case{Minutes: 500, Status: people.Enrolled, Earlier: before(900, "2026-12-31", id.New())}, 100, "per_event yearly_cap"},
		"another year":             {event, Case{Minutes: 500, Status: people.Enrolled, Earlier: before(1000, "2025-12-31", id.New())}, 300, "per_event"},
		"nothing left in the year": {event, Case{Minutes: 500, Status: people.Enrolled, Earlier: before(1200, "2026-02-01", id.New())}, 0, "per_event yearly_cap"},
		"hours that overlap": {
			hour,
			Case{Minutes: 120, Status: people.Enrolled, Spans: []Span{{"2026-05-20", 600, 720}}, Earlier: before(0, "2026-05-20", id.New(), Span{"2026-05-20", 660, 800}, Span{"2026-05-20", 690, 720}, Span{"2026-05-21", 600, 720})},
			100, "overlap per_hour",
		},
	} {
		tt.c.ActivityOn, tt.c.Programme = day, programme
		got := tt.rule.Apply(tt.c)
		if got.Points != tt.points || why(got) != tt.why {
			t.Errorf("%s: %s %q, want %s %q", name, got.Points, why(got), tt.points, tt.why)
		}
	}
}

func TestNoOrderOfDecisionsPassesACap(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 2000 {
		r := Rule{Per: []Per{PerHour, PerEvent}[rng.IntN(2)], Points: Points(1 + rng.IntN(500)), YearlyCap: Points(rng.IntN(2000)), ProgrammeCap: Points(rng.IntN(1000))}
		programmes := []id.ID{id.New(), id.New()}
		var ledger []Earlier
		for range 12 {
			p := programmes[rng.IntN(2)]
			o := r.Apply(Case{Minutes: rng.IntN(1000), ActivityOn: "2026-06-01", Programme: p, Status: people.Enrolled, Earlier: ledger})
			if o.Points < 0 || len(o.Why) == 0 {
				t.Fatalf("%+v", o)
			}
			ledger = append(ledger, Earlier{Points: o.Points, CountsOn: "2026-06-01", Programme: p})
		}
		var sum, of Points
		for _, e := range ledger {
			sum += e.Points
			if e.Programme == programmes[0] {
				of += e.Points
			}
		}
		if r.YearlyCap > 0 && sum > r.YearlyCap || r.ProgrammeCap > 0 && of > r.ProgrammeCap {
			t.Fatalf("%s and %s under %+v", sum, of, r)
		}
	}
}

func TestVersionInForce(t *testing.T) {
	versions := []Rule{{Version: 2, EffectiveFrom: "2026-03-01"}, {Version: 1, EffectiveFrom: "2024-03-01"}, {Version: 3, EffectiveFrom: "2026-03-01"}, {Version: 4, EffectiveFrom: "2027-03-01"}}
	if InForce(versions, "2024-02-29") != nil {
		t.Error("a rule before the first one")
	}
	for day, want := range map[clock.Date]int{"2024-03-01": 1, "2026-02-28": 1, "2026-03-01": 3, "2026-12-31": 3, "2030-01-01": 4} {
		if got := InForce(versions, day); got == nil || got.Version != want {
			t.Errorf("%s: %+v", day, got)
		}
	}
}

func TestPointsAreWrittenAndReadAsPeopleDo(t *testing.T) {
	for p, want := range map[Points]string{300: "3", 250: "2.5", 25: "0.25", 5: "0.05", 0: "0", -150: "−1.5"} {
		if p.String() != want {
			t.Errorf("%d: %s", p, p)
		}
		if got, ok := ParsePoints(want); p >= 0 && (!ok || got != p) {
			t.Errorf("%s: %d %v", want, got, ok)
		}
	}
	for _, bad := range []string{"", "-1", "1.", ".5", "1.234", "1,5", "점", "99999999"} {
		if _, ok := ParsePoints(bad); ok {
			t.Errorf("%q is no number of points", bad)
		}
	}
}
