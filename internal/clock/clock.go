// Package clock is the portal's idea of time: instants in UTC to the
// microsecond, dates as people in Korea write them, shown in Asia/Seoul.
//
// The zero value of Instant and of Date means "not set" and is NULL in the
// database, so that no pointer is needed for a time that may be missing.
package clock

import (
	"database/sql/driver"
	"fmt"
	"time"
	_ "time/tzdata" // Asia/Seoul must be known in a container without zone files
)

// Clock tells the time. Only Real may ask the machine.
type Clock func() Instant

// Real is the machine's clock.
func Real() Instant { return Of(time.Now()) }

// Fixed is a clock that stands still, for tests.
func Fixed(at Instant) Clock { return func() Instant { return at } }

// Seoul is the zone in which every page and every local date is read.
var Seoul = mustZone("Asia/Seoul")

func mustZone(name string) *time.Location {
	l, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone is embedded: this cannot happen
	}
	return l
}

// Instant is a moment as microseconds since 1970-01-01 UTC; both engines store
// it as an integer, so that they compare and sort it alike.
type Instant int64

// Of is t as an instant, truncated to the microsecond.
func Of(t time.Time) Instant { return Instant(t.UnixMicro()) }

// AtSeoul is a wall-clock moment in Seoul.
func AtSeoul(year int, month time.Month, day, hour, minute int) Instant {
	return Of(time.Date(year, month, day, hour, minute, 0, 0, Seoul))
}

// Time is the instant in UTC.
func (i Instant) Time() time.Time { return time.UnixMicro(int64(i)).UTC() }

// Local is the instant on Seoul's wall clock.
func (i Instant) Local() time.Time { return time.UnixMicro(int64(i)).In(Seoul) }

// IsZero reports whether the instant is not set.
func (i Instant) IsZero() bool { return i == 0 }

// Add is the instant d later.
func (i Instant) Add(d time.Duration) Instant { return i + Instant(d.Microseconds()) }

// Sub is the time from j to i.
func (i Instant) Sub(j Instant) time.Duration { return time.Duration(i-j) * time.Microsecond }

// Date is the calendar day in Seoul.
func (i Instant) Date() Date { return Date(i.Local().Format(time.DateOnly)) }

// Value implements driver.Valuer: not set is NULL.
func (i Instant) Value() (driver.Value, error) {
	if i == 0 {
		return nil, nil
	}
	return int64(i), nil
}

// Scan implements sql.Scanner.
func (i *Instant) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*i = 0
	case int64:
		*i = Instant(x)
	default:
		return fmt.Errorf("clock: cannot read an instant from %T", v)
	}
	return nil
}

// Date is a calendar day in Seoul, written 2026-03-02; "" is not set. Dates
// compare as strings do.
type Date string

// ParseDate reads 2026-03-02 and nothing else.
func ParseDate(s string) (Date, error) {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return "", fmt.Errorf("clock: %q is not a date", s)
	}
	return Date(s), nil
}

// Day is a date from its parts.
func Day(year int, month time.Month, day int) Date {
	return Date(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Format(time.DateOnly))
}

// IsZero reports whether the date is not set.
func (d Date) IsZero() bool { return d == "" }

// Time is midnight in Seoul at the start of the day; the zero time when not set.
func (d Date) Time() time.Time {
	t, err := time.ParseInLocation(time.DateOnly, string(d), Seoul)
	if err != nil {
		return time.Time{}
	}
	return t
}

// At is a moment of the day in Seoul, in minutes since midnight.
func (d Date) At(minutes int) Instant {
	return Of(d.Time().Add(time.Duration(minutes) * time.Minute))
}

// AddDays is the day n days later, or earlier for negative n.
func (d Date) AddDays(n int) Date {
	if d == "" {
		return d
	}
	return Date(d.Time().AddDate(0, 0, n).Format(time.DateOnly))
}

// DaysTo is how many days lie between d and e: 1 for tomorrow.
func (d Date) DaysTo(e Date) int { return int(e.Time().Sub(d.Time()).Hours() / 24) }

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday { return d.Time().Weekday() }

// Value implements driver.Valuer: not set is NULL.
func (d Date) Value() (driver.Value, error) {
	if d == "" {
		return nil, nil
	}
	return string(d), nil
}

// Scan implements sql.Scanner.
func (d *Date) Scan(v any) error {
	switch x := v.(type) {
	case nil:
		*d = ""
	case string:
		*d = Date(x)
	case []byte:
		*d = Date(x)
	case time.Time: // PostgreSQL's date
		*d = Date(x.Format(time.DateOnly))
	default:
		return fmt.Errorf("clock: cannot read a date from %T", v)
	}
	return nil
}
