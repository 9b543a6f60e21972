package campus

import (
	"bytes"
	"net/http"
	"net/url"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	view "ieum/templates/campus"
	"ieum/web/paths"
	"ieum/web/req"
)

// Mileage is the ledger, by what the university's own system said.
func (h Desk) Mileage(r *req.Request) error {
	return h.mileage(r, http.StatusOK, view.ReflectForm{}, view.ExportForm{}, nil)
}

func (h Desk) mileage(r *req.Request, status int, f view.ReflectForm, x view.ExportForm, problems fault.Problems) error {
	if f.OnDay == "" {
		f.OnDay = string(h.Now().Date())
	}
	ctx := r.Request().Context()
	l, err := h.Credit.Ledger(ctx, r.Who, r.QueryParam("state"), number(r.QueryParam("page")))
	if err != nil {
		return err
	}
	us, err := h.universities(ctx, r.Who)
	if err != nil {
		return err
	}
	return r.Page(status, view.Mileage(view.MileagePage{Ledger: l, Form: f, Export: x, Problems: problems, Universities: us}))
}

// ExportMileage is the waiting entries as a file that says who took it.
func (h Desk) ExportMileage(r *req.Request) error {
	var f view.ExportForm
	if err := r.Form(&f); err != nil {
		return err
	}
	org, err := h.org(r, f.Org)
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	l, err := h.Credit.Export(ctx, r.Who, credit.Export{Org: org, Part: number(f.Part), Purpose: audit.Purpose(f.Purpose), Note: f.Note})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		f.Org = org.String()
		return h.mileage(r, status, view.ReflectForm{}, f, problems)
	}
	purpose := r.T("office.purpose_" + f.Purpose)
	mark := r.T("campus.export_mark", "who", r.Who.Name, "when", i18n.Moment(ctx, l.At), "purpose", purpose)
	var b bytes.Buffer
	kind, ending := "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"
	if f.Format == "csv" {
		kind, ending = "text/csv; charset=utf-8", ".csv"
		err = l.WriteCSV(&b, i18n.Of(ctx), mark)
	} else {
		err = l.WriteXLSX(&b, i18n.Of(ctx), mark)
	}
	if err != nil {
		return err
	}
	head := r.Response().Header()
	head.Set("Content-Disposition", "attachment; filename=\"ieum"+ending+"\"; filename*=UTF-8''"+url.PathEscape(r.T("campus.mileage")+"-"+string(l.At.Date())+ending))
	head.Set("Cache-Control", "no-store")
	return r.Blob(http.StatusOK, kind, b.Bytes())
}

// Reflect notes what the university's own system said of entries.
func (h Desk) Reflect(r *req.Request) error {
	var f view.ReflectForm
	if err := r.Form(&f); err != nil {
		return err
	}
	var entries []id.ID
	for _, raw := range f.Entries {
		e, err := id.Parse(raw)
		if err != nil {
			return fault.New(fault.NotFound, "error.not_found")
		}
		entries = append(entries, e)
	}
	n, err := h.Credit.Reflect(r.Request().Context(), r.Who, credit.Reflect{Entries: entries, Result: f.Result, OnDay: clock.Date(f.OnDay), Reason: f.Reason})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.mileage(r, status, f, view.ExportForm{}, problems)
	}
	return r.Done(paths.CampusMileage, "campus.done_reflections", "n", n)
}
