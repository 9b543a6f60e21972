package auditdesk

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"ieum/internal/auditing"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// UnmaskForm is the reason for which somebody's name is uncovered.
type UnmaskForm struct {
	Reason   string         `form:"reason"`
	Problems fault.Problems `form:"-"`
}

// side is the menu of an open audit.
func side(ctx context.Context, sc auditing.Scope, here string) []layout.SideLink {
	out := []layout.SideLink{{Label: i18n.T(ctx, "auditdesk.home"), Href: paths.Audit}}
	for _, page := range []string{"", "sample", "line", "changes", "approvals", "uses"} {
		key := page
		if key == "" {
			key = "case"
		}
		href := "/audit/" + sc.ID.String()
		if page != "" {
			href += "/" + page
		}
		out = append(out, layout.SideLink{Label: i18n.T(ctx, "auditdesk.page_"+key), Href: href, Current: page == here})
	}
	return out
}

// page is the frame of a page of an audit.
func page(ctx context.Context, sc auditing.Scope, here, title string, problems int) layout.Page {
	return layout.Page{
		Title: title + " · " + sc.Name, NoIndex: true, Wide: true, Problems: problems, SideTitle: sc.Name, Side: side(ctx, sc, here),
		Crumbs: []layout.Crumb{{Label: i18n.T(ctx, "auditdesk.home"), Href: paths.ToAudit(ctx)}, {Label: sc.Name, Href: paths.ToAuditPage(ctx, sc.ID, "", nil)}, {Label: title}},
	}
}

func scopeWords(ctx context.Context, sc auditing.Scope) string {
	if sc.Everything {
		return i18n.T(ctx, "auditdesk.everything")
	}
	var s strings.Builder
	for i, o := range sc.Orgs {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(o.Name)
	}
	return s.String()
}

func facts(ctx context.Context, sc auditing.Scope) []ui.Def {
	return []ui.Def{
		{Term: i18n.T(ctx, "auditdesk.document_number"), Text: sc.DocumentNumber},
		{Term: i18n.T(ctx, "auditdesk.scope"), Text: scopeWords(ctx, sc)},
		{Term: i18n.T(ctx, "auditdesk.period"), Text: i18n.Dates(ctx, sc.FromOn, sc.ToOn)},
		{Term: i18n.T(ctx, "auditdesk.opened_at"), Text: i18n.Moment(ctx, sc.OpenedAt)},
	}
}

func sizes() (out []ui.Option) {
	for _, n := range auditing.Sizes {
		out = append(out, ui.Option{Value: strconv.Itoa(n), Label: strconv.Itoa(n)})
	}
	return out
}

func kinds(ctx context.Context) (out []ui.Option) {
	for _, k := range auditing.Kinds {
		out = append(out, ui.Option{Value: k, Label: i18n.T(ctx, "auditdesk.sheet_"+k)})
	}
	return out
}

func lines(ctx context.Context) (out []ui.Option) {
	for _, k := range auditing.Lines {
		out = append(out, ui.Option{Value: k, Label: i18n.T(ctx, "auditdesk.line_"+k), Hint: i18n.T(ctx, "auditdesk.line_hint_"+k)})
	}
	return out
}

func tabs(ctx context.Context, sc auditing.Scope, all bool) []ui.Tab {
	return []ui.Tab{
		{Label: i18n.T(ctx, "auditdesk.approvals_odd"), Href: paths.ToAuditPage(ctx, sc.ID, "approvals", nil), Current: !all},
		{Label: i18n.T(ctx, "auditdesk.approvals_all"), Href: paths.ToAuditPage(ctx, sc.ID, "approvals", url.Values{"all": {"1"}}), Current: all},
	}
}

func hrefOf(ctx context.Context, sc auditing.Scope, person id.ID) string {
	return paths.ToAuditUnmask(ctx, sc.ID, person)
}

func allQuery(all bool) url.Values {
	if !all {
		return nil
	}
	return url.Values{"all": {"1"}}
}

func useTabs(ctx context.Context, sc auditing.Scope, here string) (out []ui.Tab) {
	for _, kind := range auditing.Uses {
		out = append(out, ui.Tab{Label: i18n.T(ctx, "auditdesk.sheet_"+kind), Href: paths.ToAuditPage(ctx, sc.ID, "uses", url.Values{"of": {kind}}), Current: kind == here})
	}
	return out
}

// pageHref is a page of a list of an audit.
func pageHref(ctx context.Context, sc auditing.Scope, at string, query url.Values, n int) string {
	q := maps.Clone(query)
	if q == nil {
		q = url.Values{}
	}
	if n > 1 {
		q.Set("page", strconv.Itoa(n))
	}
	return paths.ToAuditPage(ctx, sc.ID, at, q)
}

// filled are the columns that hold a word in some row: a column that says nothing
// only takes the others' room.
func filled(s auditing.Sheet, l i18n.Lang) (out []int) {
	for i := range s.Columns {
		if slices.ContainsFunc(s.Rows, func(row []auditing.Cell) bool { return row[i].Say(l) != "" }) {
			out = append(out, i)
		}
	}
	return out
}
