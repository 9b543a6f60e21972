package account_test

import (
	"context"
	"encoding/json"
	"fmt"
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
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

const (
	good  = "blue-bridge-2026"
	email = "kim@example.kr"
)

func portal(t *testing.T) *app.App {
	t.Helper()
	return apptest.New(t, dbtest.SQLite(t, clock.Fixed(dbtest.Noon)))
}

func form(kv ...string) url.Values {
	v := url.Values{}
	for i := 0; i+1 < len(kv); i += 2 {
		v.Set(kv[i], kv[i+1])
	}
	return v
}

func registration() url.Values {
	return form("name", "김이음", "email", email, "password", good, "birth_date", "1990-05-01", "terms", "1", "privacy", "1")
}

// linkIn is the secret part of the newest letter's link.
func linkIn(t *testing.T, a *app.App, kind string) string {
	t.Helper()
	var m outbox.Message
	if err := a.DB.Read(context.Background()).Where("kind = ?", kind).Order("at desc, id desc").Limit(1).Find(&m).Error; err != nil || m.Kind == "" {
		t.Fatalf("no letter %s: %v", kind, err)
	}
	var f map[string]string
	if err := json.Unmarshal([]byte(m.Data), &f); err != nil {
		t.Fatal(err)
	}
	return people.NewLinks(apptest.Config().Secret).Token(f[people.FactLink])
}

// resident is a registered and confirmed account.
func resident(t *testing.T, a *app.App) {
	t.Helper()
	c := apptest.Visitor(t, a)
	if got := c.Post("/register", registration()); got.Status != 303 || !strings.HasPrefix(got.Location, "/register/sent?to=") {
		t.Fatalf("%d %s", got.Status, got.Body)
	}
	if got := c.Post("/register/confirm", form("token", linkIn(t, a, people.LetterConfirm), "password", good)); got.Status != 303 {
		t.Fatalf("%d", got.Status)
	}
}

func TestFromRegistrationToMyPageAndOut(t *testing.T) {
	a := portal(t)
	c := apptest.Visitor(t, a)
	if got := c.Get("/my"); got.Status != 303 || got.Location != "/login?next=%2Fmy" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Post("/register", registration()); !strings.HasPrefix(got.Location, "/register/sent?to=") {
		t.Fatalf("%d %s", got.Status, got.Body)
	}
	link := "/register/confirm?token=" + linkIn(t, a, people.LetterConfirm)
	for range 2 { // a mail scanner that opens the link does not use it up
		if got := c.Get(link); got.Status != 200 || !strings.Contains(got.Body, `name="token"`) || !strings.Contains(got.Body, `name="password"`) {
			t.Fatalf("%d", got.Status)
		}
	}
	token := strings.TrimPrefix(link, "/register/confirm?token=")
	for _, wrong := range []string{"", "not-what-i-chose"} {
		if got := c.Post("/register/confirm", form("token", token, "password", wrong)); got.Status != 422 || !strings.Contains(got.Body, token) || !strings.Contains(got.Body, `class="error-summary"`) {
			t.Errorf("%q: %d", wrong, got.Status)
		}
	}
	if got := c.Post("/login", form("email", email, "password", good)); got.Status != 422 {
		t.Errorf("signed in before the address was confirmed: %d", got.Status)
	}
	if got := c.Post("/register/confirm", form("token", token, "password", good)); got.Status != 303 || got.Location != "/login" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Get(link); got.Status != 404 {
		t.Errorf("a used link: %d", got.Status)
	}
	if got := c.Post("/login", form("email", email, "password", good, "next", "/my")); got.Status != 303 || got.Location != "/my" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Get("/my"); got.Status != 200 || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d %s", got.Status, got.Header.Get("Cache-Control"))
	}
	cookie := c.Cookie("__Host-ieum")
	if got := c.Post("/logout", nil); got.Status != 303 {
		t.Fatalf("%d", got.Status)
	}
	c.SetCookie("__Host-ieum", cookie)
	if got := c.Get("/my"); got.Status != 303 {
		t.Errorf("the old cookie still opens the page: %d", got.Status)
	}
}

