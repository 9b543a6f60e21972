// Package result keeps what the rounds have measured and prints it: a table of runs, a table of ratios with what they
// must and should be, and a line that says whether everything was right.
package result

import (
	"fmt"
	"slices"
	"time"

	"ieum/bench/internal/check"
	"ieum/bench/internal/load"
)

// Key names a run: which server, and which way of asking.
type Key struct{ Target, Run string }

// Cell is a run over all rounds.
type Cell struct {
	Rates         []float64 // right answers a second
	P50, P99, Max []time.Duration
	Late          []time.Duration // p99 of the generator's own lateness
	CPU           []time.Duration // of the server, for each answer
	Memory        []int64
	Answers       int
	Orders        []Orders
}

// Book is everything that was measured.
type Book struct {
	keys     []Key
	cells    map[Key]*Cell
	Failures []string // of the portal: the benchmark has failed
	Spoilt   []string // of what it is compared with: there is no figure
	Notes    []string
	Crash    Crash
}

// Crash sums the rounds that ended in SIGKILL.
type Crash struct{ Rounds, Acked, Stored int }

// NewBook returns an empty book.
func NewBook() *Book { return &Book{cells: map[Key]*Cell{}} }

// Portal is the target that the benchmark is about.
const Portal = "portal"

// cell is the cell of a key, made when missing.
func (b *Book) cell(k Key) *Cell {
	c, ok := b.cells[k]
	if !ok {
		c = &Cell{}
		b.cells[k] = c
		b.keys = append(b.keys, k)
	}
	return c
}

// Add keeps one round of a run that was right.
func (b *Book) Add(k Key, r *load.Run, memory int64) {
	c := b.cell(k)
	c.Rates = append(c.Rates, r.Rate())
	c.P50, c.P99 = append(c.P50, load.Percentile(r.Lat, 50)), append(c.P99, load.Percentile(r.Lat, 99))
	c.Max = append(c.Max, load.Percentile(r.Lat, 100))
	c.Late, c.CPU, c.Memory = append(c.Late, r.Late), append(c.CPU, r.CPUPer()), append(c.Memory, memory)
	c.Answers += len(r.Acked())
}

// AddRate keeps one round of something that is only a rate.
func (b *Book) AddRate(k Key, rate float64) {
	c := b.cell(k)
	c.Rates = append(c.Rates, rate)
}

// Orders are the order of places beside that in which people meant to ask, and beside that in which the generator, which
// a busy machine holds up, sent for them.
type Orders struct{ Intended, Sent check.Order }

// AddOrders keeps how far the places of a run were from the order of arrival.
func (b *Book) AddOrders(k Key, o Orders) {
	c := b.cell(k)
	c.Orders = append(c.Orders, o)
}

// Fail notes what was wrong with a run; the figures of that round do not count.
func (b *Book) Fail(k Key, problem string) {
	line := fmt.Sprintf("%s %s: %s", k.Target, k.Run, problem)
	if k.Target == Portal {
		b.Failures = append(b.Failures, line)
	} else {
		b.Spoilt = append(b.Spoilt, line)
	}
}

// Note keeps something that a reader of the figures should know.
func (b *Book) Note(format string, args ...any) {
	b.Notes = append(b.Notes, fmt.Sprintf(format, args...))
}

// Rate is the median rate of a run, and whether there is one.
func (b *Book) Rate(k Key) (float64, bool) {
	c, ok := b.cells[k]
	if !ok || len(c.Rates) == 0 {
		return 0, false
	}
	return load.Median(c.Rates, load.Mean), true
}

// Variation is how much a run varied over the rounds.
func (b *Book) Variation(k Key) float64 {
	if c, ok := b.cells[k]; ok && len(c.Rates) > 1 {
		return load.Variation(c.Rates)
	}
	return 0
}

// answers and runs of the portal, for the line of correctness.
func (b *Book) portal() (runs, answers int) {
	for k, c := range b.cells {
		if k.Target == Portal {
			runs += len(c.Rates)
			answers += c.Answers
		}
	}
	return runs, answers
}

// worst is the order of the round in which most places went to the wrong people.
func (c *Cell) worst() (Orders, bool) {
	if len(c.Orders) == 0 {
		return Orders{}, false
	}
	return slices.MaxFunc(c.Orders, func(a, b Orders) int { return a.Intended.Outside - b.Intended.Outside }), true
}

func meanDuration(a, b time.Duration) time.Duration { return (a + b) / 2 }
