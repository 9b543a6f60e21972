// Package paths names every URL of the portal once: the pattern that the
// router reads and a function that a page links with. A page for an English
// reader links under /en.
package paths

import (
	"context"
	"net/url"

	"ieum/internal/i18n"
)

// Patterns of the whole portal that are not one audience's.
const (
	Home   = "/"
	Health = "/healthz"
	Ready  = "/readyz"
)

// In is path p under the language of ctx's reader.
func In(ctx context.Context, p string) string {
	if i18n.Of(ctx) != i18n.EN {
		return p
	}
	if p == "/" {
		return "/en"
	}
	return "/en" + p
}

// ToHome is the URL of the first page.
func ToHome(ctx context.Context) string { return In(ctx, Home) }

// Patterns of the session.
const (
	Login            = "/login"
	SessionExtension = "/session/extension"
)

// ToLogin is the sign-in page that leads on to next, a path with its language.
func ToLogin(ctx context.Context, next string) string {
	if next == "" || next == "/" {
		return In(ctx, Login)
	}
	return In(ctx, Login) + "?next=" + url.QueryEscape(next)
}
