// Package layout is the frame around every page: header, menus, footer. What
// all pages need (who reads, which language, what waits) travels in the context
// as a Chrome, set once by the edge; what one page says of itself is a Page.
//
//	@layout.Shell(layout.Page{Title: i18n.T(ctx, "catalog.title"), Contact: …}) {
//		@ui.Heading(ui.Head{Title: i18n.T(ctx, "catalog.title")})
//		…
//	}
//
// The shell draws <main> and the breadcrumb; the page draws its one <h1>
// (ui.Heading does).
package layout
