package system

import (
	"slices"
	"strconv"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
	view "ieum/templates/system"
	"ieum/web/req"
)

// AccessLog lists who looked at whose personal data, when, from where and why.
func (p Pages) AccessLog(r *req.Request) error {
	day := func(name string) clock.Date {
		d, err := clock.ParseDate(r.QueryParam(name))
		if err != nil {
			return "" // what is no day narrows nothing
		}
		return d
	}
	f := audit.Filter{From: day("from"), To: day("to"), Full: r.QueryParam("full") == "1", Account: people.CleanEmail(r.QueryParam("account"))}
	if q := audit.Purpose(r.QueryParam("purpose")); q == audit.Masked || slices.Contains(audit.Purposes, q) {
		f.Purpose = q
	}
	n, _ := strconv.Atoi(r.QueryParam("page")) // anything that is no number is the first page
	rows, page, err := p.Access.List(r.Request().Context(), r.Who, f, n)
	if err != nil {
		return err
	}
	names, err := p.Catalog.SectionNames(r.Request().Context(), r.Who, sectionsOf(rows))
	if err != nil {
		return err
	}
	return r.OK(view.Accesses(view.AccessLog{Entries: rows, Sections: names, Page: page, Filter: f}))
}

// sectionsOf are the sections that entries are about.
func sectionsOf(rows []audit.Entry) (out []id.ID) {
	for _, e := range rows {
		if section, ok := view.SectionOf(e); ok && !slices.Contains(out, section) {
			out = append(out, section)
		}
	}
	return out
}
