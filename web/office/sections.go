package office

import (
	"net/http"
	"strconv"

	"ieum/internal/catalog"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/templates/layout"
	view "ieum/templates/office"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

const sectionsPath = "/office/sections/"

// Section is a section's desk.
func (h Desk) Section(r *req.Request) error {
	s, err := h.section(r)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.Section(s))
}

// NewSection is the form of a new section.
func (h Desk) NewSection(r *req.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	bodies, err := h.Catalog.Bodies(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.SectionEdit(view.NewSectionForm(&p, body(bodies, p.OrgID))))
}

// CreateSection stores a new draft.
func (h Desk) CreateSection(r *req.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	f := view.SectionForm{Programme: p.ID, Title: p.TitleKO}
	if err := r.Form(&f); err != nil {
		return err
	}
	made, err := h.Catalog.CreateSection(r.Request().Context(), r.Who, catalog.CreateSection{Programme: p.ID, Form: f.SectionForm})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		f.Problems = problems
		return show(r, status, view.SectionEdit(f))
	}
	return r.Done(sectionsPath+made.String()+"/sessions", "office.done_section")
}

func editOf(s *catalog.SectionDesk) view.SectionForm {
	return view.SectionForm{
		ID: s.ID, Programme: s.ProgrammeID, Title: s.Programme.TitleKO, Name: s.Name(), Public: s.State == catalog.Published, Applied: s.LastSeq > 0,
		Version: strconv.Itoa(s.Version),
	}
}

// EditSection is the form of a section.
func (h Desk) EditSection(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	f := editOf(&s)
	f.SectionForm = catalog.SectionFormOf(&s.Section)
	return show(r, http.StatusOK, view.SectionEdit(f))
}

// SaveSection stores an edited section.
func (h Desk) SaveSection(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	f := editOf(&s)
	if err := r.Form(&f); err != nil {
		return err
	}
	back, err := h.Catalog.EditSection(r.Request().Context(), r.Who, catalog.EditSection{Section: s.ID, Version: number(f.Version), Again: f.Again == "1", Form: f.SectionForm})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		f.Problems = problems
		return show(r, status, view.SectionEdit(f))
	}
	if back {
		return r.Done(sectionsPath+s.ID.String(), "office.done_again")
	}
	return r.Done(sectionsPath+s.ID.String(), "office.done_saved")
}

// sectionChange is the frame of a page that asks before a section changes.
func (h Desk) sectionChange(r *req.Request, s catalog.SectionDesk, key, page string) view.Change {
	ctx := r.Request().Context()
	c := h.change(r, s.Programme, key, s.Titled(s.Programme.TitleKO)+" · "+s.Number, paths.ToOfficeSection(ctx, s.ID, page), paths.ToOfficeSection(ctx, s.ID, ""))
	c.Crumbs = append(c.Crumbs, layout.Crumb{Label: s.Programme.TitleKO, Href: paths.ToOfficeProgram(ctx, s.ProgrammeID, "")}, layout.Crumb{Label: s.Name(), Href: c.Back})
	if s.HasSeats {
		c.Facts = []ui.Def{{Term: r.T("office.col_taken"), Text: view.Taken(ctx, &s.SectionLine)}}
	}
	return c
}

// AskSectionForm is the page before a new section is put before a second person.
func (h Desk) AskSectionForm(r *req.Request) error { return h.askSection(r, http.StatusOK, "", nil) }

func (h Desk) askSection(r *req.Request, status int, note string, problems fault.Problems) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	c := h.sectionChange(r, s, "office.ask", "approval")
	c.Happens = []string{r.T("office.ask_1"), r.T("office.ask_2"), r.T("office.ask_3"), r.T("office.ask_4")}
	c.Reason = &ui.In{Name: "note", Label: r.T("office.asked_note"), Hint: r.T("office.hint_asked_note"), Value: note, Rows: 3, MaxLength: 500, Problem: problems["note"]}
	for _, l := range s.Lacks {
		c.Blocked = append(c.Blocked, r.T(l.Key, l.Args...))
	}
	switch {
	case s.Programme.State != catalog.Published:
		c.Blocked = append(c.Blocked, r.T("office.problem.programme_first"))
	case s.State == catalog.Review:
		c.Blocked = append(c.Blocked, r.T("office.problem.in_review"))
	case s.State != catalog.Draft:
		c.Blocked = append(c.Blocked, r.T("office.problem.already_public"))
	}
	c.Problems = problems
	return show(r, status, view.Confirm(c))
}

// AskSection puts a new section before a second person.
func (h Desk) AskSection(r *req.Request) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	var f noteForm
	if err := r.Form(&f); err != nil {
		return err
	}
	asked, err := h.Catalog.AskApproval(r.Request().Context(), r.Who, catalog.AskApproval{Programme: s.ProgrammeID, Section: s.ID, Note: f.Note})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.askSection(r, status, f.Note, problems)
	}
	return r.Done(paths.OfficeApprovals+"/"+asked.String(), "office.done_asked")
}

