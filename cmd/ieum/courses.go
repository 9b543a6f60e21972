package main

import (
	"bufio"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"ieum/internal/app"
	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/config"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/policy"
)

type importCmd struct {
	Courses importCoursesCmd `cmd:"" help:"Take in a file of the national standard course set (CSV in UTF-8 or CP949, XLSX)."`
}

type importCoursesCmd struct {
	File   string `arg:"" help:"The file." type:"existingfile"`
	Org    string `help:"Code or slug of the organisation that owns every row; otherwise each row names its publisher." placeholder:"CODE"`
	DryRun bool   `help:"Only say what would be done."`
}

// Run stores the good rows and prints each refused one: where, and what is wrong, in Korean and English.
func (c importCoursesCmd) Run(p *program) error {
	return p.withDatabase(func(_ config.Config, d *db.DB, a *app.App) error {
		raw, err := os.ReadFile(c.File)
		if err != nil {
			return err
		}
		who := policy.System("import courses")
		in := exchange.Import{FileName: filepath.Base(c.File), Content: raw, DryRun: c.DryRun}
		if c.Org != "" {
			org, err := a.Organisation.ByCode(p.ctx, who, c.Org)
			if err != nil {
				return usageError(fmt.Sprintf("no organisation has the code or slug %q", c.Org))
			}
			in.Org = org.ID
		}
		rep, err := a.Exchange.Import(p.ctx, who, in)
		if err != nil {
			return both(err)
		}
		return c.report(p, rep)
	})
}

func (c importCoursesCmd) report(p *program, rep *exchange.Report) error {
	w := bufio.NewWriter(p.stdout)
	for _, r := range rep.File.Refusals {
		_, _ = fmt.Fprintln(w, r.String())
	}
	for _, r := range rep.File.Duplicates {
		_, _ = fmt.Fprintln(w, r.String())
	}
	for _, r := range rep.File.Warnings {
		_, _ = fmt.Fprintln(p.stderr, r.String())
	}
	how := ""
	if c.DryRun {
		how = "dry run: "
	}
	_, _ = fmt.Fprintf(w, "%sread %d, added %d, changed %d, unchanged %d, repeated %d, refused %d\n", how, rep.File.Records, rep.Added, rep.Changed, rep.Same, len(rep.File.Duplicates), rep.File.Refused)
	if rep.Kept > 0 {
		_, _ = fmt.Fprintf(w, "left %d alone, which were edited or are run here: %s\n", rep.Kept, strings.Join(rep.KeptTitles, ", "))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if rep.File.Refused > 0 {
		return errQuiet
	}
	return nil
}

type exportCmd struct {
	Courses exportCoursesCmd `cmd:"" help:"Write the national standard course set to standard output."`
}

type exportCoursesCmd struct {
	Format string `help:"csv, json or xml." enum:"csv,json,xml" default:"csv"`
	CP949  bool   `name:"cp949" help:"Write CSV in the old Windows encoding instead of UTF-8."`
}

// Run writes the set.
func (c exportCoursesCmd) Run(p *program) error {
	return p.withDatabase(func(_ config.Config, _ *db.DB, a *app.App) error {
		w := bufio.NewWriter(p.stdout)
		if err := a.Exchange.Export(p.ctx, policy.System("export courses"), w, standard.Format(c.Format), standard.WriteOptions{CP949: c.CP949}); err != nil {
			return both(err)
		}
		return w.Flush()
	})
}

// withDatabase runs fn over the database that the environment names, whose
// schema must be up to date.
func (p *program) withDatabase(fn func(config.Config, *db.DB, *app.App) error) error {
	cfg, err := p.onDatabase()
	if err != nil {
		return err
	}
	d, err := app.Open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	pending, _, err := d.Pending(p.ctx)
	if err != nil {
		return err
	}
	if len(pending) > 0 {
		return fmt.Errorf("the database lacks %s: run ieum migrate first", filepath.Base(pending[0].Name))
	}
	return fn(cfg, d, app.New(cfg, d))
}

// both says an expected failure in Korean and English on one line.
func both(err error) error {
	e, ok := errors.AsType[*fault.Error](err)
	if !ok {
		return err
	}
	said := []string{i18n.In(i18n.KO, e.Key, e.Args...) + " / " + i18n.In(i18n.EN, e.Key, e.Args...)}
	for _, field := range slices.Sorted(maps.Keys(e.Fields)) {
		t := e.Fields[field]
		said = append(said, field+": "+i18n.In(i18n.KO, t.Key, t.Args...)+" / "+i18n.In(i18n.EN, t.Key, t.Args...))
	}
	return errors.New(strings.Join(said, "; "))
}
