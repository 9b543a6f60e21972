package office_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// A host takes attendance, confirms the list and issues; the learner takes a
// certificate; a stranger checks it. All by forms alone.
func TestTheWayFromASheetToACertificate(t *testing.T) {
	d := worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon))
	a := apptest.New(t, d)
	host, other := apptest.SignedIn(t, a, world.Host.Account, true), apptest.SignedIn(t, a, world.OfficerNamgu.Account, true)
	section := "/office/sections/" + world.MeetsToday.String()

	overview := host.Get(section + "/attendance")
	sheet := regexp.MustCompile(`/office/sections/[0-9a-f-]+/sessions/[0-9a-f-]+/attendance`).FindAllString(overview.Body, -1)
	if overview.Status != 200 || len(sheet) == 0 {
		t.Fatal(overview.Status, overview.Body)
	}
	today := sheet[len(sheet)-1]
	if desk := host.Get("/office"); !strings.Contains(desk.Body, "출석을 부르지 않은 회차") || !strings.Contains(desk.Body, "끝났는데 확인하지 않은 분반") {
		t.Error("the first page does not say that attendance waits")
	}
	page := host.Get(today + "?fill=present")
	form := fields(page.Body)
	if page.Status != 200 || len(form) < 10 || form.Get("version") != "0" {
		t.Fatal(page.Status, form)
	}
	if got := host.Post(today, url.Values{"version": {"0"}}); got.Status != 422 || !strings.Contains(got.Body, "출결을 골라 주세요") {
		t.Errorf("an empty sheet: %d", got.Status)
	}
	// The button that fills the rest keeps what was chosen before, and stores nothing.
	var late string
	for name := range form {
		if strings.HasPrefix(name, "mark-") {
			late = name
		}
	}
	filled := host.Post(today, url.Values{"version": {"0"}, late: {"late"}, "fill": {"present"}})
	rest := fields(filled.Body)
	if filled.Status != 200 || len(rest) != len(form) || rest.Get("version") != "0" || rest.Get(late) != "late" {
		t.Errorf("filling the rest: %d %v", filled.Status, rest)
	}
	for name := range form {
		if strings.HasPrefix(name, "mark-") && name != late && rest.Get(name) != "present" {
			t.Errorf("%s is %q", name, rest.Get(name))
		}
	}
	if got := host.Post(today, form); got.Status != 303 {
		t.Fatal(got.Status, got.Body)
	}
	if got := host.Post(today, form); got.Status != 409 || !strings.Contains(got.Body, "먼저 저장했습니다") {
		t.Errorf("an older sheet: %d", got.Status)
	}
	for _, path := range []string{section + "/attendance", today, section + "/confirmation", section + "/certificates"} {
		if got := other.Get(path); got.Status != 404 {
			t.Errorf("a neighbour at %s: %d", path, got.Status)
		}
	}

	list := host.Get(section + "/confirmation")
	form = fields(list.Body)
	if got := host.Post(section+"/confirmation", form); got.Status != 200 || !strings.Contains(got.Body, `value="confirm"`) {
		t.Errorf("the preview: %d", got.Status)
	} else {
		form = fields(got.Body)
	}
	form.Set("step", "confirm")
	if got := host.Post(section+"/confirmation", form); got.Status != 303 {
		t.Fatal(got.Status, got.Body)
	}

	learner := apptest.SignedIn(t, a, world.StudentPNU.Account, false)
	mine := fields(learner.Get("/my/certificates").Body)
	if mine.Get("participation") == "" {
		t.Fatal(mine)
	}
	got := learner.Post("/my/certificates", url.Values{"participation": {mine.Get("participation")}, "kind": {mine.Get("kind")}})
	if got.Status != 303 {
		t.Fatal(got.Status, got.Body)
	}
	if pdf := learner.Get(got.Location + "/pdf"); pdf.Status != 200 || !strings.HasPrefix(pdf.Body, "%PDF-") || pdf.Header.Get("Content-Type") != "application/pdf" {
		t.Errorf("%d %s", pdf.Status, pdf.Header.Get("Content-Type"))
	}
	for _, who := range []*apptest.Client{host, other, apptest.SignedIn(t, a, world.StudentPKNU.Account, false)} {
		if x := who.Get(got.Location); x.Status != 404 {
			t.Errorf("another person's certificate: %d", x.Status)
		}
	}
	serial := regexp.MustCompile(`\d{4}-[A-Z]+-C\d{5}-[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}`).FindString(learner.Get(got.Location).Body)
	stranger := apptest.Visitor(t, a)
	stranger.Origin = "198.51.100.7"
	seen := stranger.Get("/certificates/" + strings.ToLower(serial))
	if seen.Status != 200 || !strings.Contains(seen.Body, "박*진") || strings.Contains(seen.Body, "박서진") || seen.Header.Get("X-Robots-Tag") != "noindex" {
		t.Errorf("%d", seen.Status)
	}
	last := 0
	for range 30 {
		last = stranger.Get("/certificates/2026-YPW-C00001-AAAA-BBBB-CCCC").Status
	}
	if last != 429 {
		t.Errorf("thirty guesses: %d", last)
	}
}

var (
	input  = regexp.MustCompile(`<input[^>]*>`)
	attr   = regexp.MustCompile(`(name|value|type)="([^"]*)"`)
	choice = regexp.MustCompile(`(?s)<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>`)
	chosen = regexp.MustCompile(`<option value="([^"]*)"[^>]* selected`)
)

// fields are what a page's forms in <main> would send as they stand.
func fields(body string) url.Values {
	_, main, _ := strings.Cut(body, "<main")
	out := url.Values{}
	for _, tag := range input.FindAllString(main, -1) {
		m := map[string]string{}
		for _, a := range attr.FindAllStringSubmatch(tag, -1) {
			m[a[1]] = a[2]
		}
		if (m["type"] == "radio" || m["type"] == "checkbox") && !strings.Contains(tag, " checked") {
			continue
		}
		out.Add(m["name"], m["value"])
	}
	for _, s := range choice.FindAllStringSubmatch(main, -1) {
		if o := chosen.FindStringSubmatch(s[2]); o != nil {
			out.Add(s[1], o[1])
		}
	}
	return out
}
