package auditing

import (
	"context"
	"slices"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Service opens audits and reads inside them.
type Service struct {
	db    *db.DB
	log   *audit.Log
	chain *audit.Chain
}

// NewService returns the audits of d.
func NewService(d *db.DB, chain *audit.Chain) *Service { return &Service{d, audit.NewLog(d), chain} }

// The looks of an auditor as the access log names them.
const (
	TaskList   = "audit.list"
	TaskFull   = "audit.full"
	TaskExport = "audit.export"
)

var errNotThere = fault.New(fault.NotFound, "error.not_found")

// Scope is an open audit as its auditor reads in it.
type Scope struct {
	audit.Case
	Orgs  []Org // what it is about; none when it is about everything
	under []id.ID
}

// Org is an organisation by its name.
type Org struct {
	ID   id.ID
	Name string
}

// From and Until bound the period: Until is the first instant after it.
func (s *Scope) From() clock.Instant { return s.FromOn.At(0) }

// Until is the first instant after the period.
func (s *Scope) Until() clock.Instant { return s.ToOn.AddDays(1).At(0) }

// PolicyOrg implements policy.Resource: an audit is the platform's.
func (*Scope) PolicyOrg() id.ID { return id.None }

// PolicyRef implements policy.Resource.
func (s *Scope) PolicyRef() string { return "audit/" + s.ID.String() }

// open is an open audit for an auditor, who is somebody else than whoever opened
// it and drew its scope. Closed ones, and those that never were,
// are not there; neither are they for anybody else.
func (s *Service) open(ctx context.Context, who policy.Actor, audit id.ID) (*Scope, error) {
	if _, err := policy.Decide(who, policy.ReadAudit, &Scope{}); err != nil {
		return nil, errNotThere
	}
	sc, ok, err := reader{s.db.Read(ctx)}.scope(audit)
	if err == nil && (!ok || !sc.Open() || sc.OpenedBy == who.Account) {
		err = errNotThere
	}
	return sc, err
}

// looked logs whose data a page has shown; without the line it is not shown.
func (s *Service) looked(ctx context.Context, who policy.Actor, sc *Scope, task string, sheets ...Sheet) error {
	var people []id.ID
	for i := range sheets {
		people = append(people, sheets[i].people()...)
	}
	return s.log.Looked(ctx, who, audit.Look{Task: task, Purpose: audit.AuditRequest, Ref: sc.PolicyRef(), People: people})
}

// Mine are the open audits, for an auditor; nobody else has any.
func (s *Service) Mine(ctx context.Context, who policy.Actor) ([]Scope, error) {
	if _, err := policy.Decide(who, policy.ReadAudit, &Scope{}); err != nil {
		return nil, err
	}
	all, err := reader{s.db.Read(ctx)}.cases(true)
	return slices.DeleteFunc(all, func(sc Scope) bool { return sc.OpenedBy == who.Account }), err
}

// Cases are all audits, the newest first, for the administrator.
func (s *Service) Cases(ctx context.Context, who policy.Actor) ([]Scope, error) {
	if _, err := policy.Decide(who, policy.OpenAudit, &Scope{}); err != nil {
		return nil, err
	}
	return reader{s.db.Read(ctx)}.cases(false)
}

// One is an open audit, for its auditor.
func (s *Service) One(ctx context.Context, who policy.Actor, audit id.ID) (*Scope, error) {
	return s.open(ctx, who, audit)
}

// Person is an open audit that may speak of a person; otherwise neither is there.
func (s *Service) Person(ctx context.Context, who policy.Actor, audit, person id.ID) (*Scope, error) {
	sc, err := s.open(ctx, who, audit)
	if err != nil {
		return nil, err
	}
	in, err := reader{s.db.Read(ctx)}.inScope(sc, person)
	if err != nil || !in {
		return nil, firstOf(err, errNotThere)
	}
	return sc, nil
}