func TestThePageOfSignInIsWhatScriptsRelyOn(t *testing.T) {
	got := apptest.Visitor(t, portal(t)).Get("/login?next=/my/applications")
	formHTML := regexp.MustCompile(`(?s)<form[^>]*>.*?</form>`).FindAllString(got.Body, -1)
	for _, f := range formHTML {
		if !strings.Contains(f, `name="password"`) {
			continue
		}
		if !strings.Contains(f, `name="email"`) || !strings.Contains(f, `name="next" value="/my/applications"`) || !strings.Contains(f, `method="post"`) {
			t.Errorf("%s", f)
		}
		return
	}
	t.Error("no form has a password")
}

func TestASessionFromBeforeSignInIsNotKept(t *testing.T) {
	a := portal(t)
	resident(t, a)
	c := apptest.Visitor(t, a)
	// An attacker plants a cookie: one that was made up, and one that the portal made for a visitor.
	real, err := a.Sessions.Start(t.Context(), [16]byte{}, false, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, planted := range []string{"made-up-by-somebody-else", real} {
		c.SetCookie("__Host-ieum", planted)
		if got := c.Post("/login", form("email", email, "password", good)); got.Status != 303 {
			t.Fatalf("%d", got.Status)
		}
		if c.Cookie("__Host-ieum") == planted {
			t.Error("the planted cookie became the session")
		}
		thief := apptest.Visitor(t, a)
		thief.SetCookie("__Host-ieum", planted)
		if got := thief.Get("/my"); got.Status != 303 {
			t.Errorf("the planted cookie opens the page: %d", got.Status)
		}
	}
}

func TestSignInLeadsNowhereElse(t *testing.T) {
	a := portal(t)
	resident(t, a)
	for _, next := range []string{
		"https://evil.example", "http://evil.example", "//evil.example", "///evil.example", "////evil.example", "/\\evil.example", "\\/evil.example", "\\\\evil.example",
		"/\tevil.example", "/\t/evil.example", "/\n/evil.example", "/\r\n/evil.example", "/\x00/evil.example", "\t//evil.example", " //evil.example", " https://evil.example",
		"https:evil.example", "https:/evil.example", "HTTPS://evil.example", "javascript:alert(1)", "data:text/html,x", "//evil.example/%2f..", "//portal.test@evil.example",
		"evil.example", "@evil.example", ".evil.example", "?next=//evil.example", "#//evil.example", "//evil。example", "/en/../\\evil.example",
	} {
		c := apptest.Visitor(t, a)
		got := c.Post("/login", form("email", email, "password", good, "next", next))
		if got.Status != 303 || got.Location != "/my" {
			t.Errorf("%q leads to %q (%d)", next, got.Location, got.Status)
		}
		if page := apptest.Visitor(t, a).Get("/login?next=" + url.QueryEscape(next)); strings.Contains(page.Body, "evil.example") {
			// The address of this page in the other language holds the query, escaped; nothing else may.
			if strings.Contains(regexp.MustCompile(`(?s)<form.*?</form>`).FindString(page.Body[strings.Index(page.Body, "<main"):]), "evil") {
				t.Errorf("%q stands in the form", next)
			}
		}
	}
	c := apptest.Visitor(t, a)
	if got := c.Post("/login", form("email", email, "password", good, "next", "/programs?q=요가")); got.Location != "/programs?q=요가" && got.Location != "/programs?q=%EC%9A%94%EA%B0%80" {
		t.Errorf("%q", got.Location)
	}
}

func TestKnownAndUnknownAddressesAreAnsweredAlike(t *testing.T) {
	a := portal(t)
	resident(t, a)
	ask := func(path string, v url.Values) string {
		c := apptest.Visitor(t, a)
		got := c.Post(path, v)
		body := strings.ReplaceAll(strings.ReplaceAll(got.Body, "nobody@example.kr", "X"), email, "X")
		if got.Location != "" {
			body += c.Get(got.Location).Body
		}
		// What hides the address is different each time, and as long.
		return sealed.ReplaceAllStringFunc(fmt.Sprint(got.Status, got.Location, body), func(s string) string { return strings.Repeat("x", len(s)) })
	}
	known, unknown := registration(), registration()
	unknown.Set("email", "nobody@example.kr")
	for path, pair := range map[string][2]url.Values{
		"/register": {known, unknown},
		"/password": {form("email", email), form("email", "nobody2@example.kr")},
		"/login":    {form("email", email, "password", "not-the-password"), form("email", "nobody@example.kr", "password", "not-the-password")},
	} {
		one, other := ask(path, pair[0]), ask(path, pair[1])
		if one != other {
			t.Errorf("%s tells a known address from an unknown one", path)
		}
	}
}

// sealed is an address that SealAddress hid.
var sealed = regexp.MustCompile("[A-Za-z0-9_-]{300,}")

func TestFormsComeBackWithWhatIsWrong(t *testing.T) {
	a := portal(t)
	c := apptest.Visitor(t, a)
	for path, v := range map[string]url.Values{
		"/register": form("name", `<b>"김`, "email", "kim", "password", "zq-9", "birth_date", "2026-01-01"),
		"/login":    form("email", "", "password", ""),
		"/password": form("email", "no"),
	} {
		for _, lang := range []string{"", "/en"} {
			got := c.Post(lang+path, v)
			if got.Status != 422 || !strings.Contains(got.Body, `class="error-summary"`) || !strings.Contains(got.Body, `aria-invalid="true"`) {
				t.Errorf("%s%s: %d", lang, path, got.Status)
			}
			if p := v.Get("password"); p != "" && strings.Contains(got.Body, p) {
				t.Errorf("%s sends the password back", path)
			}
			if strings.Contains(got.Body, "<b>") || strings.Contains(got.Body, "account.") {
				t.Errorf("%s%s: raw input or a bare key", lang, path)
			}
		}
	}
	// 14 tomorrow is refused with the reason and what to do; a resident number is never stored.
	kid := registration()
	kid.Set("birth_date", "2012-03-03")
	if got := c.Post("/register", kid); got.Status != 422 || !strings.Contains(got.Body, "보호자") {
		t.Errorf("%d", got.Status)
	}
}

func TestGuessingIsToldToWait(t *testing.T) {
	a := portal(t)
	resident(t, a)
	c := apptest.Visitor(t, a)
	for i := 1; ; i++ {
		c.Header.Set("X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i)) // believed from nobody
		got := c.Post("/login", form("email", email, "password", fmt.Sprint("wrong-guess-", i)))
		if got.Status == 429 {
			if i < 6 || i > 10 || got.Header.Get("Retry-After") == "" || !strings.Contains(got.Body, `name="password"`) {
				t.Errorf("limited at guess %d", i)
			}
			break
		}
		if got.Status != 422 || i > 12 {
			t.Fatalf("guess %d: %d", i, got.Status)
		}
	}
	owner := apptest.Visitor(t, a)
	owner.Origin = "198.51.100.7"
	if got := owner.Post("/login", form("email", email, "password", good)); got.Status != 303 {
		t.Errorf("the owner, elsewhere: %d", got.Status)
	}
}

func TestOtherSitesCannotSignAnybodyInOrOut(t *testing.T) {
	a := portal(t)
	resident(t, a)
	for _, h := range []map[string]string{{"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}, {"Origin": "http://x.portal.test", "Sec-Fetch-Site": "same-site"}, {"Origin": "null", "Sec-Fetch-Site": "cross-site"}} {
		c := apptest.Visitor(t, a)
		if got := c.Post("/login", form("email", email, "password", good)); got.Status != 303 {
			t.Fatal(got.Status)
		}
		for k, v := range h {
			c.Header.Set(k, v)
		}
		for _, path := range []string{"/logout", "/login", "/register", "/password", "/password/new", "/register/confirm"} {
			if got := c.Post(path, form("email", email, "password", good)); got.Status != 403 {
				t.Errorf("%s from %s: %d", path, h["Origin"], got.Status)
			}
		}
		c.Header = map[string][]string{}
		if got := c.Get("/my"); got.Status != 200 {
			t.Errorf("signed out by another site: %d", got.Status)
		}
	}
}

func TestResetThroughThePages(t *testing.T) {
	a := portal(t)
	resident(t, a)
	c := apptest.Visitor(t, a)
	if got := c.Post("/password", form("email", email)); got.Location != "/password/sent" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	token := linkIn(t, a, people.LetterReset)
	if got := c.Get("/password/new?token=" + token); got.Status != 200 {
		t.Fatalf("%d", got.Status)
	}
	if got := c.Post("/password/new", form("token", token, "password", "short")); got.Status != 422 || !strings.Contains(got.Body, token) {
		t.Errorf("%d", got.Status)
	}
	if got := c.Post("/password/new", form("token", token, "password", "우리 동네 도서관 옆 빵집")); got.Status != 303 || got.Location != "/login" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	if got := c.Post("/password/new", form("token", token, "password", "another good one")); got.Status != 404 {
		t.Errorf("twice: %d", got.Status)
	}
	if got := c.Post("/login", form("email", email, "password", "우리 동네 도서관 옆 빵집")); got.Status != 303 {
		t.Errorf("%d", got.Status)
	}
}

func TestResetThroughThePagesAsksTheDayOfBirthAfterAYear(t *testing.T) {
	clk := dbtest.NewClock(dbtest.Noon)
	a := apptest.New(t, dbtest.SQLite(t, clk.Now))
	resident(t, a)
	clk.Set(dbtest.Noon.Add(367 * 24 * time.Hour))
	c := apptest.Visitor(t, a)
	if got := c.Post("/password", form("email", email)); got.Location != "/password/sent" {
		t.Fatalf("%d %s", got.Status, got.Location)
	}
	token := linkIn(t, a, people.LetterReset)
	var birth string
	if err := a.DB.Read(t.Context()).Raw("select p.birth_on from people p join accounts x on x.person_id = p.id where x.email = ?", email).Scan(&birth).Error; err != nil || birth == "" {
		t.Fatal(birth, err)
	}
	if got := c.Get("/password/new?token=" + token); got.Status != 200 || !strings.Contains(got.Body, `name="birth_date"`) {
		t.Errorf("%d", got.Status)
	}
	for typed, status := range map[string]int{"": 422, "1950-01-01": 422} {
		got := c.Post("/password/new", form("token", token, "password", "another good one", "birth_date", typed))
		if got.Status != status || !strings.Contains(got.Body, `name="birth_date"`) || !strings.Contains(got.Body, token) {
			t.Errorf("%q: %d", typed, got.Status)
		}
	}
	if err := a.DB.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec("update people set birth_on = null").Error }); err != nil {
		t.Fatal(err)
	}
	if got := c.Get("/password/new?token=" + token); got.Status != 200 || strings.Contains(got.Body, `name="password"`) {
		t.Errorf("without a known day: %d", got.Status)
	}
	if err := a.DB.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec("update people set birth_on = ?", birth).Error }); err != nil {
		t.Fatal(err)
	}
	if got := c.Post("/password/new", form("token", token, "password", "another good one", "birth_date", birth)); got.Status != 303 || got.Location != "/login" {
		t.Errorf("%d %s", got.Status, got.Location)
	}
}

