package people

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Person is somebody who learns, teaches or works; they may have no account.
type Person struct {
	ID        id.ID `gorm:"primaryKey"`
	Name      string
	BirthOn   clock.Date
	Phone     string // digits with hyphens: 010-1234-5678
	City      string
	District  string
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt clock.Instant `gorm:"autoUpdateTime:false"`
	ErasedAt  clock.Instant // gone: nothing but the id is left
}

// TableName implements gorm's Tabler.
func (Person) TableName() string { return "people" }

// Account is how a person signs in.
type Account struct {
	ID                id.ID `gorm:"primaryKey"`
	PersonID          id.ID
	Email             string        `gorm:"serializer:nullable"` // lower case, NFC; "" where there is none
	Phone             string        `gorm:"serializer:nullable"` // as CleanPhone writes it; "" where there is none
	PhoneProvedAt     clock.Instant // when its owner typed a code that was sent to it
	PasswordHash      string        // argon2id, PHC string; "" where one signs in by code alone
	Lang              string
	ConfirmedAt       clock.Instant // when the e-mail address was proved; before that nobody signs in by it
	PasswordChangedAt clock.Instant
	ClosedAt          clock.Instant
	CreatedAt         clock.Instant `gorm:"autoCreateTime:false"`
}

// TableName implements gorm's Tabler.
func (Account) TableName() string { return "accounts" }

// Proved reports whether somebody has shown that the account's address or number is theirs.
func (a *Account) Proved() bool {
	return a.Email != "" && !a.ConfirmedAt.IsZero() || a.Phone != "" && !a.PhoneProvedAt.IsZero()
}

// WebSession is a signed-in browser. Only the hash of its cookie is stored.
type WebSession struct {
	Hash        string `gorm:"primaryKey"`
	AccountID   id.ID  // None before sign-in
	Data        string // JSON: flash messages and the like, nothing personal
	IdleSeconds int
	CreatedAt   clock.Instant `gorm:"autoCreateTime:false"`
	SeenAt      clock.Instant
	ExpiresAt   clock.Instant // the absolute limit
}

// TableName implements gorm's Tabler.
func (WebSession) TableName() string { return "web_sessions" }

// Registration is somebody's wish for an account, waiting for its own link and
// its own password. It is no account yet: nobody can sign in with it, and any
// number may wait for one address without touching each other.
type Registration struct {
	Hash         string `gorm:"primaryKey"` // of the link's secret
	Email        string
	Name         string
	BirthOn      clock.Date
	PasswordHash string // argon2id, PHC string
	Lang         string
	News         bool
	Version      string        // of the documents that were agreed to
	CreatedAt    clock.Instant `gorm:"autoCreateTime:false"`
	ExpiresAt    clock.Instant
}

// TableName implements gorm's Tabler.
func (Registration) TableName() string { return "registrations" }

// Token is a one-time link sent by mail. Only its hash is stored.
type Token struct {
	Hash      string `gorm:"primaryKey"`
	AccountID id.ID
	Purpose   TokenPurpose
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
	ExpiresAt clock.Instant
	UsedAt    clock.Instant
}

// TableName implements gorm's Tabler.
func (Token) TableName() string { return "tokens" }

// TokenPurpose is what a token is good for.
type TokenPurpose string

// ResetPassword is the one purpose: registrations keep their links themselves.
const ResetPassword TokenPurpose = "reset"

// Throttle counts failures under a keyed hash of an account or a network.
type Throttle struct {
	Key          string `gorm:"primaryKey"`
	Failures     int
	Since        clock.Instant
	BlockedUntil clock.Instant
}

// TableName implements gorm's Tabler.
func (Throttle) TableName() string { return "throttle" }

// RoleRow is a duty that an account holds for an organisation.
type RoleRow struct {
	ID        id.ID `gorm:"primaryKey"`
	AccountID id.ID
	Duty      policy.Duty
	OrgID     id.ID
	Subtree   bool // also for every organisation below
	GrantedBy id.ID
	GrantedAt clock.Instant
	RevokedBy id.ID
	RevokedAt clock.Instant
}

// TableName implements gorm's Tabler.
func (RoleRow) TableName() string { return "roles" }

// StandIn (대결) lets one account decide in another's absence, for a period and one organisation.
type StandIn struct {
	ID         id.ID `gorm:"primaryKey"`
	OrgID      id.ID
	AbsentID   id.ID // account
	StandInID  id.ID // account
	StartsOn   clock.Date
	EndsOn     clock.Date
	Reason     string
	RecordedBy id.ID
	RecordedAt clock.Instant
	EndedAt    clock.Instant // ended early
}

// TableName implements gorm's Tabler.
func (StandIn) TableName() string { return "stand_ins" }
