package result

import (
	"strings"
	"testing"
	"time"

	"ieum/bench/internal/check"
	"ieum/bench/internal/load"
)

func TestVerdict(t *testing.T) {
	for _, c := range []struct {
		g    Goal
		want string
	}{
		{Goal{Value: 0.2, Must: 0.25, Aim: 0.33}, "NOT MET"},
		{Goal{Value: 0.25, Must: 0.25, Aim: 0.33}, "met"},
		{Goal{Value: 0.4, Must: 0.25, Aim: 0.33}, "aim reached"},
		{Goal{Value: 0.4, Must: 0.5, Aim: 0.2, Least: true}, "met"},
		{Goal{Value: 0.6, Must: 0.5, Aim: 0.2, Least: true}, "NOT MET"},
		{Goal{Value: 0, Must: 1, Aim: 0, Least: true}, "aim reached"},
		{Goal{Value: 3}, ""},
	} {
		if got := c.g.Verdict(); got != c.want {
			t.Errorf("%+v: %q, not %q", c.g, got, c.want)
		}
	}
}

// run is one of n answers in a second.
func run(n int) *load.Run {
	r := &load.Run{Took: time.Second, N: n, CPU: time.Second}
	for range n {
		r.Shots = append(r.Shots, load.Shot{OK: true, Done: time.Millisecond})
		r.Lat = append(r.Lat, time.Millisecond)
	}
	return r
}

func filled() *Book {
	b := NewBook()
	for _, n := range []int{40, 50, 44} {
		b.Add(Key{"hello", "closed-500"}, run(n), 1<<20)
		b.Add(Key{Portal, "closed-500"}, run(n/4), 1<<20)
	}
	b.Add(Key{Portal, "burst-5000"}, run(10), 1<<20)
	b.Add(Key{"pocketbase", "burst-5000"}, run(2), 1<<20)
	b.AddOrders(Key{Portal, "spread-10"}, Orders{Intended: check.Order{People: 10}})
	b.AddOrders(Key{Portal, "spread-10"}, Orders{check.Order{People: 10, Outside: 2}, check.Order{People: 10, Outside: 1}})
	b.AddRate(Engine, 30)
	b.AddRate(RawMany, 100)
	return b
}

func TestGoalsAreRatiosOfMedians(t *testing.T) {
	got := map[string]Goal{}
	for _, g := range filled().Goals() {
		got[g.Name] = g
	}
	for name, want := range map[string]float64{
		"enrol / hello, 500 connections": 0.25, "engine / raw group commit": 0.3, "enrol / PocketBase, burst-5000": 5,
		"burst of 5,000: last reply, s": 0.001, "spread-10: seats to people outside the first": 2,
	} {
		if g, ok := got[name]; !ok || g.Value != want {
			t.Errorf("%s: %+v, there %t", name, g, ok)
		}
	}
	if _, ok := got["enrol / GORM transaction each, 500 connections"]; ok {
		t.Error("a ratio to what was not measured")
	}
}

func TestVariationOfHello(t *testing.T) {
	b := filled()
	if v := b.Variation(Key{"hello", "closed-500"}); v < 0.227 || v > 0.228 {
		t.Errorf("40, 44, 50 vary by %v", v)
	}
	if v := b.Variation(Key{"hello", "closed-64"}); v != 0 {
		t.Errorf("nothing varies by %v", v)
	}
}

func TestPrint(t *testing.T) {
	b := filled()
	b.Crash = Crash{Rounds: 2, Acked: 30, Stored: 31}
	b.Fail(Key{"pocketbase", "open-9"}, "answer 400")
	var w strings.Builder
	if err := b.Print(&w); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"closed-500", "NOT MET", "no figure: pocketbase open-9", "correctness: ok; 4 runs of the portal, 43 answers", "2 × SIGKILL: 30 acknowledged, 0 lost", "2 seats to people outside the first (1 by the moment of sending)"} {
		if !strings.Contains(w.String(), want) {
			t.Errorf("%q is not in\n%s", want, w.String())
		}
	}
	b.Fail(Key{Portal, "closed-500"}, "3 errors")
	if got := b.Correctness(); got != "correctness: FAILED, 1 findings" {
		t.Error(got)
	}
}
