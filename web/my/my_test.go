package my_test

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/policy"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

func persona(t *testing.T, a *app.App, email string) *apptest.Client {
	t.Helper()
	for _, p := range world.Personas {
		if p.Email == email {
			return apptest.SignedIn(t, a, p.Account, false)
		}
	}
	t.Fatalf("there is no %s", email)
	return nil
}

func city(t *testing.T) (*app.App, *dbtest.Clock) {
	t.Helper()
	c := dbtest.NewClock(dbtest.Noon)
	return apptest.New(t, worldtest.Open(t, db.SQLite, c.Now)), c
}

var keyField = regexp.MustCompile(`name="request_key" value="([^"]+)"`)

// formOf fills the form of an application in as a browser would: every hidden field kept.
func formOf(t *testing.T, page apptest.Answer) url.Values {
	t.Helper()
	m := keyField.FindStringSubmatch(page.Body)
	if page.Status != 200 || m == nil {
		t.Fatalf("no form: %d %s", page.Status, page.Body)
	}
	return url.Values{"phone": {"010-1234-5678"}, "consent": {"1"}, "request_key": {m[1]}}
}

func apply(section id.ID) string { return "/sections/" + section.String() + "/applications" }

func TestApplySeeCancelAndApplyAgain(t *testing.T) {
	a, _ := city(t)
	c := persona(t, a, "student.pnu@demo.example")
	if got := apptest.Visitor(t, a).Get(apply(world.OpenNamgu)); got.Status != 303 || !strings.HasPrefix(got.Location, "/login?next=%2Fsections%2F") {
		t.Errorf("a visitor: %d %s", got.Status, got.Location)
	}
	page := c.Get(apply(world.OpenNamgu))
	f := formOf(t, page)
	for _, box := range regexp.MustCompile(`<input[^>]*type="checkbox"[^>]*>`).FindAllString(page.Body, -1) {
		if strings.Contains(box, "checked") {
			t.Errorf("a box is ticked beforehand: %s", box)
		}
	}
	first := c.Post(apply(world.OpenNamgu), f)
	if first.Status != 303 || !strings.HasPrefix(first.Location, "/applications/") {
		t.Fatalf("%d %s", first.Status, first.Body)
	}
	if again := c.Post(apply(world.OpenNamgu), f); again.Status != 303 || again.Location != first.Location {
		t.Errorf("the same form twice: %d %s", again.Status, again.Location)
	}
	receipt := c.Get(first.Location)
	if receipt.Status != 200 || !strings.Contains(receipt.Body, "자리가 확정되었습니다") || !strings.Contains(receipt.Body, "첫 수업") || !regexp.MustCompile(`receipt-number">\d{4}-[A-Z]+-\d{4}-\d{4}<`).MatchString(receipt.Body) {
		t.Errorf("%d", receipt.Status)
	}
	if got := c.Get("/en" + first.Location); !strings.Contains(got.Body, "You have a place") {
		t.Error("no English receipt")
	}
	for _, path := range []string{"/my", "/my/applications"} {
		if got := c.Get(path); !strings.Contains(got.Body, first.Location) {
			t.Errorf("%s does not know of the application", path)
		}
	}
	if got := c.Get(apply(world.OpenNamgu)); !strings.Contains(got.Body, first.Location) || keyField.MatchString(got.Body) {
		t.Error("the form is offered again to somebody who has a place")
	}
	other := persona(t, a, "resident@demo.example")
	for _, path := range []string{first.Location, first.Location + "/cancellation"} {
		got := other.Get(path)
		if strings.HasSuffix(path, "cancellation") {
			got = other.Post(path, nil)
		}
		if got.Status != 404 {
			t.Errorf("%s by somebody else: %d", path, got.Status)
		}
	}
	if got := c.Post(first.Location+"/cancellation", nil); got.Status != 303 || got.Location != first.Location {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Get(first.Location); !strings.Contains(got.Body, "신청을 취소했습니다") {
		t.Error("the receipt does not say that it is cancelled")
	}
	if got := c.Post(apply(world.OpenNamgu), formOf(t, c.Get(apply(world.OpenNamgu)))); got.Status != 303 || got.Location == first.Location {
		t.Errorf("applying again: %d %s", got.Status, got.Location)
	}
}

func TestTheFormComesBack(t *testing.T) {
	a, _ := city(t)
	c := persona(t, a, "student.pnu@demo.example")
	f := formOf(t, c.Get(apply(world.OpenNamgu)))
	f.Del("consent")
	f.Set("phone", `"><b>`)
	got := c.Post(apply(world.OpenNamgu), f)
	if got.Status != 422 || strings.Count(got.Body, `aria-invalid="true"`) != 2 || strings.Contains(got.Body, "<b>") || !strings.Contains(got.Body, f.Get("request_key")) {
		t.Errorf("%d", got.Status)
	}
	if got := c.Post(apply(world.OpenNamgu), url.Values{"phone": {"010-1234-5678"}, "consent": {"1"}}); got.Status != 422 || keyField.FindString(got.Body) == "" {
		t.Errorf("without its key: %d", got.Status)
	}
	for _, path := range []string{apply(id.New()), "/sections/nonsense/applications", "/applications/" + id.New().String(), "/applications/x"} {
		if got := c.Get(path); got.Status != 404 {
			t.Errorf("%s: %d", path, got.Status)
		}
	}
}

// TestWhyNot asks for every public section of the city: each has a form, or a reason in words.
func TestWhyNot(t *testing.T) {
	a, _ := city(t)
	c := persona(t, a, "student.pnu@demo.example")
	var sections []id.ID
	if err := a.DB.Read(context.Background()).Raw("select id from sections where state in ('published', 'closed', 'cancelled') order by number").Scan(&sections).Error; err != nil {
		t.Fatal(err)
	}
	forms, reasons := 0, 0
	for _, s := range sections {
		page := c.Get(apply(s))
		form, reason := keyField.MatchString(page.Body), strings.Contains(page.Body, `class="notice`)
		if page.Status != 200 || form == reason || strings.Contains(page.Body, "enrolment.") || strings.Contains(page.Body, "{from}") {
			t.Errorf("%s: %d, form %v, reason %v", s, page.Status, form, reason)
		}
		if form {
			forms++
			continue
		}
		reasons++
		// A form made by hand gets the same answer, and never a place.
		got := c.Post(apply(s), url.Values{"phone": {"010-1234-5678"}, "consent": {"1"}, "request_key": {"by hand"}})
		if got.Status != 409 && got.Status != 303 {
			t.Errorf("%s by hand: %d", s, got.Status)
		}
	}
	if forms == 0 || reasons == 0 {
		t.Errorf("%d forms, %d reasons", forms, reasons)
	}
}

func TestAnUnprovedAddressCannotApply(t *testing.T) {
	a, _ := city(t)
	c := persona(t, a, "student.pnu@demo.example")
	f := formOf(t, c.Get(apply(world.OpenNamgu)))
	err := a.DB.Housekeep(context.Background(), "world", func(tx *db.Tx) error {
		return tx.Exec("update accounts set confirmed_at = null where email = 'student.pnu@demo.example'").Error
	})
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Get(apply(world.OpenNamgu)); got.Status != 200 || !strings.Contains(got.Body, `href="/password"`) || keyField.MatchString(got.Body) {
		t.Errorf("%d", got.Status)
	}
	if got := c.Post(apply(world.OpenNamgu), f); got.Status != 409 {
		t.Errorf("%d", got.Status)
	}
}

func TestEveryPersonaHasAPage(t *testing.T) {
	a, _ := city(t)
	for _, p := range world.Personas {
		c := apptest.SignedIn(t, a, p.Account, false)
		for _, path := range []string{"/my", "/my/applications", "/my/profile", "/my/password", "/en/my", "/en/my/applications", "/en/my/profile", "/en/my/password"} {
			got := c.Get(path)
			if got.Status != 200 || strings.Count(got.Body, "<h1") != 1 || strings.Contains(got.Body, ">my.") || strings.Contains(got.Body, "enrolment.") {
				t.Errorf("%s %s: %d", p.Email, path, got.Status)
			}
		}
	}
}

func TestProfileAndPassword(t *testing.T) {
	a, _ := city(t)
	c := persona(t, a, "resident@demo.example")
	good := url.Values{"name": {"정 하윤"}, "phone": {"01098765432"}, "city": {"부산광역시"}, "district": {"남구"}, "language": {"en"}}
	if got := c.Post("/my/profile", good); got.Status != 303 {
		t.Fatalf("%d %s", got.Status, got.Body)
	}
	if got := c.Get("/my/profile"); !strings.Contains(got.Body, `value="010-9876-5432"`) || !strings.Contains(got.Body, "저장했습니다") {
		t.Error("what was saved is not shown")
	}
	good.Set("phone", "no")
	if got := c.Post("/my/profile", good); got.Status != 422 {
		t.Errorf("%d", got.Status)
	}
	// Fields that nobody asked for change nothing.
	good.Set("phone", "010-9876-5432")
	for _, extra := range []string{"email", "role", "duty", "id", "person_id", "confirmed_at", "birth_on"} {
		good.Set(extra, "admin")
	}
	if got := c.Post("/my/profile", good); got.Status != 303 {
		t.Errorf("%d", got.Status)
	}
	v, _, err := a.Actors.Viewer(t.Context(), world.Personas[0].Account, "")
	if err != nil || v.Actor.HasAny(policy.Admin) || v.Account.Email != "resident@demo.example" {
		t.Errorf("%+v %v", v.Account, err)
	}
	if got := c.Post("/my/password", url.Values{"current": {"wrong-one-here"}, "password": {"another good one"}}); got.Status != 422 {
		t.Errorf("%d", got.Status)
	}
	if got := c.Post("/my/password", url.Values{"current": {world.Password}, "password": {"another good one"}}); got.Status != 303 {
		t.Errorf("%d", got.Status)
	}
	if got := c.Get("/my"); got.Status != 200 {
		t.Errorf("the session that changed it is gone: %d", got.Status)
	}
}

func TestAlertsOnThePage(t *testing.T) {
	a, clk := city(t)
	c := persona(t, a, "resident@demo.example")
	var section id.ID
	var opens clock.Instant
	row := a.DB.Read(context.Background()).Raw("select id, apply_from from sections where state = 'published' and channel = 'here' and apply_from > ? order by apply_from limit 1", clk.Now()).Row()
	if err := row.Scan(&section, &opens); err != nil {
		t.Fatal(err)
	}
	path := "/sections/" + section.String() + "/alerts"
	if got := c.Post(path, nil); got.Status != 303 || got.Location != "/sections/"+section.String() {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Get("/sections/" + section.String()); !strings.Contains(got.Body, "알림 그만 받기") || strings.Contains(got.Body, "접수 알림 받기<") {
		t.Error("the section does not say that it will be told")
	}
	if got := c.Get("/my"); !strings.Contains(got.Body, `id="alerts"`) || !strings.Contains(got.Body, path) {
		t.Error("the alert is not in the list")
	}
	if got := c.Post(path, url.Values{"off": {"1"}, "my": {"1"}}); got.Status != 303 || got.Location != "/my" {
		t.Errorf("%d %s", got.Status, got.Location)
	}
	if got := c.Get("/my"); strings.Contains(got.Body, `id="alerts"`) {
		t.Error("what was stopped is still in the list")
	}
	if got := c.Post(path, nil); got.Status != 303 {
		t.Fatalf("%d", got.Status)
	}
	clk.Set(opens)
	if n, err := a.Enrolment.SendAlerts(t.Context(), policy.System("send alerts")); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if n, err := a.Sender.Run(t.Context()); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	admin := persona(t, a, "admin@demo.example")
	list := admin.Get("/system/outbox")
	link := regexp.MustCompile(`/system/outbox/[0-9a-f-]{36}`).FindString(list.Body)
	if list.Status != 200 || link == "" {
		t.Fatalf("%d", list.Status)
	}
	if got := admin.Get(link); got.Status != 200 || !strings.Contains(got.Body, `href="/sections/`+section.String()+`"`) {
		t.Errorf("%d %s", got.Status, got.Body)
	}
	var looks int64
	if err := a.DB.Read(context.Background()).Raw("select count(*) from access_log l join access_log_people p on p.log_id = l.id where l.task in ('outbox.list', 'outbox.read')").Scan(&looks).Error; err != nil || looks != 2 {
		t.Errorf("%d looks are in the access log, %v", looks, err)
	}
	for _, email := range []string{"resident@demo.example", "officer.namgu@demo.example", "auditor@demo.example"} {
		if got := persona(t, a, email).Get(link); got.Status != 403 {
			t.Errorf("%s reads somebody's letter: %d", email, got.Status)
		}
	}
	if got := c.Post(path, nil); got.Status != 303 {
		t.Errorf("%d", got.Status)
	}
	if got := c.Get("/my"); !strings.Contains(got.Body, "이미 접수가 시작되었거나") {
		t.Error("nobody said that it is too late for an alert")
	}
}
