package partnership

import (
	"context"

	"ieum/internal/fault"
	"ieum/internal/policy"
)

// Ours are the cooperations in which one of the reader's organisations has a
// part. Every party sees the same of each: its programmes and all its money, and
// no people.
func (s *Service) Ours(ctx context.Context, who policy.Actor) (out []Part, err error) {
	seen := map[string]bool{}
	for _, org := range policy.Visible(who).Desk() {
		parts, err := s.PartsOf(ctx, who, org)
		if err != nil {
			return nil, err
		}
		for _, p := range parts {
			if !seen[p.Slug()] {
				seen[p.Slug()] = true
				out = append(out, p)
			}
		}
	}
	return out, nil
}

// OursBySlug is one of them; another's is as if it were not there.
func (s *Service) OursBySlug(ctx context.Context, who policy.Actor, slug string) (Part, error) {
	all, err := s.Ours(ctx, who)
	if err != nil {
		return Part{}, err
	}
	for _, p := range all {
		if p.Slug() == slug {
			return p, nil
		}
	}
	return Part{}, fault.New(fault.NotFound, "error.not_found")
}
