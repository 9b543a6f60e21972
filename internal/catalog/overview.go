package catalog

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/policy"
)

// Overview is what the first page shows of the catalogue.
type Overview struct {
	Opening, Closing []Card
	Programmes       int   // public and not an example
	Samples          int   // public examples
	Hosts            int   // organisations that run a programme that is no example
	OpenNow          int   // programmes, examples too, that one can apply for now
	Version          int64 // of the catalogue
	At               clock.Instant
}

// Overview lists up to n programmes that open next and n that close next, with the totals.
func (s *Service) Overview(ctx context.Context, who policy.Actor, n int) (Overview, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return Overview{}, err
	}
	now := s.db.Now()
	out := Overview{At: now, Version: held.version}
	first := func(q Query) (cards []Card) {
		a := held.answer(q, now, false)
		a.sort()
		for _, h := range a.hits[:min(n, len(a.hits))] {
			cards = append(cards, held.card(h, now))
		}
		return cards
	}
	out.Opening = first(Everything().With(ByStatus, string(Upcoming)).Ordered(OpeningOn))
	out.Closing = first(Everything().With(ByStatus, string(Closing)).Ordered(ClosingOn))
	hosts := map[string]bool{}
	for i := range held.programmes {
		if p := &held.programmes[i]; p.Sample {
			out.Samples++
		} else {
			out.Programmes++
			hosts[p.Org.Slug] = true
		}
	}
	out.Hosts = len(hosts)
	out.OpenNow = len(held.answer(ApplicableNow(), now, false).hits)
	return out, reader{s.db.Read(ctx)}.countLeft(best(out.Closing)...)
}

// ApplicableNow asks for everything that one can apply for now.
func ApplicableNow() Query {
	return Everything().With(ByStatus, string(Open)).With(ByStatus, string(Closing)).With(ByStatus, string(WaitingList))
}

// Tally counts programmes: those of the facts, the examples (예시), how many of
// both take applications now, and how many of these are examples.
type Tally struct{ Official, Samples, OpenNow, OpenSamples int }

// Under is what a cooperation has in the catalogue.
type Under struct {
	Tally
	Strands map[string]Tally // by code of the strand or group
	Awards  map[string]Tally // by slug
	// Areas are the fields of each award's programmes that are no examples, in the order in which pages list fields.
	Areas  map[string][]Area
	Types  map[string]Tally // by shared-school type
	Stages map[string]Tally // by growth stage
}

// openNow are the programmes that take applications at the moment.
func (s *snapshot) openNow(now clock.Instant) map[int32]bool {
	open := map[int32]bool{}
	for _, h := range s.answer(ApplicableNow(), now, false).hits {
		open[h.programme] = true
	}
	return open
}

// UnderOrganisations counts the programmes that each organisation runs, by its slug.
func (s *Service) UnderOrganisations(ctx context.Context, _ policy.Actor) (map[string]Tally, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return nil, err
	}
	open := held.openNow(s.db.Now())
	out := map[string]Tally{}
	for i := range held.programmes {
		p := &held.programmes[i]
		out[p.Org.Slug] = out[p.Org.Slug].plus(p.Sample, open[int32(i)])
	}
	return out, nil
}

// UnderCooperations counts the programmes of each cooperation, by its slug.
func (s *Service) UnderCooperations(ctx context.Context, _ policy.Actor) (map[string]Under, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return nil, err
	}
	open := held.openNow(s.db.Now())
	out := map[string]Under{}
	for i := range held.programmes {
		p := &held.programmes[i]
		if p.Cooperation.Slug == "" {
			continue
		}
		u, ok := out[p.Cooperation.Slug]
		if !ok {
			u = Under{Strands: map[string]Tally{}, Awards: map[string]Tally{}, Areas: map[string][]Area{}, Types: map[string]Tally{}, Stages: map[string]Tally{}}
		}
		u.Tally = u.plus(p.Sample, open[int32(i)])
		if p.Strand.Code != "" {
			u.Strands[p.Strand.Code] = u.Strands[p.Strand.Code].plus(p.Sample, open[int32(i)])
		}
		if p.SharedType != "" {
			u.Types[p.SharedType] = u.Types[p.SharedType].plus(p.Sample, open[int32(i)])
		}
		if p.Stage != "" {
			u.Stages[p.Stage] = u.Stages[p.Stage].plus(p.Sample, open[int32(i)])
		}
		if p.Award.Slug != "" {
			u.Awards[p.Award.Slug] = u.Awards[p.Award.Slug].plus(p.Sample, open[int32(i)])
			if !p.Sample && !slices.Contains(u.Areas[p.Award.Slug], p.Area) {
				u.Areas[p.Award.Slug] = append(u.Areas[p.Award.Slug], p.Area)
			}
		}
		out[p.Cooperation.Slug] = u
	}
	for _, u := range out {
		for _, areas := range u.Areas {
			slices.SortFunc(areas, func(a, b Area) int { return slices.Index(Areas, a) - slices.Index(Areas, b) })
		}
	}
	return out, nil
}

func (t Tally) plus(sample, open bool) Tally {
	if sample {
		t.Samples++
	} else {
		t.Official++
	}
	if open {
		t.OpenNow++
		if sample {
			t.OpenSamples++
		}
	}
	return t
}

// Total is how many programmes there are, examples included.
func (t Tally) Total() int { return t.Official + t.Samples }
