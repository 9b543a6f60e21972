// Package apptest starts the whole portal in a test and speaks to it as a
// browser would: it keeps cookies, follows nothing by itself, and can sign in
// as any account without the sign-in page.
package apptest

import (
	"context"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app"
	"ieum/internal/config"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/world/worldtest"
)

// Config is the settings that tests run under.
func Config() config.Config {
	return config.Config{
		BaseURL: "http://portal.test", Secret: worldtest.Secret, SiteName: "이음", SiteOperator: "이음 시연 운영팀",
		WebFont: true, Migrate: true,
	}
}

// New is the portal over d.
func New(t testing.TB, d *db.DB) *app.App {
	t.Helper()
	return app.New(Config(), d)
}

// Client is one browser.
type Client struct {
	t       testing.TB
	app     *app.App
	cookies map[string]string
	Origin  string // address it comes from, 192.0.2.1 unless set
	Header  http.Header
}

// Visitor is a browser that has not signed in.
func Visitor(t testing.TB, a *app.App) *Client {
	return &Client{t: t, app: a, cookies: map[string]string{}, Origin: "192.0.2.1", Header: http.Header{}}
}

// SignedIn is a browser with a session for an account.
func SignedIn(t testing.TB, a *app.App, account id.ID, desk bool) *Client {
	t.Helper()
	c := Visitor(t, a)
	token, err := a.Sessions.Start(context.Background(), account, desk, "")
	if err != nil {
		t.Fatal(err)
	}
	c.cookies["__Host-ieum"] = token
	return c
}

// Answer is what came back.
type Answer struct {
	Status   int
	Body     string
	Header   http.Header
	Location string
}

// Get asks for a page.
func (c *Client) Get(path string) Answer { return c.Do(http.MethodGet, path, "", nil) }

// Post sends a form as the same site's page would.
func (c *Client) Post(path string, form url.Values) Answer {
	return c.Do(http.MethodPost, path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

// Do sends any request.
func (c *Client) Do(method, path, contentType string, body io.Reader) Answer {
	c.t.Helper()
	r := httptest.NewRequestWithContext(context.Background(), method, "http://portal.test"+path, body)
	r.RemoteAddr = c.Origin + ":40000"
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	if method == http.MethodPost {
		r.Header.Set("Origin", "http://portal.test")
		r.Header.Set("Sec-Fetch-Site", "same-origin")
	}
	maps.Copy(r.Header, c.Header)
	for k, v := range c.cookies {
		r.AddCookie(&http.Cookie{Name: k, Value: v}) //nolint:gosec // what the browser sends has no attributes
	}
	w := httptest.NewRecorder()
	c.app.Web.ServeHTTP(w, r)
	res := w.Result()
	defer func() { _ = res.Body.Close() }()
	for _, k := range res.Cookies() {
		if k.MaxAge < 0 {
			delete(c.cookies, k.Name)
		} else {
			c.cookies[k.Name] = k.Value
		}
	}
	return Answer{Status: res.StatusCode, Body: w.Body.String(), Header: res.Header, Location: res.Header.Get("Location")}
}

// Cookie is the value of a cookie that the browser holds.
func (c *Client) Cookie(name string) string { return c.cookies[name] }

// SetCookie plants a cookie, as an attacker or an older visit would.
func (c *Client) SetCookie(name, value string) { c.cookies[name] = value }
