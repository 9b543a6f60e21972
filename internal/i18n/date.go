package i18n

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"time"

	"ieum/internal/clock"
)

var (
	weekdaysKO = [...]string{"일", "월", "화", "수", "목", "금", "토"}
	weekdaysEN = [...]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
)

// Weekday is the short name of a day of the week: 월, Mon.
func Weekday(ctx context.Context, d time.Weekday) string {
	if Of(ctx) == EN {
		return weekdaysEN[d]
	}
	return weekdaysKO[d]
}

// Date is a day as the reader writes it: 2026. 3. 2.(월), Mon 2 Mar 2026. Not set is "".
func Date(ctx context.Context, d clock.Date) string {
	if d.IsZero() {
		return ""
	}
	return day(ctx, d.Time())
}

func day(ctx context.Context, t time.Time) string {
	if Of(ctx) == EN {
		return t.Format("Mon 2 Jan 2006")
	}
	return fmt.Sprintf("%d. %d. %d.(%s)", t.Year(), int(t.Month()), t.Day(), weekdaysKO[t.Weekday()])
}

// Moment is an instant in Seoul: 2026. 3. 2.(월) 09:00. Not set is "".
func Moment(ctx context.Context, i clock.Instant) string {
	if i.IsZero() {
		return ""
	}
	t := i.Local()
	return day(ctx, t) + " " + t.Format("15:04")
}

// MomentNear is a Moment beside which a reader on the given day needs no year: 3. 2.(월) 09:00.
func MomentNear(ctx context.Context, i clock.Instant, today clock.Date) string {
	t := i.Local()
	if i.IsZero() || t.Year() != today.Time().Year() {
		return Moment(ctx, i)
	}
	if Of(ctx) == EN {
		return t.Format("Mon 2 Jan 15:04")
	}
	return fmt.Sprintf("%d. %d.(%s) %s", int(t.Month()), t.Day(), weekdaysKO[t.Weekday()], t.Format("15:04"))
}

// Dates is a period of days; the year is not said twice: 2026. 3. 2.(월) ~ 3. 13.(금).
func Dates(ctx context.Context, from, to clock.Date) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case from == to || to.IsZero():
		return Date(ctx, from)
	case from.IsZero():
		return "~ " + Date(ctx, to)
	}
	return Date(ctx, from) + " ~ " + second(ctx, from.Time(), to.Time())
}

// Moments is a period of instants: 2026. 3. 2.(월) 09:00 ~ 3. 13.(금) 18:00.
func Moments(ctx context.Context, from, to clock.Instant) string {
	switch {
	case from.IsZero() && to.IsZero():
		return ""
	case to.IsZero():
		return Moment(ctx, from) + " ~"
	case from.IsZero():
		return "~ " + Moment(ctx, to)
	}
	if midnight(from) && midnight(to) { // whole days: the last one is the day before
		return Dates(ctx, from.Date(), (to - 1).Date())
	}
	a, b := from.Local(), to.Local()
	if from.Date() == to.Date() {
		return Moment(ctx, from) + " ~ " + b.Format("15:04")
	}
	return Moment(ctx, from) + " ~ " + second(ctx, a, b) + " " + b.Format("15:04")
}

// midnight reports whether an instant is the first of its day in Seoul.
func midnight(i clock.Instant) bool { return i.Date().At(0) == i }

func second(ctx context.Context, a, b time.Time) string {
	if a.Year() != b.Year() || Of(ctx) == EN {
		return day(ctx, b)
	}
	return fmt.Sprintf("%d. %d.(%s)", int(b.Month()), b.Day(), weekdaysKO[b.Weekday()])
}

// TimeOfDay is minutes since midnight on a 24-hour clock: 09:00.
func TimeOfDay(minutes int) string { return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60) }

// Hours is when something meets in a week: 월·수 10:00 ~ 12:00. Bit 0 of weekdays
// is Monday; what is not known is left out.
func Hours(ctx context.Context, weekdays int, start, end *int) string {
	var days []string
	for bit := range 7 {
		if weekdays&(1<<bit) != 0 {
			days = append(days, Weekday(ctx, time.Weekday((bit+1)%7)))
		}
	}
	text := strings.Join(days, "·")
	if start != nil && end != nil {
		text += " " + TimeOfDay(*start) + " ~ " + TimeOfDay(*end)
	}
	return strings.TrimSpace(text)
}

// Count is a number with thousands separators.
func Count(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0 && s[i-1] != '-'; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
