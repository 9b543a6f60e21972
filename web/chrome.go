package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"ieum/internal/i18n"
	"ieum/internal/policy"
	"ieum/templates/layout"
	"ieum/web/paths"
	"ieum/web/req"
)

// dress puts what every page shows around its content into the context.
func (s *Server) dress(r *req.Request, b *browser) error {
	c := s.chrome(r.Context)
	if r.Viewer != nil {
		c.Viewer = layout.Viewer{SignedIn: true, Name: r.Viewer.Person.Name, Desks: desks(r.Who), HasUniversity: len(r.Viewer.Universities) > 0, HasChild: len(r.Who.Wards) > 0}
		if row, ok := b.row(); ok {
			c.SessionEnds, c.IdleMinutes = row.Ends(), row.IdleSeconds/60
		}
	}
	if r.Request().Method == http.MethodGet && wantsPage(r.Request()) {
		flash, err := b.takeFlash()
		if err != nil {
			noteFailure(r.Context, "flash not taken", err)
		}
		c.Flash = flash
	}
	setChrome(r.Context, c)
	return nil
}

// chrome is what is known without knowing who asks; error pages have it too.
func (s *Server) chrome(c echo.Context) layout.Chrome {
	u := c.Request().URL
	// "/en//evil.example/x" has "//evil.example/x" left, which a browser takes for another site.
	here := "/" + strings.TrimLeft(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		here += "?" + u.RawQuery
	}
	other := "/en" + here
	if i18n.Of(c.Request().Context()) == i18n.EN {
		other = here
	} else if here == "/" {
		other = "/en"
	}
	return layout.Chrome{
		SiteName: s.cfg.SiteName, Operator: s.cfg.SiteOperator, Official: s.cfg.OfficialBanner, WebFont: s.cfg.WebFont,
		BaseURL: s.cfg.BaseURL, CurrentPath: here, OtherLang: other, Menu: s.menu, Now: s.db.Now(), Demo: s.cfg.Demo,
	}
}

func setChrome(c echo.Context, ch layout.Chrome) {
	c.SetRequest(c.Request().WithContext(layout.With(c.Request().Context(), ch)))
}

// menu is the entries of the main menu whose pages exist.
func menu(routes []Route) []layout.Link {
	return slices.DeleteFunc(slices.Clone(layout.MainMenu), func(l layout.Link) bool {
		return !slices.ContainsFunc(routes, func(r Route) bool { return r.Path == l.Href })
	})
}

// desks are the work places that the reader may enter.
func desks(who policy.Actor) []layout.Link {
	var out []layout.Link
	if Office.Let(who) {
		out = append(out, layout.Link{Key: "layout.desk_office", Href: "/office"})
	}
	if Keepers.Let(who) && !Office.Let(who) {
		out = append(out, layout.Link{Key: "layout.desk_teaching", Href: paths.OfficeTeaching})
	}
	if Campus.Let(who) {
		out = append(out, layout.Link{Key: "layout.desk_campus", Href: paths.Campus})
	}
	if DeskWorkers.Let(who) && !Office.Let(who) {
		out = append(out, layout.Link{Key: "layout.desk_counter", Href: "/office/desk"})
	}
	if Audit.Let(who) {
		out = append(out, layout.Link{Key: "layout.desk_audit", Href: "/audit"})
	}
	if Platform.Let(who) {
		out = append(out, layout.Link{Key: "layout.desk_system", Href: "/system"})
	}
	return out
}

// wantsPage is false for what a browser fetches by itself or a machine asks for.
func wantsPage(r *http.Request) bool {
	dest := r.Header.Get("Sec-Fetch-Dest")
	return (dest == "" || dest == "document") && !strings.HasPrefix(r.URL.Path, "/static/") &&
		r.Header.Get("Sec-Purpose") == ""
}
