package web_test

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/policy"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// reader is anonymous or a persona.
type reader struct {
	name    string
	actor   policy.Actor
	browser *apptest.Client
}

func readers(t *testing.T, a *app.App) []reader {
	t.Helper()
	out := []reader{{"anonymous", policy.Nobody(""), apptest.Visitor(t, a)}}
	for _, p := range world.Personas {
		v, ok, err := a.Actors.Viewer(t.Context(), p.Account, "")
		if err != nil || !ok {
			t.Fatal(p.Email, ok, err)
		}
		name, _, _ := strings.Cut(p.Email, "@")
		out = append(out, reader{name, v.Actor, apptest.SignedIn(t, a, p.Account, len(v.Actor.Roles) > 0)})
	}
	return out
}

func portal(t *testing.T) (*app.App, *db.DB) {
	t.Helper()
	d := worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon))
	return apptest.New(t, d), d
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if os.Getenv("UPDATE_GOLDEN") != "" {
		if err := os.MkdirAll("testdata", 0o750); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(want) == got {
		return
	}
	w, g := strings.Split(string(want), "\n"), strings.Split(got, "\n")
	for _, line := range g {
		if !strings.Contains(string(want), line+"\n") {
			t.Errorf("+ %s", line)
		}
	}
	for _, line := range w {
		if !strings.Contains(got, line+"\n") {
			t.Errorf("- %s", line)
		}
	}
	t.Errorf("%s differs: if the change is meant, run make golden", file)
}

// TestAccessMatrix prints who may reach which route, from the table. A changed
// permission is a changed line of the golden file.
func TestAccessMatrix(t *testing.T) {
	a, _ := portal(t)
	people := readers(t, a)
	var b strings.Builder
	for _, rt := range a.Web.Routes() {
		var may []string
		for _, p := range people {
			if rt.Access.Let(p.actor) {
				may = append(may, p.name)
			}
		}
		who := strings.Join(may, " ")
		switch len(may) {
		case len(people):
			who = "everybody"
		case len(people) - 1:
			who = "everybody who has signed in"
		}
		fmt.Fprintf(&b, "%-4s %-46s %-10s %s\n", rt.Method, rt.Path, rt.Access.Name, who)
	}
	golden(t, "access.golden", b.String())
}

