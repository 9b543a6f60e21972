package office

import (
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"ieum/internal/attendance"
	"ieum/internal/id"
	view "ieum/templates/office"
	"ieum/web/req"
)

// Confirmation is the list to confirm, filled in with what the marks come to.
func (h Field) Confirmation(r *req.Request) error {
	return h.confirmation(r, http.StatusOK, view.ConfirmationPage{})
}

func (h Field) confirmation(r *req.Request, status int, page view.ConfirmationPage) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if page.Register, err = h.Attendance.Register(r.Request().Context(), r.Who, of); err != nil {
		return err
	}
	return h.present(r, status, page)
}

// Confirm shows once more what will be confirmed, and confirms it.
func (h Field) Confirm(r *req.Request) error {
	var f struct {
		Reason string `form:"reason"`
		Step   string `form:"step"`
	}
	of, err := h.posted(r, &f)
	if err != nil {
		return err
	}
	ctx := r.Request().Context()
	cmd := attendance.Confirm{Section: of, Reason: f.Reason, Lines: lines(r.Request().PostForm)}
	page := view.ConfirmationPage{Lines: cmd.Lines, Reason: f.Reason, Sent: true}
	n := 0
	switch f.Step {
	case "confirm":
		n, err = h.Attendance.Confirm(ctx, r.Who, cmd)
	case "edit":
		return h.confirmation(r, http.StatusOK, page)
	default:
		if err = h.Attendance.PreviewConfirm(ctx, r.Who, cmd); err == nil {
			page.Preview = true
			return h.confirmation(r, http.StatusOK, page)
		}
	}
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		page.Problems = problems
		return h.confirmation(r, status, page)
	}
	return r.Done(sectionsPath+of.String()+"/confirmation", "attendance.done_confirmed", "n", n)
}

// lines are the people who are ticked in a form, with what is said of each.
func lines(form url.Values) []attendance.Line {
	var out []attendance.Line
	for _, ticked := range form["application"] {
		application, err := id.Parse(ticked)
		if err != nil {
			continue
		}
		out = append(out, line(form, application))
	}
	return out
}

func line(form url.Values, application id.ID) attendance.Line {
	typed := func(name string) string { return strings.TrimSpace(form.Get(attendance.Field(name, application))) }
	minutes, err := strconv.Atoi(strings.ReplaceAll(typed("minutes"), ",", ""))
	if err != nil {
		minutes = -1 // no number: refused where it is read
	}
	return attendance.Line{
		Application: application, Result: attendance.Result(typed("result")), Minutes: minutes, Role: attendance.Role(typed("role")), Award: typed("award"),
	}
}

// Correction asks what to correct of one person, and why.
func (h Field) Correction(r *req.Request) error {
	return h.correction(r, http.StatusOK, view.CorrectionPage{})
}

func (h Field) correction(r *req.Request, status int, page view.CorrectionPage) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if page.OnePerson, err = h.Attendance.One(r.Request().Context(), r.Who, of); err != nil {
		return err
	}
	return h.present(r, status, page)
}

// Correct adds a correction to what was confirmed of one person.
func (h Field) Correct(r *req.Request) error {
	var f struct {
		Version     string `form:"version"`
		Application string `form:"application"`
		Reason      string `form:"reason"`
	}
	of, err := h.posted(r, &f)
	if err != nil {
		return err
	}
	application, err := id.Parse(f.Application)
	if err != nil {
		application = id.None
	}
	l := line(r.Request().PostForm, application)
	section, err := h.Attendance.Correct(r.Request().Context(), r.Who, attendance.Correct{Participation: of, Version: number(f.Version), Line: l, Reason: f.Reason})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.correction(r, status, view.CorrectionPage{Typed: &l, Reason: f.Reason, Problems: problems})
	}
	return r.Done(sectionsPath+section.String()+"/confirmation", "attendance.done_corrected")
}
