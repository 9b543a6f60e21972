// Package web is the portal's HTTP edge: the table of routes, who asks, what
// an error looks like, and what stands on every answer.
package web

import (
	"context"
	"log/slog"
	"net"
	"net/http"
	"sync/atomic"
	"time"

	"github.com/labstack/echo/v4"

	"ieum/internal/config"
	"ieum/internal/db"
	"ieum/templates/layout"
	"ieum/web/public"
)

// Server is the portal over HTTP.
type Server struct {
	Services
	cfg      config.Config
	db       *db.DB
	echo     *echo.Echo
	sessions *store
	menu     []layout.Link
	pages    *public.Pages
	api      *public.API
	draining atomic.Bool
}

// New builds the router over the services.
func New(cfg config.Config, d *db.DB, services Services) *Server {
	s := &Server{Services: services, cfg: cfg, db: d}
	s.sessions = &store{sessions: services.Sessions}
	e := echo.New()
	e.HideBanner, e.HidePort = true, true
	e.HTTPErrorHandler = s.showError
	e.IPExtractor = ipExtractor(cfg.TrustedProxies)
	e.Pre(s.observe, headers, s.sameOrigin)
	s.pages = &public.Pages{
		Catalog: services.Catalog, Terms: services.Terms, Partnership: services.Partnership, Directory: services.Organisation, Report: services.Report, Enrolment: services.Enrolment, Credit: services.Credit,
		BaseURL: cfg.BaseURL, SiteName: cfg.SiteName,
	}
	var err error
	if s.api, err = public.NewAPI(s.pages, db.Down); err != nil {
		panic(err) // the document is made of our own types: a bug that must not start
	}
	e.Use(compressed())
	s.menu = menu(s.Routes())
	s.mount(e)
	s.echo = e
	return s
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.echo.ServeHTTP(w, localised(r))
}

// How long a client may take. Slow ones are cut off before they hold a
// connection that somebody else needs (slow header, slow body, silence).
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 30 * time.Second
	writeTimeout  = 60 * time.Second
	idleTimeout   = 60 * time.Second
	maxHeader     = 64 << 10
)

// lameDuck is how long the listener stays open after readiness went away, so
// that a balancer stops sending before connections are refused.
const lameDuck = 300 * time.Millisecond

// drainLimit bounds how long requests that have been received may still take.
const drainLimit = 12 * time.Second

// Serve answers on l until ctx ends, then answers what it has received and returns.
func (s *Server) Serve(ctx context.Context, l net.Listener) error {
	srv := &http.Server{
		Handler:           s,
		ReadHeaderTimeout: headerTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeader,
		ErrorLog:          slog.NewLogLogger(slog.Default().Handler(), slog.LevelDebug),
	}
	failed := make(chan error, 1)
	go func() { failed <- srv.Serve(l) }()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	s.draining.Store(true)
	time.Sleep(lameDuck)
	stop, cancel := context.WithTimeout(context.WithoutCancel(ctx), drainLimit)
	defer cancel()
	return srv.Shutdown(stop)
}

// RouterRoutes are what the router itself answers, for the test that holds it to the table.
func (s *Server) RouterRoutes() []*echo.Route { return s.echo.Routes() }