// CloseSectionForm is the page before admission to a section ends.
func (h Desk) CloseSectionForm(r *req.Request) error { return h.closeSection(r, http.StatusOK, nil) }

func (h Desk) closeSection(r *req.Request, status int, problems fault.Problems) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	c := h.sectionChange(r, s, "office.close_section", "closure")
	c.Happens = []string{r.T("office.close_section_1"), r.T("office.close_section_2", "n", s.Taken), r.T("office.close_section_3")}
	if s.State != catalog.Published {
		c.Blocked = append(c.Blocked, r.T("office.problem.not_public"))
	}
	c.Problems = problems
	return show(r, status, view.Confirm(c))
}

// CloseSection ends admission to a section.
func (h Desk) CloseSection(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := h.Catalog.CloseSection(r.Request().Context(), r.Who, of); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.closeSection(r, status, problems)
	}
	return r.Done(sectionsPath+of.String(), "office.done_closed")
}

// CancelForm is the page before a section is cancelled.
func (h Desk) CancelForm(r *req.Request) error { return h.cancel(r, http.StatusOK, "", nil) }

func (h Desk) cancel(r *req.Request, status int, reason string, problems fault.Problems) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	c := h.sectionChange(r, s, "office.cancel_section", "cancellation")
	c.Happens = []string{r.T("office.cancel_1"), r.T("office.cancel_2", "n", s.Taken), r.T("office.cancel_3", "n", s.Taken), r.T("office.cancel_4")}
	c.Danger = true
	c.Reason = &ui.In{Name: "reason", Label: r.T("office.field_reason"), Hint: r.T("office.hint_cancel"), Value: reason, Rows: 3, MaxLength: 500, Required: true, Problem: problems["reason"]}
	c.ProblemRefs = []ui.Ref{{Name: "reason", Label: r.T("office.field_reason")}}
	switch {
	case s.State != catalog.Published && s.State != catalog.Closed:
		c.Blocked = append(c.Blocked, r.T("office.problem.not_public"))
	case s.RunAt(s.Programme.Now) == catalog.Ended:
		c.Blocked = append(c.Blocked, r.T("office.problem.has_ended"))
	}
	c.Problems = problems
	return show(r, status, view.Confirm(c))
}

// Cancel cancels a section and tells those who held a place.
func (h Desk) Cancel(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f noteForm
	if err := r.Form(&f); err != nil {
		return err
	}
	n, err := h.Enrolment.CancelSection(r.Request().Context(), r.Who, enrolment.CancelSection{Section: of, Reason: f.Reason})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.cancel(r, status, f.Reason, problems)
	}
	return r.Done(sectionsPath+of.String(), "office.done_cancelled", "n", n)
}

// capacityForm is a new capacity as it is typed.
type capacityForm struct {
	Capacity  string `form:"capacity"`
	Unlimited string `form:"unlimited"`
}

// CapacityForm is the page before a capacity changes.
func (h Desk) CapacityForm(r *req.Request) error { return h.capacity(r, http.StatusOK, nil, nil) }

func (h Desk) capacity(r *req.Request, status int, f *capacityForm, problems fault.Problems) error {
	s, err := h.mineSection(r)
	if err != nil {
		return err
	}
	if f == nil {
		f = &capacityForm{Unlimited: "1"}
		if s.SeatLimit != nil {
			f = &capacityForm{Capacity: strconv.Itoa(*s.SeatLimit)}
		}
	}
	c := h.sectionChange(r, s, "office.change_capacity", "capacity")
	c.Happens = []string{r.T("office.capacity_1"), r.T("office.capacity_2", "n", s.Taken)}
	c.Number = &ui.In{
		Name: "capacity", Label: r.T("office.field_capacity"), Unit: r.T("office.unit_people"), Value: f.Capacity, Short: true, InputMode: "numeric",
		Hint: r.T("office.hint_capacity_min", "n", i18n.Count(max(s.Taken, 1))), Problem: problems["capacity"],
	}
	c.NoLimit, c.NoLimitOn = true, f.Unlimited == "1"
	c.ProblemRefs = []ui.Ref{{Name: "capacity", Label: r.T("office.field_capacity")}}
	if s.State != catalog.Published || s.Channel != catalog.Here {
		c.Blocked = append(c.Blocked, r.T("office.problem.capacity_here"))
	}
	c.Problems = problems
	return show(r, status, view.Confirm(c))
}

// ChangeCapacity changes how many places a section offers.
func (h Desk) ChangeCapacity(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f capacityForm
	if err := r.Form(&f); err != nil {
		return err
	}
	var capacity *int
	if f.Unlimited != "1" {
		n, err := strconv.Atoi(f.Capacity)
		if err != nil {
			n = 0 // which the rule refuses, saying from what to what
		}
		capacity = &n
	}
	if err := h.Enrolment.ChangeCapacity(r.Request().Context(), r.Who, enrolment.ChangeCapacity{Section: of, Capacity: capacity}); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.capacity(r, status, &f, problems)
	}
	return r.Done(sectionsPath+of.String(), "office.done_capacity")
}
