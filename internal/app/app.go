// Package app wires the portal together: settings, database, features, edge.
// The program and the tests start the same value.
package app

import (
	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/auditing"
	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/clock"
	"ieum/internal/config"
	"ieum/internal/credit"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/outbox"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/personal"
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
		Attendance:   attendance.NewService(d, cfg.Secret),
		Lookups:      people.NewLookups(d, cfg.Secret),
		Chain:        audit.NewChain(d),

		Affiliations: people.NewAffiliations(d, cfg.Secret),
		Provisions:   people.NewProvisions(d),
		Credit:       credit.NewService(d),
	}
	services.Terms = catalog.NewTerms(services.Catalog, cfg.Secret)
	services.Counter = people.NewCounter(d)
	services.Families = people.NewFamilies(d, services.Accounts)
	// What a host confirms, a student lets be known, and a university is shown to be
	// theirs, waits there from the same moment.
	services.Attendance.OnConfirmed(credit.OnConfirmed)
	services.Provisions.OnProvision(credit.Release)
	services.Affiliations.OnVerified(credit.Release)
	services.Audits = auditing.NewService(d, services.Chain)
	services.Personal = personal.NewService(d, services.Accounts)
	services.Sender = sender(cfg, services.Outbox)
	if cfg.SMSURL == "" && cfg.SMTPURL != "" { // a portal that keeps its messages shows them all; one that sends mail must not wait for texts
		services.Accounts.WithoutTexts()
	}
	return &App{Config: cfg, DB: d, Services: services, Web: web.New(cfg, d, services)}
}

// Open opens the database that cfg names.
func Open(cfg config.Config) (*db.DB, error) { return db.Open(cfg.Database, clock.Real) }
