package office

import (
	"net/http"
	"net/url"

	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/people"
	view "ieum/templates/office"
	"ieum/web/paths"
	"ieum/web/req"
)

// views are the reader's own filters of a list, and the form that keeps the present one.
func (h Desk) views(r *req.Request, page people.ListPage, list, save, name string, problems fault.Problems) (view.SavedViews, error) {
	saved, err := h.Views.List(r.Request().Context(), r.Who, page)
	return view.SavedViews{
		Views: saved, List: list, Save: save, Now: page.Kept(r.QueryParams()), Name: name, Problem: problems["view_name"],
		Dropped: page == people.ListApplicants && r.QueryParam("q") != "",
	}, err
}

type viewForm struct {
	Name string `form:"view_name"`
}

// save keeps the filters of the address; problems are nil where it did.
func (h Desk) save(r *req.Request, page people.ListPage) (string, fault.Problems, int, error) {
	var f viewForm
	if err := r.Form(&f); err != nil {
		return "", nil, 0, err
	}
	err := h.Views.SaveView(r.Request().Context(), r.Who, people.SaveView{Page: page, Name: f.Name, Filters: r.QueryParams()})
	if err == nil {
		return f.Name, nil, 0, nil
	}
	problems, status, err := again(err)
	return f.Name, problems, status, err
}

func viewURL(list string, filters url.Values) string {
	if len(filters) == 0 {
		return list
	}
	return list + "?" + filters.Encode()
}

// SaveProgramsView keeps the filters of the table of programmes.
func (h Desk) SaveProgramsView(r *req.Request) error {
	name, problems, status, err := h.save(r, people.ListProgrammes)
	if err != nil {
		return err
	}
	if problems != nil {
		return h.programs(r, status, name, problems)
	}
	return r.Done(viewURL(paths.OfficePrograms, people.ListProgrammes.Kept(r.QueryParams())), "office.done_view_saved")
}

// SaveApplicantsView keeps the filters of a section's applicants.
func (h Desk) SaveApplicantsView(r *req.Request) error {
	s, err := h.section(r)
	if err != nil {
		return err
	}
	name, problems, status, err := h.save(r, people.ListApplicants)
	if err != nil {
		return err
	}
	if problems != nil {
		return h.applicants(r, status, enrolment.PurposeForm{}, name, problems)
	}
	return r.Done(viewURL(sectionsPath+s.ID.String()+"/applicants", people.ListApplicants.Kept(r.QueryParams())), "office.done_view_saved")
}

type removalForm struct {
	Next string `form:"next"`
}

// RemoveView forgets a view and goes back to its list.
func (h Desk) RemoveView(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f removalForm
	if err := r.Form(&f); err != nil {
		return err
	}
	if err := h.Views.RemoveView(r.Request().Context(), r.Who, of); err != nil {
		return err
	}
	if err := r.Flash("success", "office.done_view_removed"); err != nil {
		return err
	}
	return r.Redirect(http.StatusSeeOther, req.LocalPath(f.Next, paths.In(r.Request().Context(), paths.OfficePrograms)))
}
