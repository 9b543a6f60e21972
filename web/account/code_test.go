package account_test

import (
	"context"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// sentCode is the code of the newest message to an address.
func sentCode(t *testing.T, a *app.App, to string) string {
	t.Helper()
	var m outbox.Message
	if err := a.DB.Read(context.Background()).Where("address = ? and kind = ?", to, people.LetterCode).Order("at desc, id desc").Take(&m).Error; err != nil {
		t.Fatal(err)
	}
	f, err := m.Facts()
	if err != nil {
		t.Fatal(err)
	}
	return people.NewLinks(apptest.Config().Secret).Code(f[people.FactCode])
}

func TestFromANumberToOwnPages(t *testing.T) {
	a := portal(t)
	c := apptest.Visitor(t, a)
	if got := c.Get("/login/code"); got.Status != 303 || got.Location != "/login" {
		t.Errorf("a code that nobody asked for: %d %s", got.Status, got.Location)
	}
	if got := c.Get("/register/person"); got.Status != 303 || got.Location != "/register" {
		t.Errorf("a number that nobody proved: %d %s", got.Status, got.Location)
	}
	if got := c.Post("/login/codes", url.Values{"contact": {"051-123-4567"}}); got.Status != 422 || !strings.Contains(got.Body, `aria-invalid="true"`) || !strings.Contains(got.Body, "051-123-4567") {
		t.Errorf("a telephone at home: %d", got.Status)
	}
	if got := c.Post("/login/codes", url.Values{"contact": {"x"}, "from": {"register"}}); got.Status != 422 || !strings.Contains(got.Body, `action="/register"`) {
		t.Errorf("the form of the other page: %d", got.Status)
	}
	next := "/sections/" + world.OpenNamgu.String() + "/applications"
	got := c.Post("/login/codes", url.Values{"contact": {"01098765432"}, "next": {next}})
	if got.Status != 303 || got.Location != "/login/code?next="+url.QueryEscape(next) {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	before := c.Cookie("__Host-ieum")
	page := c.Get(got.Location)
	if page.Status != 200 || !strings.Contains(page.Body, "010-9876-5432") || !regexp.MustCompile(`name="code"[^>]*one-time-code|one-time-code[^>]*name="code"`).MatchString(page.Body) {
		t.Errorf("%d", page.Status)
	}
	code := sentCode(t, a, "010-9876-5432")
	if strings.Contains(page.Body, code) {
		t.Error("the page tells the code")
	}
	if got := c.Post("/login/code", url.Values{"code": {"12"}}); got.Status != 422 {
		t.Errorf("%d", got.Status)
	}
	if got := apptest.Visitor(t, a).Post("/login/code", url.Values{"code": {code}}); got.Status != 303 || !strings.HasPrefix(got.Location, "/login") {
		t.Errorf("another browser: %d %s", got.Status, got.Location)
	}
	got = c.Post("/login/code", url.Values{"code": {code}, "next": {next}})
	if got.Status != 303 || !strings.HasPrefix(got.Location, "/register/person?next=") {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if page := c.Get(got.Location); page.Status != 200 || !strings.Contains(page.Body, "010-9876-5432") || strings.Contains(page.Body, "checked") {
		t.Errorf("%d, or a box is ticked already", page.Status)
	}
	form := url.Values{"name": {"박복순"}, "birth_date": {"2020-01-01"}, "terms": {"1"}, "privacy": {"1"}, "next": {next}}
	if got := c.Post("/register/person", form); got.Status != 422 || !strings.Contains(got.Body, "보호자") {
		t.Errorf("a child: %d", got.Status)
	}
	form.Set("birth_date", "1957-04-02")
	if got := c.Post("/register/person", form); got.Status != 303 || got.Location != next {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if after := c.Cookie("__Host-ieum"); after == before || after == "" {
		t.Error("the session before the sign-in is the one after it")
	}
	if got := c.Get("/my"); got.Status != 200 || !strings.Contains(got.Body, "박복순") {
		t.Errorf("%d", got.Status)
	}
	if got := c.Get("/my/profile"); got.Status != 200 {
		t.Errorf("the profile of somebody without an address: %d", got.Status)
	}
	// Next time the number alone signs in.
	c = apptest.Visitor(t, a)
	c.Post("/login/codes", url.Values{"contact": {"010-9876-5432"}})
	if got := c.Post("/login/code", url.Values{"code": {sentCode(t, a, "010-9876-5432")}, "next": {"//evil.example"}}); got.Status != 303 || got.Location != "/my" {
		t.Errorf("%d %s", got.Status, got.Location)
	}
}

func TestAnOfficerNeedsThePassword(t *testing.T) {
	a := apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))
	c := apptest.Visitor(t, a)
	c.Post("/login/codes", url.Values{"contact": {world.OfficerNamgu.Email}})
	got := c.Post("/login/code", url.Values{"code": {sentCode(t, a, world.OfficerNamgu.Email)}})
	if got.Status != 303 || got.Location != "/login" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if page := c.Get("/login"); !strings.Contains(page.Body, "비밀번호로 로그인해 주세요") {
		t.Error("the page does not say why")
	}
	if got := c.Get("/my"); got.Status != 303 {
		t.Errorf("the officer is in: %d", got.Status)
	}
}

func TestThePasswordFormIsTheFirstWithAPassword(t *testing.T) {
	a := portal(t)
	body := apptest.Visitor(t, a).Get("/login").Body
	forms := regexp.MustCompile(`(?s)<form.*?</form>`).FindAllString(body, -1)
	for _, f := range forms {
		if strings.Contains(f, `name="password"`) {
			if !strings.Contains(f, `name="email"`) || !strings.Contains(f, `action="/login"`) {
				t.Errorf("%s", f)
			}
			return
		}
	}
	t.Error("no form takes a password")
}

// A number of somebody who was last here half a year ago is asked the day of birth,
// and whoever got it since begins anew; both without JavaScript, in Korean and English.
func TestANumberFromLongAgoOverHTTP(t *testing.T) {
	clk := dbtest.NewClock(dbtest.Noon)
	a := apptest.New(t, worldtest.Open(t, db.SQLite, clk.Now))
	enter := func(c *apptest.Client) apptest.Answer {
		t.Helper()
		if got := c.Post("/login/codes", url.Values{"contact": {"010-0000-0104"}}); got.Status != 303 {
			t.Fatalf("%d", got.Status)
		}
		return c.Post("/login/code", url.Values{"code": {sentCode(t, a, "010-0000-0104")}})
	}
	clk.Set(dbtest.Noon.Add(200 * 24 * time.Hour))
	c := apptest.Visitor(t, a)
	if got := c.Get("/login/birth"); got.Status != 303 || got.Location != "/login" {
		t.Errorf("nothing proved: %d %s", got.Status, got.Location)
	}
	if got := enter(c); got.Status != 303 || got.Location != "/login/birth" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Get("/register/person"); got.Status != 303 {
		t.Errorf("another's number goes on to sign up: %d", got.Status)
	}
	for _, path := range []string{"/login/birth", "/en/login/birth"} {
		if page := c.Get(path); page.Status != 200 || !strings.Contains(page.Body, "/login/not-mine") || strings.Contains(page.Body, world.Guardian.Name) {
			t.Errorf("%s: %d, or the page says whose it is", path, page.Status)
		}
	}
	if got := c.Post("/login/birth", url.Values{"birth_date": {"1901-01-01"}}); got.Status != 422 || !strings.Contains(got.Body, "생년월일이 맞지 않습니다") {
		t.Errorf("%d", got.Status)
	}
	if got := c.Post("/login/not-mine", nil); got.Status != 303 || got.Location != "/register/person" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Post("/register/person", url.Values{"name": {"새주인"}, "birth_date": {"1990-02-03"}, "terms": {"1"}, "privacy": {"1"}}); got.Status != 303 || got.Location != "/my" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if page := c.Get("/my"); !strings.Contains(page.Body, "새주인") || strings.Contains(page.Body, world.Guardian.Name) {
		t.Error("whoever got the number is the one who had it")
	}
}
