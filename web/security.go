package web

import (
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/static"
)

// ContentPolicy allows nothing but our own files: no inline script or style,
// no frame, no plug-in, no other site.
const ContentPolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; " +
	"connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"

// headers stands on every answer, errors and files included.
func headers(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		h := c.Response().Header()
		h.Set("Content-Security-Policy", ContentPolicy)
		h.Set("Strict-Transport-Security", "max-age=63072000; includeSubDomains")
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Referrer-Policy", "same-origin")
		h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()")
		h.Set("Cross-Origin-Opener-Policy", "same-origin")
		h.Set("Cross-Origin-Resource-Policy", "same-origin")
		h.Set("X-Frame-Options", "DENY")
		h.Set("Cache-Control", "no-cache")
		h.Set("Vary", "Cookie")
		return next(c)
	}
}

// localised is r with /en taken off its path and remembered as the reader's
// language, and with HEAD asked as GET: net/http leaves the body of the answer
// out by the method of its own request. It comes before the router, which
// looks at the request that it was given and at no later one.
func localised(r *http.Request) *http.Request {
	lang := i18n.KO
	u := *r.URL
	if u.Path == "/en" || strings.HasPrefix(u.Path, "/en/") {
		lang = i18n.EN
		u.Path = strings.TrimPrefix(u.Path, "/en")
		u.RawPath = strings.TrimPrefix(u.RawPath, "/en")
		if u.Path == "" {
			u.Path = "/"
		}
	}
	r = r.WithContext(i18n.With(r.Context(), lang))
	r.URL = &u
	if r.Method == http.MethodHead {
		r.Method = http.MethodGet
	}
	return r
}

// sameOrigin refuses forged requests by what the browser itself says of their
// origin. GET never changes anything, so it needs no guard.
func (s *Server) sameOrigin(next echo.HandlerFunc) echo.HandlerFunc {
	guard := http.NewCrossOriginProtection()
	if u, err := url.Parse(s.cfg.BaseURL); err == nil && u.Host != "" {
		if err := guard.AddTrustedOrigin(u.Scheme + "://" + u.Host); err != nil {
			panic(fmt.Sprintf("web: the base address: %v", err)) // it was checked at start
		}
	}
	return func(c echo.Context) error {
		if err := guard.Check(c.Request()); err != nil {
			return fault.Wrap(err, fault.Forbidden, "error.cross_origin")
		}
		return next(c)
	}
}

// observe gives each request its reference number, turns a panic into an error
// page, and writes one line when it is over.
func (s *Server) observe(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		began := time.Now() //nolint:forbidigo // how long it took, not what time it is
		c.Set(keyRef, newRef())
		defer func() {
			if p := recover(); p != nil {
				if p == http.ErrAbortHandler { //nolint:errorlint // a sentinel that is compared as net/http compares it
					panic(p)
				}
				err = fmt.Errorf("web: panic: %v\n%s", p, stack())
			}
			if err != nil {
				c.Error(err)
				err = nil
			}
			s.line(c, time.Since(began))
		}()
		return next(c)
	}
}

func (s *Server) line(c echo.Context, took time.Duration) {
	p := c.Request().URL.Path
	if p == "/healthz" || p == "/readyz" || strings.HasPrefix(p, "/static/") {
		return
	}
	account, _ := c.Get(keyAccount).(id.ID)
	ref, _ := c.Get(keyRef).(string)
	slog.InfoContext(c.Request().Context(), "request", "ref", ref, "method", c.Request().Method, "path", p,
		"status", c.Response().Status, "ms", float64(took.Microseconds())/1000, "origin", c.RealIP(), "account", account.String())
}

// ipExtractor believes forwarded addresses from the named proxies only.
func ipExtractor(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	opts := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		opts = append(opts, echo.TrustIPRange(&net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}))
	}
	return echo.ExtractIPFromXFFHeader(opts...)
}

// compressed makes pages and data smaller on the way. Files come compressed
// already. Nothing on our pages is secret from the reader whose page it is, and
// no page holds a token that a guess reflected beside it could uncover.
func compressed() echo.MiddlewareFunc {
	return middleware.GzipWithConfig(middleware.GzipConfig{
		Level: 5, MinLength: 1400,
		Skipper: func(c echo.Context) bool {
			p := c.Request().URL.Path
			return strings.HasPrefix(p, static.Prefix) || strings.HasSuffix(p, ".xlsx")
		},
	})
}
