package catalog

import (
	"context"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Address is a public page of the catalogue and when what it shows last changed.
type Address struct {
	Slug    string // of a programme; "" for a section
	Section id.ID
	Changed clock.Instant
}

// Addresses are all public programmes and sections, for the site map.
func (s *Service) Addresses(ctx context.Context, _ policy.Actor) ([]Address, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Address, 0, len(held.programmes)+len(held.docs))
	for i := range held.programmes {
		out = append(out, Address{Slug: held.programmes[i].Slug, Changed: held.programmes[i].UpdatedAt})
	}
	for i := range held.docs {
		if d := &held.docs[i]; d.listedSection != nil {
			out = append(out, Address{Section: d.ID, Changed: max(d.UpdatedAt, held.programmes[d.programme].UpdatedAt)})
		}
	}
	return out, nil
}

// Recent are the n programmes that were published last.
func (s *Service) Recent(ctx context.Context, who policy.Actor, n int) ([]Card, clock.Instant, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return nil, 0, err
	}
	r := held.list(Everything().Ordered(Newest), s.db.Now(), n)
	return r.Cards, lastChange(held), nil
}

// lastChange is when the public catalogue last changed, for feeds.
func lastChange(s *snapshot) (last clock.Instant) {
	for i := range s.programmes {
		last = max(last, s.programmes[i].UpdatedAt)
	}
	for i := range s.docs {
		if d := s.docs[i]; d.listedSection != nil {
			last = max(last, d.UpdatedAt)
		}
	}
	return last
}
