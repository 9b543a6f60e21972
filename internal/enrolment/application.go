package enrolment

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// State is where an application stands.
type State string

// The states of an application.
const (
	Accepted  State = "accepted"  // 수강확정·등록확정: holds a place
	Refused   State = "refused"   // 신청불가, with its reason
	Cancelled State = "cancelled" // 신청취소
)

// Application is one person's request for a place in a section, and its decision.
type Application struct {
	ID            id.ID `gorm:"primaryKey"`
	SectionID     id.ID
	PersonID      id.ID
	AccountID     id.ID // who sent the request
	MadeAs        MadeAs
	Seq           int64 // order of arrival in the section, from 1
	State         State
	Reason        string // message key of the rule that refused it
	PolicyVersion string
	RequestKey    string // the same form sent twice is one application
	AppliedAt     clock.Instant
	CancelledAt   clock.Instant
	CancelledBy   id.ID
}

// MadeAs is as what somebody sent a request.
type MadeAs string

// As what requests are sent: for oneself, for one's child, and by an officer for
// somebody at the counter or on the telephone.
const (
	ForSelf    MadeAs = "self"
	AsGuardian MadeAs = "guardian"
	AtDesk     MadeAs = "desk"
)

// TableName implements gorm's Tabler.
func (Application) TableName() string { return "applications" }

// PolicyOrg implements policy.Resource: an application is its person's.
func (*Application) PolicyOrg() id.ID { return id.None }

// PolicyRef implements policy.Resource.
func (a *Application) PolicyRef() string { return "application/" + a.ID.String() }

// PolicyPerson implements policy.Owned.
func (a *Application) PolicyPerson() id.ID { return a.PersonID }

// Enrolment is a place that somebody holds, until it is released.
type Enrolment struct {
	ApplicationID id.ID `gorm:"primaryKey"`
	SectionID     id.ID
	PersonID      id.ID
	TakenAt       clock.Instant
	ReleasedAt    clock.Instant
}

// TableName implements gorm's Tabler.
func (Enrolment) TableName() string { return "enrolments" }

// Alert asks for a message when a section opens (접수 알림).
type Alert struct {
	AccountID id.ID         `gorm:"primaryKey"`
	SectionID id.ID         `gorm:"primaryKey"`
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
	SentAt    clock.Instant
}

// TableName implements gorm's Tabler.
func (Alert) TableName() string { return "section_alerts" }
