package main

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"time"

	"ieum/internal/app"
	"ieum/internal/clock"
	"ieum/internal/config"
	"ieum/internal/db"
	"ieum/internal/personal"
	"ieum/internal/report"
)

type doctorCmd struct{}

// Run shows the settings and everything that is wrong with them and with the database.
func (doctorCmd) Run(p *program) error {
	cfg, problems := config.Load(p.getenv)
	problems = append(problems, cfg.ForServe()...)
	for _, l := range cfg.Lines() {
		_, _ = fmt.Fprintf(p.stdout, "%-22s %s\n", l.Name, l.Value)
	}
	if cfg.Database != "" {
		state, wrong, err := databaseState(p, cfg)
		if err != nil {
			wrong = append(wrong, err.Error())
		} else {
			_, _ = fmt.Fprintf(p.stdout, "%-22s %s\n", "database", state)
		}
		for _, w := range wrong {
			problems = append(problems, config.Problem{Name: "IEUM_DATABASE", Text: w})
		}
		if db.EngineOf(cfg.Database) == db.SQLite {
			for _, file := range db.OpenToOthers(cfg.Database) {
				problems = append(problems, config.Problem{Name: "IEUM_DATABASE", Text: file + " can be read by other accounts of this machine: chmod 600 it"})
			}
		}
	}
	for _, pr := range problems {
		_, _ = fmt.Fprintln(p.stderr, "ieum:", pr)
	}
	if len(problems) > 0 {
		return errQuiet
	}
	_, _ = fmt.Fprintln(p.stdout, "nothing is wrong")
	return nil
}

// databaseState is the database in a few words, and what is wrong with what is in it.
func databaseState(p *program, cfg config.Config) (state string, wrong []string, err error) {
	if noFileYet(cfg.Database) {
		return "sqlite, no file yet", nil, nil
	}
	d, err := app.Open(cfg)
	if err != nil {
		return "", nil, err
	}
	defer d.Close()
	pending, fresh, err := d.Pending(p.ctx)
	switch {
	case err != nil:
		return "", nil, err
	case fresh:
		return string(d.Engine) + ", empty", nil, nil
	case len(pending) > 0:
		return fmt.Sprintf("%s, %d migrations pending: run ieum migrate", d.Engine, len(pending)), nil, nil
	}
	last, err := personal.LastDestruction(p.ctx, d)
	if err != nil {
		return "", nil, err
	}
	state = string(d.Engine) + ", up to date, nothing was destroyed yet by the daily work"
	if !last.At.IsZero() {
		state = fmt.Sprintf("%s, up to date, daily destruction last done %s: %d", d.Engine, last.OnDay, last.Amount)
	}
	wrong, err = d.Tampered(p.ctx)
	return state, wrong, err
}

type invariantsCmd struct{}

// Run checks what must always hold, a line a kind, each breach on a line of its own.
func (invariantsCmd) Run(p *program) error {
	cfg, err := p.onDatabase()
	if err != nil {
		return err
	}
	d, err := app.Open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	checks, err := report.Invariants(p.ctx, d)
	if err != nil {
		return err
	}
	broken := false
	for _, c := range checks {
		if len(c.Breaches) == 0 {
			_, _ = fmt.Fprintf(p.stdout, "%s %d ok\n", c.Kind, c.Checked)
			continue
		}
		broken = true
		_, _ = fmt.Fprintf(p.stdout, "%s %d broken %d\n", c.Kind, c.Checked, len(c.Breaches))
		for _, b := range c.Breaches {
			_, _ = fmt.Fprintf(p.stderr, "%s: %s\n", c.Kind, b)
		}
	}
	if broken {
		return errQuiet
	}
	return nil
}

type readyCmd struct {
	Addr string `help:"Address of the portal." default:"127.0.0.1:8080"`
}

// Run asks /readyz, so that a container without curl can check its health.
func (c readyCmd) Run(p *program) error {
	r, err := http.NewRequestWithContext(p.ctx, http.MethodGet, "http://"+c.Addr+"/readyz", nil)
	if err != nil {
		return usageError("the address is not right: " + err.Error())
	}
	client := http.Client{Timeout: 3 * time.Second}
	res, err := client.Do(r)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	said, err := io.ReadAll(io.LimitReader(res.Body, 200))
	if err != nil {
		return err
	}
	if res.StatusCode != http.StatusOK {
		return fmt.Errorf("not ready: %d %s", res.StatusCode, said)
	}
	_, err = p.stdout.Write(said)
	return err
}

type routesCmd struct{}

// Run prints the routes table, for tests that visit every page.
func (routesCmd) Run(p *program) error {
	dir, err := os.MkdirTemp("", "ieum-routes-")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	d, err := db.Open(filepath.Join(dir, "routes.db"), clock.Real)
	if err != nil {
		return err
	}
	defer d.Close()
	out := json.NewEncoder(p.stdout)
	for _, r := range app.New(config.Config{}, d).Web.Routes() {
		if err := out.Encode(map[string]string{"method": r.Method, "path": r.Path, "access": r.Access.Name}); err != nil {
			return err
		}
	}
	return nil
}
