package system

import (
	"slices"
	"strconv"

	"ieum/internal/audit"
	"ieum/internal/clock"
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
	return r.OK(view.Accesses(view.AccessLog{Entries: rows, Page: page, Filter: f}))
}
