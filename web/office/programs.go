package office

import (
	"net/http"
	"strconv"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/templates/layout"
	view "ieum/templates/office"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// Programs is the table of programmes.
func (h Desk) Programs(r *req.Request) error { return h.programs(r, http.StatusOK, "", nil) }

func (h Desk) programs(r *req.Request, status int, viewName string, problems fault.Problems) error {
	ctx := r.Request().Context()
	f := catalog.DeskFilter{
		Q: r.QueryParam("q"), State: catalog.State(r.QueryParam("state")), Year: number(r.QueryParam("year")), Cooperation: r.QueryParam("cooperation"),
		Sort: r.QueryParam("sort"), Page: number(r.QueryParam("page")),
	}
	if len(f.Q) > 400 {
		f.Q = ""
	}
	list, err := h.Catalog.Programmes(ctx, r.Who, f)
	if err != nil {
		return err
	}
	bodies, err := h.Catalog.Bodies(ctx, r.Who)
	if err != nil {
		return err
	}
	page := view.ProgramsPage{DeskList: list, Runs: len(bodies) > 0}
	for _, b := range bodies {
		page.Cooperations = append(page.Cooperations, b.Cooperations...)
	}
	page.Saved, err = h.views(r, people.ListProgrammes, paths.In(ctx, paths.OfficePrograms), paths.In(ctx, paths.OfficeProgramsView), viewName, problems)
	if err != nil {
		return err
	}
	page.Problems = problems
	return show(r, status, view.Programs(page))
}

// New is the form of a new programme.
func (h Desk) New(r *req.Request) error {
	bodies, err := h.Catalog.Bodies(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	today, err := h.Catalog.Today(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.ProgramEdit(view.NewProgramForm(bodies, today.Now.Local().Year())))
}

// Create stores a new draft.
func (h Desk) Create(r *req.Request) error {
	ctx := r.Request().Context()
	var f view.ProgramForm
	if err := r.Form(&f); err != nil {
		return err
	}
	bodies, err := h.Catalog.Bodies(ctx, r.Who)
	if err != nil {
		return err
	}
	f.Bodies = bodies
	org, err := id.Parse(f.Org)
	if err != nil || body(bodies, org) == nil {
		f.Problems = fault.Problems{"org": fault.Say("office.problem.choose")}
		return show(r, http.StatusUnprocessableEntity, view.ProgramEdit(f))
	}
	made, err := h.Catalog.CreateProgramme(ctx, r.Who, catalog.CreateProgramme{Org: org, Form: f.ProgrammeForm})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		f.Problems = problems
		return show(r, status, view.ProgramEdit(f))
	}
	return r.Done(paths.OfficePrograms+"/"+made.String()+"/sections", "office.done_created")
}

// Edit is the form of a programme.
func (h Desk) Edit(r *req.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	f, err := h.editForm(r, &p)
	if err != nil {
		return err
	}
	f.ProgrammeForm, f.Version = catalog.FormOf(&p.Programme), strconv.Itoa(p.Version)
	return show(r, http.StatusOK, view.ProgramEdit(f))
}

func (h Desk) editForm(r *req.Request, p *catalog.ProgrammeDesk) (view.ProgramForm, error) {
	bodies, err := h.Catalog.Bodies(r.Request().Context(), r.Who)
	f := view.ProgramForm{ID: p.ID, Org: p.OrgID.String(), Title: p.TitleKO, Public: p.State.Public(), Applied: p.Applied}
	if b := body(bodies, p.OrgID); b != nil {
		f.Bodies = []catalog.Body{*b}
	}
	return f, err
}

// Save stores an edited programme.
func (h Desk) Save(r *req.Request) error {
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	f, err := h.editForm(r, &p)
	if err != nil {
		return err
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	err = h.Catalog.EditProgramme(r.Request().Context(), r.Who, catalog.EditProgramme{Programme: p.ID, Version: number(f.Version), Form: f.ProgrammeForm})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		f.Problems = problems
		return show(r, status, view.ProgramEdit(f))
	}
	return r.Done(paths.OfficePrograms+"/"+p.ID.String(), "office.done_saved")
}

// Show is a programme's overview.
func (h Desk) Show(r *req.Request) error {
	p, err := h.programme(r)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.Program(p))
}

// Sections are the sections of a programme.
func (h Desk) Sections(r *req.Request) error {
	p, err := h.programme(r)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.ProgramSections(p))
}

// SectionApplicants leads to the applicants of each section.
func (h Desk) SectionApplicants(r *req.Request) error {
	p, err := h.programme(r)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.ProgramApplicants(p))
}

// Messages are what applicants of a programme were told.
func (h Desk) Messages(r *req.Request) error {
	p, err := h.programme(r)
	if err != nil {
		return err
	}
	ms, err := h.Enrolment.Messages(r.Request().Context(), r.Who, p.ID)
	if err != nil {
		return err
	}
	return show(r, http.StatusOK, view.ProgramMessages(p, ms))
}

