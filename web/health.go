package web

import (
	"context"
	"net/http"
	"runtime/debug"
	"time"

	"ieum/web/req"
)

// healthy says that the process lives, whatever the database does.
func healthy(r *req.Request) error { return r.String(http.StatusOK, "ok\n") }

// ready says whether requests should be sent here: the database answers, and
// nobody has asked the process to end.
func (s *Server) ready(r *req.Request) error {
	if s.draining.Load() {
		return r.String(http.StatusServiceUnavailable, "ending\n")
	}
	ctx, cancel := context.WithTimeout(r.Request().Context(), 2*time.Second)
	defer cancel()
	if err := s.db.Ping(ctx); err != nil {
		return r.String(http.StatusServiceUnavailable, "the database does not answer\n")
	}
	return r.String(http.StatusOK, "ready\n")
}

func stack() string { return string(debug.Stack()) }
