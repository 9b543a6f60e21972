package catalog

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/i18n"
	"ieum/internal/policy"
)

// searches is the popular words of a town whose titles say 스마트폰, AI and 요가.
func searches(t *testing.T, fn func(d *db.DB, terms *Terms, search func(network, text string), popular func(i18n.Lang) []string, later func(time.Duration))) {
	now := dbtest.NewClock(atNoon)
	var w town
	for i, title := range []string{"어르신 스마트폰 교실", "AI로 그리는 그림책", "아침 요가", "7080 가요"} {
		w.section(w.program(w.org(fmt.Sprint(i), "배움터", "부산광역시", "남구"), fmt.Sprint("p", i), title, nil), nil)
	}
	dbtest.Each(t, now.Now, func(t *testing.T, d *db.DB) {
		now.Set(atNoon)
		w.load(t, d)
		s := NewService(d)
		terms := NewTerms(s, "a secret of the test")
		ask := func(network, text string) {
			t.Helper()
			q := Everything()
			q.Text = text
			r, err := s.List(t.Context(), policy.Nobody(network), q)
			if err != nil {
				t.Fatal(err)
			}
			terms.Hear(policy.Nobody(network), q, r.Page.Total)
		}
		popular := func(lang i18n.Lang) []string {
			t.Helper()
			if err := terms.Write(t.Context()); err != nil {
				t.Fatal(err)
			}
			now.Set(now.Now().Add(termHeld))
			got, err := terms.Popular(t.Context(), policy.Nobody(""), lang, 10)
			if err != nil {
				t.Fatal(err)
			}
			return got
		}
		fn(d, terms, ask, popular, func(by time.Duration) { now.Set(now.Now().Add(by)) })
	})
}

func address(n int) string { return fmt.Sprintf("203.0.113.%d", n) }

func TestOneVisitorCannotMakeAWordPopular(t *testing.T) {
	searches(t, func(_ *db.DB, _ *Terms, search func(string, string), popular func(i18n.Lang) []string, later func(time.Duration)) {
		for n := range 40 {
			search(address(1), "요가")
			search(fmt.Sprintf("2001:db8::%x", n), "요가") // one /64
			later(12 * time.Hour)
			if n%10 == 0 {
				popular(i18n.KO)
			}
		}
		for n := range termLeast - 3 {
			search(address(10+n), "요가")
		}
		if got := popular(i18n.KO); len(got) != 0 {
			t.Errorf("%d networks made %q popular", termLeast-1, got)
		}
		search(address(200), "요가")
		if got := popular(i18n.KO); !slices.Equal(got, []string{"요가"}) {
			t.Errorf("%d networks: %q", termLeast, got)
		}
	})
}

func TestOnlyWordsOfPublishedTitlesArePopular(t *testing.T) {
	searches(t, func(_ *db.DB, _ *Terms, search func(string, string), popular func(i18n.Lang) []string, later func(time.Duration)) {
		for n := range termLeast + 1 {
			for _, text := range []string{
				"ai", "어르신  스마트폰", "ㅅㅁㅌㅍ", "ㅇㄱ", "요", "아침 ㅇㄱ", "스마", "7080", "70", "없는낱말", "요가 김보람",
				"010-1234-5678", "kim@example.kr", strings.Repeat("요가 ", 10), "배움터", "부산광역시",
			} {
				search(address(n), text)
			}
		}
		for n := range termLeast {
			search(address(n), "스마트폰")
		}
		if got := popular(i18n.KO); !slices.Equal(got, []string{"AI", "어르신 스마트폰", "스마트폰"}) {
			t.Errorf("%q", got)
		}
		if got := popular(i18n.EN); !slices.Equal(got, []string{"AI"}) {
			t.Errorf("in English: %q", got)
		}
		later((termDays + 1) * 24 * time.Hour)
		if got := popular(i18n.KO); len(got) != 0 {
			t.Errorf("a month later: %q", got)
		}
	})
}

func TestNothingButHashesIsKeptOfWhoSearched(t *testing.T) {
	searches(t, func(d *db.DB, _ *Terms, search func(string, string), popular func(i18n.Lang) []string, later func(time.Duration)) {
		search(address(7), "요가")
		search(address(7), "AI")
		popular(i18n.KO)
		var voices []string
		if err := d.Read(t.Context()).Raw("select voice from search_terms").Scan(&voices).Error; err != nil {
			t.Fatal(err)
		}
		if len(voices) != 2 || voices[0] == voices[1] || strings.Contains(strings.Join(voices, ""), ".") {
			t.Errorf("one network's two words: %q", voices)
		}
		later(termDays*24*time.Hour + 24*time.Hour)
		popular(i18n.KO) // writes, and forgets
		var left int
		if err := d.Read(t.Context()).Raw("select count(*) from search_terms").Scan(&left).Error; err != nil || left != 0 {
			t.Errorf("kept for ever: %d, %v", left, err)
		}
	})
}

func TestSearchesWaitForNobodyWhileOthersWrite(t *testing.T) {
	searches(t, func(d *db.DB, terms *Terms, search func(string, string), popular func(i18n.Lang) []string, later func(time.Duration)) {
		if d.Engine != db.SQLite {
			return // PostgreSQL has no one writer to wait for
		}
		search(address(1), "요가")
		inside, done := make(chan bool), make(chan error)
		go func() {
			done <- d.Housekeep(t.Context(), "terms", func(*db.Tx) error {
				inside <- true
				<-inside
				return nil
			})
		}()
		<-inside
		search(address(2), "요가")
		if err := terms.Write(t.Context()); err != nil {
			t.Error(err)
		}
		if n := len(terms.heard); n != 2 {
			t.Errorf("%d searches wait", n)
		}
		inside <- true
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if popular(i18n.KO); len(terms.heard) != 0 {
			t.Errorf("still waiting: %v", terms.heard)
		}
	})
}
