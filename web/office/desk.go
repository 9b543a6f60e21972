package office

import (
	"errors"
	"net/http"
	"strconv"

	"github.com/a-h/templ"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/credit"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/policy"
	view "ieum/templates/office"
	"ieum/web/req"
)

// Desk answers the pages of officers, hosts and approvers.
type Desk struct {
	Catalog       *catalog.Desk
	Public        *catalog.Service
	Enrolment     *enrolment.Service
	StandInList   *people.StandIns
	Views         *people.SavedViews
	Partnership   *partnership.Service
	Organisations *people.Directory
	Credit        *credit.Service
	Attendance    *attendance.Service
}

// editor reports whether the reader drafts and runs programmes.
func editor(r *req.Request) bool { return r.Who.HasAny(policy.Officer, policy.Host) }

// prepare marks the context of pages by whom they are drawn for.
func prepare(r *req.Request) {
	if r.Who.HasAny(policy.Desk, policy.Officer) {
		alone := !r.Who.HasAny(policy.Officer, policy.Host, policy.Approver) && len(r.Who.StandsIn) == 0
		r.SetRequest(r.Request().WithContext(view.ForCounter(r.Request().Context(), alone)))
	}
	ctx := r.Request().Context()
	if editor(r) {
		ctx = view.ForEditor(ctx)
	} else if r.Who.HasAny(policy.Admin) && !r.Who.HasAny(policy.Approver) && len(r.Who.StandsIn) == 0 {
		ctx = view.ForPlatform(ctx)
	}
	r.SetRequest(r.Request().WithContext(ctx))
}

// show renders a page of the office.
func show(r *req.Request, status int, c templ.Component) error {
	prepare(r)
	return r.Page(status, c)
}

// again is the problems of a form that came back, or the error when it is none.
// A conflict stands above the form too: what was typed is not lost to it.
func again(err error) (fault.Problems, int, error) {
	if ps := fault.FieldsOf(err); ps != nil {
		return ps, http.StatusUnprocessableEntity, nil
	}
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict {
		return fault.Problems{"": e.Text}, http.StatusConflict, nil
	}
	return nil, 0, err
}

// number is a whole number of a form or an address; 0 for anything else.
func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// moment is now in the reader's words.
func (h Desk) moment(r *req.Request, p catalog.ProgrammeDesk) string {
	return i18n.Moment(r.Request().Context(), p.Now)
}

// programme is the programme of the address.
func (h Desk) programme(r *req.Request) (catalog.ProgrammeDesk, error) {
	of, err := r.ID("id")
	if err != nil {
		return catalog.ProgrammeDesk{}, err
	}
	return h.Catalog.Programme(r.Request().Context(), r.Who, of)
}

// section is the section of the address.
func (h Desk) section(r *req.Request) (catalog.SectionDesk, error) {
	of, err := r.ID("id")
	if err != nil {
		return catalog.SectionDesk{}, err
	}
	return h.Catalog.Section(r.Request().Context(), r.Who, of)
}

// mine is a programme that the reader may change; an approver may only read it.
func (h Desk) mine(r *req.Request) (catalog.ProgrammeDesk, error) {
	p, err := h.programme(r)
	if err == nil && !p.Runs {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return p, err
}

// mineSection is a section that the reader may change.
func (h Desk) mineSection(r *req.Request) (catalog.SectionDesk, error) {
	s, err := h.section(r)
	if err == nil && !s.Programme.Runs {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return s, err
}

// Today is the first page of the desk.
func (h Desk) Today(r *req.Request) error {
	t, err := h.Catalog.Today(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	asked, err := h.Credit.OpenQuestions(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	w := view.Waiting{Asked: asked}
	if editor(r) {
		field, err := h.Attendance.Teaching(r.Request().Context(), r.Who)
		if err != nil {
			return err
		}
		w.Unmarked, w.Unconfirmed = len(field.Late), len(field.Waiting)
	}
	return show(r, http.StatusOK, view.Today(t, editor(r), w))
}

// body is the organisation of an id among those that the reader drafts for.
func body(bodies []catalog.Body, of id.ID) *catalog.Body {
	for i := range bodies {
		if bodies[i].ID == of {
			return &bodies[i]
		}
	}
	return nil
}
