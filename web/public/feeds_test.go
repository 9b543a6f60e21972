package public_test

import (
	"encoding/json"
	"encoding/xml"
	"strings"
	"testing"
	"unicode/utf8"

	ical "github.com/arran4/golang-ical"

	"ieum/internal/catalog"
	"ieum/internal/world"
)

func TestCalendarsAreReadByOthers(t *testing.T) {
	_, c := portal(t)
	for _, path := range []string{"/sections/" + world.OpenBusan.String() + ".ics", "/sections/" + world.OpensTomorrow.String() + ".ics", "/calendar.ics", "/en/calendar.ics"} {
		got := c.Get(path)
		if got.Status != 200 || !strings.HasPrefix(got.Header.Get("Content-Type"), "text/calendar") {
			t.Fatalf("%s: %d %s", path, got.Status, got.Header.Get("Content-Type"))
		}
		for line := range strings.SplitSeq(strings.TrimSuffix(got.Body, "\r\n"), "\r\n") {
			if len(line) > 75 || !utf8.ValidString(line) || strings.ContainsAny(line, "\n\r") {
				t.Errorf("%s: %d octets in %q", path, len(line), line)
			}
		}
		cal, err := ical.ParseCalendar(strings.NewReader(got.Body))
		if err != nil {
			t.Fatalf("%s: %v", path, err)
		}
		if len(cal.Timezones()) != 1 || len(cal.Events()) == 0 {
			t.Errorf("%s: %d zones, %d events", path, len(cal.Timezones()), len(cal.Events()))
		}
		seen := map[string]bool{}
		for _, e := range cal.Events() {
			start, err := e.GetStartAt()
			if err != nil || start.Location().String() != "Asia/Seoul" {
				t.Errorf("%s: %v, %v", path, start, err)
			}
			if seen[e.Id()] {
				t.Errorf("%s: two entries are %s", path, e.Id())
			}
			seen[e.Id()] = true
		}
	}
	if got := c.Get("/sections/nonsense.ics"); got.Status != 404 {
		t.Errorf("%d", got.Status)
	}
	if got := c.Get("/sections/" + world.ReviewNamgu.String() + ".ics"); got.Status != 404 {
		t.Errorf("a draft has a calendar: %d", got.Status)
	}
}

