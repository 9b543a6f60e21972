package attendance_test

import (
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
)

func TestMarksComeToHoursAndAResult(t *testing.T) {
	held := func(marks ...attendance.Mark) (out []attendance.Held) {
		for _, m := range marks {
			out = append(out, attendance.Held{Minutes: 120, Mark: m})
		}
		return out
	}
	const p, l, e, x, a = attendance.Present, attendance.Late, attendance.LeftEarly, attendance.Excused, attendance.Absent
	for name, tt := range map[string]struct {
		held              []attendance.Held
		threshold         int
		minutes, percent  int
		unmarked          int
		done, withMeeting bool
	}{
		"all there":                    {held(p, p, p, p, p), 80, 600, 100, 0, true, true},
		"exactly at the threshold":     {held(p, p, p, p, a), 80, 480, 80, 0, true, true},
		"under it":                     {held(p, p, p, a, a), 80, 360, 60, 0, false, true},
		"excused counts, but not time": {held(p, p, p, p, x), 100, 480, 100, 0, true, true},
		"late three times is one gone": {held(p, p, l, l, e), 80, 480, 80, 0, true, true},
		"late four times is more":      {held(p, l, l, e, e), 80, 440, 73, 0, false, true},
		"not marked is missed":         {held(p, p, p, "", ""), 80, 360, 60, 2, false, true},
		"no meetings":                  {nil, 80, 0, 0, 0, false, false},
	} {
		got := attendance.Suggest(tt.held, tt.threshold)
		if got.Minutes != tt.minutes || got.Percent != tt.percent || got.Unmarked != tt.unmarked || (got.Result == attendance.Completed) != tt.done || got.Known != tt.withMeeting {
			t.Errorf("%s: %+v", name, got)
		}
	}
	// Two thirds are worked out for the whole, not rounded down meeting by meeting.
	if got := attendance.Suggest([]attendance.Held{{50, l}, {50, l}, {50, l}}, 60); got.Minutes != 100 || got.Result != attendance.Completed {
		t.Errorf("%+v", got)
	}
}

func TestMoreAttendanceNeverSuggestsLess(t *testing.T) {
	better := map[attendance.Mark]attendance.Mark{"": attendance.Absent, attendance.Absent: attendance.Late, attendance.Late: attendance.Present, attendance.LeftEarly: attendance.Present}
	marks := append([]attendance.Mark{""}, attendance.Marks...)
	for _, a := range marks {
		for _, b := range marks {
			for up, to := range better {
				worse := attendance.Suggest([]attendance.Held{{90, a}, {45, b}, {120, up}}, 80)
				more := attendance.Suggest([]attendance.Held{{90, a}, {45, b}, {120, to}}, 80)
				if more.Minutes < worse.Minutes || more.Percent < worse.Percent || worse.Result == attendance.Completed && more.Result != attendance.Completed {
					t.Errorf("%s %s: %s gives %+v, %s gives %+v", a, b, up, worse, to, more)
				}
			}
		}
	}
}

func TestAKindHasItsRole(t *testing.T) {
	for _, k := range catalog.Kinds {
		r := attendance.RoleFor(k)
		want := map[catalog.Kind]attendance.Role{catalog.Supporters: attendance.Supporter, catalog.Committee: attendance.Member, catalog.Volunteering: attendance.Volunteer}[k]
		if want == "" {
			want = attendance.Participant
		}
		if r != want {
			t.Errorf("%s: %s", k, r)
		}
	}
}
