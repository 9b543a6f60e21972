package my

import (
	"errors"
	"net/http"
	"strconv"

	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	view "ieum/templates/my"
	"ieum/web/paths"
	"ieum/web/req"
)

// problemsOf is what is wrong with a form, with the status to answer it with; a
// conflict and a limit stand above the form.
func problemsOf(err error) (fault.Problems, int, error) {
	if ps := fault.FieldsOf(err); ps != nil {
		return ps, http.StatusUnprocessableEntity, nil
	}
	if e, ok := errors.AsType[*fault.Error](err); ok {
		switch e.Kind {
		case fault.Conflict:
			return fault.Problems{"": e.Text}, http.StatusConflict, nil
		case fault.TooMany:
			return fault.Problems{"": e.Text}, http.StatusTooManyRequests, nil
		default:
		}
	}
	return nil, 0, err
}

// Affiliation is where the reader belongs, and the form to say so.
func (p Pages) Affiliation(r *req.Request) error {
	return p.affiliation(r, http.StatusOK, view.AffiliationForm{Method: people.ByMail, Status: string(people.Enrolled)})
}

func (p Pages) affiliation(r *req.Request, status int, f view.AffiliationForm) error {
	d, err := p.Affiliations.Mine(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Page(status, view.Affiliation(d, f))
}

// AskAffiliation takes what a student says of themself.
func (p Pages) AskAffiliation(r *req.Request) error {
	var f view.AffiliationForm
	if err := r.Form(&f); err != nil {
		return err
	}
	a, err := p.Affiliations.Ask(r.Request().Context(), r.Who, people.AskAffiliation{
		Org: f.University, Number: f.Number, Department: f.Department, Grade: f.Grade, Status: f.Status, Method: f.Method, Email: f.Email, Consent: f.Consent != "",
	})
	if err != nil {
		problems, status, err := problemsOf(err)
		if err != nil {
			return err
		}
		f.Problems = problems
		return p.affiliation(r, status, f)
	}
	if f.Method == people.ByMail {
		return r.Go(paths.MyAffiliation + "/" + a.String() + "/code")
	}
	return r.Done(paths.MyAffiliation, "affiliation.done_asked")
}

// AffiliationCode asks for the code that was sent to the university's address.
func (p Pages) AffiliationCode(r *req.Request) error { return p.code(r, http.StatusOK, nil) }

func (p Pages) code(r *req.Request, status int, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	d, err := p.Affiliations.Mine(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	for _, a := range d.Now {
		if a.ID == of && a.State == people.AffiliationPending && a.Method == people.ByMail {
			return r.Page(status, view.AffiliationCode(a, problems))
		}
	}
	return fault.New(fault.NotFound, "error.not_found")
}

// ProveAffiliation takes the code.
func (p Pages) ProveAffiliation(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	var f struct {
		Code string `form:"code"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	if err := p.Affiliations.ConfirmCode(r.Request().Context(), r.Who, of, f.Code); err != nil {
		problems, status, err := problemsOf(err)
		if err != nil {
			return err
		}
		return p.code(r, status, problems)
	}
	return r.Done(paths.MyProvision, "affiliation.done_proved")
}

// EndAffiliation says that the reader belongs there no more.
func (p Pages) EndAffiliation(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := p.Affiliations.Leave(r.Request().Context(), r.Who, of); err != nil {
		return err
	}
	return r.Done(paths.MyAffiliation, "affiliation.done_ended")
}

// Provision is what the reader has agreed to pass on to their university.
func (p Pages) Provision(r *req.Request) error {
	return p.provision(r, http.StatusOK, view.ProvisionForm{Years: "1"})
}

func (p Pages) provision(r *req.Request, status int, f view.ProvisionForm) error {
	d, err := p.Provisions.Mine(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.Page(status, view.Provision(d, f))
}

// GiveProvision agrees.
func (p Pages) GiveProvision(r *req.Request) error {
	var f view.ProvisionForm
	if err := r.Form(&f); err != nil {
		return err
	}
	org, err := id.Parse(f.University)
	if err != nil {
		return fault.New(fault.NotFound, "error.not_found")
	}
	years, _ := strconv.Atoi(f.Years) // 0 is no choice
	if err := p.Provisions.Give(r.Request().Context(), r.Who, org, years, f.Agree != ""); err != nil {
		problems, status, err := problemsOf(err)
		if err != nil {
			return err
		}
		f.Problems = problems
		return p.provision(r, status, f)
	}
	return r.Done(paths.MyProvision, "provision.done_given")
}

// WithdrawProvision ends a consent.
func (p Pages) WithdrawProvision(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	if err := p.Provisions.Withdraw(r.Request().Context(), r.Who, of); err != nil {
		return err
	}
	return r.Done(paths.MyProvision, "provision.done_withdrawn")
}
