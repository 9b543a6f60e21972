package catalog

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/clock"
	"ieum/internal/policy"
)

// terms gathers what people search for, so that the first page can offer the
// words that many use. They are counted in memory and written once a minute: a
// search must not wait for a write, and a lost minute is no loss.
type terms struct {
	sync.Mutex
	hits    map[string]int
	written clock.Instant
}

const (
	termEvery    = time.Minute
	termMost     = 500 // words held between two writes
	termKeepDays = 90
	termDays     = 30 // a word is popular by the hits of this many days
	termLeast    = 3  // hits that make a word popular
	termRunes    = 20
	termDigits   = 6
)

// NoteSearch counts a search that found something. Words that may name a
// person, such as a telephone number or an address of mail, are not kept.
func (s *Service) NoteSearch(ctx context.Context, _ policy.Actor, q Query, found int) error {
	term := strings.ToLower(norm.NFC.String(q.Text))
	if found == 0 || !impersonal(term) {
		return nil
	}
	now := s.db.Now()
	hits := s.terms.add(term, now)
	if hits == nil {
		return nil
	}
	return s.writeTerms(ctx, hits, now)
}

// add counts a word, and returns all that have been counted when it is time to write them.
func (t *terms) add(term string, now clock.Instant) map[string]int {
	t.Lock()
	defer t.Unlock()
	if t.hits == nil {
		t.hits = map[string]int{}
	}
	if _, held := t.hits[term]; held || len(t.hits) < termMost {
		t.hits[term]++
	}
	if now.Sub(t.written) < termEvery {
		return nil
	}
	hits := t.hits
	t.hits, t.written = nil, now
	return hits
}

// impersonal reports whether a word may be kept: short, no address, no long number.
func impersonal(term string) bool {
	if n := utf8.RuneCountInString(term); n < 2 || n > termRunes || strings.ContainsRune(term, '@') {
		return false
	}
	digits := 0
	for _, r := range term {
		switch {
		case unicode.IsDigit(r):
			digits++
		case r == '-' || r == ' ' || r == '.': // a number with its hyphens is still one
		default:
			digits = 0
		}
		if digits >= termDigits {
			return false
		}
	}
	return true
}

// PopularTerms are up to n words that people have searched for and found lately, the most frequent first.
func (s *Service) PopularTerms(ctx context.Context, _ policy.Actor, n int) ([]string, error) {
	rows, err := reader{s.db.Read(ctx)}.popular(s.db.Now().Date().AddDays(-termDays))
	if err != nil {
		return nil, err
	}
	slices.SortFunc(rows, func(a, b termHits) int { return cmp.Or(b.Hits-a.Hits, strings.Compare(a.Term, b.Term)) })
	var out []string
	for _, r := range rows[:min(n, len(rows))] {
		out = append(out, r.Term)
	}
	return out, nil
}
