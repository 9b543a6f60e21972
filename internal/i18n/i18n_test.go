package i18n

import (
	"context"
	"slices"
	"strings"
	"testing"

	"ieum/internal/clock"
)

func TestBothLanguagesHaveTheSameKeysAndArguments(t *testing.T) {
	ko, en := Keys(KO), Keys(EN)
	for _, k := range ko {
		if _, ok := catalogues[EN][k]; !ok {
			t.Errorf("%s has no English", k)
		}
	}
	for _, k := range en {
		if _, ok := catalogues[KO][k]; !ok {
			t.Errorf("%s has no Korean", k)
		}
	}
	for _, k := range ko {
		a, b := arguments(catalogues[KO][k]), arguments(catalogues[EN][k])
		if _, ok := catalogues[EN][k]; ok && !slices.Equal(a, b) {
			t.Errorf("%s: Korean takes %v, English %v", k, a, b)
		}
	}
}

// A number in a plural is {n}: a # is printed as it is.
func TestNoPluralHoldsASharp(t *testing.T) {
	for l, c := range catalogues {
		for k, segs := range c {
			for _, s := range segs {
				for _, words := range s.cases {
					for _, w := range words {
						if strings.Contains(w.literal, "#") {
							t.Errorf("%v %s prints %q", l, k, w.literal)
						}
					}
				}
			}
		}
	}
}

func arguments(segs []segment) (names []string) {
	for _, s := range segs {
		if s.arg != "" {
			names = append(names, s.arg)
		}
		for _, c := range s.cases {
			names = append(names, arguments(c)...)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

func TestParticleFollowsTheSound(t *testing.T) {
	for word, want := range map[string]string{"부산": "부산은", "파주": "파주는", "3": "3은", "2": "2는", "연제구(청)": "연제구(청)은"} {
		segs, err := compile("{w|은/는}")
		if err != nil {
			t.Fatal(err)
		}
		if got := render(segs, "w", word); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	segs, _ := compile("{w|으로/로}")
	if got := render(segs, "w", "서울"); got != "서울로" {
		t.Errorf("%q", got)
	}
}

func render(segs []segment, args ...any) string {
	catalogues[KO]["test"] = segs
	defer delete(catalogues[KO], "test")
	return In(KO, "test", args...)
}

func TestPlural(t *testing.T) {
	segs, err := compile("{n, plural, =0 {Full} one {{n} seat} other {{n} seats}} in {c}")
	if err != nil {
		t.Fatal(err)
	}
	catalogues[EN]["test"] = segs
	defer delete(catalogues[EN], "test")
	for n, want := range map[int]string{0: "Full in AI", 1: "1 seat in AI", 5: "5 seats in AI"} {
		if got := In(EN, "test", "n", n, "c", "AI"); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, bad := range []string{"{a", "{n, plural, one {x}}", "{n, select, other {x}}", "{n|은}"} {
		if _, err := compile(bad); err == nil {
			t.Errorf("%q was accepted", bad)
		}
	}
}

func TestTimesAmongTheValuesAreWrittenOut(t *testing.T) {
	segs, err := compile("{from}부터, {day}")
	if err != nil {
		t.Fatal(err)
	}
	if got := render(segs, "from", clock.AtSeoul(2026, 3, 2, 9, 0), "day", clock.Date("2026-03-13")); got != "2026. 3. 2.(월) 09:00부터, 2026. 3. 13.(금)" {
		t.Errorf("%q", got)
	}
}

func TestDates(t *testing.T) {
	ko, en := context.Background(), With(context.Background(), EN)
	from, to := clock.AtSeoul(2026, 3, 2, 9, 0), clock.AtSeoul(2026, 3, 13, 18, 0)
	for got, want := range map[string]string{
		Moments(ko, from, to):                 "2026. 3. 2.(월) 09:00 ~ 3. 13.(금) 18:00",
		Moments(en, from, to):                 "Mon 2 Mar 2026 09:00 ~ Fri 13 Mar 2026 18:00",
		Dates(ko, "2026-03-02", "2026-03-02"): "2026. 3. 2.(월)",
		Dates(ko, "2026-12-30", "2027-01-02"): "2026. 12. 30.(수) ~ 2027. 1. 2.(토)",
		Moments(ko, clock.AtSeoul(2026, 4, 28, 0, 0), clock.AtSeoul(2026, 5, 13, 0, 0)): "2026. 4. 28.(화) ~ 5. 12.(화)",
		Count(1234567): "1,234,567",
	} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestMomentNearLeavesOutTheYearOfToday(t *testing.T) {
	at, today := clock.Date("2026-03-02").At(9*60), clock.Date("2026-02-20")
	ko, en := With(context.Background(), KO), With(context.Background(), EN)
	for want, got := range map[string]string{
		"3. 2.(월) 09:00":       MomentNear(ko, at, today),
		"Mon 2 Mar 09:00":      MomentNear(en, at, today),
		"2026. 3. 2.(월) 09:00": MomentNear(ko, at, "2025-12-31"),
		"":                     MomentNear(ko, 0, today),
	} {
		if got != want {
			t.Errorf("MomentNear says %q, want %q", got, want)
		}
	}
}
