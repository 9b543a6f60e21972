package people

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Document is something that people are asked to agree to.
type Document string

// The documents.
const (
	Terms          Document = "terms"       // 이용약관
	Privacy        Document = "privacy"     // 개인정보 수집·이용, for the account
	News           Document = "news"        // 소식 받기, a choice
	ForApplication Document = "application" // 개인정보 수집·이용·제공, for one application
)

// ConsentVersion is the version of the documents: raise it when a text changes.
const ConsentVersion = "2026-03-01"

// Consent is what somebody answered to a document, in its version.
type Consent struct {
	ID        id.ID `gorm:"primaryKey"`
	PersonID  id.ID
	AccountID id.ID
	Document  Document
	Version   string
	Agreed    bool
	Method    string // web, phone_call, counter: how the answer was given
	Ref       string // what it was asked for: account/…, application/…
	At        clock.Instant
}

// TableName implements gorm's Tabler.
func (Consent) TableName() string { return "consents" }
