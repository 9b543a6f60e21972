package clock

import (
	"testing"
	"time"
)

func TestInstantIsMicrosecondsAndZeroIsNull(t *testing.T) {
	at := time.Date(2026, 3, 2, 0, 0, 0, 123_456_789, time.UTC)
	if got := Of(at).Time(); !got.Equal(at.Truncate(time.Microsecond)) {
		t.Errorf("%v", got)
	}
	if v, _ := Instant(0).Value(); v != nil {
		t.Errorf("zero is stored as %v, want NULL", v)
	}
	var i Instant = 5
	if err := i.Scan(nil); err != nil || i != 0 {
		t.Errorf("NULL is read as %v, %v", i, err)
	}
	if err := i.Scan("yesterday"); err == nil {
		t.Error("a text was read as an instant")
	}
}

func TestDateIsSeoulsDay(t *testing.T) {
	// 15:30 UTC is half past midnight of the next day in Seoul.
	if got := Of(time.Date(2026, 3, 1, 15, 30, 0, 0, time.UTC)).Date(); got != "2026-03-02" {
		t.Errorf("%s", got)
	}
	d := Date("2026-02-28")
	if d.AddDays(1) != "2026-03-01" || d.DaysTo("2026-03-02") != 2 || d.Weekday() != time.Saturday {
		t.Errorf("%s %d %s", d.AddDays(1), d.DaysTo("2026-03-02"), d.Weekday())
	}
	if got := d.At(9 * 60).Time(); !got.Equal(time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC)) {
		t.Errorf("09:00 in Seoul is %v", got)
	}
	if _, err := ParseDate("2026-02-30"); err == nil {
		t.Error("30 February is not a date")
	}
}

func TestAgeIsFullYearsToTheDay(t *testing.T) {
	for _, tt := range []struct {
		birth, on Date
		want      int
	}{
		{"2012-11-23", "2026-11-22", 13},
		{"2012-11-22", "2026-11-22", 14},
		{"2012-11-21", "2026-11-22", 14},
		{"2012-02-29", "2026-02-28", 13},
		{"2012-02-29", "2026-03-01", 14},
		{"", "2026-03-01", 0},
	} {
		if got := Age(tt.birth, tt.on); got != tt.want {
			t.Errorf("born %s, on %s: %d, want %d", tt.birth, tt.on, got, tt.want)
		}
	}
}
