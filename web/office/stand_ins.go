package office

import (
	"net/http"

	"ieum/internal/fault"
	"ieum/internal/people"
	view "ieum/templates/office"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// StandIns lists who decides in whose absence.
func (h Desk) StandIns(r *req.Request) error {
	return h.standIns(r, http.StatusOK, people.StandInForm{}, nil)
}

func (h Desk) standIns(r *req.Request, status int, f people.StandInForm, problems fault.Problems) error {
	ctx := r.Request().Context()
	book, err := h.StandInList.List(ctx, r.Who)
	if err != nil {
		return err
	}
	today, err := h.Catalog.Today(ctx, r.Who)
	if err != nil {
		return err
	}
	page := view.StandInsPage{Lines: book.Lines, Staff: book.Staff, Form: f, Today: today.Now.Date(), Problems: problems}
	names, err := h.Organisations.Organisations(ctx, r.Who)
	if err != nil {
		return err
	}
	for _, o := range names {
		for _, m := range book.Orgs {
			if o.ID == m {
				page.Orgs = append(page.Orgs, ui.Option{Value: o.ID.String(), Label: o.NameKO})
			}
		}
	}
	if page.Form.Org == "" && len(book.Orgs) > 0 {
		page.Form.Org = book.Orgs[0].String()
	}
	return show(r, status, view.StandIns(page))
}

// RecordStandIn records one.
func (h Desk) RecordStandIn(r *req.Request) error {
	var f people.StandInForm
	if err := r.Form(&f); err != nil {
		return err
	}
	if _, err := h.StandInList.RecordStandIn(r.Request().Context(), r.Who, f); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.standIns(r, status, f, problems)
	}
	return r.Done(paths.OfficeStandIns, "office.done_stand_in")
}

// EndStandIn ends one before its period does.
func (h Desk) EndStandIn(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := h.StandInList.EndStandIn(r.Request().Context(), r.Who, of); err != nil {
		return err
	}
	return r.Done(paths.OfficeStandIns, "office.done_stand_in_ended")
}
