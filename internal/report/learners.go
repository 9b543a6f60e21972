package report

import (
	"context"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/policy"
)

// Service sums.
type Service struct {
	db     *db.DB
	totals held
}

// NewService returns the sums over d.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Learners is how many people learn in a year.
type Learners struct {
	Year     int
	Official int // people, each once, however many courses they take (실인원)
	Examples int // people of sections that are examples (예시)
}

// Learners counts the people who hold a place in a section that runs this year.
// It is a number of many people and says nothing of anybody.
func (s *Service) Learners(ctx context.Context, _ policy.Actor) (Learners, error) {
	year := s.db.Now().Local().Year()
	out := Learners{Year: year}
	var err error
	first, last := clock.Day(year, 1, 1), clock.Day(year, 12, 31)
	if out.Official, err = learnersBetween(s.db.Read(ctx), first, last, false); err != nil {
		return out, err
	}
	out.Examples, err = learnersBetween(s.db.Read(ctx), first, last, true)
	return out, err
}
