// Command bench measures the rush: this portal over HTTP beside what the machine, the database and its peers can do, in
// one go on one machine. README.md says how to read it.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"runtime"
	"strings"
	"syscall"
	"time"

	"ieum/bench/internal/anchor"
	"ieum/bench/internal/proc"
	"ieum/bench/internal/result"
)

func main() {
	if len(os.Args) > 1 && os.Args[1] == anchor.Word {
		exit(anchor.Main(os.Args[2:]))
	}
	exit(run())
}

func exit(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
	os.Exit(0)
}

// leastFiles is what ten thousand sockets on either side need.
const leastFiles = 20_000

func run() error {
	quick := flag.Bool("quick", false, "about a minute, to see that everything works; no result")
	only := flag.String("only", "", "comma-separated: hello, static, fsync, raw, engine, gorm, pocketbase, portal, crash")
	runs := flag.String("runs", "", "comma-separated beginnings of runs: closed, burst-10000, …")
	rounds := flag.Int("rounds", 0, "rounds (3; 1 with -quick)")
	pg := flag.Bool("postgres", false, "portal and GORM on a PostgreSQL of ../tools/pg.sh with fsync on, instead of SQLite")
	port := flag.Int("port", 18600, "the first of a hundred ports on 127.0.0.1 to use")
	seed := flag.Uint64("seed", uint64(time.Now().Unix()), "who comes in which order")
	keep := flag.Bool("keep", false, "keep databases and logs")
	flag.Parse()
	if flag.NArg() > 0 {
		return fmt.Errorf("what is %q? see -help", flag.Arg(0))
	}
	p := fullPlan()
	if *quick {
		p = quickPlan()
	}
	if *rounds > 0 {
		p.rounds = *rounds
	}
	if p.scenarios = chosen(p.scenarios, *runs); len(p.scenarios) == 0 {
		return fmt.Errorf("-runs %s: there is no such run", *runs)
	}
	if got := proc.Files(); got < leastFiles {
		return fmt.Errorf("only %d files may be open: ulimit -n %d", got, leastFiles)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	b := &bench{plan: p, port: *port, seed: *seed, only: choice(*only), quick: *quick, book: result.NewBook(), began: time.Now()}
	if err := b.only.check(); err != nil {
		return err
	}
	fmt.Printf("%s, %d CPUs, %s, %s, seed %d, load before: %s\n", cpuName(), runtime.NumCPU(), runtime.Version(), b.began.UTC().Format("2006-01-02 15:04 UTC"), *seed, proc.Load())
	err := b.all(ctx, *pg, *keep)
	if printErr := b.book.Print(os.Stdout); printErr != nil {
		return printErr
	}
	fmt.Printf("load after: %s; took %s\n", proc.Load(), time.Since(b.began).Round(time.Second))
	if err != nil {
		return err
	}
	return b.verdict()
}

// cpuName is what the machine calls itself.
func cpuName() string {
	raw, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return runtime.GOARCH
	}
	for line := range strings.SplitSeq(string(raw), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

// choice is what -only names; nothing is everything.
type choice string

var choices = []string{"hello", "static", "fsync", "raw", "engine", "gorm", "pocketbase", result.Portal, "crash"}

func (c choice) has(name string) bool {
	return c == "" || strings.Contains(","+string(c)+",", ","+name+",")
}

func (c choice) check() error {
	if c == "" {
		return nil
	}
	for name := range strings.SplitSeq(string(c), ",") {
		if !strings.Contains(","+strings.Join(choices, ",")+",", ","+name+",") {
			return fmt.Errorf("-only %s: say some of %s", name, strings.Join(choices, ", "))
		}
	}
	return nil
}
