package main

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"

	"ieum/internal/app"
	"ieum/internal/config"
	"ieum/internal/db"
)

type serveCmd struct{}

// Run serves until a signal ends it.
func (serveCmd) Run(p *program) error {
	cfg, err := p.settings(config.Config.ForServe)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(cfg.Data, 0o750); err != nil {
		return fmt.Errorf("IEUM_DATA: %w", err)
	}
	d, err := p.open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	return p.serve(cfg, d)
}

// open opens the database and brings its schema up to date, unless the settings
// say that somebody else does.
func (p *program) open(cfg config.Config) (*db.DB, error) {
	d, err := app.Open(cfg)
	if err != nil {
		return nil, err
	}
	if !cfg.Migrate {
		steps, newer, err := d.Plan(p.ctx)
		if err == nil && newer {
			err = fmt.Errorf("the database is newer than this program")
		}
		for _, s := range steps {
			if err == nil && !s.Applied {
				err = fmt.Errorf("the database lacks %s: run ieum migrate, or set IEUM_MIGRATE=on", s.Name)
			}
		}
		if err != nil {
			d.Close()
			return nil, err
		}
		return d, nil
	}
	done, err := d.Migrate(p.ctx)
	if err != nil {
		d.Close()
		return nil, err
	}
	for _, s := range done {
		slog.Info("schema brought up to date", "step", filepath.Base(s.Name))
	}
	return d, nil
}

// serve answers, with the workers beside it, until the context ends.
func (p *program) serve(cfg config.Config, d *db.DB) error {
	l, err := new(net.ListenConfig).Listen(p.ctx, "tcp", cfg.Addr)
	if err != nil {
		return fmt.Errorf("IEUM_ADDR: %w", err)
	}
	p.watchTriggers(d)
	a := app.New(cfg, d)
	work, stop := context.WithCancel(p.ctx)
	defer stop()
	idle := a.Work(work)
	slog.Info("serving", "addr", l.Addr().String(), "database", string(d.Engine))
	err = a.Web.Serve(p.ctx, l)
	stop()
	<-idle
	slog.Info("ended")
	return err
}

// watchTriggers says in the log what of the database's triggers is not as this
// program made it. The portal serves on: its own checks stand before the triggers.
func (p *program) watchTriggers(d *db.DB) {
	tampered, err := d.Tampered(p.ctx)
	if err != nil {
		slog.Error("the triggers of the database could not be read", "err", err)
	}
	for _, t := range tampered {
		slog.Error("the database was tampered with: run ieum invariants", "what", t)
	}
}

type workCmd struct{}

// Run works until a signal ends it.
func (workCmd) Run(p *program) error {
	cfg, err := p.settings(config.Config.ForServe)
	if err != nil {
		return err
	}
	if db.EngineOf(cfg.Database) == db.SQLite {
		return usageError("work is for PostgreSQL: on SQLite, serve runs the workers")
	}
	d, err := p.open(cfg)
	if err != nil {
		return err
	}
	defer d.Close()
	p.watchTriggers(d)
	slog.Info("working", "database", string(d.Engine))
	<-app.New(cfg, d).Work(p.ctx)
	return nil
}
