package enrolment

import (
	"ieum/internal/audit"
	"ieum/internal/db"
)

// Service is what the rest of the program may ask of enrolment.
type Service struct {
	db    *db.DB
	turns *turns
	log   *audit.Log
}

// NewService returns the enrolment in d.
func NewService(d *db.DB) *Service { return &Service{d, newTurns(), audit.NewLog(d)} }

// The letters of this package; the templates of mail know them by these names.
const (
	LetterAccepted         = "application.accepted"
	LetterRefused          = "application.refused"
	LetterCancelled        = "application.cancelled"
	LetterSectionCancelled = "section.cancelled"
	LetterOpen             = "section.open"
)
