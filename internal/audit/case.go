package audit

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Case (감사) is an audit that an administrator has opened. Inside it an auditor
// reads what its scope covers; without one, nothing.
type Case struct {
	ID             id.ID `gorm:"primaryKey"`
	Name           string
	DocumentNumber string // 문서번호, of the paper that orders it
	Everything     bool   // every organisation; otherwise those of CaseOrg and all below them
	FromOn         clock.Date
	ToOn           clock.Date
	OpenedBy       id.ID
	OpenedAt       clock.Instant
	ClosedBy       id.ID
	ClosedAt       clock.Instant
}

// TableName implements gorm's Tabler.
func (Case) TableName() string { return "audits" }

// Open reports whether the auditor may read in it.
func (c *Case) Open() bool { return c.ClosedAt.IsZero() }

// CaseOrg is an organisation that a case is about.
type CaseOrg struct {
	AuditID id.ID `gorm:"primaryKey"`
	OrgID   id.ID `gorm:"primaryKey"`
}

// TableName implements gorm's Tabler.
func (CaseOrg) TableName() string { return "audit_orgs" }

// Check is a look at the whole chain that an administrator asked for.
type Check struct {
	ID         id.ID `gorm:"primaryKey"`
	AskedBy    id.ID
	StartedAt  clock.Instant
	SeenAt     clock.Instant // when it last said how far it was
	FinishedAt clock.Instant
	Seals      int64
	SealsDone  int64
	RowsDone   int64
	Unsealed   int64
	Head       string // hash of the last seal
	Breaches   string // a line each
}

// TableName implements gorm's Tabler.
func (Check) TableName() string { return "audit_checks" }
