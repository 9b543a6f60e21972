// Package req is one request as a handler sees it: who asks, in which
// language, with which form, and the ways to answer.
package req

import (
	"bytes"
	"errors"
	"log/slog"
	"net/http"
	"strings"

	"github.com/a-h/templ"
	"github.com/labstack/echo/v4"

	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// Session is the reader's session as a handler may use it; web/session.go keeps it.
type Session interface {
	// SignIn gives the browser a new session for an account; desk shortens its limits.
	SignIn(account id.ID, desk bool) error
	// Begin gives the browser a session if it has none, so that something can be bound to it.
	Begin() error
	// SignOut ends the session; the old cookie is worth nothing afterwards.
	SignOut() error
	// Token is the cookie's value, "" when there is none.
	Token() string
	// Flash says something on the next page.
	Flash(m ui.Message) error
	// Extend moves the end of the session as a page view would.
	Extend() error
}

// Request is one request by one actor.
type Request struct {
	echo.Context
	Who     policy.Actor
	Viewer  *people.Viewer // nil for a reader who has not signed in
	Session Session
}

// Handler answers a request; an error it returns becomes a page in web/errors.go.
type Handler func(*Request) error

// Page renders a component, whole or not at all.
func (r *Request) Page(status int, c templ.Component) error {
	var b bytes.Buffer
	if err := c.Render(r.Request().Context(), &b); err != nil {
		return err
	}
	return r.HTMLBlob(status, b.Bytes())
}

// OK renders a component with status 200.
func (r *Request) OK(c templ.Component) error { return r.Page(http.StatusOK, c) }

// Go sends the reader on to a page of the portal, in their language, after a POST.
func (r *Request) Go(path string) error {
	if !strings.HasPrefix(path, "/en/") && path != "/en" {
		path = paths.In(r.Request().Context(), path)
	}
	return r.Redirect(http.StatusSeeOther, path)
}

// Done is Go with a message on the page that follows. The thing is done: a
// message that cannot be kept must not turn it into a failure.
func (r *Request) Done(path, key string, args ...any) error {
	if err := r.Flash(ui.Success, key, args...); err != nil {
		slog.ErrorContext(r.Request().Context(), "a message was lost", "key", key, "err", err)
	}
	return r.Go(path)
}

// Flash says something on the next page.
func (r *Request) Flash(tone ui.Tone, key string, args ...any) error {
	return r.Session.Flash(ui.Message{Kind: tone, Text: r.T(key, args...)})
}

// T is a message in the reader's language.
func (r *Request) T(key string, args ...any) string {
	return i18n.T(r.Request().Context(), key, args...)
}

// Lang is the reader's language.
func (r *Request) Lang() i18n.Lang { return i18n.Of(r.Request().Context()) }

// Form reads the posted body, and only the body, into f. Fields of f are
// strings: what was typed is kept and checked, never refused unread.
func (r *Request) Form(f any) error {
	err := new(echo.DefaultBinder).BindBody(r.Context, f)
	if h, ok := errors.AsType[*echo.HTTPError](err); ok {
		if _, large := errors.AsType[*http.MaxBytesError](h.Internal); large || h.Code == http.StatusRequestEntityTooLarge {
			return fault.Wrap(err, fault.TooLarge, "error.too_large")
		}
		return fault.Wrap(err, fault.Invalid, "error.check_form")
	}
	if _, large := errors.AsType[*http.MaxBytesError](err); large {
		return fault.Wrap(err, fault.TooLarge, "error.too_large")
	}
	return err
}

// ID is a path parameter that names a row; anything that is no id is not found.
func (r *Request) ID(name string) (id.ID, error) {
	i, err := id.Parse(r.Param(name))
	if err != nil {
		return id.None, fault.New(fault.NotFound, "error.not_found")
	}
	return i, nil
}

// PDF answers with a document that the browser shows and nobody else keeps.
func (r *Request) PDF(name string, raw []byte) error {
	r.Response().Header().Set("Content-Disposition", `inline; filename="`+name+`.pdf"`)
	r.Response().Header().Set("Cache-Control", "no-store")
	return r.Blob(http.StatusOK, "application/pdf", raw)
}
