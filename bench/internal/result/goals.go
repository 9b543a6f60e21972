package result

import (
	"fmt"
	"slices"
	"time"

	"ieum/bench/internal/load"
)

// Goal is a figure with what it must be and what is aimed at.
type Goal struct {
	Name      string
	Value     float64
	Must, Aim float64 // 0: nothing is demanded
	Least     bool    // smaller is better
}

// Verdict says where the value stands.
func (g Goal) Verdict() string {
	reached := func(limit float64) bool {
		if g.Least {
			return g.Value <= limit
		}
		return g.Value >= limit
	}
	switch {
	case g.Must == 0 && g.Aim == 0:
		return ""
	case reached(g.Aim):
		return "aim reached"
	case reached(g.Must):
		return "met"
	}
	return "NOT MET"
}

// Names of the runs that are only a rate.
var (
	Fsync   = Key{"fsync", "appends"}
	RawOne  = Key{"raw SQLite", "1 a commit"}
	RawMany = Key{"raw SQLite", "1000 a commit"}
	Engine  = Key{"engine", "1000 waiting"}
)

// Goals are the ratios that can be said of what was measured.
func (b *Book) Goals() (out []Goal) {
	ratio := func(name string, over, under Key, must, aim float64) {
		o, ok1 := b.Rate(over)
		u, ok2 := b.Rate(under)
		if ok1 && ok2 && u > 0 {
			out = append(out, Goal{Name: name, Value: o / u, Must: must, Aim: aim})
		}
	}
	portal := func(run string) Key { return Key{Portal, run} }
	ratio("enrol / hello, 500 connections", portal("closed-500"), Key{"hello", "closed-500"}, 0.25, 0.33)
	ratio("engine / raw group commit", Engine, RawMany, 0.25, 0.50)
	ratio("enrol / GORM transaction each, 500 connections", portal("closed-500"), Key{"gorm", "closed-500"}, 8, 15)
	ratio("enrol / PocketBase, 500 connections", portal("closed-500"), Key{"pocketbase", "closed-500"}, 12, 20)
	for _, k := range b.keys {
		var n int
		if _, err := fmt.Sscanf(k.Run, "burst-%d", &n); err == nil && k.Target == Portal {
			ratio("enrol / PocketBase, "+k.Run, k, Key{"pocketbase", k.Run}, 6, 10)
			ratio("enrol / GORM, "+k.Run, k, Key{"gorm", k.Run}, 0, 0)
		}
	}
	return append(out, b.limits()...)
}

// limits are the figures of the portal alone, and its cost beside hello's.
func (b *Book) limits() (out []Goal) {
	if c, ok := b.cells[Key{Portal, "burst-5000"}]; ok && len(c.Max) > 0 {
		out = append(out, Goal{Name: "burst of 5,000: last reply, s", Value: load.Median(c.Max, meanDuration).Seconds(), Must: 0.5, Aim: 0.2, Least: true})
	}
	for _, k := range b.keys {
		if c := b.cells[k]; k.Target == Portal {
			if o, ok := c.worst(); ok {
				out = append(out, Goal{Name: k.Run + ": seats to people outside the first", Value: float64(o.Intended.Outside), Must: 1, Aim: 0, Least: true})
			}
		}
	}
	enrol, hello := b.cpu(Key{Portal, "closed-500"}), b.cpu(Key{"hello", "closed-500"})
	if enrol > 0 && hello > 0 {
		out = append(out, Goal{Name: "server CPU: enrol / hello", Value: float64(enrol) / float64(hello), Must: 4, Aim: 4, Least: true})
	}
	return out
}

func (b *Book) cpu(k Key) time.Duration {
	c, ok := b.cells[k]
	if !ok || len(c.CPU) == 0 {
		return 0
	}
	return load.Median(slices.Clone(c.CPU), meanDuration)
}
