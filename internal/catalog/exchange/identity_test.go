package exchange_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/id"
)

// rows is what is stored, by section.
func rows(t *testing.T, d *db.DB) map[id.ID]catalog.StandardRow {
	t.Helper()
	var all []catalog.StandardRow
	if err := d.Read(t.Context()).Find(&all).Error; err != nil {
		t.Fatal(err)
	}
	out := map[id.ID]catalog.StandardRow{}
	for _, r := range all {
		out[r.SectionID] = r
	}
	return out
}

func TestOneClassAloneDoesNotTakeAnothersPlace(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		monday, tuesday := line{standard.Weekday: "월요일"}, line{standard.Weekday: "화요일"}
		imports(t, s, command, exchange.Import{FileName: "both.csv", Content: file(monday, tuesday)})
		before := rows(t, d)
		if rep := imports(t, s, command, exchange.Import{FileName: "tue.csv", Content: file(tuesday)}); rep.Same != 1 || rep.Added+rep.Changed != 0 {
			t.Errorf("Tuesday alone: %+v", rep)
		}
		mended := line{standard.Weekday: "화요일", standard.Capacity: "30", standard.Fee: "5,000", standard.ReferenceDate: "2026-03-09"}
		if rep := imports(t, s, command, exchange.Import{FileName: "tue2.csv", Content: file(mended)}); rep.Changed != 1 || rep.Added != 0 {
			t.Errorf("Tuesday mended: %+v", rep)
		}
		// The mended one and the other again, in the other order, with a third.
		rep := imports(t, s, command, exchange.Import{FileName: "three.csv", Content: file(line{standard.Weekday: "수요일"}, mended, monday)})
		if rep.Same != 2 || rep.Added != 1 || rep.Changed != 0 {
			t.Errorf("three: %+v", rep)
		}
		after := rows(t, d)
		if len(before) != 2 || len(after) != 3 {
			t.Fatalf("%d and %d", len(before), len(after))
		}
		changed := 0
		for section, was := range before {
			if after[section].Raw != was.Raw {
				changed++
			}
			if after[section].RowKey != was.RowKey {
				t.Error("a key changed")
			}
		}
		if changed != 1 {
			t.Errorf("%d of two rows changed", changed)
		}
	})
}

func TestARowAloneKeepsItsPlaceWhenItsLastDayIsMended(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(line{})})
		rep := imports(t, s, command, exchange.Import{FileName: "b.csv", Content: file(line{standard.EndDate: "2026-06-29", standard.EndTime: "12:30"})})
		if rep.Changed != 1 || len(rows(t, d)) != 1 {
			t.Errorf("%+v", rep)
		}
	})
}

// rawOf is a line as it is stored.
func rawOf(t *testing.T, l line) string {
	t.Helper()
	f, err := standard.Read("x.csv", bytes.NewReader(file(l)), standard.Options{})
	if err != nil || len(f.Rows) != 1 {
		t.Fatal(err, f)
	}
	raw, err := json.Marshal(f.Rows[0].Raw)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}

// Importing any part of a file, in any order, some rows of it mended, changes
// no course that is not in that part.
func TestAPartOfAFileNeverChangesTheRest(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		for world := range 25 {
			dice := rand.New(rand.NewPCG(20260302, uint64(world))) // the same dice each time
			pick := func(from ...string) string { return from[dice.IntN(len(from))] }
			lines, of := []line(nil), map[string]int{}
			for range 2 + dice.IntN(6) {
				l := line{
					standard.Title: fmt.Sprintf("강좌 %d", world), standard.Weekday: pick("월", "화"), standard.EndTime: pick("12:00", "13:00"),
					standard.Audience: pick("성인", "어르신"), standard.Capacity: pick("10", "20"), standard.EndDate: pick("2026-06-22", "2026.6.29"),
				}
				if _, twice := of[rawOf(t, l)]; !twice {
					of[rawOf(t, l)] = len(lines)
					lines = append(lines, l)
				}
			}
			if len(lines) < 2 {
				continue
			}
			imports(t, s, command, exchange.Import{FileName: "all.csv", Content: file(lines...)})
			place := map[id.ID]int{} // which line a section came from
			for section, r := range rows(t, d) {
				if i, ours := of[r.Raw]; ours {
					place[section] = i
				}
			}
			if len(place) != len(lines) {
				t.Fatalf("world %d: %d lines became %d courses", world, len(lines), len(place))
			}
			wasMended := false
			for range 4 {
				chosen := dice.Perm(len(lines))[:1+dice.IntN(len(lines))]
				part, mended := make([]line, len(chosen)), false
				for i, at := range chosen {
					part[i] = lines[at]
					if dice.IntN(3) == 0 {
						part[i], mended = maps.Clone(lines[at]), true
						part[i][standard.Fee] = pick("1000", "2000")
					}
				}
				before := rows(t, d)
				rep := imports(t, s, command, exchange.Import{FileName: "part.csv", Content: file(part...)})
				if rep.File.Refused > 0 || len(rows(t, d)) != len(before)+rep.Added || rep.Added > 0 && !mended && !wasMended {
					t.Fatalf("%+v", rep)
				}
				wasMended = wasMended || mended
				for section, r := range rows(t, d) {
					if at, ours := place[section]; ours && r.Raw != before[section].Raw && !slices.Contains(chosen, at) {
						t.Fatalf("world %d: a part with lines %v changed line %d:\n%s\n%s", world, chosen, at, before[section].Raw, r.Raw)
					}
				}
			}
		}
	})
}

// A whole file, read again in any order, changes nothing at all.
func TestTheOrderOfAFileDoesNotMatter(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		var lines []line
		for _, day := range []string{"월", "화", "수"} {
			for _, whom := range []string{"성인", "어르신"} {
				for _, seats := range []string{"10", "20"} {
					lines = append(lines, line{standard.Weekday: day, standard.Audience: whom, standard.Capacity: seats})
				}
			}
		}
		imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(lines...)})
		before := rows(t, d)
		for cut := range len(lines) - 1 {
			slices.Reverse(lines)
			if rep := imports(t, s, command, exchange.Import{FileName: "b.csv", Content: file(lines[cut:]...)}); rep.Same != len(lines)-cut || rep.Added+rep.Changed != 0 {
				t.Fatalf("%d: %+v", cut, rep)
			}
		}
		if !maps.Equal(before, rows(t, d)) {
			t.Error("something changed")
		}
	})
}
