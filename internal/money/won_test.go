package money

import "testing"

func TestWonIsWrittenWithSeparators(t *testing.T) {
	for w, want := range map[Won]string{0: "0원", 999: "999원", 1000: "1,000원", 2_460_000_000: "2,460,000,000원", -27_000_000: "-27,000,000원"} {
		if got := w.String(); got != want {
			t.Errorf("%d: %q, want %q", int64(w), got, want)
		}
	}
}
