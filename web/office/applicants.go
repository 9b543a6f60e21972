package office

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"

	"ieum/internal/audit"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
	view "ieum/templates/office"
	"ieum/web/paths"
	"ieum/web/req"
)

// applicantFilter is the filter in the address.
func applicantFilter(r *req.Request) enrolment.ApplicantFilter {
	f := enrolment.ApplicantFilter{Q: r.QueryParam("q"), ByPhone: r.QueryParam("contact") == "phone", Page: number(r.QueryParam("page"))}
	if s := enrolment.State(r.QueryParam("state")); slices.Contains([]enrolment.State{enrolment.Accepted, enrolment.Refused, enrolment.Cancelled}, s) {
		f.State = s
	}
	if len(f.Q) > 400 {
		f.Q = ""
	}
	return f
}

func (h Desk) applicantsPage(r *req.Request, l enrolment.ApplicantList) view.ApplicantsPage {
	org := l.Programme.OrgID
	return view.ApplicantsPage{ApplicantList: l, Who: r.Who.Name, Export: r.Who.Has(policy.Officer, org) || r.Who.Has(policy.Host, org)}
}

// Applicants lists who has applied, with names hidden.
func (h Desk) Applicants(r *req.Request) error {
	return h.applicants(r, http.StatusOK, enrolment.PurposeForm{}, "", nil)
}

func (h Desk) applicants(r *req.Request, status int, form enrolment.PurposeForm, viewName string, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	l, err := h.Enrolment.Applicants(r.Request().Context(), r.Who, of, applicantFilter(r))
	if err != nil {
		return err
	}
	page := h.applicantsPage(r, l)
	page.Form, page.Problems = form, problems
	ctx := r.Request().Context()
	page.Saved, err = h.views(r, people.ListApplicants, paths.ToOfficeSection(ctx, of, "applicants"), paths.ToOfficeSection(ctx, of, "applicants/views"), viewName, problems)
	if err != nil {
		return err
	}
	return show(r, status, view.Applicants(page))
}

// disclose reads the purpose and asks for the list in full.
func (h Desk) disclose(r *req.Request, task string, filter enrolment.ApplicantFilter) (enrolment.ApplicantList, enrolment.PurposeForm, error) {
	var f enrolment.PurposeForm
	of, err := r.ID("id")
	if err != nil {
		return enrolment.ApplicantList{}, f, err
	}
	if err := r.Form(&f); err != nil {
		return enrolment.ApplicantList{}, f, err
	}
	l, err := h.Enrolment.Disclose(r.Request().Context(), r.Who, enrolment.Disclosure{Section: of, Task: task, Filter: filter, PurposeForm: f})
	return l, f, err
}

// FullApplicants shows the list in full, for this one page view.
func (h Desk) FullApplicants(r *req.Request) error {
	l, f, err := h.disclose(r, audit.TaskFull, applicantFilter(r))
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.applicants(r, status, f, "", problems)
	}
	return show(r, http.StatusOK, view.Applicants(h.applicantsPage(r, l)))
}

// ApplicantsXLSX is the list in full as a workbook that says who took it, when and why.
func (h Desk) ApplicantsXLSX(r *req.Request) error {
	l, f, err := h.disclose(r, audit.TaskExport, applicantFilter(r))
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.applicants(r, status, f, "", problems)
	}
	ctx := r.Request().Context()
	purpose := r.T("office.purpose_" + string(l.Purpose))
	if l.Note != "" {
		purpose += " (" + l.Note + ")"
	}
	var b bytes.Buffer
	if err := l.WriteXLSX(&b, i18n.Of(ctx), r.T("office.xlsx_mark", "who", r.Who.Name, "when", i18n.Moment(ctx, l.At), "purpose", purpose)); err != nil {
		return err
	}
	return file(r, l.Section.Number+"-"+r.T("office.tab_applicants")+".xlsx", b.Bytes())
}

const typeXLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// file answers with a workbook to keep.
func file(r *req.Request, name string, raw []byte) error {
	head := r.Response().Header()
	head.Set("Content-Disposition", "attachment; filename=\"ieum.xlsx\"; filename*=UTF-8''"+url.PathEscape(name))
	head.Set("Cache-Control", "no-store")
	return r.Blob(http.StatusOK, typeXLSX, raw)
}

// AttendanceSheet is the attendance sheet, with names hidden.
func (h Desk) AttendanceSheet(r *req.Request) error {
	return h.sheet(r, http.StatusOK, nil, enrolment.PurposeForm{}, nil)
}

func (h Desk) sheet(r *req.Request, status int, full *enrolment.ApplicantList, form enrolment.PurposeForm, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	s, err := h.Enrolment.AttendanceSheet(r.Request().Context(), r.Who, of, full)
	if err != nil {
		return err
	}
	return show(r, status, view.Attendance(view.SheetPage{Sheet: s, Who: r.Who.Name, Form: form, Problems: problems}))
}

// FullSheet is the attendance sheet with names, for a purpose.
func (h Desk) FullSheet(r *req.Request) error {
	l, f, err := h.disclose(r, audit.TaskPrint, enrolment.ApplicantFilter{State: enrolment.Accepted})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.sheet(r, status, nil, f, problems)
	}
	return h.sheet(r, http.StatusOK, &l, f, nil)
}

// messageForm is a message with the step that its button names.
type messageForm struct {
	enrolment.MessageForm
	Step string `form:"step"`
}

// MessageForm is the form of a message to those who hold a place.
func (h Desk) MessageForm(r *req.Request) error {
	return h.message(r, http.StatusOK, messageForm{MessageForm: enrolment.MessageForm{Key: id.New().String()}}, nil)
}

func (h Desk) message(r *req.Request, status int, f messageForm, problems fault.Problems) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	n, byPhone, err := h.Enrolment.Reach(r.Request().Context(), r.Who, s.ID)
	if err != nil {
		return err
	}
	return show(r, status, view.Message(view.MessagePage{
		Section: s, Form: f.MessageForm, Count: n, ByPhone: byPhone, Preview: f.Step == "preview" && len(problems) == 0, Who: r.Who.Name, When: h.moment(r, s.Programme), Problems: problems,
	}))
}

// Message shows a message once more, and sends it.
func (h Desk) Message(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f messageForm
	if err := r.Form(&f); err != nil {
		return err
	}
	if f.Step != "send" {
		_, err := h.Enrolment.PreviewMessage(r.Request().Context(), r.Who, of, f.MessageForm)
		if err != nil && f.Step != "edit" {
			problems, status, err := again(err)
			if err != nil {
				return err
			}
			return h.message(r, status, f, problems)
		}
		return h.message(r, http.StatusOK, f, nil)
	}
	n, err := h.Enrolment.MessageApplicants(r.Request().Context(), r.Who, of, f.MessageForm)
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.message(r, status, f, problems)
	}
	return r.Done(sectionsPath+of.String(), "office.done_sent", "n", n)
}