// Budget is the money that a programme belongs to, to read.
func (h Desk) Budget(r *req.Request) error {
	p, err := h.programme(r)
	if err != nil {
		return err
	}
	b, ok, err := h.Partnership.Belongs(r.Request().Context(), r.Who, p.AgreementID, p.AwardID, p.StrandID)
	if err != nil {
		return err
	}
	if !ok {
		return show(r, http.StatusOK, view.ProgramBudget(p, nil))
	}
	return show(r, http.StatusOK, view.ProgramBudget(p, &partnership.Part{Cooperation: b.Cooperation}))
}

// AskForm is the page before a programme is put before a second person.
func (h Desk) AskForm(r *req.Request) error { return h.ask(r, http.StatusOK, "", nil) }

func (h Desk) ask(r *req.Request, status int, note string, problems fault.Problems) error {
	ctx := r.Request().Context()
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	drafts := 0
	for _, s := range p.Sections {
		if s.State == catalog.Draft {
			drafts++
		}
	}
	c := h.change(r, p, "office.ask", p.TitleKO, paths.ToOfficeProgram(ctx, p.ID, "approval"), paths.ToOfficeProgram(ctx, p.ID, ""))
	c.Crumbs = append(c.Crumbs, layout.Crumb{Label: p.TitleKO, Href: c.Back})
	c.Facts = []ui.Def{{Term: r.T("office.col_sections"), Text: i18n.Count(drafts)}}
	c.Happens = []string{r.T("office.ask_1"), r.T("office.ask_2"), r.T("office.ask_3"), r.T("office.ask_4")}
	c.Reason = &ui.In{Name: "note", Label: r.T("office.asked_note"), Hint: r.T("office.hint_asked_note"), Value: note, Rows: 3, MaxLength: 500, Problem: problems["note"]}
	if p.State.Public() || p.State == catalog.Cancelled {
		c.Blocked = append(c.Blocked, r.T("office.problem.already_public"))
	}
	for _, l := range p.Lacks {
		c.Blocked = append(c.Blocked, lack(r, l))
	}
	c.Problems = problems
	return show(r, status, view.Confirm(c))
}

func lack(r *req.Request, l catalog.Lack) string {
	s := r.T(l.Key, l.Args...)
	if l.Of != "" {
		s = l.Of + ": " + s
	}
	return s
}

// change is the frame of a page that asks before a state changes.
func (h Desk) change(r *req.Request, p catalog.ProgrammeDesk, key, of, action, back string) view.Change {
	ctx := r.Request().Context()
	return view.Change{
		Title: r.T(key), Of: of, Who: r.Who.Name, When: h.moment(r, p), Action: action, Submit: r.T(key), Back: back,
		Crumbs: []layout.Crumb{{Label: r.T("office.programs"), Href: paths.In(ctx, paths.OfficePrograms)}},
	}
}

// noteForm is a form of one text.
type noteForm struct {
	Note   string `form:"note"`
	Reason string `form:"reason"`
}

// Ask puts a programme before a second person.
func (h Desk) Ask(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f noteForm
	if err := r.Form(&f); err != nil {
		return err
	}
	asked, err := h.Catalog.AskApproval(r.Request().Context(), r.Who, catalog.AskApproval{Programme: of, Note: f.Note})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.ask(r, status, f.Note, problems)
	}
	return r.Done(paths.OfficeApprovals+"/"+asked.String(), "office.done_asked")
}

// CloseForm is the page before a programme is closed.
func (h Desk) CloseForm(r *req.Request) error { return h.closeForm(r, http.StatusOK, nil) }

func (h Desk) closeForm(r *req.Request, status int, problems fault.Problems) error {
	ctx := r.Request().Context()
	p, err := h.mine(r)
	if err != nil {
		return err
	}
	c := h.change(r, p, "office.close_program", p.TitleKO, paths.ToOfficeProgram(ctx, p.ID, "closure"), paths.ToOfficeProgram(ctx, p.ID, ""))
	open := 0
	for _, s := range p.Sections {
		if s.State == catalog.Published {
			open++
		}
		if s.State == catalog.Review {
			c.Blocked = append(c.Blocked, r.T("office.problem.in_review"))
		}
	}
	if p.State != catalog.Published {
		c.Blocked = append(c.Blocked, r.T("office.problem.not_public"))
	}
	c.Crumbs = append(c.Crumbs, layout.Crumb{Label: p.TitleKO, Href: c.Back})
	c.Happens = []string{r.T("office.close_program_1", "n", open), r.T("office.close_program_2"), r.T("office.close_program_3")}
	c.Problems = problems
	return show(r, status, view.Confirm(c))
}

// Close closes a programme.
func (h Desk) Close(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := h.Catalog.CloseProgramme(r.Request().Context(), r.Who, of); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.closeForm(r, status, problems)
	}
	return r.Done(paths.OfficePrograms+"/"+of.String(), "office.done_closed")
}
