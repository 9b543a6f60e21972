// Package app wires the portal together: settings, database, features, edge.
// The program and the tests start the same value.
package app

import (
	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/clock"
	"ieum/internal/config"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/outbox"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/report"
	"ieum/web"
)

// App is the whole portal over one database.
type App struct {
	Config config.Config
	DB     *db.DB
	Web    *web.Server
	web.Services
}

// New wires the portal over an open, migrated database, which stays the caller's to close.
func New(cfg config.Config, d *db.DB) *App {
	services := web.Services{
		Sessions: people.NewSessions(d),
		Actors:   people.NewActors(d),
		Accounts: people.NewAccounts(d, cfg.Secret),

		Catalog:      catalog.NewService(d),
		Partnership:  partnership.NewService(d),
		Organisation: people.NewDirectory(d),
		Report:       report.NewService(d),
		Enrolment:    enrolment.NewService(d),
		Outbox:       outbox.NewService(d),
		Exchange:     exchange.NewService(d, cfg.BaseURL),
		Desk:         catalog.NewDesk(d),
		StandIns:     people.NewStandIns(d),
		Views:        people.NewSavedViews(d),
		AccessLog:    audit.NewLog(d),
	}
	services.Terms = catalog.NewTerms(services.Catalog, cfg.Secret)
	services.Sender = sender(cfg, services.Outbox)
	return &App{Config: cfg, DB: d, Services: services, Web: web.New(cfg, d, services)}
}

// Open opens the database that cfg names.
func Open(cfg config.Config) (*db.DB, error) { return db.Open(cfg.Database, clock.Real) }
