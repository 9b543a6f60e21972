package catalog

import (
	"ieum/internal/clock"
	"ieum/internal/db"
)

// Service reads the catalogue and changes it.
type Service struct {
	db    *db.DB
	index *Index
}

// NewService returns the catalogue in d.
func NewService(d *db.DB) *Service { return &Service{db: d, index: NewIndex(d)} }

// Today is the day in Seoul by the portal's clock.
func (s *Service) Today() clock.Date { return s.db.Now().Date() }
