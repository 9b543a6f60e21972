package web

import (
	"net/http"

	view "ieum/templates/public"
	"ieum/web/paths"
	"ieum/web/public"
)

// publicRoutes are the pages, files and the read API that anybody may ask for.
func (s *Server) publicRoutes() []Route {
	p := s.pages
	c := public.Checks{Attendance: s.Attendance, Lookups: s.Lookups}
	rows := []Route{
		{Path: paths.Home, Handler: p.Recognised(p.Home)},
		{Path: paths.Programs, Handler: p.Recognised(p.Programs)},
		{Path: paths.Program, Handler: p.Recognised(p.Program)},
		{Path: paths.Section, Handler: p.Recognised(p.Section)},
		{Path: paths.Cooperations, Handler: p.Cooperations},
		{Path: paths.Cooperation, Handler: p.Recognised(p.Cooperation)},
		{Path: paths.Organisations, Handler: p.Organisations},
		{Path: paths.Organisation, Handler: p.Recognised(p.Organisation)},
		{Path: paths.Calendar, Handler: p.Calendar},
		{Path: paths.CalendarICS, Handler: p.CalendarICS},
		{Path: paths.ProgramsAtom, Handler: p.Atom},
		{Path: paths.Sitemap, Handler: p.Sitemap},
		{Path: paths.SitemapPart, Handler: p.SitemapPart},
		{Path: paths.Robots, Handler: p.Robots},
		{Path: paths.CheckCertificate, Handler: c.Form},
		{Path: paths.Certificate, Handler: c.Show},
		{Path: paths.OpenData, Handler: p.OpenData},
		{Path: paths.APIPrograms, Handler: s.api.Answer},
		{Path: paths.APIProgram, Handler: s.api.Answer},
		{Path: paths.APISection, Handler: s.api.Answer},
		{Path: paths.OpenAPI, Handler: s.api.Document},
	}
	for _, x := range view.Texts {
		rows = append(rows, Route{Path: x.Path, Handler: public.Text(x)})
	}
	for i := range rows {
		rows[i].Method, rows[i].Access = http.MethodGet, Anyone
	}
	return rows
}
