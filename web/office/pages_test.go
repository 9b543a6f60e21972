package office_test

import (
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

func portal(t *testing.T) *app.App {
	t.Helper()
	return apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))
}

// desk is somebody's browser at their desk.
type desk struct {
	*testing.T
	c *apptest.Client
}

func at(t *testing.T, a *app.App, p world.Persona) desk {
	return desk{t, apptest.SignedIn(t, a, p.Account, true)}
}

func (d desk) get(path string) *html.Node {
	d.Helper()
	got := d.c.Get(path)
	if got.Status != 200 {
		d.Fatalf("%s: %d", path, got.Status)
	}
	return apptest.Parse(d, got.Body)
}

// one is the text of the only element at a selector.
func (d desk) one(n *html.Node, selector string) string {
	d.Helper()
	found := apptest.Select(n, selector)
	if len(found) != 1 {
		d.Fatalf("%d at %q", len(found), selector)
	}
	return apptest.Text(found[0])
}

// link is where the first link that says words leads to.
func (d desk) link(n *html.Node, words string) string {
	d.Helper()
	for _, a := range apptest.Select(n, "main a") {
		if strings.Contains(apptest.Text(a), words) {
			return apptest.Attr(a, "href")
		}
	}
	d.Fatalf("no link says %q", words)
	return ""
}

var (
	numbers = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)
	last    = regexp.MustCompile(`(\d+)\D*$`)
)

// Every page of a desk that its reader can find by its links, one of each kind:
// one main part, one heading, its place in the side menu, every cell of a table
// that becomes cards named, no word without its text, nothing empty to press.
func TestEveryPageOfADesk(t *testing.T) {
	a := portal(t)
	for _, who := range []world.Persona{world.OfficerNamgu, world.OfficerPaju, world.ApproverNamgu, world.Host, world.AdminPersona} {
		d := at(t, a, who)
		start := "/office"
		if who.Account == world.AdminPersona.Account {
			start = "/system"
		}
		seen, queue := map[string]bool{}, []string{start}
		for len(queue) > 0 {
			path := queue[0]
			queue = queue[1:]
			kind := numbers.ReplaceAllString(path, ":id")
			if seen[kind] {
				continue
			}
			seen[kind] = true
			got := d.c.Get(path)
			if got.Status == 303 || strings.HasSuffix(path, ".xlsx") || strings.HasSuffix(path, ".csv") {
				continue
			}
			if got.Status != 200 {
				t.Errorf("%s: %s is linked and answers %d", who.Email, path, got.Status)
				continue
			}
			page := apptest.Parse(t, got.Body)
			d.check(path, page)
			for _, link := range apptest.Select(page, "a[href]") {
				href, _, _ := strings.Cut(apptest.Attr(link, "href"), "#")
				if strings.HasPrefix(href, "/office") || strings.HasPrefix(href, "/system") {
					queue = append(queue, href)
				}
			}
		}
		if len(seen) < 8 {
			t.Errorf("%s finds only %d kinds of pages: %v", who.Email, len(seen), seen)
		}
	}
}

func (d desk) check(path string, page *html.Node) {
	d.Helper()
	for _, only := range []string{"main", "h1"} {
		if n := len(apptest.Select(page, only)); n != 1 {
			d.Errorf("%s has %d %s", path, n, only)
		}
	}
	if n := len(apptest.Select(page, ".side-full [aria-current=page]")); n != 1 {
		d.Errorf("%s: %d places in the side menu", path, n)
	}
	for _, td := range apptest.Select(page, ".table-stack tbody td") {
		if apptest.Attr(td, "data-label") == "" && apptest.Text(td) != "" {
			d.Errorf("%s: a cell without a name: %q", path, apptest.Text(td))
		}
	}
	for _, b := range append(apptest.Select(page, "main button"), apptest.Select(page, "main a")...) {
		if apptest.Text(b) == "" && apptest.Attr(b, "aria-label") == "" {
			d.Errorf("%s: something to press says nothing", path)
		}
	}
	main := apptest.Text(apptest.Select(page, "main")[0])
	for _, raw := range []string{"office.", "imports.", "import.", "catalog.", "system.access", "system.outbox", "{n", "%!"} {
		if strings.Contains(main, " "+raw) {
			d.Errorf("%s shows %q", path, raw)
		}
	}
}

