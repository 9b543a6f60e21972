package world

import (
	"strings"
	"time"
	"unicode/utf8"

	"ieum/internal/clock"
)

// window is when applications are taken, relative to the run's base day, or
// for soon and closing relative to this very hour.
type window struct {
	fromDay, fromTime   int // days and 0900
	untilDay, untilTime int
	inHours             int // opens at the full hour this many hours from now
	always              bool
}

// The windows that the tables use. Those of the first group are open now.
var (
	open           = window{fromDay: -5, fromTime: 900, untilDay: 9, untilTime: 1800}
	openLong       = window{fromDay: -12, fromTime: 1000, untilDay: 20, untilTime: 1800}
	closesTomorrow = window{fromDay: -9, fromTime: 900, untilDay: 1, untilTime: 1800}
	always         = window{always: true}

	opensSoon     = window{inHours: 3, untilDay: 10, untilTime: 1800}
	opensTomorrow = window{fromDay: 1, fromTime: 900, untilDay: 12, untilTime: 1800}
	opensIn3Days  = window{fromDay: 3, fromTime: 1000, untilDay: 14, untilTime: 1800}
	opensNextWeek = window{fromDay: 7, fromTime: 900, untilDay: 18, untilTime: 1800}

	overNow  = window{fromDay: -16, fromTime: 900, untilDay: -1, untilTime: 1800}
	overLong = window{fromDay: -120, fromTime: 900, untilDay: -90, untilTime: 1800}
	running  = window{fromDay: -45, fromTime: 900, untilDay: -24, untilTime: 1800}

	// before is the window of a run that counts, from its first day.
	before = window{fromDay: -24, fromTime: 900, untilDay: -4, untilTime: 1800}
	// decidedLater leaves time for a draw or a review before the first day.
	decidedLater = window{fromDay: -40, fromTime: 900, untilDay: -18, untilTime: 1800}
)

func (w window) at(base clock.Date, now clock.Instant) (from, until clock.Instant) {
	until = base.AddDays(w.untilDay).At(minutes(w.untilTime))
	if w.inHours > 0 {
		h := now.Local().Truncate(time.Hour)
		return clock.Of(h).Add(hours(w.inHours)), until
	}
	return base.AddDays(w.fromDay).At(minutes(w.fromTime)), until
}

func hours(n int) time.Duration { return time.Duration(n) * time.Hour }

// minutes turns 1430 into minutes since midnight.
func minutes(hhmm int) int { return hhmm/100*60 + hhmm%100 }

const weekdayLetters = "월화수목금토일"

// weekdays are the days of "화목" as numbers, Monday 0 … Sunday 6.
func weekdays(s string) map[int]bool {
	out := map[int]bool{}
	for _, r := range s {
		out[weekdayOf(string(r))] = true
	}
	return out
}

// weekdayOf is the number of the first letter of "토일".
func weekdayOf(s string) int {
	r, _ := utf8.DecodeRuneInString(s)
	return strings.IndexRune(weekdayLetters, r) / len("월")
}

// weekday is the day of the week with Monday as 0.
func weekday(d clock.Date) int { return (int(d.Weekday()) + 6) % 7 }

// holidays are the public holidays that fall on the same day each year. Nobody
// is asked to a classroom on them.
var holidays = map[string]bool{"01-01": true, "03-01": true, "05-05": true, "06-06": true, "08-15": true, "10-03": true, "10-09": true, "12-25": true}

// meetings are the next n days from start that fall on the weekdays, in every
// k-th week, holidays left out. No weekday at all means every day.
func meetings(start clock.Date, days map[int]bool, n, k int) []clock.Date {
	var out []clock.Date
	week := 0 // weeks that have passed since the first meeting
	for d := start; len(out) < n; d = d.AddDays(1) {
		wd := weekday(d)
		if len(out) > 0 && wd == 0 {
			week++
		}
		if (len(days) == 0 || days[wd]) && week%k == 0 && !holidays[string(d)[5:]] {
			out = append(out, d)
		}
	}
	return out
}
