package catalog

import (
	"cmp"
	"context"
	"slices"
	"time"

	"ieum/internal/clock"
	"ieum/internal/policy"
)

// Day is what happens on one day of a calendar: the first few, and how many there are.
type Day struct {
	On                      clock.Date
	Openings                []Card // applying begins
	Starts                  []Card // the first day
	AllOpenings, AllStarts  int
	openingDocs, startsDocs []int32
}

// All is how much happens on the day.
func (d Day) All() int { return d.AllOpenings + d.AllStarts }

// Month is a calendar of one month.
type Month struct {
	First    clock.Date // its first day
	Days     []Day      // every day of the month
	Openings int
	Starts   int
	Today    clock.Date
}

// ParseMonth reads 2026-03; anything else is the month of today.
func ParseMonth(s string, today clock.Date) clock.Date {
	if t, err := time.Parse("2006-01", s); err == nil && t.Year() >= 2000 && t.Year() < 2100 {
		return clock.Day(t.Year(), t.Month(), 1)
	}
	return today[:8] + "01"
}

// Next is the first day of the month n months on.
func (m Month) Next(n int) clock.Date {
	t := m.First.Time()
	return clock.Day(t.Year(), t.Month()+time.Month(n), 1)
}

// Calendar is the month that begins on first: what opens and what starts on
// each day, of the sections that answer the query; what is cancelled is left
// out. A day names at most a few of each and counts all.
func (s *Service) Calendar(ctx context.Context, _ policy.Actor, q Query, first clock.Date, few int) (Month, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return Month{}, err
	}
	now := s.db.Now()
	m := Month{First: first, Today: now.Date()}
	end := m.Next(1)
	for d := first; d < end; d = d.AddDays(1) {
		m.Days = append(m.Days, Day{On: d})
	}
	held.happening(q, now, m.Days, few)
	for _, d := range m.Days {
		m.Openings += d.AllOpenings
		m.Starts += d.AllStarts
	}
	return m, nil
}

// DayOf is one day of a calendar, with at most a few openings and as many starts.
func (s *Service) DayOf(ctx context.Context, _ policy.Actor, q Query, on clock.Date, few int) (Day, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return Day{}, err
	}
	day := []Day{{On: on}}
	held.happening(q, s.db.Now(), day, few)
	return day[0], nil
}

// happening fills days in, which follow one another.
func (s *snapshot) happening(q Query, now clock.Instant, days []Day, few int) {
	first, end := days[0].On, days[len(days)-1].On.AddDays(1)
	for _, n := range s.sections(q, now) {
		d := &s.docs[n]
		if d.State == Cancelled {
			continue
		}
		if on := d.ApplyFrom; !on.IsZero() && !d.AlwaysOpen && on >= first.At(0) && on < end.At(0) {
			day := &days[first.DaysTo(on.Date())]
			day.openingDocs = append(day.openingDocs, n)
		}
		if d.StartsOn >= first && d.StartsOn < end {
			day := &days[first.DaysTo(d.StartsOn)]
			day.startsDocs = append(day.startsDocs, n)
		}
	}
	for i := range days {
		d := &days[i]
		slices.SortStableFunc(d.openingDocs, func(a, b int32) int { return cmp.Compare(s.docs[a].ApplyFrom, s.docs[b].ApplyFrom) })
		d.AllOpenings, d.AllStarts = len(d.openingDocs), len(d.startsDocs)
		d.Openings, d.Starts = s.cards(d.openingDocs, few, now), s.cards(d.startsDocs, few, now)
	}
}

// cards are up to few documents as cards of their own.
func (s *snapshot) cards(docs []int32, few int, now clock.Instant) (out []Card) {
	for _, n := range docs[:min(few, len(docs))] {
		d := &s.docs[n]
		out = append(out, Card{Listed: &s.programmes[d.programme], Best: d.offer(now, now.Date())})
	}
	return out
}

// sections are the documents, and not only the best of each programme, that answer a query.
func (s *snapshot) sections(q Query, now clock.Instant) []int32 {
	a := s.answer(q, now, false)
	var out []int32
	for _, h := range a.hits {
		for n := s.first[h.programme]; n < s.first[h.programme+1]; n++ {
			if s.docs[n].listedSection != nil && (h.matching == s.first[h.programme+1]-s.first[h.programme] || a.passes(n)) {
				out = append(out, n)
			}
		}
	}
	return out
}

// Upcoming are up to n sections that open or start from today on, for a calendar that people subscribe to.
func (s *Service) Upcoming(ctx context.Context, _ policy.Actor, q Query, n int) ([]Card, error) {
	held, err := s.index.current(ctx)
	if err != nil {
		return nil, err
	}
	now := s.db.Now()
	today := now.Date()
	var out []Card
	for _, i := range held.sections(q, now) {
		if d := &held.docs[i]; d.State == Published && (d.ApplyFrom >= today.At(0) || d.StartsOn >= today) {
			out = append(out, Card{Listed: &held.programmes[d.programme], Best: d.offer(now, today)})
		}
	}
	slices.SortStableFunc(out, func(a, b Card) int {
		return cmp.Or(cmp.Compare(a.Best.ApplyFrom, b.Best.ApplyFrom), cmp.Compare(a.Best.StartsOn, b.Best.StartsOn))
	})
	return out[:min(n, len(out))], nil
}