// The duty came after signing in, by somebody who did not sign the account out.
func TestADutyGivenLaterShortensTheSession(t *testing.T) {
	c := dbtest.NewClock(dbtest.Noon)
	a := apptest.New(t, dbtest.SQLite(t, c.Now))
	resident(t, a)
	var acc people.Account
	if err := a.DB.Read(t.Context()).Take(&acc, "email = ?", email).Error; err != nil {
		t.Fatal(err)
	}
	idle, resting := apptest.SignedIn(t, a, acc.ID, false), apptest.SignedIn(t, a, acc.ID, false)
	c.Set(dbtest.Noon.Add(31 * time.Minute))
	if got := resting.Get("/my"); got.Status != 200 {
		t.Fatalf("a resident after half an hour: %d", got.Status)
	}
	role := people.RoleRow{ID: id.New(), AccountID: acc.ID, Duty: policy.Admin, GrantedAt: dbtest.Noon}
	err := a.DB.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Create(&role).Error })
	if err != nil {
		t.Fatal(err)
	}
	if got := idle.Get("/my"); got.Status != 303 || !strings.HasPrefix(got.Location, "/login") {
		t.Errorf("a desk left alone for half an hour: %d", got.Status)
	}
	if n, err := a.Sessions.Sweep(t.Context()); err != nil || n != 0 {
		t.Errorf("%d, %v", n, err)
	}
	for at := 31 * time.Minute; at < 12*time.Hour; at += 25 * time.Minute {
		c.Set(dbtest.Noon.Add(at))
		if got := resting.Get("/my"); got.Status != 200 {
			t.Fatalf("in use, after %s: %d", at, got.Status)
		}
	}
	c.Set(dbtest.Noon.Add(12*time.Hour + time.Minute))
	if got := resting.Get("/my"); got.Status != 303 {
		t.Errorf("after twelve hours: %d", got.Status)
	}
	if _, ok, err := a.Sessions.Find(t.Context(), resting.Cookie("__Host-ieum")); ok || err != nil {
		t.Errorf("the session is still there: %v", err)
	}
}

