package catalog

import (
	"net/url"
	"slices"
	"strings"
	"testing"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/policy"
)

func ask(t testing.TB, s *Service, raw string) Result {
	t.Helper()
	v, err := url.ParseQuery(raw)
	if err != nil {
		t.Fatal(err)
	}
	q, problems := ParseQuery(v)
	if len(problems) > 0 {
		t.Fatalf("%s: %v", raw, problems)
	}
	r, err := s.List(t.Context(), policy.Nobody(""), q)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func slugs(r Result) string {
	var out []string
	for _, c := range r.Cards {
		out = append(out, c.Slug)
	}
	return strings.Join(out, " ")
}

func TestListFindsWhatItIsAskedFor(t *testing.T) {
	each(t, seoulTown(), func(t *testing.T, s *Service) {
		for _, tt := range []struct{ name, query, want string }{
			{"everything, what can be applied for first and what has ended last", "", "smartphone yoga coding youth-lab dance"},
			{"part of a word", "q=마트", "smartphone"},
			{"two syllables", "q=요가", "yoga"},
			{"two syllables across a gap", "q=침요", "yoga"},
			{"one syllable, also inside a word", "q=춤", "youth-lab dance"},
			{"without the spaces", "q=스마트폰처음배우기", "smartphone"},
			{"with spaces too many", "q=스 마트 폰", "smartphone"},
			{"initial consonants", "q=ㅅㅁㅌㅍ", "smartphone"},
			{"initial consonants and a syllable", "q=ㅅㅁㅌ폰", "smartphone"},
			{"initial consonants that a keyboard joined", "q=ㅇㄱ ㄳ", "yoga"},
			{"one consonant", "q=ㅊ", "smartphone yoga coding youth-lab dance"},
			{"decomposed", "q=" + url.QueryEscape(norm.NFD.String("스마트폰")), "smartphone"},
			{"English, any case", "q=SMARTPHONE", "smartphone"},
			{"every word", "q=요가 남구", "yoga"},
			{"words of two places", "q=요가 연제구", ""},
			{"the host", "q=파주시", "youth-lab dance"},
			{"ended, by name", "q=한마당", "dance"},
			{"a draft", "q=비밀", ""},
			{"punctuation alone", "q=%21%21", ""},
			{"the area's word", "q=디지털", "smartphone coding"},
			{"two values widen", "district=남구&district=연제구", "smartphone yoga coding"},
			{"two filters narrow", "district=남구&area=digital", "smartphone coding"},
			{"both conditions in one section", "district=남구&fee=free&area=digital", "coding"},
			{"unknown place", "city=서울특별시", ""},
			{"status open", "status=open", "smartphone"},
			{"status closing", "status=closing", "yoga"},
			{"status of a run", "status=ended", "dance"},
			{"what has ended takes no applications either", "status=closed", "yoga dance"},
			{"weekday", "weekday=mon", "yoga"},
			{"several weekdays", "weekday=tue&weekday=wed", "smartphone yoga coding dance"},
			{"evening", "time=eve", "yoga"},
			{"too young", "age=59", "yoga youth-lab dance"},
			{"old enough", "age=60", "smartphone yoga youth-lab dance"},
			{"a grade", "grade=m2", "youth-lab"},
			{"a type", "type=학교맞춤형", "youth-lab"},
			{"dates", "to=2026-02-10", "dance"},
			{"dates between", "from=2026-02-11&to=2026-03-16", ""},
			{"opens today", "opens=today", "coding"},
			{"by kind", "kind=lecture&kind=school", "youth-lab dance"},
			{"by host", "org=yeonje", "smartphone"},
			{"by title", "sort=title", "smartphone yoga dance youth-lab coding"},
			{"opening first", "sort=opening&q=ㅊ", "coding smartphone yoga youth-lab dance"},
		} {
			if got := slugs(ask(t, s, tt.query)); got != tt.want {
				t.Errorf("%s (%s): %q, want %q", tt.name, tt.query, got, tt.want)
			}
		}
	})
}

func TestCardShowsTheSectionThatAnswersBest(t *testing.T) {
	each(t, seoulTown(), func(t *testing.T, s *Service) {
		r := ask(t, s, "q=요가")
		if c := r.Cards[0]; c.Best.Admission != Closing || c.More != 1 || c.Best.Run != BeforeStart {
			t.Errorf("of a full and a tight section it shows %s with %d more", c.Best.Admission, c.More)
		}
		r = ask(t, s, "q=요가&weekday=mon")
		if c := r.Cards[0]; c.Best.Admission != AdmissionEnded || c.More != 0 {
			t.Errorf("asked for Mondays it shows %s with %d more", c.Best.Admission, c.More)
		}
		if r := ask(t, s, "q=진로"); r.Cards[0].Best != nil {
			t.Error("a programme without sections shows one")
		}
	})
}

func TestCountsAreWhatAChoiceWouldShow(t *testing.T) {
	each(t, seoulTown(), func(t *testing.T, s *Service) {
		for _, base := range []string{"", "district=남구", "district=남구&fee=free", "q=ㅊ&status=open&status=closing", "area=digital&weekday=tue", "age=60&from=2026-03-01"} {
			r := ask(t, s, base)
			for f, choices := range r.Facets {
				q := r.Query.Relaxed(f)
				for _, c := range choices {
					alone := ask(t, s, q.With(f, c.Value).Values().Encode())
					if alone.Page.Total != c.Count {
						t.Errorf("%q: %s=%s counts %d and shows %d", base, f, c.Value, c.Count, alone.Page.Total)
					}
					if c.Selected != slices.Contains(r.Query.Chosen[f], c.Value) {
						t.Errorf("%q: %s=%s selected: %v", base, f, c.Value, c.Selected)
					}
				}
			}
		}
	})
}

func TestNothingFoundOffersWhatIsNear(t *testing.T) {
	each(t, seoulTown(), func(t *testing.T, s *Service) {
		r := ask(t, s, "q=요가 교실&district=연제구&weekday=mon")
		if r.Page.Total != 0 || len(r.Alternatives) == 0 {
			t.Fatalf("%d found, %d alternatives", r.Page.Total, len(r.Alternatives))
		}
		for _, a := range r.Alternatives {
			if got := ask(t, s, a.Query.Values().Encode()).Page.Total; got != a.Count || got == 0 {
				t.Errorf("%v promises %d and shows %d", a.Query.Values(), a.Count, got)
			}
		}
		if r := ask(t, s, "q=없는말"); len(r.Alternatives) != 0 {
			t.Errorf("leaving out the only condition is no answer: %v", r.Alternatives)
		}
	})
}

func TestIndexFollowsEveryTouchOfAnyProcess(t *testing.T) {
	w := seoulTown()
	dbtest.Each(t, clock.Fixed(atNoon), func(t *testing.T, d *db.DB) {
		w.load(t, d)
		one, two := NewService(d), NewService(d)
		for _, s := range []*Service{one, two} {
			if n := ask(t, s, "q=스마트폰").Page.Total; n != 1 {
				t.Fatalf("%d", n)
			}
		}
		change := func(slug string, state State) {
			err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
				if err := db.One(tx.Model(&Programme{}).Where("slug = ?", slug).Updates(map[string]any{"state": state, "published_at": tx.Now})); err != nil {
					return err
				}
				return Touch(tx)
			})
			if err != nil {
				t.Fatal(err)
			}
		}
		change("secret", Published)
		for _, s := range []*Service{one, two} {
			if got := slugs(ask(t, s, "q=스마트폰")); got != "secret smartphone" && got != "smartphone secret" {
				t.Errorf("after publishing: %q", got)
			}
		}
	})
}

