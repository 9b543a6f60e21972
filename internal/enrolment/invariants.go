package enrolment

import (
	"context"

	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Breach is a section whose counts do not hold.
type Breach struct {
	SectionID id.ID
	Number    string
	Taken     int // as section_seats says
	Held      int // live places
	Accepted  int // applications that ought to hold one
	Capacity  *int
}

// CheckSeats compares every section's count with the places that are held, and
// these with the applications; it returns how many sections it looked at. Only
// the program itself and the administrator may ask.
func (s *Service) CheckSeats(ctx context.Context, who policy.Actor) (int, []Breach, error) {
	if !policy.Visible(who).Everything && !who.HasAny(policy.Admin) {
		return 0, nil, fault.New(fault.Forbidden, "error.forbidden")
	}
	return reader{s.db.Read(ctx)}.seatBreaches()
}
