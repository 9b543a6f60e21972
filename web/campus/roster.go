package campus

import (
	"errors"
	"net/http"

	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/fault"
	"ieum/internal/id"
	view "ieum/templates/campus"
	"ieum/web/paths"
	"ieum/web/req"
)

// Rosters is the form of a comparison, and those that were made.
func (h Desk) Rosters(r *req.Request) error {
	return h.rosters(r, http.StatusOK, nil, nil)
}

func (h Desk) rosters(r *req.Request, status int, problems fault.Problems, refused []credit.RosterRefusal) error {
	ctx := r.Request().Context()
	p := view.RostersPage{Problems: problems, Refused: refused}
	var err error
	if p.Checks, err = h.Credit.Rosters(ctx, r.Who); err != nil {
		return err
	}
	if p.Universities, err = h.universities(ctx, r.Who); err != nil {
		return err
	}
	return r.Page(status, view.Rosters(p))
}

// CompareRoster compares a file with the registered, consenting students. The
// file is read and forgotten.
func (h Desk) CompareRoster(r *req.Request) error {
	if err := r.Request().ParseMultipartForm(rosterMemory); err != nil {
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return fault.Wrap(err, fault.TooLarge, "error.too_large")
		}
		return fault.Wrap(err, fault.Invalid, "error.check_form")
	}
	defer func() { _ = r.Request().MultipartForm.RemoveAll() }()
	org, err := h.org(r, r.Request().PostFormValue("university"))
	if err != nil {
		return err
	}
	file, _, err := r.Request().FormFile("file")
	if err != nil {
		return h.rosters(r, http.StatusUnprocessableEntity, fault.Problems{"file": fault.Say("roster.problem.file")}, nil)
	}
	defer func() { _ = file.Close() }()
	check, err := h.Credit.CompareRoster(r.Request().Context(), r.Who, org, file)
	if e, ok := errors.AsType[*credit.RosterRefused](err); ok {
		return h.rosters(r, http.StatusUnprocessableEntity, fault.Problems{"file": fault.Say("roster.problem.all_refused", "n", len(e.Lines))}, e.Lines)
	}
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.rosters(r, status, problems, nil)
	}
	return r.Done(paths.CampusRosters+"/"+check.String(), "roster.done")
}

// rosterMemory is how much of a form is held in memory: all of it, so that no
// row of a roster is ever written to a temporary file.
const rosterMemory = 32 << 20

// Roster is one comparison.
func (h Desk) Roster(r *req.Request) error {
	return h.roster(r, http.StatusOK, view.AdoptForm{From: string(h.Now().Date())}, nil)
}

func (h Desk) roster(r *req.Request, status int, f view.AdoptForm, problems fault.Problems) error {
	check, err := r.ID("id")
	if err != nil {
		return err
	}
	report, err := h.Credit.Roster(r.Request().Context(), r.Who, check)
	if err != nil {
		return err
	}
	return r.Page(status, view.Roster(view.RosterPage{RosterReport: report, Form: f, Problems: problems}))
}

// Adopt takes changes of status over.
func (h Desk) Adopt(r *req.Request) error {
	check, err := r.ID("id")
	if err != nil {
		return err
	}
	var f view.AdoptForm
	if err := r.Form(&f); err != nil {
		return err
	}
	var chosen []id.ID
	for _, raw := range f.Differences {
		if d, err := id.Parse(raw); err == nil {
			chosen = append(chosen, d)
		}
	}
	n, err := h.Credit.Adopt(r.Request().Context(), r.Who, check, chosen, clock.Date(f.From))
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.roster(r, status, f, problems)
	}
	return r.Done(paths.CampusRosters+"/"+check.String(), "roster.done_adopted", "n", n)
}
