package main

import (
	"testing"
	"time"

	"ieum/bench/internal/check"
	"ieum/bench/internal/load"
)

func TestPlansCanBeCarriedOut(t *testing.T) {
	for name, p := range map[string]plan{"full": fullPlan(), "quick": quickPlan()} {
		seats := p.seats()
		if len(seats) != len(p.scenarios)+2 {
			t.Errorf("%s: %d sections for %d scenarios: two have the same name", name, len(seats), len(p.scenarios))
		}
		for _, s := range append(p.scenarios, p.crash) {
			if need := p.need(s); need > p.people || need < 1 {
				t.Errorf("%s: %s needs %d of %d people", name, s.name(), need, p.people)
			}
			if limited := s.way == burst || s.way == spread; limited != (s.seats > 0) || s.seats >= s.n {
				t.Errorf("%s: %s has %d seats", name, s.name(), s.seats)
			}
		}
		if p.engine > p.people || p.engine < waiting {
			t.Errorf("%s: %d callers, %d applications, %d people", name, waiting, p.engine, p.people)
		}
	}
	if p := fullPlan(); p.rounds < 3 || p.dur < 3*time.Second || p.warm < time.Second || p.crashes < 20 {
		t.Errorf("the protocol asks for more than %+v", p)
	}
}

func TestOnly(t *testing.T) {
	if c := choice(""); !c.has("hello") || c.check() != nil {
		t.Error("nothing said is not everything")
	}
	c := choice("raw,portal")
	if !c.has("raw") || !c.has("portal") || c.has("hello") || c.check() != nil {
		t.Error("two names are not two")
	}
	for _, bad := range []string{"nginx", "raw,", "raw portal"} {
		if choice(bad).check() == nil {
			t.Errorf("%q is known", bad)
		}
	}
}

func TestChosenRuns(t *testing.T) {
	all := fullPlan().scenarios
	for words, want := range map[string]int{"": len(all), "burst": 3, "burst-10000": 1, "closed-64,open": 4, "closed,closed-64": 3, "sideways": 0} {
		if got := chosen(all, words); len(got) != want {
			t.Errorf("%q chooses %d runs, not %d", words, len(got), want)
		}
	}
}

func TestOrdersPairPlacesWithTheirRequests(t *testing.T) {
	ms := time.Millisecond
	r := &load.Run{Shots: []load.Shot{{Request: 0, Intended: 1 * ms, Sent: 9 * ms}, {Request: 1, Intended: 5 * ms, Sent: 6 * ms}}}
	l := check.Ledger{Capacity: 1, Rows: []check.Row{{Person: 1, Place: 1, Seat: true}, {Person: 0, Place: 2}}}
	o := orders(l, r)
	if o.Intended.Outside != 1 || o.Sent.Outside != 0 || o.Intended.Max != 4*ms {
		t.Errorf("%+v", o)
	}
}

func TestShuffledKeepsEverybody(t *testing.T) {
	b := bench{plan: quickPlan()}
	if got := b.programOf(b.plan.scenarios[1]); got != "p00000000000001" {
		t.Errorf("the second scenario's programme is %q", got)
	}
}
