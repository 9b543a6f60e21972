package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"ieum/internal/app"
	"ieum/internal/clock"
	"ieum/internal/config"
	"ieum/internal/db"
)

type backupCmd struct {
	File string `arg:"" help:"The file to write; it must not exist." type:"path"`
}

// Run copies the database, also while another process serves it.
func (c backupCmd) Run(p *program) error {
	cfg, err := p.onDatabase()
	if err != nil {
		return err
	}
	d, err := app.Open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	m, err := d.Backup(p.ctx, c.File)
	if err != nil {
		return err
	}
	_, _ = fmt.Fprintf(p.stdout, "%s: %d rows, schema %d, as of %s\n", c.File, m.Rows(), m.Schema, m.At)
	return nil
}

type restoreCmd struct {
	File string `arg:"" help:"A file that backup wrote." type:"existingfile"`
}

// Run checks a copy and puts it in place, and brings its schema up to date.
func (c restoreCmd) Run(p *program) error {
	cfg, err := p.onDatabase()
	if err != nil {
		return err
	}
	m, err := db.Restore(p.ctx, c.File, cfg.Database)
	if err != nil {
		return err
	}
	d, err := app.Open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	done, err := d.Migrate(p.ctx)
	if err != nil {
		return fmt.Errorf("the copy is in place, but its schema could not be brought up to date: %w", err)
	}
	_, _ = fmt.Fprintf(p.stdout, "%d rows restored, as of %s; %d migrations since\n", m.Rows(), m.At, len(done))
	return nil
}

type migrateCmd struct {
	Plan bool `help:"Only say what would be done."`
}

// Run brings the schema up to date. Before it changes a database that holds
// something, it takes a copy that restore takes back.
func (c migrateCmd) Run(p *program) error {
	cfg, err := p.onDatabase()
	if err != nil {
		return err
	}
	if c.Plan && noFileYet(cfg.Database) {
		return planAll(p, cfg.Database)
	}
	d, err := app.Open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	pending, fresh, err := d.Pending(p.ctx)
	if err != nil {
		return err
	}
	for _, s := range pending {
		_, _ = fmt.Fprintln(p.stdout, "pending", filepath.Base(s.Name))
	}
	if c.Plan || len(pending) == 0 {
		_, _ = fmt.Fprintf(p.stdout, "%d pending\n", len(pending))
		return nil
	}
	if !fresh {
		file := beforeMigration(cfg)
		if _, err := d.Backup(p.ctx, file); err != nil {
			return fmt.Errorf("nothing was changed, because no copy could be taken first: %w", err)
		}
		_, _ = fmt.Fprintln(p.stdout, "copy", file)
	}
	done, err := d.Migrate(p.ctx)
	for _, s := range done {
		_, _ = fmt.Fprintln(p.stdout, "applied", filepath.Base(s.Name))
	}
	return err
}

// beforeMigration is where the copy goes: beside a SQLite file, into the data
// folder or the current one for PostgreSQL.
func beforeMigration(cfg config.Config) string {
	name := "before-migration-" + clock.Real().Local().Format("20060102-150405") + ".ieum-backup"
	if db.EngineOf(cfg.Database) == db.SQLite {
		return strings.TrimSuffix(cfg.Database, filepath.Ext(cfg.Database)) + "-" + name
	}
	return filepath.Join(cfg.Data, name)
}

// noFileYet reports whether the database is a SQLite file that does not exist:
// opening it would make it, and a look must change nothing.
func noFileYet(dsn string) bool {
	if db.EngineOf(dsn) != db.SQLite {
		return false
	}
	_, err := os.Stat(dsn)
	return errors.Is(err, fs.ErrNotExist) && folderExists(filepath.Dir(dsn))
}

func folderExists(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// planAll is the plan for a database that does not exist.
func planAll(p *program, dsn string) error {
	steps, err := db.KnownSteps(dsn)
	if err != nil {
		return err
	}
	for _, s := range steps {
		_, _ = fmt.Fprintln(p.stdout, "pending", filepath.Base(s.Name))
	}
	_, _ = fmt.Fprintf(p.stdout, "%d pending\n", len(steps))
	return nil
}
