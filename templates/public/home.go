package public

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/report"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// quick is a question that many ask, as a chip.
type quick struct {
	key   string
	args  []any
	query catalog.Query
}

func (q quick) label(ctx context.Context) string { return t(ctx, q.key, q.args...) }

func (h Home) quick() []quick {
	out := []quick{
		{key: "quick_today", query: catalog.Everything().With(catalog.ByOpens, catalog.OpensToday).Ordered(catalog.OpeningOn)},
		{key: "quick_closing", query: closingQuery()},
		{key: "quick_free", query: catalog.ApplicableNow().With(catalog.ByFee, catalog.Free)},
		{key: "quick_online", query: catalog.ApplicableNow().With(catalog.ByMethod, string(catalog.Online)).With(catalog.ByMethod, string(catalog.Mixed))},
		{key: "quick_weekend", query: catalog.ApplicableNow().With(catalog.ByWeekday, "sat").With(catalog.ByWeekday, "sun")},
	}
	if h.City != "" {
		here := catalog.ApplicableNow().With(catalog.ByCity, h.City)
		name := h.City
		if h.District != "" {
			here, name = here.With(catalog.ByDistrict, h.District), h.District
		}
		out = append(out, quick{key: "quick_near", args: []any{"place", name}, query: here})
	}
	return out
}

func openingQuery() catalog.Query {
	return catalog.Everything().With(catalog.ByStatus, string(catalog.Upcoming)).Ordered(catalog.OpeningOn)
}

func closingQuery() catalog.Query {
	return catalog.Everything().With(catalog.ByStatus, string(catalog.Closing)).Ordered(catalog.ClosingOn)
}

func textQuery(text string) catalog.Query {
	q := catalog.Everything()
	q.Text = text
	return q
}

// figures are true numbers, each with a link to where it comes from. Examples count in none of them.
func (h Home) figures(ctx context.Context) []ui.Figure {
	fs := []ui.Figure{
		{Label: t(ctx, "figure_programs"), Value: num(h.Programmes), Unit: t(ctx, "unit_programs"), Href: paths.In(ctx, paths.Programs), Note: t(ctx, "figure_programs_note", "n", h.Samples)},
		{Label: t(ctx, "figure_open"), Value: num(h.OpenNow), Unit: t(ctx, "unit_programs"), Href: paths.ToPrograms(ctx, catalog.ApplicableNow().Values()), Note: t(ctx, "figure_open_note")},
		{Label: t(ctx, "figure_orgs"), Value: num(h.Organisations), Unit: t(ctx, "unit_orgs"), Href: paths.In(ctx, paths.Organisations), Note: t(ctx, "figure_orgs_note", "n", h.Hosts)},
		learnersFigure(ctx, h.Learners),
	}
	return fs
}

// learnersFigure is how many people learn this year; fewer than five are not counted in public.
func learnersFigure(ctx context.Context, l report.Learners) ui.Figure {
	f := ui.Figure{Label: t(ctx, "figure_learners"), Value: num(l.Official), Unit: t(ctx, "unit_people"), Note: t(ctx, "figure_learners_note", "year", l.Year, "examples", fewPeople(ctx, l.Examples))}
	if report.Few(l.Official) {
		f.Value, f.Unit = fewPeople(ctx, l.Official), ""
	}
	return f
}

// fewPeople is a number of people as a public figure may say it: 12명, 5명 미만.
func fewPeople(ctx context.Context, n int) string {
	if report.Few(n) {
		return t(ctx, "people_few")
	}
	return t(ctx, "people_n", "n", n, "count", num(n))
}
