// Package check judges what a database holds after a run: that counts are exact, that nobody who was answered is
// missing, and that places follow the order of arrival.
package check

import (
	"cmp"
	"slices"
	"time"

	"ieum/bench/internal/load"
)

// Arrival is when somebody meant to send their request, and the place that they were given.
type Arrival struct {
	Intended time.Duration
	Place    int // from 1
}

// Order says how far places are from the order of arrival.
type Order struct {
	People        int
	P50, P99, Max time.Duration // between one's own arrival and the arrival that one's place belongs to
	Outside       int           // places among the first that went to people who did not arrive among the first
}

// Judge compares places with arrivals. first is how many places are worth something: the seats.
func Judge(all []Arrival, first int) Order {
	by := slices.Clone(all)
	slices.SortStableFunc(by, func(a, b Arrival) int { return cmp.Compare(a.Intended, b.Intended) })
	o := Order{People: len(by)}
	off := make([]time.Duration, 0, len(by))
	for rank, a := range by {
		if a.Place < 1 || a.Place > len(by) {
			o.Outside++ // counts that are not exact are reported elsewhere; here the place is nobody's
			continue
		}
		off = append(off, (a.Intended - by[a.Place-1].Intended).Abs())
		if a.Place <= first && rank >= first {
			o.Outside++
		}
	}
	slices.Sort(off)
	o.P50, o.P99, o.Max = load.Percentile(off, 50), load.Percentile(off, 99), load.Percentile(off, 100)
	return o
}
