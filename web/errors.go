package web

import (
	"bytes"
	"crypto/rand"
	"encoding/json"
	"errors"
	"log/slog"
	"net/http"
	"strconv"
	"strings"

	"github.com/labstack/echo/v4"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/templates/errpage"
	"ieum/templates/layout"
	"ieum/web/paths"
	"ieum/web/req"
)

// statuses is the one place where a kind of failure becomes an HTTP status.
var statuses = map[fault.Kind]int{
	fault.Internal:    http.StatusInternalServerError,
	fault.NotFound:    http.StatusNotFound,
	fault.Forbidden:   http.StatusForbidden,
	fault.SignIn:      http.StatusUnauthorized,
	fault.Conflict:    http.StatusConflict,
	fault.Invalid:     http.StatusUnprocessableEntity,
	fault.TooMany:     http.StatusTooManyRequests,
	fault.TooLarge:    http.StatusRequestEntityTooLarge,
	fault.Unavailable: http.StatusServiceUnavailable,
}

// retryAfter is what a client is told to wait when the database is away, in seconds.
const retryAfter = 5

const (
	keyAccount = "ieum.account"
	keyRef     = "ieum.ref"
)

// showError turns any error into a page: expected ones explain themselves, the
// rest show a reference number and go to the log under the same number.
func (s *Server) showError(err error, c echo.Context) {
	if c.Response().Committed {
		noteFailure(c, "failed after the answer had begun", err)
		return
	}
	f := s.failure(err, c)
	h := c.Response().Header()
	h.Set("Cache-Control", "no-store")
	h.Del("ETag")
	if f.Status == http.StatusServiceUnavailable || f.Status == http.StatusTooManyRequests {
		h.Set("Retry-After", strconv.Itoa(retryAfter))
	}
	if f.Status == http.StatusUnauthorized && c.Request().Method == http.MethodGet {
		_ = c.Redirect(http.StatusSeeOther, loginFor(c))
		return
	}
	if machine(c.Request()) {
		_ = problemJSON(c, f)
		return
	}
	ctx := c.Request().Context()
	if layout.From(ctx).SiteName == "" {
		ctx = layout.With(ctx, s.chrome(c))
	}
	var b bytes.Buffer
	if renderErr := errpage.Page(f).Render(ctx, &b); renderErr != nil {
		noteFailure(c, "the error page itself failed", renderErr)
		_ = c.HTMLBlob(f.Status, errpage.Fallback())
		return
	}
	_ = c.HTMLBlob(f.Status, b.Bytes())
}

func (s *Server) failure(err error, c echo.Context) errpage.Failure {
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind != fault.Internal {
		f := errpage.Failure{Status: statuses[e.Kind], Text: e.Text, Login: e.Kind == fault.SignIn}
		if e.Cause != nil {
			f.Ref = noteFailure(c, "refused", err)
		}
		return f
	}
	if h, ok := errors.AsType[*echo.HTTPError](err); ok && h.Code < http.StatusInternalServerError {
		return errpage.Failure{Status: h.Code}
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return errpage.Failure{Status: http.StatusRequestEntityTooLarge}
	}
	ref := noteFailure(c, "request failed", err)
	if db.Down(err) {
		return errpage.Failure{Status: http.StatusServiceUnavailable, Text: fault.Say("error.unavailable"), Ref: ref}
	}
	return errpage.Failure{Status: http.StatusInternalServerError, Ref: ref}
}

// noteFailure logs an error under the request's reference number and returns it.
func noteFailure(c echo.Context, what string, err error) string {
	ref, _ := c.Get(keyRef).(string)
	account, _ := c.Get(keyAccount).(id.ID)
	slog.ErrorContext(c.Request().Context(), what, "ref", ref, "method", c.Request().Method, "path", c.Request().URL.Path, "account", account.String(), "err", err)
	return ref
}

// turnAway answers somebody whom a route does not let in.
func (s *Server) turnAway(r *req.Request) error {
	if r.Who.SignedIn() {
		return fault.New(fault.Forbidden, "error.forbidden")
	}
	return fault.New(fault.SignIn, "error.sign_in")
}

// loginFor is the sign-in page that leads back here.
func loginFor(c echo.Context) string {
	ctx := c.Request().Context()
	u := *c.Request().URL
	next := paths.In(ctx, u.EscapedPath())
	if u.RawQuery != "" {
		next += "?" + u.RawQuery
	}
	return paths.ToLogin(ctx, next)
}

// machine reports whether the reader is a program.
func machine(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || r.Header.Get("Accept") == "application/json"
}

// problemJSON answers a program as RFC 9457 says.
func problemJSON(c echo.Context, f errpage.Failure) error {
	detail := ""
	if f.Text.Key != "" {
		detail = i18n.T(c.Request().Context(), f.Text.Key, f.Text.Args...)
	}
	raw, err := json.Marshal(map[string]any{"type": "about:blank", "title": http.StatusText(f.Status), "status": f.Status, "detail": detail, "instance": f.Ref})
	if err != nil {
		return err
	}
	return c.Blob(f.Status, "application/problem+json; charset=utf-8", raw)
}

// newRef is a short number that a reader can say on the telephone.
func newRef() string { return rand.Text()[:8] }
