package exchange

import "ieum/internal/db"

// Service imports and exports the standard set.
type Service struct {
	db      *db.DB
	baseURL string // of our own sections' pages
	files   *files
	reading turn // of files
	storing turn // of imports and undoings
}

// NewService returns a service on d; baseURL is where the portal is reached.
func NewService(d *db.DB, baseURL string) *Service {
	return &Service{db: d, baseURL: baseURL, files: newFiles(), reading: newTurn(), storing: newTurn()}
}