func TestADesksSessionIsShort(t *testing.T) {
	a := portal(t)
	resident(t, a)
	cmd := policy.System("user command")
	if err := a.Accounts.Grant(t.Context(), cmd, people.Grant{Email: email, Duty: policy.Admin}); err != nil {
		t.Fatal(err)
	}
	c := apptest.Visitor(t, a)
	if got := c.Post("/login", form("email", email, "password", good)); got.Status != 303 {
		t.Fatal(got.Status)
	}
	row, ok, err := a.Sessions.Find(t.Context(), c.Cookie("__Host-ieum"))
	if err != nil || !ok || row.IdleSeconds != 30*60 {
		t.Errorf("%d seconds, %v", row.IdleSeconds, err)
	}
}

func TestSigningInLeavesAMarkThatOnlySigningInReads(t *testing.T) {
	a := portal(t)
	resident(t, a)
	c := apptest.Visitor(t, a)
	got := c.Post("/login", form("email", email, "password", good))
	var mark string
	for _, line := range got.Header.Values("Set-Cookie") {
		if strings.HasPrefix(line, "__Host-ieum-device=") {
			mark = line
		}
	}
	for _, want := range []string{"Path=/", "Secure", "HttpOnly", "SameSite=Lax", "Max-Age="} {
		if !strings.Contains(mark, want) {
			t.Errorf("%q has no %s", mark, want)
		}
	}
	thief := apptest.Visitor(t, a)
	thief.SetCookie("__Host-ieum-device", c.Cookie("__Host-ieum-device"))
	if got := thief.Get("/my"); got.Status != 303 {
		t.Errorf("the mark lets somebody in: %d", got.Status)
	}
	if got := apptest.Visitor(t, a).Get("/login"); got.Header.Get("Set-Cookie") != "" {
		t.Errorf("a cookie before signing in: %s", got.Header.Get("Set-Cookie"))
	}
}

