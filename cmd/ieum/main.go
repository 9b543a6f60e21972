// Command ieum is the portal: the server and the tools around it.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"syscall"

	"github.com/alecthomas/kong"

	"ieum/internal/config"
)

// commands is every sub-command; each has a file of its own.
type commands struct {
	Serve      serveCmd      `cmd:"" help:"Serve the portal. Settings come from the environment; ieum doctor shows them."`
	Demo       demoCmd       `cmd:"" help:"Serve the portal with the three cooperations and sample people in it."`
	Work       workCmd       `cmd:"" help:"Run the background workers only (PostgreSQL)."`
	Migrate    migrateCmd    `cmd:"" help:"Bring the schema up to date, after taking a copy."`
	Import     importCmd     `cmd:"" help:"Take data in."`
	Export     exportCmd     `cmd:"" help:"Give data out."`
	User       userCmd       `cmd:"" help:"Accounts and duties."`
	Backup     backupCmd     `cmd:"" help:"Write a consistent copy of everything, also while the portal serves."`
	Restore    restoreCmd    `cmd:"" help:"Check a copy and put it in place on an empty machine."`
	Invariants invariantsCmd `cmd:"" help:"Check that seats, budgets and the audit hold together."`
	Doctor     doctorCmd     `cmd:"" help:"Show the effective settings, secrets hidden, and what is wrong with them."`
	Ready      readyCmd      `cmd:"" help:"Ask a serving portal whether it is ready, for a container's health check."`
	Routes     routesCmd     `cmd:"" hidden:"" help:"Print the routes table as JSON lines."`
}

// Exit statuses.
const (
	exitOK    = 0
	exitFail  = 1
	exitUsage = 2
)

// program is what a command may use of the outside.
type program struct {
	ctx            context.Context
	getenv         func(string) string
	stdout, stderr io.Writer
}

func main() {
	// What the portal writes (database, copies, exports) holds personal data:
	// nobody but its account reads it, unless the operator says so afterwards.
	syscall.Umask(0o077)
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	code := run(&program{ctx: ctx, getenv: os.Getenv, stdout: os.Stdout, stderr: os.Stderr}, os.Args[1:])
	stop()
	os.Exit(code)
}

// run parses and runs one command line and returns its exit status.
func run(p *program, args []string) int {
	var cli commands
	helped := false
	parser, err := kong.New(&cli, kong.Name("ieum"), kong.Description("Ieum (이음): a city and its universities teach together."),
		kong.Writers(p.stdout, p.stderr), kong.Exit(func(int) { helped = true }), kong.UsageOnError(), kong.Bind(p))
	if err != nil {
		_, _ = fmt.Fprintln(p.stderr, "ieum:", err)
		return exitFail
	}
	if len(args) == 0 || args[0] == "help" {
		args = []string{"--help"}
	}
	ctx, err := parser.Parse(args)
	if helped {
		return exitOK
	}
	if err != nil {
		_, _ = fmt.Fprintf(p.stderr, "ieum: %v (ieum --help lists the commands)\n", err)
		return exitUsage
	}
	if err := ctx.Run(p); err != nil {
		if u, ok := errors.AsType[usageError](err); ok {
			_, _ = fmt.Fprintln(p.stderr, "ieum:", u)
			return exitUsage
		}
		if !errors.Is(err, errQuiet) {
			_, _ = fmt.Fprintln(p.stderr, "ieum:", err)
		}
		return exitFail
	}
	return exitOK
}

// usageError is a command line that asks for something impossible.
type usageError string

func (u usageError) Error() string { return string(u) }

// errQuiet ends with status 1 when everything has been said already.
var errQuiet = errors.New("said already")

// settings are the environment's, with what is wrong said on stderr.
func (p *program) settings(more func(config.Config) []config.Problem) (config.Config, error) {
	cfg, problems := config.Load(p.getenv)
	if more != nil {
		problems = append(problems, more(cfg)...)
	}
	for _, pr := range problems {
		_, _ = fmt.Fprintln(p.stderr, "ieum:", pr)
	}
	if len(problems) > 0 {
		return cfg, errQuiet
	}
	p.logTo(cfg)
	return cfg, nil
}

// onDatabase is what every command needs that works on the database alone.
func (p *program) onDatabase() (config.Config, error) {
	return p.settings(func(c config.Config) []config.Problem {
		if c.Database == "" {
			return []config.Problem{{Name: "IEUM_DATABASE", Text: "is not set: the path of a SQLite file, or postgres://…"}}
		}
		return nil
	})
}

func (p *program) logTo(cfg config.Config) {
	var h slog.Handler = slog.NewTextHandler(p.stderr, nil)
	if cfg.LogJSON {
		h = slog.NewJSONHandler(p.stderr, nil)
	}
	slog.SetDefault(slog.New(h))
}