var number = regexp.MustCompile(`[0-9]+`)

// The first page says how much there is, and that many things stand under it.
func TestTheFirstPageCountsWhatItShows(t *testing.T) {
	a := portal(t)
	for _, who := range []world.Persona{world.OfficerNamgu, world.OfficerBusan, world.ApproverNamgu, world.OfficePajuEdu} {
		d := at(t, a, who)
		page := d.get("/office")
		shown := 0
		for _, s := range apptest.Select(page, "main section") {
			title := apptest.Text(apptest.Select(s, "h2")[0])
			n, err := strconv.Atoi(last.FindStringSubmatch(title)[1])
			things := len(apptest.Select(s, "tbody tr")) + len(apptest.Select(s, "li"))
			if err != nil || n != things {
				t.Errorf("%s: %q heads %d things", who.Email, title, things)
			}
			if strings.HasPrefix(title, "내가 승인할 것") || strings.HasPrefix(title, "작성 중") || strings.HasPrefix(title, "돌려받은 것") || strings.HasPrefix(title, "신청이 적은 분반") {
				shown += n
			}
		}
		for _, a := range apptest.Select(page, "main .notice a") { // what waits on other pages
			for _, n := range number.FindAllString(apptest.Text(a), -1) {
				waits, _ := strconv.Atoi(n)
				shown += waits
			}
		}
		if lead := d.one(page, "main .lead"); !strings.HasSuffix(lead, "지금 하실 일 "+strconv.Itoa(shown)+"건") {
			t.Errorf("%s: %q, and %d wait", who.Email, lead, shown)
		}
	}
}

// Tabs, the sentence above a table, and its rows agree.
func TestTheListOfProgrammesAgreesWithItself(t *testing.T) {
	d := at(t, portal(t), world.OfficerNamgu)
	for _, state := range []string{"", "?state=draft", "?state=review", "?state=published", "?state=closed"} {
		page := d.get("/office/programs" + state)
		tab := last.FindStringSubmatch(d.one(page, "main .tabs [aria-current=page]"))
		found := last.FindStringSubmatch(d.one(page, "main .results-head"))
		rows := len(apptest.Select(page, "main tbody tr"))
		if tab == nil || found == nil || tab[1] != strconv.Itoa(rows) || found[1] != tab[1] {
			t.Errorf("%q: tab %v, sentence %v, %d rows", state, tab, found, rows)
		}
	}
	// What runs stands above what is over.
	over := false
	for _, tr := range apptest.Select(d.get("/office/programs"), "main tbody tr") {
		closed := strings.Contains(apptest.Text(tr), "마감")
		if over && !closed {
			t.Errorf("below what is over: %q", apptest.Text(tr))
		}
		over = over || closed
	}
	if page := d.get("/office/programs?q=" + url.QueryEscape("없는이름")); len(apptest.Select(page, "main .empty")) != 1 || len(apptest.Select(page, "main table")) != 0 {
		t.Error("nothing found looks otherwise than it should")
	}
}

