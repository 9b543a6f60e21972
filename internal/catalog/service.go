package catalog

import "ieum/internal/db"

// Service reads the catalogue and changes it.
type Service struct {
	db    *db.DB
	index *Index
	terms terms
}

// NewService returns the catalogue in d.
func NewService(d *db.DB) *Service { return &Service{db: d, index: NewIndex(d)} }
