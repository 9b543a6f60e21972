package people

import (
	"testing"

	"ieum/internal/clock"
)

func TestFormsAreKeptAYearAfterTheTerm(t *testing.T) {
	for ended, until := range map[clock.Date]clock.Date{
		"2025-03-01": "2026-08-31", "2025-08-31": "2026-08-31", "2025-09-01": "2027-02-28", "2026-02-28": "2027-02-28", "2026-03-01": "2027-08-31", "2023-09-01": "2025-02-28",
	} {
		if got := FormUntil(ended); got != until {
			t.Errorf("%s: %s, want %s", ended, got, until)
		}
	}
	if TermEnd("2023-12-01") != "2024-02-29" {
		t.Error(TermEnd("2023-12-01"))
	}
}
