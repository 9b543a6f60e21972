package partnership

import (
	"cmp"
	"context"
	"slices"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

// everything is all rows about cooperations. There are a handful of agreements
// with a few dozen rows each, so reading them whole is one short query a table
// and no page has a query of its own to get wrong.
type everything struct {
	agreements []Agreement
	parties    []AgreementParty
	grants     []Grant
	awards     []Award
	members    []AwardMember
	strands    []Strand
	budgets    []Budget
	indicators []Indicator
	orgs       map[id.ID]people.Organisation
	at         clock.Instant
}

func (s *Service) read(ctx context.Context) (*everything, error) {
	e := &everything{orgs: map[id.ID]people.Organisation{}, at: s.db.Now()}
	r := s.db.Read(ctx)
	for _, q := range []struct {
		into  any
		order string
	}{
		{&e.agreements, "starts_on, slug"},
		{&e.parties, "position, org_id"},
		{&e.grants, "year, slug"},
		{&e.awards, "position, slug"},
		{&e.members, "position, org_id"},
		{&e.strands, "position, code"},
		{&e.budgets, "fiscal_year, position, id"},
		{&e.indicators, "year, position, id"},
	} {
		if err := r.Session(&gorm.Session{}).Order(q.order).Find(q.into).Error; err != nil {
			return nil, err
		}
	}
	var orgs []people.Organisation
	err := r.Where(`id in (select org_id from agreement_parties union select org_id from award_members union select grantor_id from grants
		union select grantee_id from awards union select org_id from budgets)`).Find(&orgs).Error
	if err != nil {
		return nil, err
	}
	for _, o := range orgs {
		e.orgs[o.ID] = o
	}
	return e, nil
}

// cooperations puts the rows together: agreements, then grants, by their first day.
func (e *everything) cooperations() []Cooperation {
	var out []Cooperation
	for i := range e.agreements {
		a := &e.agreements[i]
		c := Cooperation{Agreement: a, At: e.at, Money: e.money(func(b *Budget) bool { return b.AgreementID == a.ID })}
		for j := range e.agreements {
			if e.agreements[j].ID == a.PredecessorID {
				c.Before = &e.agreements[j]
			}
			if e.agreements[j].PredecessorID == a.ID {
				c.After = &e.agreements[j]
			}
		}
		for _, p := range e.parties {
			if p.AgreementID == a.ID {
				c.Partners = append(c.Partners, Partner{e.orgs[p.OrgID], p.Part})
			}
		}
		c.Strands = filter(e.strands, func(s *Strand) bool { return s.AgreementID == a.ID })
		c.Indicators = filter(e.indicators, func(x *Indicator) bool { return x.AgreementID == a.ID })
		out = append(out, c)
	}
	for i := range e.grants {
		g := &e.grants[i]
		grantor := e.orgs[g.GrantorID]
		c := Cooperation{Grant: g, Grantor: &grantor, At: e.at, Indicators: filter(e.indicators, func(x *Indicator) bool { return x.GrantID == g.ID })}
		for _, a := range e.awards {
			if a.GrantID == g.ID {
				c.Awards = append(c.Awards, e.award(a))
			}
		}
		out = append(out, c)
	}
	slices.SortStableFunc(out, func(a, b Cooperation) int { return cmp.Compare(a.from(), b.from()) })
	return out
}

// from is the first day, or the first of the year.
func (c *Cooperation) from() clock.Date {
	if c.Agreement != nil {
		return c.Agreement.StartsOn
	}
	return clock.Day(c.Grant.Year, 1, 1)
}

func (e *everything) award(a Award) AwardPart {
	p := AwardPart{
		Award: a, Grantee: e.orgs[a.GranteeID], Strands: filter(e.strands, func(s *Strand) bool { return s.AwardID == a.ID }),
		Money: e.money(func(b *Budget) bool { return b.AwardID == a.ID }),
	}
	for _, m := range e.members {
		if m.AwardID == a.ID {
			p.Members = append(p.Members, Partner{e.orgs[m.OrgID], m.Part})
		}
	}
	return p
}

func (e *everything) money(keep func(*Budget) bool) (out []Money) {
	for _, b := range filter(e.budgets, keep) {
		out = append(out, Money{b, e.orgs[b.OrgID]})
	}
	return out
}

func filter[T any](rows []T, keep func(*T) bool) (out []T) {
	for i := range rows {
		if keep(&rows[i]) {
			out = append(out, rows[i])
		}
	}
	return out
}
