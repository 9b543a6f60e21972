package web_test

import (
	"archive/zip"
	"context"
	"fmt"
	"html"
	"io"
	"iter"
	"maps"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/policy"
	"ieum/web"
)

// perRoute is how many addresses of one route a reader of the tenancy test
// follows: the first lists and things that they find.
const perRoute = 25

// somebody is a person of the world as a page might show them, and the
// organisations that know them because of an application.
type somebody struct {
	id    id.ID
	names []string // what gives them away: name, telephone, address, receipts
	orgs  []id.ID
	of    []id.ID // their guardians
	at    []id.ID // universities that they agreed to be passed on to
	staff bool    // holds a duty: their name stands on what they sign
}

// TestNobodyReadsAnothersPeople follows every link that each persona finds, reads
// what comes (pages, files, workbooks and archives), and looks for everybody the
// world knows. A reader meets themselves, their children, colleagues by name, and people who have
// applied to an organisation that they work for; the golden file says on which
// pages. Anybody else on any page is a breach.
func TestNobodyReadsAnothersPeople(t *testing.T) {
	a, d := portal(t)
	everybody := known(t, d)
	index := map[string][]int{}
	for i, p := range everybody {
		for _, n := range p.names {
			index[n] = append(index[n], i)
		}
	}
	match := matcher(a.Web.Routes())
	var fixed []string
	for _, rt := range a.Web.Routes() {
		if rt.Method == http.MethodGet && !strings.ContainsAny(rt.Path, ":*") {
			fixed = append(fixed, rt.Path)
		}
	}
	seen := map[string][]string{} // route and what was met → by whom
	for _, who := range readers(t, a) {
		met := map[string]bool{}
		visits := 0
		crawl(who.browser, fixed, match, func(path, pattern, text string) {
			visits++
			for word := range words(text) {
				for _, i := range index[word] {
					p := &everybody[i]
					relation := relationOf(who.actor, p)
					switch relation {
					case "":
					case "a stranger":
						if !allowed(who, pattern, word) {
							t.Errorf("%s reads %q, of a person they have nothing to do with, at %s", who.name, word, path)
						}
					default:
						met[pattern+" shows "+relation] = true
					}
				}
			}
		})
		if visits < 20 {
			t.Errorf("%s came to %d pages only", who.name, visits)
		}
		for what := range met {
			seen[what] = append(seen[what], who.name)
		}
	}
	var b strings.Builder
	for _, what := range slices.Sorted(maps.Keys(seen)) {
		fmt.Fprintf(&b, "%s | %s\n", what, strings.Join(seen[what], " "))
	}
	golden(t, "tenancy.golden", b.String())
}

// receipt is a receipt's number: it says which decision, and nobody's name.
var receipt = regexp.MustCompile(`^20\d\d-[A-Z0-9]+-\d{4}-\d{4}$`)

// allowed: the administrator of a demo reads every letter, since none leaves; an
// auditor inside an open audit reads the numbers of decisions, and no name.
func allowed(who reader, pattern, word string) bool {
	return who.name == "admin" && strings.HasPrefix(pattern, "/system/outbox") ||
		who.name == "auditor" && strings.HasPrefix(pattern, "/audit/:id/") && receipt.MatchString(word)
}

func relationOf(who policy.Actor, p *somebody) string {
	switch {
	case p.id == who.Person:
		return ""
	case slices.Contains(p.of, who.Person):
		return "an own child"
	case slices.ContainsFunc(who.Roles, func(r policy.Role) bool { return slices.Contains(p.at, r.Org) }):
		return "an own student who agreed"
	case slices.ContainsFunc(who.Roles, func(r policy.Role) bool { return slices.Contains(p.orgs, r.Org) }):
		return "an own applicant"
	case p.staff:
		return "a colleague"
	}
	return "a stranger"
}

