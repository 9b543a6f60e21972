package credit

import (
	"ieum/internal/audit"
	"ieum/internal/db"
)

// Service is what the rest of the program may ask of credit.
type Service struct {
	db  *db.DB
	log *audit.Log
}

// NewService returns the recognition and the mileage in d.
func NewService(d *db.DB) *Service { return &Service{db: d, log: audit.NewLog(d)} }
