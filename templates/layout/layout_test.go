package layout

import (
	"bytes"
	"context"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"ieum/internal/clock"
	"ieum/internal/i18n"
)

func draw(t *testing.T, l i18n.Lang, c Chrome, p Page) string {
	t.Helper()
	var b bytes.Buffer
	if err := Shell(p).Render(With(i18n.With(context.Background(), l), c), &b); err != nil {
		t.Fatal(err)
	}
	if _, err := html.Parse(strings.NewReader(b.String())); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wants(t *testing.T, page string, yes []string, no []string) {
	t.Helper()
	for _, s := range yes {
		if !strings.Contains(page, s) {
			t.Errorf("lacks %q", s)
		}
	}
	for _, s := range no {
		if strings.Contains(page, s) {
			t.Errorf("holds %q", s)
		}
	}
}

func TestStrangerIsOfferedTheWayInAndNothingElse(t *testing.T) {
	page := draw(t, i18n.KO, Chrome{SiteName: "이음", Menu: MainMenu[:2], CurrentPath: "/programs/x?page=2"}, Page{Title: "수채화"})
	wants(t, page,
		[]string{"<title>수채화 | 이음</title>", `href="/login"`, `href="/privacy"`, `href="/programs" aria-current="true"`, `<html lang="ko"`, `href="#main"`, `id="main"`},
		[]string{"/logout", "data-session", "/lectures", "공식", "/my/mileage", "data-font", "htmx", `rel="canonical"`})
}

func TestEnglishReaderStaysInEnglish(t *testing.T) {
	page := draw(t, i18n.EN, Chrome{Menu: MainMenu, OtherLang: "/programs", BaseURL: "https://ieum.example"}, Page{Title: "Find", Canonical: "/programs"})
	wants(t, page,
		[]string{`<html lang="en"`, `href="/en/programs"`, `href="/en/login"`, `href="/programs" lang="ko"`, `rel="canonical" href="https://ieum.example/en/programs"`, `hreflang="ko" href="https://ieum.example/programs"`},
		[]string{`href="/login"`})
}

func TestSignedInReaderSeesOnlyWhatIsTheirs(t *testing.T) {
	v := Viewer{SignedIn: true, Name: `<b>김</b>`, Waiting: 3}
	page := draw(t, i18n.KO, Chrome{Viewer: v, IdleMinutes: 30}, Page{})
	wants(t, page, []string{"&lt;b&gt;김&lt;/b&gt;", `action="/logout"`, "확인할 일 3건", `action="/session/extension"`, `data-session="1800"`, "자동 로그아웃까지 30분"},
		[]string{"/my/mileage", "/my/family", "gnb-desks", "<b>김"})
	v.HasUniversity, v.HasChild, v.Desks = true, true, []Link{{Key: "layout.notices", Href: "/office"}}
	page = draw(t, i18n.KO, Chrome{Viewer: v, CurrentPath: "/office/programs"}, Page{})
	wants(t, page, []string{"/my/mileage", "/my/portfolio", "/my/family", "gnb-desks", `class="on"`}, []string{"data-session"})
}

func TestOfficialStripOnlyWhereItIsTrue(t *testing.T) {
	wants(t, draw(t, i18n.KO, Chrome{Official: true}, Page{}), []string{"공식 전자정부"}, nil)
	wants(t, draw(t, i18n.KO, Chrome{}, Page{}), nil, []string{"공식"})
}

func TestTitleOfAFormThatCameBackBeginsWithTheError(t *testing.T) {
	wants(t, draw(t, i18n.KO, Chrome{}, Page{Title: "가입", Problems: 2}), []string{"<title>오류: 가입 | 이음</title>"}, nil)
	wants(t, draw(t, i18n.EN, Chrome{}, Page{Title: "Join", Problems: 1}), []string{"<title>Error: Join | Ieum</title>"}, nil)
	desk := Page{Title: "신청자", Side: []SideLink{{}}, Crumbs: []Crumb{{Label: "관리"}, {Label: "수채화"}, {Label: "신청자"}}}
	wants(t, draw(t, i18n.KO, Chrome{}, desk), []string{"<title>신청자 | 수채화 | 관리 | 이음</title>"}, nil)
}

func TestDataForSearchEnginesCannotEndItsBlock(t *testing.T) {
	page := draw(t, i18n.KO, Chrome{}, Page{JSONLD: `{"name":"</script><script>alert(1)</script>"}`})
	wants(t, page, []string{`<script type="application/ld+json">{"name":"\u003c/script>`}, []string{"</script><script>alert"})
}

func TestHTMXIsLoadedOnlyWhereAskedFor(t *testing.T) {
	wants(t, draw(t, i18n.KO, Chrome{WebFont: true}, Page{HTMX: true}), []string{"/static/vendor/htmx-4.0.1.min.", "includeIndicatorCSS", `data-font="/static/fonts/pretendard.`}, nil)
}

func TestSecondsLeft(t *testing.T) {
	now := clock.AtSeoul(2026, 3, 2, 9, 0)
	for _, tt := range []struct {
		ends clock.Instant
		idle int
		want int
	}{
		{0, 30, 1800},
		{now.Add(8 * time.Hour), 30, 1800},
		{now.Add(5 * time.Minute), 30, 300},
		{now.Add(-time.Minute), 30, 0},
		{now.Add(time.Hour), 0, 3600},
	} {
		if got := (Chrome{Now: now, SessionEnds: tt.ends, IdleMinutes: tt.idle}).secondsLeft(); got != tt.want {
			t.Errorf("ends %v, idle %d: %d, want %d", tt.ends, tt.idle, got, tt.want)
		}
	}
}

func TestMenuEntryKnowsWhereThePageIs(t *testing.T) {
	c := Chrome{CurrentPath: "/programs/x?q=1"}
	for href, want := range map[string]string{"/programs": "true", "/programs/x": "page", "/program": "", "/": "", "/my": ""} {
		if got := c.at(href); got != want {
			t.Errorf("%s: %q, want %q", href, got, want)
		}
	}
}
