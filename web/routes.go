package web

import (
	"cmp"
	"net/http"
	"slices"

	"github.com/labstack/echo/v4"

	"ieum/internal/policy"
	"ieum/static"
	"ieum/web/paths"
	"ieum/web/req"
)

// Route is one row of the routes table, which is the whole of what answers.
type Route struct {
	Method, Path string
	Access       Access
	Handler      req.Handler
	// MaxBody is how much may be posted, in bytes; 0 is defaultBody.
	MaxBody int64
	// Bare routes are answered without asking who is there: files and health
	// must not need the database.
	Bare bool
}

// defaultBody is enough for every form without a file.
const defaultBody = 256 << 10

// Routes is the routes table, by audience.
func (s *Server) Routes() []Route {
	return slices.Concat(s.ownRoutes(), s.publicRoutes(), s.accountRoutes(), s.myRoutes(), s.officeRoutes(), s.campusRoutes(), s.dataRoutes(), s.systemRoutes(), s.auditRoutes())
}

// ownRoutes are the edge's own: files, health, the session.
func (s *Server) ownRoutes() []Route {
	return []Route{
		{Method: http.MethodGet, Path: static.Prefix + "*", Access: Anyone, Handler: file, Bare: true},
		{Method: http.MethodGet, Path: paths.Health, Access: Anyone, Handler: healthy, Bare: true},
		{Method: http.MethodGet, Path: paths.Ready, Access: Anyone, Handler: s.ready, Bare: true},
		{Method: http.MethodPost, Path: paths.SessionExtension, Access: SignedIn, Handler: s.extendSession},
	}
}

func file(r *req.Request) error {
	static.Handler().ServeHTTP(r.Response(), r.Request())
	return nil
}

// mount adds the table to the router. A row that does not say who may use it is
// a bug that must not start.
func (s *Server) mount(e *echo.Echo) {
	for _, rt := range s.Routes() {
		if rt.Access.Let == nil || rt.Access.Name == "" {
			panic("web: nobody said who may " + rt.Method + " " + rt.Path)
		}
		if rt.Handler == nil {
			panic("web: nothing answers " + rt.Method + " " + rt.Path)
		}
		e.Add(rt.Method, rt.Path, s.answer(rt))
	}
}

// answer is the life of one request: who asks, whether they may come here, and what follows.
func (s *Server) answer(rt Route) echo.HandlerFunc {
	limit := cmp.Or(rt.MaxBody, defaultBody)
	return func(c echo.Context) error {
		if rt.Method == http.MethodPost {
			c.Request().Body = http.MaxBytesReader(c.Response(), c.Request().Body, limit)
		}
		if rt.Bare {
			return rt.Handler(&req.Request{Context: c, Who: policy.Nobody(c.RealIP())})
		}
		r, err := s.request(c)
		if err != nil {
			return err
		}
		if !rt.Access.Let(r.Who) {
			return s.turnAway(r)
		}
		return rt.Handler(r)
	}
}
