package personal

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
)

// Service is what people may ask about their own data.
type Service struct {
	db       *db.DB
	accounts *people.Accounts
	holdings []db.Holding
	holder   string // of the lease of the daily work
}

// NewService returns the rights of those whose data is in d.
func NewService(d *db.DB, accounts *people.Accounts) *Service {
	return &Service{d, accounts, Holdings(), id.New().String()}
}

// Erasure is somebody who has gone. CleanedAt is when the last bytes of them were too.
type Erasure struct {
	ID        id.ID `gorm:"primaryKey"`
	PersonID  id.ID
	AskedBy   id.ID
	At        clock.Instant
	CleanedAt clock.Instant
}

// TableName implements gorm's Tabler.
func (Erasure) TableName() string { return "erasures" }

// Finish takes what erasures have left in the database's files out of them, and
// says how many it finished. It runs after each erasure, and again by the clock
// for those that met a reader or the end of the program.
func (s *Service) Finish(ctx context.Context) (int64, error) {
	due, err := reader{s.db.Read(ctx)}.uncleaned()
	if err != nil || len(due) == 0 {
		return 0, err
	}
	var tables []string
	for _, h := range s.holdings {
		if len(h.Erase) > 0 || h.Clear != nil {
			tables = append(tables, h.Table)
		}
	}
	if err := s.db.Scrub(ctx, tables); err != nil {
		return 0, err
	}
	var n int64
	err = s.db.Housekeep(ctx, "erasures", func(tx *db.Tx) error {
		n, err = store{tx}.cleaned(due)
		return err
	})
	return n, err
}

// finish is Finish right after an erasure. The erasure is done whatever comes of
// it: the clock tries again.
func (s *Service) finish(ctx context.Context) {
	ctx, stop := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer stop()
	if _, err := s.Finish(ctx); err != nil && !errors.Is(err, db.ErrNotScrubbed) {
		slog.ErrorContext(ctx, "an erasure is not finished yet", "err", err)
	}
}
