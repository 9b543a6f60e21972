package web

import "github.com/labstack/echo/v4"

// mountAPI adds the machine-readable API, whose routes huma registers by itself.
func (s *Server) mountAPI(_ *echo.Echo) {}
