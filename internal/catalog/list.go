package catalog

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/paging"
	"ieum/internal/policy"
)

// PageSize is how many programmes a page of a list shows.
const PageSize = 20

// Offer is a public section with its two states at the moment of asking.
type Offer struct {
	*Section
	Admission Admission
	Run       Run
	Pressure  Pressure
}

// Card is a programme in a list, with the section that answers the question best.
type Card struct {
	*Listed
	Best *Offer // nil for a programme without public sections
	More int    // its other sections that answer the question too
}

// Choice is one value of a filter and how many programmes it would show, the
// other filters as they are.
type Choice struct {
	Value          string
	NameKO, NameEN string // "" where the value has a word in the catalogue of messages
	Count          int
	Selected       bool
}

// Alternative is a question that is a little wider, and how many programmes answer it.
type Alternative struct {
	Query Query
	Left  Condition // what it leaves out
	Count int
}

// Result is the answer to a question.
type Result struct {
	Query        Query
	Cards        []Card
	Page         paging.Page
	Facets       map[Filter][]Choice
	Alternatives []Alternative // only where nothing was found
	Version      int64         // of the catalogue
	At           clock.Instant
}

// Everyone may read the catalogue: what it holds is public, and a draft is in
// no list of it. So the lists below take no scope; the office has its own.

// List answers a question with the page it asks for.
func (s *Service) List(ctx context.Context, _ policy.Actor, q Query) (Result, error) {
	return s.list(ctx, q, PageSize)
}

// ListOf is List with pages of another size, at most 100, for programs that read.
func (s *Service) ListOf(ctx context.Context, _ policy.Actor, q Query, size int) (Result, error) {
	return s.list(ctx, q, min(max(size, 1), 100))
}

func (s *Service) list(ctx context.Context, q Query, size int) (Result, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return Result{}, err
	}
	return held.list(q, s.db.Now(), size), nil
}

// Version is the number of the public catalogue; it rises with every change.
func (s *Service) Version(ctx context.Context, _ policy.Actor) (int64, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return 0, err
	}
	return held.version, nil
}

func (s *snapshot) list(q Query, now clock.Instant, size int) Result {
	a := s.answer(q, now, true)
	r := Result{Query: q, Facets: a.choices(), Version: s.version, At: now, Page: paging.New(q.Page, size).Of(len(a.hits))}
	a.sort()
	for _, h := range a.hits[r.Page.Offset():r.Page.To()] {
		r.Cards = append(r.Cards, s.card(h, now))
	}
	if len(a.hits) == 0 && q.Narrowed() {
		r.Alternatives = s.alternatives(q, now)
	}
	return r
}

func (s *snapshot) card(h hit, now clock.Instant) Card {
	c := Card{Listed: &s.programmes[h.programme], More: int(h.matching) - 1}
	if d := &s.docs[h.doc]; d.listedSection != nil {
		c.Best = d.offer(now, now.Date())
	}
	return c
}

func (d *doc) offer(now clock.Instant, today clock.Date) *Offer {
	o := &Offer{Section: &d.Section, Pressure: d.pressure}
	o.Admission, o.Run = d.StatesAt(now, today, d.pressure)
	return o
}

// alternatives are the questions that leave one condition out, or one word of
// the text, and find something; those that find most first.
func (s *snapshot) alternatives(q Query, now clock.Instant) []Alternative {
	var out []Alternative
	try := func(wider Query, left Condition) {
		if n := len(s.answer(wider, now, false).hits); n > 0 && wider.Narrowed() {
			out = append(out, Alternative{wider, left, n})
		}
	}
	seen := map[Filter]bool{}
	for _, c := range q.Conditions() {
		if seen[c.By] {
			continue
		}
		seen[c.By] = true
		if len(q.Chosen[c.By]) > 1 {
			c.Value = ""
		}
		try(q.Relaxed(c.By), c)
	}
	if ws := strings.Fields(q.Text); len(ws) > 1 && len(ws) <= mostWords {
		for i, w := range ws {
			wider := q.OnPage(1)
			wider.Text = strings.Join(slices.Delete(slices.Clone(ws), i, i+1), " ")
			try(wider, Condition{ByText, w})
		}
	}
	slices.SortStableFunc(out, func(a, b Alternative) int { return b.Count - a.Count })
	return out[:min(len(out), 6)]
}
