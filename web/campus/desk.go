package campus

import (
	"context"
	"errors"
	"net/http"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
	view "ieum/templates/campus"
	"ieum/web/paths"
	"ieum/web/req"
)

// Desk answers the pages of university staff.
type Desk struct {
	Affiliations  *people.Affiliations
	Credit        *credit.Service
	Organisations *people.Directory
	Now           func() clock.Instant
}

// universities are those whose desk the reader sits at.
func (h Desk) universities(ctx context.Context, who policy.Actor) ([]people.Organisation, error) {
	mine := policy.Visible(who).Campus
	all, err := h.Organisations.Organisations(ctx, who)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(o people.Organisation) bool { return !slices.Contains(mine, o.ID) }), nil
}

// org is the university that a form names; the reader's own where they have one only.
func (h Desk) org(r *req.Request, typed string) (id.ID, error) {
	mine := policy.Visible(r.Who).Campus
	if typed == "" && len(mine) == 1 {
		return mine[0], nil
	}
	org, err := id.Parse(typed)
	if err != nil || !slices.Contains(mine, org) {
		return id.None, fault.New(fault.NotFound, "error.not_found")
	}
	return org, nil
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

// Asked lists who waits to be confirmed, and the university's mail domains.
func (h Desk) Asked(r *req.Request) error {
	return h.asked(r, http.StatusOK, view.AskedForm{}, nil)
}

func (h Desk) asked(r *req.Request, status int, f view.AskedForm, problems fault.Problems) error {
	ctx := r.Request().Context()
	p := view.AskedPage{Form: f, Problems: problems, Today: h.Now().Date()}
	var err error
	if p.Asked, err = h.Affiliations.Asked(ctx, r.Who); err != nil {
		return err
	}
	if p.Unproved, err = h.Affiliations.Unproved(ctx, r.Who); err != nil {
		return err
	}
	if p.Domains, err = h.Affiliations.Domains(ctx, r.Who); err != nil {
		return err
	}
	if p.Universities, err = h.universities(ctx, r.Who); err != nil {
		return err
	}
	return r.Page(status, view.Asked(p))
}

// DecideAffiliation confirms a student or their number, or refuses with a reason.
func (h Desk) DecideAffiliation(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f view.AskedForm
	if err := r.Form(&f); err != nil {
		return err
	}
	f.Of = of.String()
	if f.Decision == "number" {
		if err := h.Affiliations.ProveNumber(r.Request().Context(), r.Who, of); err != nil {
			problems, status, err := again(err)
			if err != nil {
				return err
			}
			return h.asked(r, status, view.AskedForm{}, problems)
		}
		return r.Done(paths.CampusAffiliations, "campus.done_number")
	}
	err = h.Affiliations.Decide(r.Request().Context(), r.Who, people.DecideAffiliation{
		Affiliation: of, Confirm: f.Decision == "confirm", Status: f.Status, StartsOn: clock.Date(f.StartsOn), Reason: f.Reason,
	})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.asked(r, status, f, problems)
	}
	if f.Decision == "confirm" {
		return r.Done(paths.CampusAffiliations, "campus.done_confirmed")
	}
	return r.Done(paths.CampusAffiliations, "campus.done_refused")
}

// AddDomain adds a mail domain of the university.
func (h Desk) AddDomain(r *req.Request) error {
	return h.domain(r, h.Affiliations.AddDomain, "campus.done_domain")
}

// DropDomain takes one away.
func (h Desk) DropDomain(r *req.Request) error {
	return h.domain(r, h.Affiliations.DropDomain, "campus.done_domain_gone")
}

func (h Desk) domain(r *req.Request, do func(context.Context, policy.Actor, id.ID, string) error, done string) error {
	var f view.AskedForm
	if err := r.Form(&f); err != nil {
		return err
	}
	org, err := h.org(r, f.Org)
	if err != nil {
		return err
	}
	if err := do(r.Request().Context(), r.Who, org, f.Domain); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.asked(r, status, f, problems)
	}
	return r.Done(paths.CampusAffiliations, done)
}
