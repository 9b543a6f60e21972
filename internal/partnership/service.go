package partnership

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/money"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Service reads who works with whom and with which money. All of it is public:
// what an organisation has agreed and been granted is no secret, and both
// parties see the figures that everybody sees.
type Service struct{ db *db.DB }

// NewService returns the cooperations in d.
func NewService(d *db.DB) *Service { return &Service{db: d} }

// Cooperation is an agreement or a grant with all that its page says. Exactly
// one of Agreement and Grant is set.
type Cooperation struct {
	Agreement *Agreement
	Grant     *Grant
	Grantor   *people.Organisation // of a grant
	// Before is the agreement that this one follows, After the one that follows it.
	Before, After *Agreement
	Partners      []Partner // of an agreement
	Strands       []Strand  // of an agreement
	Awards        []AwardPart
	Money         []Money // of an agreement; a grant's stands with its awards
	Indicators    []Indicator
	At            clock.Instant
}

// Partner is an organisation with the part that it has.
type Partner struct {
	people.Organisation
	Part string // city, university, education_office; lead, district, institute
}

// AwardPart is one award of a grant.
type AwardPart struct {
	Award
	Grantee people.Organisation
	Members []Partner // of a consortium
	Strands []Strand
	Money   []Money
}

// Money is a budget with the organisation whose it is.
type Money struct {
	Budget
	Org people.Organisation
}

// Slug is the address of the cooperation's page.
func (c *Cooperation) Slug() string {
	if c.Agreement != nil {
		return c.Agreement.Slug
	}
	return c.Grant.Slug
}

// Names are the cooperation's name in Korean and English.
func (c *Cooperation) Names() (ko, en string) {
	if c.Agreement != nil {
		return c.Agreement.NameKO, c.Agreement.NameEN
	}
	return c.Grant.NameKO, c.Grant.NameEN
}

// Summaries say in Korean and English what the cooperation is.
func (c *Cooperation) Summaries() (ko, en string) {
	if c.Agreement != nil {
		return c.Agreement.SummaryKO, c.Agreement.SummaryEN
	}
	return c.Grant.SummaryKO, c.Grant.SummaryEN
}

// AllMoney is every budget of the cooperation, those of its awards included.
func (c *Cooperation) AllMoney() []Money {
	out := slices.Clone(c.Money)
	for i := range c.Awards {
		out = append(out, c.Awards[i].Money...)
	}
	return out
}

// Official is the money of the facts; examples (예시) do not count.
func Official(ms []Money) (sum money.Won) { return total(ms, false) }

// Examples is the money that is an example.
func Examples(ms []Money) (sum money.Won) { return total(ms, true) }

func total(ms []Money, sample bool) (sum money.Won) {
	for _, m := range ms {
		if m.Sample == sample {
			sum += m.Amount
		}
	}
	return sum
}

// Share is what one source gives in one year.
type Share struct {
	Year   int
	Source Source
	Amount money.Won
	Sample bool
}

// Shares sums money by year and source, examples apart, in the order in which it is written down.
func Shares(ms []Money) (out []Share) {
	for _, m := range ms {
		i := slices.IndexFunc(out, func(s Share) bool { return s.Year == m.FiscalYear && s.Source == m.Source && s.Sample == m.Sample })
		if i < 0 {
			out = append(out, Share{m.FiscalYear, m.Source, 0, m.Sample})
			i = len(out) - 1
		}
		out[i].Amount += m.Amount
	}
	return out
}

// Everyone is all who take part, each once: parties, or members and grantees.
func (c *Cooperation) Everyone() (out []Partner) {
	seen := map[id.ID]bool{}
	add := func(p Partner) {
		if !seen[p.ID] {
			seen[p.ID] = true
			out = append(out, p)
		}
	}
	for _, p := range c.Partners {
		add(p)
	}
	for i := range c.Awards {
		add(Partner{c.Awards[i].Grantee, "grantee"})
		for _, p := range c.Awards[i].Members {
			add(p)
		}
	}
	return out
}

// Over reports whether the cooperation has ended: its last day is over, or its grant is settled.
func (c *Cooperation) Over() bool {
	if c.Grant != nil {
		return !c.Grant.SettledOn.IsZero()
	}
	return !c.Agreement.EndsOn.IsZero() && c.At.Date() > c.Agreement.EndsOn
}

// Cooperations are the agreements in force and the grants, the oldest first. An
// agreement that has been followed by another is told of on the page of that one.
func (s *Service) Cooperations(ctx context.Context, _ policy.Actor) ([]Cooperation, error) {
	all, err := s.read(ctx)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all.cooperations(), func(c Cooperation) bool { return c.After != nil }), nil
}

// Cooperation is one agreement or grant by its slug.
func (s *Service) Cooperation(ctx context.Context, _ policy.Actor, slug string) (Cooperation, error) {
	all, err := s.read(ctx)
	if err != nil {
		return Cooperation{}, err
	}
	list := all.cooperations()
	i := slices.IndexFunc(list, func(c Cooperation) bool { return c.Slug() == slug })
	if i < 0 {
		return Cooperation{}, fault.New(fault.NotFound, "error.not_found")
	}
	return list[i], nil
}

// Belonging is the cooperation that a programme is part of.
type Belonging struct {
	Cooperation
	Award  *AwardPart
	Strand *Strand
}

// Belongs is what a programme with these ids is part of; ok is false when it is part of nothing.
func (s *Service) Belongs(ctx context.Context, _ policy.Actor, agreement, award, strand id.ID) (b Belonging, ok bool, err error) {
	if agreement.IsZero() && award.IsZero() {
		return b, false, nil
	}
	all, err := s.read(ctx)
	if err != nil {
		return b, false, err
	}
	for _, c := range all.cooperations() {
		if c.Agreement != nil && c.Agreement.ID == agreement {
			b.Cooperation, ok = c, true
			b.Strand = find(c.Strands, strand)
		}
		for i := range c.Awards {
			if c.Awards[i].ID == award {
				b.Cooperation, b.Award, ok = c, &c.Awards[i], true
				b.Strand = find(c.Awards[i].Strands, strand)
			}
		}
	}
	return b, ok, nil
}

func find(strands []Strand, strand id.ID) *Strand {
	for i := range strands {
		if strands[i].ID == strand {
			return &strands[i]
		}
	}
	return nil
}

// Part is what an organisation does in a cooperation.
type Part struct {
	Cooperation
	Part string
}

// PartsOf are the cooperations that an organisation takes part in.
func (s *Service) PartsOf(ctx context.Context, _ policy.Actor, org id.ID) ([]Part, error) {
	all, err := s.read(ctx)
	if err != nil {
		return nil, err
	}
	var out []Part
	for _, c := range all.cooperations() {
		if c.Grant != nil && c.Grant.GrantorID == org {
			out = append(out, Part{c, "grantor"})
			continue
		}
		for _, p := range c.Everyone() {
			if p.ID == org {
				out = append(out, Part{c, p.Part})
			}
		}
	}
	return out, nil
}
