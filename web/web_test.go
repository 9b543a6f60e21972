package web_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db/dbtest"
	"ieum/web/req"
)

func TestWhatStandsOnEveryAnswer(t *testing.T) {
	a := apptest.New(t, dbtest.SQLite(t, clock.Fixed(dbtest.Noon)))
	c := apptest.Visitor(t, a)
	for _, path := range []string{"/", "/nowhere", "/healthz", "/static/nothing.css", "/en/nowhere", "/%zz/", "/my"} {
		if path == "/%zz/" {
			continue // no client can send it; net/http refuses it before us
		}
		got := c.Get(path)
		for _, h := range []string{"Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy"} {
			if got.Header.Get(h) == "" {
				t.Errorf("%s has no %s", path, h)
			}
		}
		if strings.Contains(got.Header.Get("Content-Security-Policy"), "unsafe") {
			t.Errorf("%s: %s", path, got.Header.Get("Content-Security-Policy"))
		}
	}
}

func TestErrorsAreInTheReadersLanguage(t *testing.T) {
	a := apptest.New(t, dbtest.SQLite(t, clock.Fixed(dbtest.Noon)))
	c := apptest.Visitor(t, a)
	if got := c.Get("/nowhere"); got.Status != 404 || !strings.Contains(got.Body, `lang="ko"`) {
		t.Errorf("%d", got.Status)
	}
	if got := c.Get("/en/nowhere"); got.Status != 404 || !strings.Contains(got.Body, `lang="en"`) {
		t.Errorf("%d", got.Status)
	}
}

func TestHeadIsAnsweredAsGet(t *testing.T) {
	a := apptest.New(t, dbtest.SQLite(t, clock.Fixed(dbtest.Noon)))
	srv := httptest.NewServer(a.Web)
	defer srv.Close()
	for _, path := range []string{"/healthz", "/en/data/standard-courses.csv"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodHead, srv.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := srv.Client().Do(r)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		if res.StatusCode != 200 || len(body) != 0 || err != nil {
			t.Errorf("%s: %d %q %v", path, res.StatusCode, body, err)
		}
	}
}

func TestPagesTravelCompressed(t *testing.T) {
	a, _ := portal(t)
	c := apptest.Visitor(t, a)
	plain := c.Get("/programs")
	c.Header.Set("Accept-Encoding", "gzip")
	small := c.Get("/programs")
	if small.Header.Get("Content-Encoding") != "gzip" || len(small.Body)*3 > len(plain.Body) {
		t.Errorf("%s: %d of %d bytes", small.Header.Get("Content-Encoding"), len(small.Body), len(plain.Body))
	}
	// An error after the coding was chosen is still a page.
	if got := c.Get("/programs/there-is-no-such-programme"); got.Status != 404 || got.Header.Get("Content-Type") != "text/html; charset=UTF-8" {
		t.Errorf("%d %s", got.Status, got.Header.Get("Content-Type"))
	}
}

func TestForgedRequestsAreRefused(t *testing.T) {
	a := apptest.New(t, dbtest.SQLite(t, clock.Fixed(dbtest.Noon)))
	for name, h := range map[string]map[string]string{
		"another site":   {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
		"a sibling":      {"Origin": "http://other.portal.test", "Sec-Fetch-Site": "same-site"},
		"an old browser": {"Origin": "https://evil.example"},
		"no origin":      {"Origin": "null"},
	} {
		c := apptest.Visitor(t, a)
		for k, v := range h {
			c.Header.Set(k, v)
		}
		if _, ok := h["Sec-Fetch-Site"]; !ok {
			c.Header["Sec-Fetch-Site"] = nil
		}
		if got := c.Post("/session/extension", nil); got.Status != http.StatusForbidden {
			t.Errorf("%s: %d", name, got.Status)
		}
	}
}

func TestHealthNeedsNoDatabase(t *testing.T) {
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	a := apptest.New(t, d)
	c := apptest.Visitor(t, a)
	if got := c.Get("/readyz"); got.Status != 200 {
		t.Errorf("ready: %d", got.Status)
	}
	d.Close()
	if got := c.Get("/healthz"); got.Status != 200 {
		t.Errorf("health without a database: %d", got.Status)
	}
	if got := c.Get("/readyz"); got.Status != 503 {
		t.Errorf("ready without a database: %d", got.Status)
	}
	// A database that is away is never "signed out".
	c.SetCookie("__Host-ieum", "a-session-that-cannot-be-looked-up")
	if got := c.Get("/my"); got.Status != 503 && got.Status != 404 {
		t.Errorf("%d %s", got.Status, got.Location)
	}
}

func TestOnlyLocalPathsAreFollowed(t *testing.T) {
	for _, bad := range []string{"", "https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil", "/\t/evil.example", "javascript:alert(1)", "evil", "/a\nb", "http:/evil", "/%00"[:1] + "\x00"} {
		if got := req.LocalPath(bad, "/my"); got != "/my" {
			t.Errorf("%q is followed to %q", bad, got)
		}
	}
	for _, good := range []string{"/", "/my", "/programs?q=요가&page=2", "/en/sections/1/applications"} {
		if got := req.LocalPath(good, "/x"); got != good {
			t.Errorf("%q became %q", good, got)
		}
	}
}

func TestAnErrorPageLeadsToNoOtherSite(t *testing.T) {
	a := apptest.New(t, dbtest.SQLite(t, clock.Fixed(dbtest.Noon)))
	for _, target := range []string{"/en//evil.example/x", "/en///evil.example/x", "//evil.example/x", "/en/%5Cevil.example/x", "/en/%2F/evil.example", "/en/\\evil.example/x", "/en/%09/evil.example/x"} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/", nil)
		r.Host = "portal.test"
		u, err := url.ParseRequestURI(target)
		if err != nil {
			t.Fatal(err)
		}
		r.URL, r.RequestURI = u, target
		w := httptest.NewRecorder()
		a.Web.ServeHTTP(w, r)
		body := w.Body.String()
		for _, bad := range []string{`"//evil`, `"/\evil`, "\"/\t", `"///`} {
			if strings.Contains(body, bad) {
				t.Errorf("%s: the page has %s", target, bad)
			}
		}
		if w.Code == http.StatusOK || (w.Code < 400 && strings.HasPrefix(w.Header().Get("Location"), "//")) {
			t.Errorf("%s: %d %s", target, w.Code, w.Header().Get("Location"))
		}
		if w.Code == http.StatusNotFound && !strings.Contains(body, `hreflang=`) {
			t.Errorf("%s: no language switch", target)
		}
	}
}
