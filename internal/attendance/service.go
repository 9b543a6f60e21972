package attendance

import (
	"ieum/internal/audit"
	"ieum/internal/db"
)

// Service is what the rest of the program may ask of attendance.
type Service struct {
	db    *db.DB
	log   *audit.Log
	seal  Seal
	hooks []func(*db.Tx, Participation) error
}

// NewService returns the attendance in d; secret is the portal's, of which the
// key that seals certificates is made.
func NewService(d *db.DB, secret string) *Service {
	return &Service{db: d, log: audit.NewLog(d), seal: NewSeal(secret)}
}

// OnConfirmed registers what else happens when a participation is confirmed or
// corrected, in the same transaction: an error takes the confirmation back. A
// correction has Version 2 or more. Register before the portal serves.
func (s *Service) OnConfirmed(fn func(tx *db.Tx, p Participation) error) {
	s.hooks = append(s.hooks, fn)
}

func (s *Service) confirmed(tx *db.Tx, p *Participation) error {
	for _, fn := range s.hooks {
		if err := fn(tx, *p); err != nil {
			return err
		}
	}
	return nil
}
