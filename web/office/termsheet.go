package office

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/catalog/termsheet"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	view "ieum/templates/office"
	"ieum/web/paths"
	"ieum/web/req"
)

// sheetForm is the sections of a term and their meetings as cells; the refused ones are kept aside.
type sheetForm struct {
	Rows            string `form:"rows"`
	Meetings        string `form:"meetings"`
	Refused         string `form:"refused"`
	RefusedMeetings string `form:"refused_meetings"`
}

// TermSheet is the page on which sections are handed in as a workbook or as cells.
func (h Desk) TermSheet(r *req.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.TermSheet(view.TermSheetPage{Programme: p}))
}

// ReadTermSheet checks what was handed in, row by row. It stores nothing.
func (h Desk) ReadTermSheet(r *req.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	var f sheetForm
	if err := r.Form(&f); err != nil {
		return err
	}
	page := view.TermSheetPage{Programme: p, Pasted: f.Rows, Meetings: f.Meetings}
	raw, err := upload(r)
	if err != nil {
		return err
	}
	var sheet termsheet.Sheet
	field := "rows"
	if len(raw) > 0 {
		field = "file"
		sheet, err = termsheet.FromXLSX(raw)
	} else {
		sheet, err = termsheet.FromPastes(f.Rows, f.Meetings)
	}
	if err != nil {
		e, ok := errors.AsType[*fault.Error](err)
		if !ok || (e.Kind != fault.Invalid && e.Kind != fault.TooLarge) {
			return err
		}
		page.Problems = fault.Problems{field: e.Text}
		return show(r, http.StatusUnprocessableEntity, view.TermSheet(page))
	}
	return h.verdicts(r, page, sheet)
}

// verdicts shows the rows; those that are wrong stand in the field to be mended.
func (h Desk) verdicts(r *req.Request, page view.TermSheetPage, sheet termsheet.Sheet) error {
	page.Checked, page.Pasted, page.Meetings = true, "", ""
	page.Good, page.Bad = sheet.Good(), sheet.Bad()
	status := http.StatusOK
	if page.Bad.Len() > 0 {
		status, page.Meetings = http.StatusUnprocessableEntity, termsheet.MeetingsTSV(page.Bad, r.Lang())
	}
	if len(page.Bad.Rows) > 0 {
		page.Pasted = termsheet.TSV(page.Bad.Rows, r.Lang())
	}
	return show(r, status, view.TermSheet(page))
}

// upload is the file of a form; nil when there is none.
func upload(r *req.Request) ([]byte, error) {
	head, err := r.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return nil, nil
	}
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "error.check_form")
	}
	f, err := head.Open()
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // it was only read
	return io.ReadAll(io.LimitReader(f, 9<<20))
}

// StoreTermSheet stores the rows that were good, as drafts.
func (h Desk) StoreTermSheet(r *req.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	var f sheetForm
	if err := r.Form(&f); err != nil {
		return err
	}
	sheet, err := termsheet.FromPastes(f.Rows, f.Meetings)
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return show(r, status, view.TermSheet(view.TermSheetPage{Programme: p, Pasted: f.Rows, Meetings: f.Meetings, Problems: problems}))
	}
	if sheet.Bad().Len() > 0 {
		return h.verdicts(r, view.TermSheetPage{Programme: p}, sheet)
	}
	drafts := make([]catalog.SectionDraft, len(sheet.Rows))
	for i, row := range sheet.Rows {
		drafts[i] = row.Draft
	}
	n, err := h.Catalog.AddSections(r.Request().Context(), r.Who, p.ID, drafts)
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return show(r, status, view.TermSheet(view.TermSheetPage{Programme: p, Pasted: f.Rows, Meetings: f.Meetings, Problems: problems}))
	}
	if strings.TrimSpace(f.Refused+f.RefusedMeetings) == "" {
		return r.Done(paths.OfficePrograms+"/"+p.ID.String()+"/sections", "office.done_sections", "n", n)
	}
	refused, err := termsheet.FromPastes(f.Refused, f.RefusedMeetings)
	if err != nil {
		return err
	}
	if err := r.Flash("success", "office.done_sections", "n", n); err != nil {
		return err
	}
	return h.verdicts(r, view.TermSheetPage{Programme: p}, refused)
}

// TermSheetForm is the empty form as a workbook.
func (h Desk) TermSheetForm(r *req.Request) error {
	if _, err := h.mine(r); err != nil {
		return err
	}
	return h.workbook(r, termsheet.Sheet{})
}

// TermSheetRefused is the rows that are wrong as a workbook, each with what is wrong.
func (h Desk) TermSheetRefused(r *req.Request) error {
	if _, err := h.mine(r); err != nil {
		return err
	}
	var f sheetForm
	if err := r.Form(&f); err != nil {
		return err
	}
	sheet, err := termsheet.FromPastes(f.Rows, f.Meetings)
	if err != nil {
		return err
	}
	return h.workbook(r, sheet)
}

func (h Desk) workbook(r *req.Request, sheet termsheet.Sheet) error {
	var b bytes.Buffer
	if err := termsheet.Write(&b, i18n.Of(r.Request().Context()), sheet); err != nil {
		return err
	}
	return file(r, r.T("office.sheet_file")+".xlsx", b.Bytes())
}
