package catalog

import (
	"cmp"
	"context"
	"slices"
	"time"

	"ieum/internal/clock"
	"ieum/internal/policy"
)

// Day is what happens on one day of a calendar.
type Day struct {
	On       clock.Date
	Openings []Card // applying begins
	Starts   []Card // the first day
}

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
// each day, of the sections that answer the query; what is cancelled is left out.
func (s *Service) Calendar(ctx context.Context, _ policy.Actor, q Query, first clock.Date) (Month, error) {
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
	for _, n := range held.sections(q, now) {
		d := &held.docs[n]
		if d.State == Cancelled {
			continue
		}
		card := Card{Listed: &held.programmes[d.programme], Best: d.offer(now, m.Today)}
		if on := d.ApplyFrom; !on.IsZero() && !d.AlwaysOpen && on >= first.At(0) && on < end.At(0) {
			day := &m.Days[first.DaysTo(on.Date())]
			day.Openings = append(day.Openings, card)
			m.Openings++
		}
		if d.StartsOn >= first && d.StartsOn < end {
			day := &m.Days[first.DaysTo(d.StartsOn)]
			day.Starts = append(day.Starts, card)
			m.Starts++
		}
	}
	for _, d := range m.Days {
		slices.SortStableFunc(d.Openings, func(a, b Card) int { return cmp.Compare(a.Best.ApplyFrom, b.Best.ApplyFrom) })
	}
	return m, nil
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
