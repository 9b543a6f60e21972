package catalog

import (
	"fmt"
	"slices"
	"testing"

	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/policy"
)

// found are the titles that a search finds on each engine, best first.
func found(t *testing.T, titles []string, cases map[string][]string) {
	t.Helper()
	var w town
	org := w.org("o", "배움터", "부산광역시", "남구")
	for i, title := range titles {
		w.section(w.program(org, fmt.Sprint("p", i), title, nil), nil)
	}
	dbtest.Each(t, dbtest.NewClock(atNoon).Now, func(t *testing.T, d *db.DB) {
		w.load(t, d)
		s := NewService(d)
		for typed, expected := range cases {
			q := Everything()
			q.Text = typed
			r, err := s.List(t.Context(), policy.Nobody(""), q)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, c := range r.Cards {
				got = append(got, c.TitleKO)
			}
			slices.Sort(got)
			slices.Sort(expected)
			if !slices.Equal(got, expected) {
				t.Errorf("%q finds %q, not %q", typed, got, expected)
			}
		}
	})
}

func TestLatinWordsAndNumbersAreFoundFromTheirStart(t *testing.T) {
	found(t, []string{"Busan Trails 걷기", "생성형AI 활용", "Email 쓰기", "ChatGPT 첫걸음", "3D프린팅", "2026 합창제", "e-Sports 교실"}, map[string][]string{
		"AI": {"생성형AI 활용"}, "a": {"생성형AI 활용"}, "ai 활용": {"생성형AI 활용"}, "형ai": {"생성형AI 활용"}, "ＡＩ": {"생성형AI 활용"},
		"tra": {"Busan Trails 걷기"}, "rails": nil, "mail": nil, "chat": {"ChatGPT 첫걸음"}, "GPT": {"ChatGPT 첫걸음"}, "hatgpt": nil,
		"3d": {"3D프린팅"}, "26": nil, "2026": {"2026 합창제"}, "20": {"2026 합창제"}, "sport": {"e-Sports 교실"}, "esports": {"e-Sports 교실"},
		"프린": {"3D프린팅"}, "ㅍㄹㅌ": {"3D프린팅"}, "busan걷": nil, "trails걷": {"Busan Trails 걷기"},
	})
}

func TestWordsThatMeanTheSameFindEachOther(t *testing.T) {
	found(t, []string{"어르신 스마트폰 교실", "PC 기초", "인공지능과 그림", "AI 코칭", "aim high", "시니어 합창"}, map[string][]string{
		"핸드폰": {"어르신 스마트폰 교실"}, "휴대폰 노인": {"어르신 스마트폰 교실"}, "핸드폰교실": {"어르신 스마트폰 교실"}, "노인": {"어르신 스마트폰 교실", "시니어 합창"},
		"컴퓨터": {"PC 기초"}, "컴퓨터기초": {"PC 기초"}, "AI": {"AI 코칭", "인공지능과 그림"}, "인공지능": {"AI 코칭", "인공지능과 그림"}, "aim": {"aim high"},
		"노인 컴퓨터": nil,
	})
}

func TestWhatIsSaidAsTypedComesBeforeWhatMeansTheSame(t *testing.T) {
	var w town
	org := w.org("o", "배움터", "부산광역시", "남구")
	for i, title := range []string{"시니어 합창", "어르신 합창", "노인 합창"} {
		w.section(w.program(org, fmt.Sprint("p", i), title, nil), nil)
	}
	dbtest.Each(t, dbtest.NewClock(atNoon).Now, func(t *testing.T, d *db.DB) {
		w.load(t, d)
		for _, typed := range []string{"노인", "시니어", "어르신"} {
			q := Everything()
			q.Text = typed
			r, err := NewService(d).List(t.Context(), policy.Nobody(""), q)
			if err != nil || len(r.Cards) != 3 || r.Cards[0].TitleKO != typed+" 합창" {
				t.Errorf("%q: %v, %v", typed, r.Cards, err)
			}
		}
	})
}

// Every word of the table is in one group, and none is found inside another
// group's word by mistake of the table.
func TestSynonymsStandOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, group := range synonyms {
		if len(group) < 2 {
			t.Errorf("%q has no other", group)
		}
		for _, w := range group {
			if f := Fold(w); seen[f] || !speakable(f) {
				t.Errorf("%q stands twice or is no word", w)
			} else {
				seen[f] = true
			}
		}
	}
	for w, expected := range map[string]bool{"ai": true, "aix": false, "ai코딩": true, "핸드폰": true, "합창": false, "1": false, "": false} {
		if got := len(sameMeaning(w)) > 0; got != expected {
			t.Errorf("%q: %q", w, sameMeaning(w))
		}
	}
}