// Whoever misses the letter asks for it once more, and is told the same
// whatever the portal knows of the address; the link of the first one lives on.
func TestTheLetterIsSentAgain(t *testing.T) {
	a := portal(t)
	c := apptest.Visitor(t, a)
	sent := c.Post("/register", registration()).Location
	first := linkIn(t, a, people.LetterConfirm)
	at, err := url.Parse(sent)
	if err != nil {
		t.Fatal(err)
	}
	to := at.Query().Get("to")
	if page := c.Get(sent); page.Status != 200 || !strings.Contains(page.Body, "메일 다시 보내기") || strings.Contains(page.Body, email) || strings.Contains(sent, "@") {
		t.Fatalf("%d %s", page.Status, sent)
	}
	letters := func(kind string) (n int64) {
		if err := a.DB.Read(t.Context()).Model(&outbox.Message{}).Where("kind = ?", kind).Count(&n).Error; err != nil {
			t.Fatal(err)
		}
		return n
	}
	if got := c.Post("/register/sent", form("to", to)); got.Status != 303 || got.Location != sent || letters(people.LetterConfirm) != 2 {
		t.Fatalf("%d %s, %d letters", got.Status, got.Location, letters(people.LetterConfirm))
	}
	again := linkIn(t, a, people.LetterConfirm)
	if got := c.Get("/register/confirm?token=" + first); got.Status != 200 || first == again {
		t.Errorf("the first letter's link: %d", got.Status)
	}
	if got := c.Post("/register/confirm", form("token", again, "password", good)); got.Status != 303 {
		t.Fatalf("the second letter's link: %d", got.Status)
	}
	// Now the address has an account: the answer is the same, the letter another.
	stranger := apptest.Visitor(t, a)
	if got := stranger.Post("/register/sent", form("to", to)); got.Status != 303 || got.Location != sent || letters(people.LetterAlreadyHere) != 1 {
		t.Errorf("%d %s, %d letters", got.Status, got.Location, letters(people.LetterAlreadyHere))
	}
	// An address that nobody has sealed gets nothing, and no other answer.
	for _, to := range []string{"", "x", to[:len(to)-4] + "AAAA", email} {
		if got := stranger.Post("/register/sent", form("to", to)); got.Status != 303 || letters(people.LetterConfirm) != 2 || letters(people.LetterAlreadyHere) != 1 {
			t.Errorf("%q: %d", to, got.Status)
		}
	}
	last := 0
	for range 6 {
		last = stranger.Post("/register/sent", form("to", to)).Status
	}
	if last != 429 {
		t.Errorf("without a limit: %d", last)
	}
}
