package system

import (
	"errors"
	"net/http"
	"strconv"

	"ieum/internal/audit"
	"ieum/internal/auditing"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/people"
	view "ieum/templates/system"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// Audits are the administrator's part in audits, and the check of the chain.
type Audits struct {
	Cases     *auditing.Service
	Chain     *audit.Chain
	Directory *people.Directory
	Now       func() clock.Instant
}

// List is every audit with the form of a new one.
func (h Audits) List(r *req.Request) error {
	return h.list(r, http.StatusOK, view.OpenForm{})
}

func (h Audits) list(r *req.Request, status int, f view.OpenForm) error {
	ctx := r.Request().Context()
	cases, err := h.Cases.Cases(ctx, r.Who)
	if err != nil {
		return err
	}
	orgs, err := h.Directory.Organisations(ctx, r.Who)
	if err != nil {
		return err
	}
	return r.Page(status, view.Audits(cases, orgs, f))
}

// Open opens an audit.
func (h Audits) Open(r *req.Request) error {
	var f view.OpenForm
	if err := r.Form(&f); err != nil {
		return err
	}
	i, err := h.Cases.Open(r.Request().Context(), r.Who, f.OpenForm)
	if ps := fault.FieldsOf(err); ps != nil {
		f.Problems = ps
		return h.list(r, http.StatusUnprocessableEntity, f)
	}
	if err != nil {
		return err
	}
	return r.Done(paths.SystemAudits+"/"+i.String(), "auditdesk.opened")
}

// Show is one audit with its log of unmaskings.
func (h Audits) Show(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	n, _ := strconv.Atoi(r.QueryParam("page")) // anything that is no number is the first page
	n = max(n, 1)
	sc, sheet, err := h.Cases.Unmaskings(r.Request().Context(), r.Who, i, auditing.Page(n))
	if err != nil {
		return err
	}
	return r.OK(view.Audit(sc, sheet, n))
}

// Close closes an audit.
func (h Audits) Close(r *req.Request) error {
	i, err := r.ID("id")
	if err != nil {
		return err
	}
	back := paths.SystemAudits + "/" + i.String()
	err = h.Cases.Close(r.Request().Context(), r.Who, i)
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict {
		if err := r.Flash(ui.Warning, e.Key, e.Args...); err != nil {
			return err
		}
		return r.Go(back)
	}
	if err != nil {
		return err
	}
	return r.Done(back, "auditdesk.closed_now")
}

// Checks shows the latest looks at the chain.
func (h Audits) Checks(r *req.Request) error {
	rows, err := h.Chain.Checks(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.OK(view.Checks(rows, h.Now()))
}

// Check begins a look at the chain.
func (h Audits) Check(r *req.Request) error {
	if err := h.Chain.Start(r.Request().Context(), r.Who); err != nil {
		return err
	}
	return r.Go(paths.SystemAuditCheck)
}
