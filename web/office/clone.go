package office

import (
	"net/http"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	view "ieum/templates/office"
	"ieum/web/req"
)

// cloneForm is the form of a copy; Confirm says that its preview has been seen.
type cloneForm struct {
	catalog.CloneForm
	Confirm string `form:"confirm"`
}

// CloneForm asks for the term of a copy.
func (h Desk) CloneForm(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	src, err := h.Catalog.CloneSource(r.Request().Context(), r.Who, of)
	if err != nil {
		return err
	}
	day, err := clock.ParseDate(r.QueryParam("starts_on"))
	if err != nil {
		day = ""
	}
	return h.clone(r, http.StatusOK, view.ClonePage{Section: of, Title: src.Title, Own: src.Own, Form: catalog.CloneDefaults(&src.Section, day)})
}

func (h Desk) clone(r *req.Request, status int, p view.ClonePage) error {
	bodies, err := h.Catalog.Bodies(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	p.Bodies = bodies
	if p.Form.Org == "" && len(bodies) > 0 {
		p.Form.Org = bodies[0].ID.String()
	}
	return show(r, status, view.Clone(p))
}

// Clone shows what a copy would be, and makes it once that has been seen.
func (h Desk) Clone(r *req.Request) error {
	ctx := r.Request().Context()
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	src, err := h.Catalog.CloneSource(ctx, r.Who, of)
	if err != nil {
		return err
	}
	var f cloneForm
	if err := r.Form(&f); err != nil {
		return err
	}
	page := view.ClonePage{Section: of, Title: src.Title, Own: src.Own, Form: f.CloneForm}
	plan, made := catalog.ClonePlan{}, id.None
	if f.Confirm == "1" {
		made, err = h.Catalog.CloneSection(ctx, r.Who, of, f.CloneForm)
	} else {
		plan, err = h.Catalog.PlanClone(ctx, r.Who, of, f.CloneForm)
	}
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		page.Problems = problems
		return h.clone(r, status, page)
	}
	if f.Confirm == "1" {
		return r.Done(sectionsPath+made.String(), "office.done_cloned")
	}
	page.Plan = &plan
	return h.clone(r, http.StatusOK, page)
}
