package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"ieum/bench/internal/portal"
	"ieum/bench/internal/result"
	"ieum/bench/internal/town"
)

// bench is one go.
type bench struct {
	plan  plan
	port  int
	used  int
	seed  uint64
	only  choice
	quick bool
	book  *result.Book
	began time.Time

	dir      string // everything that is made, removed at the end
	self     string // this program
	town     *town.Town
	program  *portal.Program
	postgres *cluster // nil: SQLite
	pocket   string   // the folder of PocketBase's base data
}

// helloVaries is by how much hello may vary before a run is worth nothing.
const helloVaries = 0.25

// all prepares, runs every round, and cleans up.
func (b *bench) all(ctx context.Context, pg, keep bool) (err error) {
	if b.self, err = os.Executable(); err != nil {
		return err
	}
	if b.dir, err = os.MkdirTemp("", "ieum-bench-"); err != nil {
		return err
	}
	defer func() {
		if keep {
			fmt.Println("kept:", b.dir)
			return
		}
		err = errors.Join(err, os.RemoveAll(b.dir))
	}()
	if pg {
		if b.postgres, err = startCluster(ctx, b.dir); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, b.postgres.stop()) }()
		b.book.Note("%s", b.postgres.settings)
	}
	if err := b.prepare(ctx); err != nil {
		return err
	}
	if err := b.rounds(ctx); err != nil {
		return err
	}
	if b.only.has("crash") {
		return b.crashes(ctx)
	}
	return nil
}

// prepare builds the portal and the databases that every run begins with.
func (b *bench) prepare(ctx context.Context) (err error) {
	if b.only.has(result.Portal) || b.only.has("crash") {
		say("building the portal")
		mail, err := portal.Mailbox()
		if err != nil {
			return err
		}
		if b.program, err = portal.Build(ctx, "..", b.dir, mail); err != nil {
			return err
		}
	}
	if b.needsTown() {
		say("making %d people with sessions", b.plan.people)
		url := ""
		if b.postgres != nil {
			url = b.postgres.url
		}
		if b.town, err = town.Make(ctx, b.dir, url, b.plan.people, b.plan.seats()); err != nil {
			return err
		}
	}
	if b.only.has("pocketbase") && b.postgres == nil {
		say("the same for PocketBase")
		b.pocket = filepath.Join(b.dir, "pocket")
		return b.seedPocket(ctx)
	}
	return nil
}

func (b *bench) needsTown() bool {
	for _, name := range []string{"raw", "engine", "gorm", result.Portal, "crash"} {
		if b.only.has(name) {
			return true
		}
	}
	return false
}

// rounds runs A B C … A B C ….
func (b *bench) rounds(ctx context.Context) error {
	for round := range b.plan.rounds {
		say("round %d of %d", round+1, b.plan.rounds)
		if err := b.micro(ctx); err != nil {
			return err
		}
		for _, s := range b.plan.scenarios {
			for _, t := range b.targets() {
				if !b.only.has(t.name) || !t.takes(s) {
					continue
				}
				if err := ctx.Err(); err != nil {
					return err
				}
				b.one(ctx, t, s, b.seed+uint64(round))
			}
		}
	}
	return nil
}

// one runs one scenario against a fresh server. What goes wrong stands in the book; the other runs go on.
func (b *bench) one(ctx context.Context, t target, s scenario, seed uint64) {
	k := result.Key{Target: t.name, Run: s.name()}
	i, err := t.start(ctx, s, seed)
	if err != nil {
		b.book.Fail(k, err.Error())
		return
	}
	defer func() {
		if err := i.close(); err != nil {
			b.book.Fail(k, err.Error())
		}
	}()
	run, err := b.plan.shoot(s, i.load, seed)
	if err != nil {
		b.book.Fail(k, err.Error())
		return
	}
	memory := i.memory()
	order, problems, err := i.verify(ctx, run)
	if err != nil {
		problems = append(problems, err.Error())
	}
	if n, first := run.Errors(); n > 0 { // and what was acknowledged beside them must be right all the same
		problems = append(problems, fmt.Sprintf("%d of %d requests failed, the first with: %.100s", n, len(run.Shots), first))
	}
	if len(problems) > 0 {
		for _, p := range problems {
			b.book.Fail(k, p)
		}
		return
	}
	b.book.Add(k, run, memory)
	if s.way == spread {
		b.book.AddOrders(k, order)
	}
	rate, _ := b.book.Rate(k)
	say("  %-10s %-12s %6.0f/s", t.name, s.name(), rate)
}

// verdict is how the program ends.
func (b *bench) verdict() error {
	if len(b.book.Failures) > 0 {
		return fmt.Errorf("%d findings against the portal", len(b.book.Failures))
	}
	for _, s := range b.plan.scenarios {
		v := b.book.Variation(result.Key{Target: "hello", Run: s.name()})
		if v <= helloVaries {
			continue
		}
		if b.quick {
			fmt.Printf("hello %s varied by %.0f %%: no result\n", s.name(), 100*v)
			continue
		}
		return fmt.Errorf("DISCARDED: hello %s varied by %.0f %%, more than %.0f %%; something else uses the machine", s.name(), 100*v, 100*helloVaries)
	}
	return nil
}

// address is a port of our range that the last runs have not used.
func (b *bench) address() string {
	const ports = 100
	b.used++
	return fmt.Sprintf("127.0.0.1:%d", b.port+b.used%ports)
}

// say tells whoever waits how far things are.
func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
