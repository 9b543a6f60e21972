package office

import (
	"context"
	"strings"

	"ieum/internal/i18n"
	"ieum/templates/layout"
)

// entries are the office's side menu.
var entries = []layout.Link{
	{Key: "imports.title", Href: "/office/imports"},
}

// Side is the office's side menu as the page shows it.
func Side(ctx context.Context) (out []layout.SideLink) {
	here, _, _ := strings.Cut(layout.From(ctx).CurrentPath, "?")
	for _, e := range entries {
		out = append(out, layout.SideLink{Label: i18n.T(ctx, e.Key), Href: e.Href, Current: here == e.Href || (e.Href != "/office" && strings.HasPrefix(here, e.Href+"/"))})
	}
	return out
}
