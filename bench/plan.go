package main

import (
	"fmt"
	"strings"
	"time"

	"ieum/bench/internal/load"
)

// way is how the generator asks.
type way string

const (
	closed way = "closed" // n sockets, each asks again when it has its answer
	burst  way = "burst"  // n people at t0
	spread way = "spread" // n people within a second
	open   way = "open"   // n a second, whatever comes back
)

// scenario is one run against one server.
type scenario struct {
	way   way
	n     int
	seats int // -1: no limit
}

func (s scenario) name() string { return fmt.Sprintf("%s-%d", s.way, s.n) }

// plan is what is run, and for how long.
type plan struct {
	rounds    int
	warm, dur time.Duration
	people    int
	scenarios []scenario
	engine    int // applications of the engine in process
	micro     time.Duration
	crashes   int
	crash     scenario
}

// seatsOf gives a tenth of those who come a seat: the others are told that the section is full.
func seatsOf(n int) int { return n / 10 }

func scenarios(w way, ns ...int) (out []scenario) {
	for _, n := range ns {
		s := scenario{w, n, -1}
		if w == burst || w == spread {
			s.seats = seatsOf(n)
		}
		out = append(out, s)
	}
	return out
}

func join(lists ...[]scenario) (out []scenario) {
	for _, l := range lists {
		out = append(out, l...)
	}
	return out
}

// fullPlan is the protocol. People are as many as the fastest server could serve in a closed run.
func fullPlan() plan {
	return plan{
		rounds: 3, warm: time.Second, dur: 3 * time.Second, people: 80_000, engine: 20_000, micro: 2 * time.Second, crashes: 20,
		scenarios: join(scenarios(closed, 64, 500, 1000), scenarios(burst, 2000, 5000, 10_000), scenarios(spread, 5000), scenarios(open, 500, 2000, 4000)),
		crash:     scenario{spread, 5000, seatsOf(5000)},
	}
}

// quickPlan shows within about a minute that everything works; its figures are no result.
func quickPlan() plan {
	return plan{
		rounds: 1, warm: 300 * time.Millisecond, dur: time.Second, people: 20_000, engine: 1500, micro: 500 * time.Millisecond, crashes: 1,
		scenarios: join(scenarios(closed, 64, 500), scenarios(burst, 1000), scenarios(spread, 1000), scenarios(open, 200)),
		crash:     scenario{spread, 1000, seatsOf(1000)},
	}
}

// chosen are the scenarios whose names begin with one of the words; all, when there are none.
func chosen(all []scenario, words string) (out []scenario) {
	for _, s := range all {
		for word := range strings.SplitSeq(words, ",") {
			if strings.HasPrefix(s.name(), word) {
				out = append(out, s)
				break
			}
		}
	}
	return out
}

// seats are the sections that the town needs: one for each scenario, the crash and the engine.
func (p plan) seats() map[string]int {
	out := map[string]int{crashSection: p.crash.seats, engineSection: -1}
	for _, s := range p.scenarios {
		out[s.name()] = s.seats
	}
	return out
}

const (
	crashSection  = "crash"
	engineSection = "engine"
)

// need is how many people a scenario can use at most.
func (p plan) need(s scenario) int {
	switch s.way {
	case burst, spread:
		return s.n
	case open:
		return int(float64(s.n) * p.dur.Seconds())
	case closed:
	}
	return p.people
}

// shoot runs a scenario against a target.
func (p plan) shoot(s scenario, t load.Target, seed uint64) (*load.Run, error) {
	switch s.way {
	case closed:
		return load.Closed(t, s.n, p.warm, p.dur)
	case burst:
		return load.Burst(t, s.n, 0, seed, nil)
	case spread:
		return load.Burst(t, s.n, time.Second, seed, nil)
	case open:
		return load.Open(t, s.n, p.dur)
	}
	return nil, fmt.Errorf("there is no way %q", s.way)
}
