package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"ieum/bench/internal/anchor"
	"ieum/bench/internal/check"
	"ieum/bench/internal/load"
	"ieum/bench/internal/portal"
	"ieum/bench/internal/proc"
	"ieum/bench/internal/result"
	"ieum/bench/internal/town"
)

// target is a server that can be measured.
type target struct {
	name  string
	takes func(scenario) bool
	start func(ctx context.Context, s scenario, seed uint64) (*instance, error)
}

// instance is a running server with fresh data.
type instance struct {
	load   load.Target
	memory func() int64
	// verify compares what was answered with what is stored, and says in which order places were given.
	verify func(ctx context.Context, r *load.Run) (result.Orders, []string, error)
	close  func() error
}

func always(scenario) bool { return true }

func (b *bench) targets() []target {
	all := []target{
		{"hello", func(s scenario) bool { return s.way == closed }, b.page("/hello")},
		{"static", func(s scenario) bool { return s.way == closed && s.n == 500 }, b.page("/static")},
		{"gorm", always, b.enrolling(b.startORM)},
		{"pocketbase", always, b.startPocket},
		{result.Portal, always, b.enrolling(func(addr, dsn string) (*proc.Child, error) { return b.program.Start(addr, dsn) })},
	}
	if b.postgres == nil {
		return all
	}
	out := all[:0]
	for _, t := range all {
		if t.name != "pocketbase" { // it has SQLite only
			out = append(out, t)
		}
	}
	return out
}

// anchorServer starts this program as one of the servers beside the portal.
func (b *bench) anchorServer(name, ready string, args ...string) (*proc.Child, error) {
	c, err := proc.Start(b.dir, name, nil, b.self, append([]string{anchor.Word, name}, args...)...)
	if err != nil {
		return nil, err
	}
	if err := c.Ready(ready); err != nil {
		c.Kill()
		return nil, err
	}
	return c, nil
}

// page asks the same page again and again.
func (b *bench) page(path string) func(context.Context, scenario, uint64) (*instance, error) {
	return func(context.Context, scenario, uint64) (*instance, error) {
		addr := b.address()
		c, err := b.anchorServer("hello", "http://"+addr+"/hello", addr)
		if err != nil {
			return nil, err
		}
		reqs := &load.Requests{}
		reqs.Add(fmt.Appendf(nil, "GET %s HTTP/1.1\r\nHost: %s\r\n\r\n", path, addr))
		return &instance{
			load:   load.Target{Addr: addr, Reqs: reqs, Cycle: true, Want: 200, CPU: func() time.Duration { return proc.CPU(c.PID()) }},
			memory: func() int64 { return proc.Memory(c.PID()) },
			verify: func(context.Context, *load.Run) (result.Orders, []string, error) { return result.Orders{}, nil, nil },
			close:  func() error { c.Kill(); return nil },
		}, nil
	}
}

func (b *bench) startORM(addr, dsn string) (*proc.Child, error) {
	return b.anchorServer("gorm", "http://"+addr+"/healthz", addr, dsn)
}

// enrolling is a server that takes the portal's form over the portal's tables.
func (b *bench) enrolling(start func(addr, dsn string) (*proc.Child, error)) func(context.Context, scenario, uint64) (*instance, error) {
	return func(ctx context.Context, s scenario, seed uint64) (*instance, error) {
		dsn, drop, err := b.town.Fresh(ctx)
		if err != nil {
			return nil, err
		}
		addr := b.address()
		c, err := start(addr, dsn)
		if err != nil {
			return nil, errors.Join(err, drop())
		}
		section := b.town.Sections[s.name()]
		people := shuffled(b.town.People, seed)
		return &instance{
			load: load.Target{
				Addr: addr, Reqs: portal.Requests(addr, people, section, b.plan.need(s)), Want: 303, Warm: portal.Warm(addr), CPU: b.cpu(c),
			},
			memory: func() int64 { return proc.Memory(c.PID()) },
			verify: func(ctx context.Context, r *load.Run) (result.Orders, []string, error) {
				l, err := town.Ledger(ctx, dsn, section, people)
				if err != nil {
					return result.Orders{}, nil, err
				}
				return orders(l, r), l.Problems(r.Acked(), false), nil
			},
			close: func() error { return errors.Join(c.Stop(), drop()) },
		}, nil
	}
}

// cpu is what a server has used; with PostgreSQL, its processes too.
func (b *bench) cpu(c *proc.Child) func() time.Duration {
	return func() time.Duration {
		used := proc.CPU(c.PID())
		if b.postgres != nil {
			used += proc.CPUOfChildren(b.postgres.pid)
		}
		return used
	}
}

// orders compares places with the times at which their people meant to ask, and with those at which the generator sent.
func orders(l check.Ledger, r *load.Run) result.Orders {
	shots := make(map[int]load.Shot, len(r.Shots))
	for _, s := range r.Shots {
		shots[s.Request] = s
	}
	intended, sent := make([]check.Arrival, len(l.Rows)), make([]check.Arrival, len(l.Rows))
	for i, row := range l.Rows {
		intended[i] = check.Arrival{Intended: shots[row.Person].Intended, Place: row.Place}
		sent[i] = check.Arrival{Intended: shots[row.Person].Sent, Place: row.Place}
	}
	first := max(l.Capacity, 0)
	return result.Orders{Intended: check.Judge(intended, first), Sent: check.Judge(sent, first)}
}

// shuffled is people in another order each round.
func shuffled(people []town.Person, seed uint64) []town.Person {
	out := append([]town.Person(nil), people...)
	rand.New(rand.NewPCG(seed, 2)).Shuffle(len(out), func(i, j int) { out[i], out[j] = out[j], out[i] })
	return out
}
