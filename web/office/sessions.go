package office

import (
	"net/http"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/id"
	view "ieum/templates/office"
	"ieum/web/req"
)

// planForm is a plan of meetings as it is posted.
type planForm struct {
	catalog.PlanForm
	Replace string `form:"replace"`
	Confirm string `form:"confirm"`
}

// Sessions are the meetings of a section.
func (h Desk) Sessions(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	f := catalog.SectionFormOf(&s.Section)
	plan := catalog.PlanForm{From: f.StartsOn, Until: f.EndsOn, Weekdays: f.Weekdays}
	plan.StartTime, plan.EndTime, plan.Place = f.StartTime, f.EndTime, f.Place
	return show(r, http.StatusOK, view.Sessions(view.SessionsPage{SectionDesk: s, Form: plan}))
}

// Plan shows what a plan comes to, and stores it once that has been seen.
func (h Desk) Plan(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	var f planForm
	if err := r.Form(&f); err != nil {
		return err
	}
	page := view.SessionsPage{SectionDesk: s, Form: f.PlanForm, Replace: f.Replace == "1"}
	if f.Confirm == "1" {
		n, err := h.Catalog.AddPlan(r.Request().Context(), r.Who, catalog.AddPlan{Section: s.ID, Replace: page.Replace, Form: f.PlanForm})
		if err == nil {
			return r.Done(sectionsPath+s.ID.String()+"/sessions", "office.done_planned", "n", n)
		}
		return h.planAgain(r, page, err)
	}
	plan, err := catalog.PlanSessions(f.PlanForm)
	if err != nil {
		return h.planAgain(r, page, err)
	}
	page.Plan = &plan
	return show(r, http.StatusOK, view.Sessions(page))
}

func (h Desk) planAgain(r *req.Request, page view.SessionsPage, err error) error {
	problems, status, err := again(err)
	if err != nil {
		return err
	}
	page.Problems = problems
	return show(r, status, view.Sessions(page))
}

// SessionForm is the form of one meeting; "new" is a new one.
func (h Desk) SessionForm(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	if r.Param("session") == "new" {
		f := catalog.SectionFormOf(&s.Section)
		form := catalog.SessionForm{StartTime: f.StartTime, EndTime: f.EndTime, Place: f.Place}
		if s.StartsOn >= s.Programme.Now.Date() {
			form.HeldOn = string(s.StartsOn)
		}
		return show(r, http.StatusOK, view.SessionEdit(view.SessionPage{SectionDesk: s, Form: form}))
	}
	m, err := meeting(r, &s)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.SessionEdit(view.SessionPage{SectionDesk: s, Session: m.ID, Number: m.Number, Form: catalog.SessionFormOf(m)}))
}

// meeting is the meeting of the address.
func meeting(r *req.Request, s *catalog.SectionDesk) (*catalog.Session, error) {
	of, err := r.ID("session")
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(s.Sessions, func(m catalog.Session) bool { return m.ID == of })
	if i < 0 {
		return nil, fault.New(fault.NotFound, "error.not_found")
	}
	return &s.Sessions[i], nil
}

// AddSession stores a new meeting.
func (h Desk) AddSession(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	return h.saveSession(r, s, id.None, 0)
}

// SaveSession stores an edited meeting.
func (h Desk) SaveSession(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	m, err := meeting(r, &s)
	if err != nil {
		return err
	}
	return h.saveSession(r, s, m.ID, m.Number)
}

func (h Desk) saveSession(r *req.Request, s catalog.SectionDesk, of id.ID, n int) error {
	var f catalog.SessionForm
	if err := r.Form(&f); err != nil {
		return err
	}
	err := h.Catalog.EditSession(r.Request().Context(), r.Who, catalog.EditSession{Section: s.ID, Session: of, Form: f})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return show(r, status, view.SessionEdit(view.SessionPage{SectionDesk: s, Session: of, Number: n, Form: f, Problems: problems}))
	}
	return r.Done(sectionsPath+s.ID.String()+"/sessions", "office.done_saved")
}

// RemoveSession takes a meeting away.
func (h Desk) RemoveSession(r *req.Request) error {
	section, err := r.ID("id")
	if err != nil {
		return err
	}
	of, err := r.ID("session")
	if err != nil {
		return err
	}
	if err := h.Catalog.RemoveSession(r.Request().Context(), r.Who, section, of); err != nil {
		return err
	}
	return r.Done(sectionsPath+section.String()+"/sessions", "office.done_session_removed")
}
