package auditdesk

import (
	"net/http"
	"net/url"
	"strconv"

	"ieum/internal/auditing"
	"ieum/internal/fault"
	"ieum/internal/id"
	view "ieum/templates/auditdesk"
	"ieum/web/paths"
	"ieum/web/req"
)

// Pages are the handlers of this audience.
type Pages struct{ Audits *auditing.Service }

// Home lists the open audits.
func (p Pages) Home(r *req.Request) error {
	open, err := p.Audits.Mine(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.OK(view.Home(open))
}

// Case is the first page of an audit.
func (p Pages) Case(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	sc, err := p.Audits.One(r.Request().Context(), r.Who, i)
	if err != nil {
		return err
	}
	return r.OK(view.Case(*sc))
}

// Sample draws decisions. Without a seed it gives one and goes there, so that
// the address says which sample it is.
func (p Pages) Sample(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	ctx, kind, seed := r.Request().Context(), r.QueryParam("kind"), r.QueryParam("seed")
	size, _ := strconv.Atoi(r.QueryParam("size")) // anything else is the smallest
	if seed == "" {
		if _, err := p.Audits.One(ctx, r.Who, i); err != nil {
			return err
		}
		q := url.Values{"seed": {auditing.NewSeed()}}
		if kind != "" {
			q.Set("kind", kind)
		}
		if size > 0 {
			q.Set("size", strconv.Itoa(size))
		}
		return r.Redirect(http.StatusSeeOther, paths.ToAuditPage(ctx, i, "sample", q))
	}
	sc, x, err := p.Audits.Sample(ctx, r.Who, i, kind, seed, size)
	if err != nil {
		return err
	}
	return r.OK(view.Sample(*sc, x))
}

// pageOf is the page of a list that is asked for; anything that is no number is the first.
func pageOf(r *req.Request) int {
	n, _ := strconv.Atoi(r.QueryParam("page"))
	return max(n, 1)
}

// Line is what happened to one thing, which the address names by its id.
func (p Pages) Line(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	of, err := id.Parse(r.QueryParam("of"))
	if err != nil {
		of = id.None // the empty form
	}
	n := pageOf(r)
	sc, l, err := p.Audits.TimeLine(r.Request().Context(), r.Who, i, r.QueryParam("kind"), of, auditing.Page(n))
	if err != nil {
		return err
	}
	return r.OK(view.TimeLine(*sc, l, n, nil))
}

// FindLine looks up what was typed, an address among it, and goes to the time line
// of what it names: the address is in no URL.
func (p Pages) FindLine(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	var f struct {
		Kind   string `form:"kind"`
		Number string `form:"number"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	ctx := r.Request().Context()
	sc, l, err := p.Audits.Find(ctx, r.Who, i, f.Kind, f.Number)
	if ps := fault.FieldsOf(err); ps != nil {
		return r.Page(http.StatusUnprocessableEntity, view.TimeLine(*sc, l, 1, ps))
	}
	if err != nil {
		return err
	}
	return r.Redirect(http.StatusSeeOther, paths.ToAuditPage(ctx, i, "line", url.Values{"kind": {l.Kind}, "of": {l.Of.String()}}))
}

// Changes are edits after opening.
func (p Pages) Changes(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	n := pageOf(r)
	sc, s, err := p.Audits.Changes(r.Request().Context(), r.Who, i, auditing.Page(n))
	if err != nil {
		return err
	}
	return r.OK(view.Changes(*sc, s, n))
}

// Approvals are decisions of second persons.
func (p Pages) Approvals(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	all, n := r.QueryParam("all") == "1", pageOf(r)
	sc, s, err := p.Audits.Decided(r.Request().Context(), r.Who, i, all, auditing.Page(n))
	if err != nil {
		return err
	}
	return r.OK(view.Approvals(*sc, s, all, n))
}

// Uses are downloads, looks at night, and many people a day: one of them at a time.
func (p Pages) Uses(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	n := pageOf(r)
	sc, s, err := p.Audits.Unusual(r.Request().Context(), r.Who, i, r.QueryParam("of"), auditing.Page(n))
	if err != nil {
		return err
	}
	return r.OK(view.Uses(*sc, s, n))
}

// UnmaskForm asks for the reason.
func (p Pages) UnmaskForm(r *req.Request) error {
	i, person, err := p.person(r)
	if err != nil {
		return err
	}
	sc, err := p.Audits.Person(r.Request().Context(), r.Who, i, person)
	if err != nil {
		return err
	}
	return r.OK(view.Unmask(*sc, person, view.UnmaskForm{}))
}

// Unmask shows who somebody is.
func (p Pages) Unmask(r *req.Request) error {
	i, person, err := p.person(r)
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	sc, err := p.Audits.Person(ctx, r.Who, i, person)
	if err != nil {
		return err
	}
	var f view.UnmaskForm
	if err := r.Form(&f); err != nil {
		return err
	}
	u, err := p.Audits.Unmask(ctx, r.Who, i, person, f.Reason)
	if ps := fault.FieldsOf(err); ps != nil {
		f.Problems = ps
		return r.Page(http.StatusUnprocessableEntity, view.Unmask(*sc, person, f))
	}
	if err != nil {
		return err
	}
	return r.OK(view.Unmasked(*sc, u, f.Reason))
}

func (p Pages) person(r *req.Request) (audit, person id.ID, err error) {
	if audit, err = r.ID("id"); err != nil {
		return audit, person, err
	}
	person, err = r.ID("person")
	return audit, person, err
}

// File gives the audit as a ZIP.
func (p Pages) File(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	var f struct {
		Seed string `form:"seed"`
		Size string `form:"size"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	size, _ := strconv.Atoi(f.Size) // anything else is the smallest
	file, err := p.Audits.File(r.Request().Context(), r.Who, i, f.Seed, size, r.Lang())
	if err != nil {
		return err
	}
	h := r.Response().Header()
	h.Set("Content-Type", "application/zip")
	h.Set("Content-Disposition", `attachment; filename="ieum-audit-`+string(file.At.Date())+`.zip"`)
	r.Response().WriteHeader(http.StatusOK)
	return file.Write(r.Response())
}
