package layout

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// Flash is what has just happened, said on the page that follows.
type Flash = ui.Message

// Crumb is a step of the breadcrumb.
type Crumb = ui.Crumb

// Link is an entry of a menu: a message key and a path without language.
type Link struct {
	Key, Href string
	Count     int // of things that wait there; 0 shows nothing
}

// Viewer is who reads the page.
type Viewer struct {
	SignedIn      bool
	Name          string
	Waiting       int    // things that wait for this person
	Desks         []Link // what the 업무 menu holds; empty: no such menu
	HasUniversity bool   // 마일리지 and 포트폴리오 are shown
	HasChild      bool   // 가족 is shown
}

// Chrome is what every page needs to know.
type Chrome struct {
	SiteName, Operator string
	OperatorAddress    string
	OperatorPhone      string
	Official           bool // a real government site: only then the official strip is drawn
	WebFont            bool
	BaseURL            string // https://host without a slash at the end; "" leaves absolute links out
	CurrentPath        string // path without language, and its query
	OtherLang          string // this page in the other language, path and query
	Menu               []Link // the main menu
	Viewer             Viewer
	Now                clock.Instant
	SessionEnds        clock.Instant // zero: no session
	IdleMinutes        int
	Flash              []Flash
	Demo               bool
	Mode               string // "", light, dark, hc
}

type chromeKey struct{}

// With returns a context that carries c.
func With(ctx context.Context, c Chrome) context.Context {
	return context.WithValue(ctx, chromeKey{}, c)
}

// From is the Chrome of ctx; the zero Chrome when there is none.
func From(ctx context.Context) Chrome {
	c, _ := ctx.Value(chromeKey{}).(Chrome)
	return c
}

// Contact says who answers for a page.
type Contact struct {
	Department, Phone string
	Updated           clock.Instant
}

// Page is what one page says of itself.
type Page struct {
	Title       string
	Description string
	Crumbs      []Crumb // without the first page, which is added; the last is this page
	Wide        bool    // for desks: tables take the whole width
	Home        bool    // the first page: its title begins with the site's name, sections run edge to edge
	Search      bool    // the search is on the page itself: the header has no second one
	Side        []SideLink
	SideTitle   string
	Contact     Contact
	NoIndex     bool
	Problems    int    // of its form; the title then begins with 오류:
	Canonical   string // path without language; "" leaves it out
	FeedURL     string
	JSONLD      string // a JSON document, written by encoding/json
	HTMX        bool   // loads htmx
}

// SideLink is an entry of a desk's side menu; its Label is already translated
// and its Href a path without language.
type SideLink struct {
	Label, Href string
	Current     bool
	Count       int
	Group       string // a heading above the first of its neighbours
}

// name is the site's name, which a context without Chrome lacks.
func (c Chrome) name(ctx context.Context) string {
	if c.SiteName == "" {
		return i18n.T(ctx, "layout.site")
	}
	return c.SiteName
}

// title is what the browser shows.
func (p Page) title(ctx context.Context, c Chrome) string {
	t := c.name(ctx)
	switch {
	case p.Title == "":
	case p.Home:
		t += " | " + p.Title // the site first: and in each language a title of its own
	default:
		t = p.way() + " | " + t
	}
	if p.Problems > 0 {
		t = i18n.T(ctx, "layout.error_title", "title", t)
	}
	return t
}

// way is the title; of a page at a desk with what it belongs to, from the inside
// out: 신청자 of one section is another page than 신청자 of the next, and a
// programme's desk another one than its public page.
func (p Page) way() string {
	t := p.Title
	if len(p.Side) == 0 {
		return t
	}
	for _, v := range slices.Backward(p.Crumbs) {
		if l := v.Label; l != p.Title {
			t += " | " + l
		}
	}
	return t
}

// crumbs is the way from the first page.
func (p Page) crumbs(ctx context.Context) []Crumb {
	if len(p.Crumbs) == 0 {
		return nil
	}
	return append([]Crumb{{Label: i18n.T(ctx, "layout.home"), Href: paths.ToHome(ctx)}}, p.Crumbs...)
}

// here is the path without its query.
func (c Chrome) here() string {
	p, _, _ := strings.Cut(c.CurrentPath, "?")
	return p
}

// at says how a menu entry stands to the page: the page itself, one above it, or "".
func (c Chrome) at(href string) string {
	switch h := c.here(); {
	case h == href:
		return "page"
	case href != "/" && strings.HasPrefix(h, href+"/"):
		return "true"
	}
	return ""
}

// inDesks reports whether the page is one of the desks'.
func (c Chrome) inDesks() bool {
	for _, l := range c.Viewer.Desks {
		if c.at(l.Href) != "" {
			return true
		}
	}
	return false
}

// other is the language that this page is not in.
func other(ctx context.Context) i18n.Lang {
	if i18n.Of(ctx) == i18n.EN {
		return i18n.KO
	}
	return i18n.EN
}

// secondsLeft is how long the session still lasts; 0 when that is not known.
func (c Chrome) secondsLeft() int {
	if c.Now.IsZero() || c.SessionEnds.IsZero() {
		return c.IdleMinutes * 60
	}
	left := int(c.SessionEnds.Sub(c.Now).Seconds())
	if c.IdleMinutes > 0 {
		left = min(left, c.IdleMinutes*60)
	}
	return max(left, 0)
}

// sessionWords says how long the session still lasts, as short as the countdown
// that a script puts in its place, so that the page does not jump.
func (c Chrome) sessionWords(ctx context.Context) string {
	minutes := (c.secondsLeft() + 59) / 60
	if minutes >= 120 {
		return i18n.T(ctx, "layout.session_hours", "n", minutes/60)
	}
	return i18n.T(ctx, "layout.session", "n", minutes)
}

// myLinks are the learner's own pages.
func (v Viewer) myLinks() []Link {
	ls := []Link{{Key: "layout.my", Href: "/my", Count: v.Waiting}}
	if v.HasUniversity {
		ls = append(ls, Link{Key: "layout.mileage", Href: "/my/mileage"}, Link{Key: "layout.portfolio", Href: "/my/portfolio"})
	}
	if v.HasChild {
		ls = append(ls, Link{Key: "layout.family", Href: "/my/family"})
	}
	return ls
}
