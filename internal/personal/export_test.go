package personal

import (
	"context"

	"ieum/internal/id"
)

// DestroyListed goes through people who were due when the list was made.
func (s *Service) DestroyListed(ctx context.Context, persons ...id.ID) (int, error) {
	part := make([]duePerson, len(persons))
	for i, p := range persons {
		part[i].ID = p
	}
	return s.destroyPeople(ctx, part, s.db.Now().Date())
}