func TestFeedSitemapAndRobots(t *testing.T) {
	_, c := portal(t)
	var feed struct {
		Entries []struct {
			Title string `xml:"title"`
			Link  struct {
				Href string `xml:"href,attr"`
			} `xml:"link"`
			Updated string `xml:"updated"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(c.Get("/feeds/programs.atom").Body), &feed); err != nil || len(feed.Entries) != 50 {
		t.Fatalf("%d entries, %v", len(feed.Entries), err)
	}
	for _, e := range feed.Entries {
		if e.Title == "" || e.Updated == "" || !strings.HasPrefix(e.Link.Href, "http://portal.test/programs/") {
			t.Errorf("%+v", e)
		}
	}
	var urls struct {
		URLs []struct {
			Loc     string `xml:"loc"`
			LastMod string `xml:"lastmod"`
		} `xml:"url"`
	}
	if err := xml.Unmarshal([]byte(c.Get("/sitemap.xml").Body), &urls); err != nil {
		t.Fatal(err)
	}
	visited := 0
	for i, u := range urls.URLs {
		path := strings.TrimPrefix(u.Loc, "http://portal.test")
		if strings.HasPrefix(path, "/programs/") && u.LastMod == "" {
			t.Errorf("%s does not say when it changed", path)
		}
		if i%9 == 0 { // a ninth of them, spread over all kinds
			visited++
			if got := c.Get(path); got.Status != 200 {
				t.Errorf("%s: %d", path, got.Status)
			}
		}
	}
	if visited < 20 || strings.Contains(c.Get("/sitemap.xml").Body, world.ReviewNamgu.String()) {
		t.Errorf("%d pages visited", visited)
	}
	robots := c.Get("/robots.txt").Body
	for _, line := range []string{"User-agent: *", "Disallow: /office", "Disallow: /en/my", "Disallow: /data/", "Sitemap: http://portal.test/sitemap.xml"} {
		if !strings.Contains(robots, line+"\n") {
			t.Errorf("robots.txt lacks %s", line)
		}
	}
	if c.Get("/sitemaps/2.xml").Status != 404 || c.Get("/sitemaps/1.xml").Status != 200 || c.Get("/sitemaps/x").Status != 404 {
		t.Error("parts of the site map")
	}
}

func TestReadAPI(t *testing.T) {
	a, c := portal(t)
	var list struct {
		Total, Page, Size int
		Items             []struct {
			Slug    string
			Title   struct{ KO, EN string }
			Section *struct{ ID, Status, Channel string }
		}
	}
	read := func(path string, into any) {
		t.Helper()
		got := c.Get(path)
		if got.Status != 200 || !strings.HasPrefix(got.Header.Get("Content-Type"), "application/json") {
			t.Fatalf("%s: %d %s", path, got.Status, got.Header.Get("Content-Type"))
		}
		if err := json.Unmarshal([]byte(got.Body), into); err != nil {
			t.Fatal(err)
		}
	}
	read("/api/v1/programs?status=open&status=closing&city=%ED%8C%8C%EC%A3%BC%EC%8B%9C&size=4", &list)
	if list.Size != 4 || len(list.Items) != 4 || list.Total <= 4 || list.Items[0].Title.KO == "" || list.Items[0].Title.EN == "" {
		t.Errorf("%+v", list)
	}
	for _, i := range list.Items {
		if i.Section == nil || (i.Section.Status != "open" && i.Section.Status != "closing") {
			t.Errorf("%+v", i)
		}
	}
	read("/api/v1/programs?page=999", &list)
	if list.Page == 999 || len(list.Items) == 0 {
		t.Errorf("beyond the end: page %d of %d items", list.Page, len(list.Items))
	}
	var program map[string]any
	read("/api/v1/programs/"+list.Items[0].Slug, &program)
	if program["slug"] != list.Items[0].Slug {
		t.Errorf("%v", program["slug"])
	}
	var here map[string]any
	read("/api/v1/sections/"+world.OpenBusan.String(), &here)
	if here["left"] == nil || here["capacity"] == nil || here["channel"] != "here" {
		t.Errorf("%v", here)
	}
	for _, channel := range []catalog.Channel{catalog.Elsewhere, catalog.ByPhone, catalog.ThroughSchool} {
		var there map[string]any
		read("/api/v1/sections/"+sectionBy(t, a, channel).String(), &there)
		if there["left"] != nil || there["capacity"] != nil {
			t.Errorf("%s tells of seats: %v", channel, there)
		}
	}
	for path, want := range map[string]int{
		"/api/v1/programs?kind=nonsense": 422, "/api/v1/programs?size=101": 422, "/api/v1/programs?page=0": 422, "/api/v1/programs/nothing": 404,
		"/api/v1/sections/nothing": 404, "/api/v1/sections/" + world.ReviewNamgu.String(): 404, "/api/v1/nothing": 404, "/docs": 404, "/schemas/X.json": 404,
	} {
		if got := c.Get(path); got.Status != want || strings.Contains(got.Body, "goroutine") {
			t.Errorf("%s: %d, want %d", path, got.Status, want)
		}
	}
	var doc struct {
		OpenAPI string
		Paths   map[string]any
	}
	got := c.Get("/openapi.json")
	if err := json.Unmarshal([]byte(got.Body), &doc); err != nil || len(doc.Paths) != 3 || !strings.HasPrefix(doc.OpenAPI, "3.") {
		t.Errorf("%s, %d paths, %v", doc.OpenAPI, len(doc.Paths), err)
	}
}