// samples are real things of different owners, for each kind of address.
func samples(t *testing.T, d *db.DB) map[string][][2]string {
	t.Helper()
	one := func(q string, args ...any) string {
		var row struct{ Got string }
		if err := d.Read(context.Background()).Raw("select "+q, args...).Scan(&row).Error; err != nil {
			t.Fatal(q, err)
		}
		if row.Got == "" {
			t.Fatalf("nothing in the world for %s", q)
		}
		return row.Got
	}
	idOf := func(q string, args ...any) string {
		h := one("lower(hex(("+q+"))) as got", args...)
		if len(h) != 32 {
			t.Fatalf("nothing in the world for %s", q)
		}
		return h[:8] + "-" + h[8:12] + "-" + h[12:16] + "-" + h[16:20] + "-" + h[20:]
	}
	sections := [][2]string{{"open-namgu", world.OpenNamgu.String()}, {"open-yeonje", world.OpenYeonje.String()}, {"open-host", world.OpenLifelong.String()}, {"held-host", world.ToConfirm.String()}, {"taught-yeonje", world.TaughtToday.String()}, {"draft-namgu", idOf("select id from sections where programme_id = ? limit 1", world.ReviewNamgu)}}
	programmes := [][2]string{
		{"namgu", idOf("select programme_id from sections where id = ?", world.OpenNamgu)},
		{"review-namgu", world.ReviewNamgu.String()},
		{"review-yeonje", world.ReviewYeonje.String()},
		{"review-paju-edu", world.ReviewPajuEdu.String()},
		{"review-host", world.ReviewHost.String()},
	}
	return map[string][][2]string{
		"/office/desk/people/:id":       {{"walk-in", world.WalkIn.String()}, {"resident", world.Resident.Person.String()}, {"child", world.YoungerChild.String()}},
		"/office/desk/applications/:id": {{"yeonje", idOf("select id from applications where section_id = ? limit 1", world.OpenYeonje)}, {"namgu", idOf("select id from applications where section_id = ? limit 1", world.OpenNamgu)}},

		"/programs/:slug":            {{"public", one("slug as got from programmes where id = (select programme_id from sections where id = ?)", world.OpenNamgu)}, {"draft", one("slug as got from programmes where id = ?", world.ReviewNamgu)}},
		"/cooperations/:slug":        {{"paju", "paju-2026"}, {"lifelong", "busan-lifelong-2025"}, {"extracurricular", "busan-extracurricular"}},
		"/organisations/:slug":       {{"namgu", one("slug as got from organisations where id = ?", world.Namgu)}},
		"/sections/:id":              sections,
		"/office/sections/:id":       sections,
		"/office/programs/:id":       programmes,
		"/office/programmes/:id":     programmes,
		"/office/approvals/:id":      {{"namgu", idOf("select id from approvals where programme_id = ?", world.ReviewNamgu)}, {"yeonje", idOf("select id from approvals where programme_id = ?", world.ReviewYeonje)}, {"paju-edu", idOf("select id from approvals where programme_id = ?", world.ReviewPajuEdu)}, {"host", idOf("select id from approvals where programme_id = ?", world.ReviewHost)}},
		"/office/participations/:id": {{"namgu", world.ParticipationID(world.EndedRun, world.StudentPKNU.Person).String()}},
		"/office/certificates/:id":   {{"namgu", world.CourseCertificate.String()}},
		"/my/certificates/:id":       {{"student.pknu", world.CourseCertificate.String()}},
		"/certificates/:serial":      {{"valid", one("serial as got from certificates where id = ?", world.CourseCertificate)}},
		"/applications/:id":          {{"resident", idOf("select id from applications where person_id = ? and state = 'accepted' limit 1", world.Resident.Person)}},
		"/my/family/:id":             {{"child", world.YoungerChild.String()}, {"older-child", world.OlderChild.String()}},
		"/office/courses/:id":        {{"not-imported", world.OpenNamgu.String()}},
		"/office/imports/:id":        {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/office/imports/files":      {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/system/outbox/:id":         {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/audit/:id":                 {{"demo", world.DemoAudit.String()}, {"none", "00000000-0000-7000-8000-000000000000"}},
		"/system/audits/:id":         {{"demo", world.DemoAudit.String()}, {"none", "00000000-0000-7000-8000-000000000000"}},
		"/office/cooperations":       {{"paju", "paju-2026"}, {"lifelong", "busan-lifelong-2025"}},
		"/office/stand-ins/:id":      {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/sitemaps/:part":            {{"first", "1.xml"}},
		"/api/v1/programs/:slug":     {{"public", one("slug as got from programmes where id = (select programme_id from sections where id = ?)", world.OpenNamgu)}},
		"/api/v1/sections/:id":       {{"public", world.OpenNamgu.String()}},
		"/office/sessions/:id":       {{"namgu", idOf("select id from sessions where section_id = ? limit 1", world.OpenNamgu)}},

		// Campuses.
		"/campus/recognitions/:id": {{"waits-pknu", world.WaitsAtPKNU.String()}, {"decided-pknu", world.PointsPKNU.String()}, {"asked-pnu", world.AskedByPNU.String()}},
		"/office/questions/:id":    {{"asked-host", world.OpenAsked.String()}},
		"/my/mileage/rules/:id":    {{"pknu", idOf("select id from recognition_rules where org_id = ?", world.PKNU)}},
		"/campus/affiliations/:id": {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/campus/roster/:id":       {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/my/affiliation/:id":      {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/my/provision/:id":        {{"none", "00000000-0000-7000-8000-000000000000"}},
		"/office/views/:id":        {{"none", "00000000-0000-7000-8000-000000000000"}},
	}
}

// concrete is a route with each sample that fits the longest beginning of its path.
func concrete(t *testing.T, path string, known map[string][][2]string) [][2]string {
	t.Helper()
	if !strings.Contains(path, ":") {
		return [][2]string{{"", path}}
	}
	best := ""
	for prefix := range known {
		if strings.HasPrefix(path, prefix) && len(prefix) > len(best) {
			best = prefix
		}
	}
	if best == "" {
		t.Errorf("no sample for %s: add one, so that the route is visited", path)
		return nil
	}
	var out [][2]string
	for _, s := range known[best] {
		var parts []string
		filled := false
		for part := range strings.SplitSeq(path, "/") {
			if strings.HasPrefix(part, ":") {
				// A parameter may be followed by a fixed ending: :id.ics
				name, ending, dotted := strings.Cut(part, ".")
				_ = name
				part = s[1]
				if dotted {
					part += "." + ending
				}
				if filled {
					part = "00000000-0000-7000-8000-000000000000"
				}
				filled = true
			}
			parts = append(parts, part)
		}
		out = append(out, [2]string{s[0], strings.Join(parts, "/")})
	}
	return out
}

// TestEveryRouteByEveryPersona asks for every page as every persona and prints
// the status of each. No answer is a 5xx, whom the table keeps out stays out,
// and another organisation's thing is not found.
func TestEveryRouteByEveryPersona(t *testing.T) {
	a, d := portal(t)
	people, known := readers(t, a), samples(t, d)
	var b strings.Builder
	for _, rt := range a.Web.Routes() {
		if rt.Method != http.MethodGet || strings.HasSuffix(rt.Path, "*") {
			continue
		}
		for _, s := range concrete(t, rt.Path, known) {
			statuses := map[int][]string{}
			var order []int
			for _, p := range people {
				got := p.browser.Get(s[1])
				if got.Status >= 500 {
					t.Errorf("%s as %s: %d", s[1], p.name, got.Status)
				}
				if !rt.Access.Let(p.actor) && got.Status != http.StatusForbidden && got.Status != http.StatusSeeOther {
					t.Errorf("%s let %s in with %d, and the table does not", s[1], p.name, got.Status)
				}
				if len(statuses[got.Status]) == 0 {
					order = append(order, got.Status)
				}
				statuses[got.Status] = append(statuses[got.Status], p.name)
			}
			fmt.Fprintf(&b, "%s %s", rt.Path, s[0])
			for _, st := range order {
				who := strings.Join(statuses[st], " ")
				switch len(statuses[st]) {
				case len(people):
					who = "everybody"
				case len(people) - 1:
					if !strings.Contains(who, "anonymous") {
						who = "everybody who has signed in"
					}
				}
				fmt.Fprintf(&b, " | %d %s", st, who)
			}
			b.WriteString("\n")
		}
	}
	golden(t, "reach.golden", b.String())
}

// TestNothingElseAnswers compares the router with the table: what is not in it
// does not answer.
func TestNothingElseAnswers(t *testing.T) {
	a, _ := portal(t)
	table := map[string]bool{}
	for _, rt := range a.Web.Routes() {
		table[rt.Method+" "+rt.Path] = true
	}
	for _, er := range a.Web.RouterRoutes() {
		key := er.Method + " " + er.Path
		if er.Method == echo.RouteNotFound {
			continue
		}
		if !table[key] {
			t.Errorf("%s answers and is not in the routes table", key)
		}
	}
}

// TestPostsAreKeptOutToo sends every POST of the table as everybody whom it does not let in.
func TestPostsAreKeptOutToo(t *testing.T) {
	a, d := portal(t)
	people, known := readers(t, a), samples(t, d)
	for _, rt := range a.Web.Routes() {
		if rt.Method != http.MethodPost {
			continue
		}
		for _, s := range concrete(t, rt.Path, known) {
			for _, p := range people {
				if rt.Access.Let(p.actor) {
					continue
				}
				if got := p.browser.Post(s[1], nil); got.Status != http.StatusForbidden && got.Status != http.StatusUnauthorized {
					t.Errorf("POST %s as %s: %d", s[1], p.name, got.Status)
				}
			}
		}
	}
}
