package catalog

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Page is a programme with all that its page says.
type Page struct {
	Programme
	Org    people.Organisation
	Offers []Offer // its sections, the best to apply for first
	At     clock.Instant
}

// SectionPage is one section with its programme.
type SectionPage struct {
	Page
	Offer
	Sessions []Session
	Seats    Seats // only where one applies here; elsewhere nobody knows
}

// Programme is a public programme by its slug. One that is not public is not
// found, except by those whose desk it lies on: they see it as it will be.
func (s *Service) Programme(ctx context.Context, who policy.Actor, slug string) (Page, error) {
	r := reader{s.db.Read(ctx)}
	p, ok, err := r.programme("p.slug = ?", slug, policy.Visible(who))
	if err != nil {
		return Page{}, err
	}
	if !ok {
		return Page{}, fault.New(fault.NotFound, "error.not_found")
	}
	return s.page(r, who, p)
}

// Section is a public section with its programme, its sessions and, where one applies here, its seats.
func (s *Service) Section(ctx context.Context, who policy.Actor, section id.ID) (SectionPage, error) {
	r, none := reader{s.db.Read(ctx)}, fault.New(fault.NotFound, "error.not_found")
	p, ok, err := r.programme("p.id = (select programme_id from sections where id = ?)", section, policy.Visible(who))
	if err != nil {
		return SectionPage{}, err
	}
	if !ok {
		return SectionPage{}, none
	}
	page, err := s.page(r, who, p)
	if err != nil {
		return SectionPage{}, err
	}
	i := slices.IndexFunc(page.Offers, func(o Offer) bool { return o.ID == section })
	if i < 0 {
		return SectionPage{}, none
	}
	out := SectionPage{Page: page, Offer: page.Offers[i]}
	if out.Sessions, err = r.sessions(section); err != nil {
		return SectionPage{}, err
	}
	if out.Channel == Here {
		if out.Seats, err = r.seats(section); err != nil {
			return SectionPage{}, err
		}
	}
	return out, nil
}

func (s *Service) page(r reader, who policy.Actor, p Programme) (Page, error) {
	page := Page{Programme: p, At: s.db.Now()}
	var err error
	if page.Org, err = r.organisation(p.OrgID); err != nil {
		return page, err
	}
	desk := policy.Visible(who)
	rows, err := r.sectionsOf(p.ID, desk.Everything || slices.Contains(desk.Desk(), p.OrgID))
	if err != nil {
		return page, err
	}
	today := page.At.Date()
	for i := range rows {
		page.Offers = append(page.Offers, offerOf(&rows[i].Section, rows[i].Pressure, page.At, today))
	}
	offers := make([]*Offer, len(page.Offers))
	for i := range page.Offers {
		offers[i] = &page.Offers[i]
	}
	if err := r.countLeft(offers...); err != nil {
		return page, err
	}
	slices.SortStableFunc(page.Offers, func(a, b Offer) int { return int(rank(a.Admission, a.Run)) - int(rank(b.Admission, b.Run)) })
	return page, nil
}

// Similar are up to n other programmes that somebody who reads this one may
// want and can apply for, now or soon: the same field first, then the same town.
func (s *Service) Similar(ctx context.Context, _ policy.Actor, p *Programme, n int) ([]Card, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return nil, err
	}
	me, ok := held.bySlug[p.Slug]
	if !ok {
		return nil, nil // not public yet: it is like nothing that is
	}
	mine, now := held.docs[held.first[me]].values, s.db.Now()
	a := held.answer(Everything(), now, false)
	near := a.hits[:0]
	for _, h := range a.hits {
		d := &held.docs[h.doc]
		if h.programme == me || d.listedSection == nil {
			continue
		}
		if admission, _ := d.StatesAt(now, now.Date(), d.pressure); !admission.Applicable() && admission != Upcoming {
			continue
		}
		unlike := uint64(0)
		for place, dim := range []dimension{dCity, dDistrict, dAudience, dArea} {
			if d.values[dim] != mine[dim] {
				unlike |= 1 << place
			}
		}
		if d.values[dArea] != mine[dArea] && d.values[dAudience] != mine[dAudience] {
			continue
		}
		h.key, h.matching = unlike<<56|h.key>>8, 1
		near = append(near, h)
	}
	a.hits = near
	a.sort()
	var out []Card
	for _, h := range a.hits[:min(n, len(a.hits))] {
		out = append(out, held.card(h, now))
	}
	return out, reader{s.db.Read(ctx)}.countLeft(best(out)...)
}
