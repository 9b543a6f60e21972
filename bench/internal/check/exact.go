package check

import (
	"fmt"
	"slices"
)

// Row is one decision in the database: whose, and in which place. Person is the number of the person's request; -1 is
// somebody who sent none.
type Row struct {
	Person int
	Place  int
	Seat   bool
}

// Ledger is what the database says of one section.
type Ledger struct {
	Rows     []Row
	Capacity int // -1: no limit
	Taken    int // as the counter says
	LastSeq  int // as the counter says
	// Trail and Letters are the audit rows and the messages of all applications, and Decisions the applications; -1
	// where a peer keeps none.
	Trail, Letters, Decisions int
}

// Problems are what is wrong, in words. Every one of acked must be in the ledger; sent is how many requests were made:
// unless some may be decided that nobody was told of (a crash), there are as many rows as answers.
func (l *Ledger) Problems(acked []int, crashed bool) (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	known := make(map[int]int, len(l.Rows))
	places := make([]int, 0, len(l.Rows))
	seats := 0
	for _, r := range l.Rows {
		known[r.Person]++
		places = append(places, r.Place)
		if r.Seat {
			seats++
		}
		if r.Seat && l.Capacity >= 0 && r.Place > l.Capacity {
			say("place %d has one of %d seats", r.Place, l.Capacity)
		}
	}
	lost := 0
	for _, p := range acked {
		if known[p] == 0 {
			lost++
		}
	}
	if lost > 0 {
		say("%d of %d who were answered are not in the database", lost, len(acked))
	}
	for p, n := range known {
		if p < 0 {
			say("%d decisions for people who asked for nothing", n)
		} else if n > 1 {
			say("person %d was decided %d times", p, n)
		}
	}
	if !crashed && len(l.Rows) != len(acked) {
		say("%d decisions for %d answers", len(l.Rows), len(acked))
	}
	slices.Sort(places)
	for i, p := range places {
		if p != i+1 {
			say("places are not 1…%d: the %d. is %d", len(places), i+1, p)
			break
		}
	}
	return append(out, l.counters(seats)...)
}

// counters compares what is counted with what is said.
func (l *Ledger) counters(seats int) (out []string) {
	say := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	want := len(l.Rows)
	if l.Capacity >= 0 {
		want = min(want, l.Capacity)
	}
	if seats != want {
		say("%d seats given, %d expected", seats, want)
	}
	if l.Taken != seats {
		say("the counter says %d taken, and %d are", l.Taken, seats)
	}
	if l.LastSeq != len(l.Rows) {
		say("the counter says %d arrivals, and there are %d", l.LastSeq, len(l.Rows))
	}
	if l.Trail >= 0 && l.Trail != l.Decisions {
		say("%d audit rows for %d decisions", l.Trail, l.Decisions)
	}
	if l.Letters >= 0 && l.Letters != l.Decisions {
		say("%d messages for %d decisions", l.Letters, l.Decisions)
	}
	return out
}