// An approver reads what goes public, with its days, before deciding, and is led to the public page afterwards.
func TestAnApproverSeesTheDays(t *testing.T) {
	a := portal(t)
	d := at(t, a, world.ApproverNamgu)
	request := d.link(d.get("/office"), "밤에 배우는 첫 코딩")
	page := d.get(request)
	if n := len(apptest.Select(page, "main .table-box tbody tr")); n == 0 {
		t.Error("no meeting is shown")
	}
	if preview := d.link(page, "미리보기"); d.c.Get(preview).Status != 200 {
		t.Errorf("the preview at %s", preview)
	}
	done := d.c.Post(request+"/decision", url.Values{"decision": {"approve"}})
	if done.Status != 303 || done.Location != request {
		t.Fatalf("%d %s", done.Status, done.Location)
	}
	page = d.get(request)
	if public := d.link(page, "공개 화면 보기"); apptest.Visitor(t, a).Get(public).Status != 200 {
		t.Errorf("the public page at %s", public)
	}
	if len(apptest.Select(page, "main section tbody tr")) == 0 {
		t.Error("what was approved is not shown any more")
	}
}

// Taking a request back is asked for twice.
func TestWithdrawingAsksFirst(t *testing.T) {
	d := at(t, portal(t), world.OfficerNamgu)
	request := d.link(d.get("/office"), "밤에 배우는 첫 코딩")
	page := d.get(request)
	if n := len(apptest.Select(page, "main details form[action="+request+"/withdrawal]")); n != 1 {
		t.Errorf("%d forms behind a question", n)
	}
	if got := d.c.Post(request+"/withdrawal", url.Values{}); got.Status != 303 {
		t.Errorf("%d", got.Status)
	}
}

// A cooperation whose money is settled takes no new programme; a programme that it has keeps it.
func TestASettledGrantTakesNoNewProgramme(t *testing.T) {
	d := at(t, portal(t), world.OfficerNamgu)
	if page := d.get("/office/programs/new"); strings.Contains(apptest.Text(apptest.Select(page, "main form")[0]), "2025년 지역 평생교육 활성화 지원사업") {
		t.Error("a settled grant is offered")
	}
	of := d.link(d.get("/office/programs?q="+url.QueryEscape("디지털 리터러시 아카데미")), "디지털 리터러시 아카데미")
	if page := d.get(of); !strings.Contains(apptest.Text(apptest.Select(page, "main")[0]), "2025년 지역 평생교육 활성화 지원사업") {
		t.Error("a programme lost its grant")
	}
}

// What runs stands above what is over, and no money published is said in words.
func TestCooperationsOfTheDesk(t *testing.T) {
	a := portal(t)
	for _, who := range []world.Persona{world.OfficerBusan, world.OfficerPaju, world.OfficerNamgu} {
		d := at(t, a, who)
		page := d.get("/office/cooperations")
		over := false
		for _, card := range apptest.Select(page, "main .cards li") {
			s := apptest.Text(card)
			if strings.Contains(s, " 0원") {
				t.Errorf("%s: %q", who.Email, s)
			}
			if over && strings.Contains(s, "진행 중") {
				t.Errorf("%s: below what is over: %q", who.Email, s)
			}
			over = over || strings.Contains(s, "끝남")
		}
		for _, link := range apptest.Select(page, "main .cards a") {
			d.check(apptest.Attr(link, "href"), d.get(apptest.Attr(link, "href")))
		}
	}
}

// The log of looks says which section it was, not a number of the database.
func TestTheAccessLogNamesTheSection(t *testing.T) {
	a := portal(t)
	officer := at(t, a, world.OfficerNamgu)
	officer.get(officer.link(officer.get(officer.link(officer.get("/office"), "매일 쓰는 인공지능")), "신청자"))
	d := at(t, a, world.AdminPersona)
	page := d.get("/system/access-log")
	for _, tr := range apptest.Select(page, "main tbody tr") {
		if s := apptest.Text(tr); strings.Contains(s, "section/") || !strings.Contains(s, "-NAM-") || !strings.Contains(s, "매일 쓰는 인공지능") {
			t.Errorf("%q", s)
		}
	}
	if len(apptest.Select(page, "main tbody tr")) == 0 || len(apptest.Select(page, ".breadcrumb")) != 1 {
		t.Error("no look is logged, or the page has no crumbs")
	}
}
