package people

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Guardianship says that one person answers for another, a child.
type Guardianship struct {
	ID         id.ID `gorm:"primaryKey"`
	ChildID    id.ID
	GuardianID id.ID         // a person
	CreatedBy  id.ID         // an account
	CreatedAt  clock.Instant `gorm:"autoCreateTime:false"`
	EndedAt    clock.Instant
	EndedBy    id.ID
}

// TableName implements gorm's Tabler.
func (Guardianship) TableName() string { return "guardianships" }

// ConsentMethod is how a guardian's consent was confirmed: one of those that
// the decree lists (개인정보 보호법 시행령 제17조의2).
type ConsentMethod string

// The methods that the portal knows.
const (
	ByWebAndSMS ConsentMethod = "web_sms"    // agreed on the site, told so by SMS to a proved number
	ByPhoneCall ConsentMethod = "phone_call" // the text was read aloud on the telephone
	AtCounter   ConsentMethod = "counter"    // the text was read at the counter
)

// GuardianConsentVersion is the version of the text that guardians agree to: raise it when the text changes.
// Old consents keep the version that was read.
const GuardianConsentVersion = "2026-11-22"

// GuardianConsent is a guardian's agreement that a child's data is used, as the
// law asks below fourteen. It is never deleted: its end is its withdrawal.
type GuardianConsent struct {
	ID          id.ID `gorm:"primaryKey"`
	ChildID     id.ID
	GuardianID  id.ID // the person who agreed
	AccountID   id.ID // the account that recorded it: the guardian's, or an officer's
	Method      ConsentMethod
	Version     string
	GivenAt     clock.Instant
	WithdrawnAt clock.Instant
	WithdrawnBy id.ID
}

// TableName implements gorm's Tabler.
func (GuardianConsent) TableName() string { return "guardian_consents" }
