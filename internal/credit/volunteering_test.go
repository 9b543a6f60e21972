package credit

import (
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

func TestVolunteeringCountsEightHoursADay(t *testing.T) {
	hours := &Rule{Per: PerHour, Points: 100}
	day := func(d string, from, to int) Span { return Span{clock.Date("2026-05-" + d), from * 60, to * 60} }
	volunteering := func(minutes int, spans []Span, days int, earlier ...Earlier) Case {
		return Case{Minutes: minutes, ActivityOn: "2026-05-03", Kind: catalog.Volunteering, Days: days, Status: people.Enrolled, Spans: spans, Earlier: earlier}
	}
	morning := Earlier{Kind: catalog.Volunteering, CountsOn: "2026-05-01", Programme: id.Named("other"), Spans: []Span{day("01", 6, 12)}}
	course := morning
	course.Kind = catalog.Course
	for name, tt := range map[string]struct {
		c    Case
		want Points
	}{
		"one day of eight":                      {volunteering(480, []Span{day("01", 9, 17)}, 1), 800},
		"one day of twelve":                     {volunteering(720, []Span{day("01", 9, 21)}, 1), 800},
		"twelve and one":                        {volunteering(780, []Span{day("01", 9, 21), day("02", 9, 10)}, 2), 900},
		"more confirmed than met, on two days":  {volunteering(1200, []Span{day("01", 9, 12), day("02", 9, 12)}, 2), 1600},
		"nobody took attendance, one day":       {volunteering(600, nil, 1), 800},
		"nobody took attendance, three days":    {volunteering(1500, nil, 3), 2400},
		"no day is known":                       {volunteering(600, nil, 0), 800},
		"six hours elsewhere on the same day":   {volunteering(240, []Span{day("01", 14, 18)}, 1, morning), 200},
		"six hours of a course on the same day": {volunteering(240, []Span{day("01", 14, 18)}, 1, course), 400},
		"what overlaps is taken off once":       {volunteering(480, []Span{day("01", 10, 18)}, 1, morning), 200},
	} {
		if got := hours.Apply(tt.c); got.Points != tt.want {
			t.Errorf("%s: %s, want %s: %v", name, got.Points, tt.want, got.Why)
		}
	}
	long := volunteering(720, []Span{day("01", 9, 21)}, 1)
	if got := hours.Apply(long); got.Why[0].Key != "rule.why.volunteering_day" {
		t.Errorf("the rule is not named: %v", got.Why)
	}
	long.Kind = catalog.Course
	if got := hours.Apply(long); got.Points != 1200 {
		t.Errorf("a course is cut too: %s", got.Points)
	}
}

// TestOnlyTheMinutesThatOverlapAreTakenOff lets somebody come late, or leave
// early, where another activity counts already: what they missed was not counted.
func TestOnlyTheMinutesThatOverlapAreTakenOff(t *testing.T) {
	met := func(m attendance.Mark) []Attended {
		return []Attended{{HeldOn: "2026-05-01", StartMinute: 600, EndMinute: 780, Mark: m}}
	}
	for name, tt := range map[string]struct {
		before attendance.Mark
		span   Span
		want   int
	}{
		"there all the time":         {attendance.Present, Span{"2026-05-01", 600, 780}, 180},
		"late: its first third":      {attendance.Late, Span{"2026-05-01", 600, 660}, 0},
		"late: the rest":             {attendance.Late, Span{"2026-05-01", 600, 780}, 120},
		"left early: its last third": {attendance.LeftEarly, Span{"2026-05-01", 720, 780}, 0},
		"left early: the rest":       {attendance.LeftEarly, Span{"2026-05-01", 600, 780}, 120},
		"half an hour in common":     {attendance.Present, Span{"2026-05-01", 750, 900}, 30},
		"absent":                     {attendance.Absent, Span{"2026-05-01", 600, 780}, 0},
		"one after the other":        {attendance.Present, Span{"2026-05-01", 780, 900}, 0},
		"the same time another day":  {attendance.Present, Span{"2026-05-02", 600, 780}, 0},
	} {
		if got := overlap([]Span{tt.span}, []Earlier{{Spans: spansOf(met(tt.before))}}); got != tt.want {
			t.Errorf("%s: %d minutes, want %d", name, got, tt.want)
		}
	}
}