func TestParseQueryKeepsWhatItUnderstands(t *testing.T) {
	q, problems := ParseQuery(url.Values{
		"q": {"  스마트폰   교실 "}, "kind": {"course", "course", "nonsense"}, "city": {"부산광역시"}, "age": {"-1"}, "from": {"2026-05-01"}, "to": {"2026-04-01"},
		"sort": {"worst"}, "page": {"0"}, "time": {"am", ""}, "utm_source": {"x"},
	})
	if q.Text != "스마트폰 교실" || !slices.Equal(q.Chosen[ByKind], []string{"course"}) || q.Age != -1 || !q.From.IsZero() || q.Sort != Default || q.Page != 1 {
		t.Errorf("%+v", q)
	}
	for _, field := range []string{"kind", "age", "to", "sort", "page"} {
		if _, ok := problems[field]; !ok {
			t.Errorf("nothing is said about %s", field)
		}
	}
	if len(problems) != 5 {
		t.Errorf("%v", problems)
	}
	if got := q.Values().Encode(); got != "city=%EB%B6%80%EC%82%B0%EA%B4%91%EC%97%AD%EC%8B%9C&kind=course&q=%EC%8A%A4%EB%A7%88%ED%8A%B8%ED%8F%B0+%EA%B5%90%EC%8B%A4&time=am" {
		t.Error(got)
	}
	long, problems := ParseQuery(url.Values{"q": {strings.Repeat("가", 500)}, "org": {"\xff"}})
	if len([]rune(long.Text)) != longestText || len(problems) != 2 || len(long.Chosen) != 0 {
		t.Errorf("%d, %v", len([]rune(long.Text)), problems)
	}
}

func TestQueryRoundTrip(t *testing.T) {
	q := Everything().With(ByKind, "course").With(ByKind, "lecture").With(ByGrade, "m1").Ordered(Newest).In(AsCalendar).OnPage(3)
	q.Age, q.From = 0, "2026-03-02"
	back, problems := ParseQuery(q.Values())
	if len(problems) > 0 || back.Values().Encode() != q.Values().Encode() {
		t.Errorf("%v, want %v (%v)", back.Values(), q.Values(), problems)
	}
	if n := len(q.Conditions()); n != 5 {
		t.Errorf("%d conditions", n)
	}
	if got := q.Without(Condition{ByKind, "course"}); len(got.Chosen[ByKind]) != 1 || len(q.Chosen[ByKind]) != 2 || got.Page != 1 {
		t.Errorf("%+v", got)
	}
}

func FuzzFoldIsStable(f *testing.F) {
	for _, s := range []string{"스마트폰", "ㅅㅁㅌㅍ", "ㄳ", "스마", "Ａ１", "!?"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		once := Fold(s)
		if Fold(once) != once {
			t.Errorf("%q folds to %q and then to %q", s, once, Fold(once))
		}
		var whole folder
		whole.add(s)
		for _, w := range words(s) {
			if !w.in(folded{whole.String(), whole.starts}) {
				t.Errorf("%q does not find itself", s)
			}
		}
	})
}