func known(t *testing.T, d *db.DB) []somebody {
	t.Helper()
	read := func(into any, q string) {
		if err := d.Read(context.Background()).Raw(q).Scan(into).Error; err != nil {
			t.Fatal(q, err)
		}
	}
	var people []struct {
		ID                 id.ID
		Name, Phone, Email string
		Staff              bool
	}
	read(&people, `select p.id, p.name, p.phone, coalesce(a.email, '') as email, exists (select 1 from roles r where r.account_id = a.id) as staff
		from people p left join accounts a on a.person_id = p.id`)
	var applied []struct {
		PersonID, OrgID id.ID
		Receipt         string
	}
	read(&applied, `select a.person_id, pr.org_id, s.number || '-' || substr('0000' || a.seq, -4) as receipt
		from applications a join sections s on s.id = a.section_id join programmes pr on pr.id = s.programme_id`)
	var teachers []struct{ Name string }
	read(&teachers, `select distinct teacher as name from sessions where teacher <> ''`)
	common := map[string]int{}
	for _, p := range people {
		common[p.Name]++
	}
	for _, x := range teachers {
		common[x.Name]++
	}
	at, out := map[id.ID]int{}, make([]somebody, 0, len(people))
	for _, p := range people {
		s := somebody{id: p.ID, staff: p.Staff}
		if common[p.Name] == 1 && len([]rune(p.Name)) > 1 {
			s.names = append(s.names, p.Name)
		}
		for _, n := range []string{p.Phone, p.Email} {
			if n != "" {
				s.names = append(s.names, n)
			}
		}
		at[p.ID] = len(out)
		out = append(out, s)
	}
	var children []struct{ ChildID, GuardianID id.ID }
	read(&children, `select child_id, guardian_id from guardianships where ended_at is null`)
	for _, x := range children {
		out[at[x.ChildID]].of = append(out[at[x.ChildID]].of, x.GuardianID)
	}
	var agreed []struct{ PersonID, OrgID id.ID }
	read(&agreed, `select person_id, org_id from provisions where withdrawn_at is null`)
	for _, x := range agreed {
		out[at[x.PersonID]].at = append(out[at[x.PersonID]].at, x.OrgID)
	}
	for _, x := range applied {
		p := &out[at[x.PersonID]]
		p.names = append(p.names, x.Receipt)
		if !slices.Contains(p.orgs, x.OrgID) {
			p.orgs = append(p.orgs, x.OrgID)
		}
	}
	if len(out) < 100 || len(applied) < 100 {
		t.Fatalf("%d people and %d applications: the world is too empty to prove anything", len(out), len(applied))
	}
	return out
}

// giveaways are the words in which somebody may be recognised: addresses,
// telephone and receipt numbers, and Korean words, among which are names.
var giveaways = regexp.MustCompile(`[\w.+-]+@[\w.-]+\w|\d{4}-[A-Z]+-\d{4,}-\d{4}|\d{2,4}-\d{3,4}-\d{4}|\p{Hangul}{2,}`)

// words are the giveaways of a text. A name may be followed by a particle or a
// title, so the beginnings of a Korean word are given too; of two syllables only
// whole words are, since many words begin so.
func words(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for _, w := range giveaways.FindAllString(text, -1) {
			if !yield(w) {
				return
			}
			r := []rune(w)
			if r[0] < '가' || r[0] > '힣' {
				continue
			}
			for n := 3; n < min(len(r), 6); n++ {
				if !yield(string(r[:n])) {
					return
				}
			}
		}
	}
}

// matcher finds the pattern of the table that answers a path: the one with the
// fewest parameters of those that fit; "" for files and unknown addresses.
func matcher(routes []web.Route) func(string) string {
	type row struct {
		pattern string
		re      *regexp.Regexp
	}
	var rows []row
	for _, rt := range routes {
		if rt.Method != http.MethodGet || strings.HasSuffix(rt.Path, "*") {
			continue
		}
		re := regexp.MustCompile(`:\w+`).ReplaceAllString(regexp.QuoteMeta(rt.Path), `[^/]+`)
		rows = append(rows, row{rt.Path, regexp.MustCompile("^" + re + "$")})
	}
	slices.SortStableFunc(rows, func(x, y row) int { return strings.Count(x.pattern, ":") - strings.Count(y.pattern, ":") })
	return func(path string) string {
		for _, r := range rows {
			if r.re.MatchString(path) {
				return r.pattern
			}
		}
		return ""
	}
}

var hrefs = regexp.MustCompile(`(?:href|src)="(/[^"#]*)`)

// crawl asks for the fixed addresses and for what they lead to, a few of each route.
func crawl(c *apptest.Client, from []string, match func(string) string, read func(path, pattern, text string)) {
	queue, asked, count := slices.Clone(from), map[string]bool{}, map[string]int{}
	for len(queue) > 0 {
		path := queue[0]
		queue = queue[1:]
		bare, _, query := strings.Cut(path, "?")
		pattern := match(bare)
		limit := perRoute
		if query {
			limit = 4
		}
		key := fmt.Sprint(pattern, query)
		if asked[path] || pattern == "" || strings.HasPrefix(bare, "/en/") || bare == "/en" || count[key] >= limit {
			continue
		}
		asked[path] = true
		count[key]++
		got := c.Get(path)
		if got.Status == http.StatusSeeOther {
			queue = append(queue, got.Location)
		}
		if got.Status != http.StatusOK {
			continue
		}
		text := unpacked(got.Body)
		if strings.HasPrefix(got.Header.Get("Content-Type"), "text/html") {
			text = html.UnescapeString(text)
			for _, m := range hrefs.FindAllStringSubmatch(text, -1) {
				queue = append(queue, m[1])
			}
		}
		read(path, pattern, text)
	}
}

// unpacked is a body as text: what is in a workbook or an archive, or the body itself.
func unpacked(body string) string {
	z, err := zip.NewReader(strings.NewReader(body), int64(len(body)))
	if err != nil {
		return body
	}
	var b strings.Builder
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			continue
		}
		inside, _ := io.ReadAll(io.LimitReader(r, 16<<20))
		_ = r.Close()
		b.WriteString(unpacked(string(inside)))
		b.WriteByte('\n')
	}
	return b.String()
}
