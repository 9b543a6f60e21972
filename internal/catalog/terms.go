package catalog

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Terms gathers what people search for, so that the first page can offer the
// words that many use. A word is kept when it found something and stands in a
// published title, once for each network that it came from. Nothing else is
// kept of who searched: a voice is a keyed hash of the network and the word
// together, so that what one network searched for cannot be put side by side.
//
// Searches wait in memory and a worker writes them: no page waits for it, and
// what is lost when the portal stops is no loss.
type Terms struct {
	s   *Service
	key []byte

	mu    sync.Mutex
	heard map[voice]clock.Date

	popular []string // held for termHeld
	until   clock.Instant
}

// voice is one network's word.
type voice struct{ term, of string }

const (
	termMost  = 500 // voices held between two writes
	termDays  = 30  // a voice counts and is kept so many days
	termLeast = 5   // networks that make a word popular: fewer are a small cell
	termRunes = 20
	termRows  = 50
	termHeld  = time.Minute
)

// NewTerms returns the popular words of the catalogue that s reads; voices are hashed with the portal's secret.
func NewTerms(s *Service, secret string) *Terms {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte("search terms"))
	return &Terms{s: s, key: m.Sum(nil), heard: map[voice]clock.Date{}}
}

// Hear notes a search that found something. It asks neither the database nor anybody.
func (t *Terms) Hear(who policy.Actor, q Query, found int) {
	held := t.s.index.held.Load()
	if found == 0 || held == nil || utf8.RuneCountInString(q.Text) > termRunes {
		return
	}
	spelled := held.spell(q.Text)
	if spelled == "" {
		return
	}
	v := voice{spelled, t.hash(people.Network(who.Origin), spelled)}
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.heard) < termMost {
		t.heard[v] = t.s.db.Now().Date()
	}
}

func (t *Terms) hash(network, term string) string {
	m := hmac.New(sha256.New, t.key)
	m.Write([]byte(network))
	m.Write([]byte{0})
	m.Write([]byte(term))
	return hex.EncodeToString(m.Sum(nil)[:16])
}

// Write stores what was heard and forgets what is old. While others write it leaves that for the next time.
func (t *Terms) Write(ctx context.Context) error {
	if t.s.db.Busy() {
		return nil
	}
	t.mu.Lock()
	heard := t.heard
	t.heard = map[voice]clock.Date{}
	t.mu.Unlock()
	return t.s.db.Housekeep(ctx, "terms", func(tx *db.Tx) error { return keepTerms(tx, heard) })
}

// Popular are up to n words that people of several networks have searched for
// and found lately, the most frequent first. A word that no published title
// uses any more is left out, and on an English page one in Korean.
func (t *Terms) Popular(ctx context.Context, _ policy.Actor, lang i18n.Lang, n int) ([]string, error) {
	all, err := t.all(ctx)
	if err != nil {
		return nil, err
	}
	held, err := t.s.index.current(ctx)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, term := range all {
		if len(out) < n && held.spell(term) != "" && (lang != i18n.EN || !hangul(term)) {
			out = append(out, term)
		}
	}
	return out, nil
}

func (t *Terms) all(ctx context.Context) ([]string, error) {
	now := t.s.db.Now()
	t.mu.Lock()
	popular, until := t.popular, t.until
	t.mu.Unlock()
	if now < until && until.Sub(now) <= termHeld {
		return popular, nil
	}
	popular, err := reader{t.s.db.Read(ctx)}.popular(now.Date().AddDays(-termDays))
	if err != nil {
		return nil, err
	}
	t.mu.Lock()
	t.popular, t.until = popular, now.Add(termHeld)
	t.mu.Unlock()
	return slices.Clone(popular), nil
}

func hangul(s string) bool {
	return slices.ContainsFunc([]rune(s), func(r rune) bool { return unicode.Is(unicode.Hangul, r) })
}
