package catalog

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/id"
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
	// Full: it takes no applications only because every place is taken (정원 마감).
	Full bool
	// Why it is 마감임박, one of the two: how many places are left, or how many
	// days until its window ends, 0 being today. -1 says nothing.
	Left, DaysLeft int
}

// offerOf is a section as it stands at an instant. Left is known only after countLeft.
func offerOf(sec *Section, pressure Pressure, now clock.Instant, today clock.Date) Offer {
	o := Offer{Section: sec, Pressure: pressure, Left: -1, DaysLeft: -1}
	o.Admission, o.Run = sec.StatesAt(now, today, pressure)
	switch o.Admission {
	case AdmissionEnded:
		o.Full = pressure == Full && sec.admission(now, o.Run, Roomy).Applicable()
	case Closing:
		if !o.bySeats() {
			o.DaysLeft = today.DaysTo((sec.ApplyUntil - 1).Date())
		}
	case Upcoming, Open, WaitingList, Drawing, Reviewing:
	}
	return o
}

// bySeats reports whether an offer is 마감임박 because few places are left.
func (o *Offer) bySeats() bool {
	return o.Admission == Closing && o.Channel == Here && o.Mode == FirstCome && o.Pressure == Tight
}

// countLeft asks how many places are left where that is what makes offers
// 마감임박: one query for all of them. The index knows only the step.
func (r reader) countLeft(offers ...*Offer) error {
	var ids []id.ID
	for _, o := range offers {
		if o != nil && o.bySeats() {
			ids = append(ids, o.ID)
		}
	}
	if len(ids) == 0 {
		return nil
	}
	seats, err := r.seatsOf(ids)
	if err != nil {
		return err
	}
	for _, o := range offers {
		if s, ok := seats[idOf(o)]; ok && o.bySeats() {
			o.Left = s.Left()
		}
	}
	return nil
}

func idOf(o *Offer) id.ID {
	if o == nil {
		return id.None
	}
	return o.ID
}

// best are the offers of cards.
func best(cards []Card) []*Offer {
	out := make([]*Offer, len(cards))
	for i := range cards {
		out[i] = cards[i].Best
	}
	return out
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
	out := held.list(q, s.db.Now(), size)
	return out, reader{s.db.Read(ctx)}.countLeft(best(out.Cards)...)
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
	o := offerOf(&d.Section, d.pressure, now, today)
	return &o
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
