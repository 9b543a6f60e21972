package campus

import (
	"net/http"

	"ieum/internal/credit"
	"ieum/internal/fault"
	view "ieum/templates/campus"
	"ieum/web/paths"
	"ieum/web/req"
)

// ruleForm is a new version with the step that its button names.
type ruleForm struct {
	credit.RuleForm
	Step string `form:"step"`
}

// Rules are the versions, and the form of a new one.
func (h Desk) Rules(r *req.Request) error {
	return h.rules(r, http.StatusOK, credit.RuleForm{}, nil, nil)
}

func (h Desk) rules(r *req.Request, status int, f credit.RuleForm, sim *credit.Simulation, problems fault.Problems) error {
	ctx := r.Request().Context()
	p := view.RulesPage{Form: f, Simulation: sim, Problems: problems, Today: h.Now().Date()}
	var err error
	if p.Versions, err = h.Credit.Versions(ctx, r.Who); err != nil {
		return err
	}
	if p.Universities, err = h.universities(ctx, r.Who); err != nil {
		return err
	}
	return r.Page(status, view.Rules(p))
}

// NewRule simulates a new version, and publishes it.
func (h Desk) NewRule(r *req.Request) error {
	var f ruleForm
	if err := r.Form(&f); err != nil {
		return err
	}
	org, err := h.org(r, f.Org)
	if err != nil {
		return err
	}
	f.Org = org.String()
	ctx := r.Request().Context()
	if f.Step == "publish" {
		_, err := h.Credit.PublishRule(ctx, r.Who, f.RuleForm)
		if err == nil {
			return r.Done(paths.CampusRules, "rules.done")
		}
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.rules(r, status, f.RuleForm, nil, problems)
	}
	sim, err := h.Credit.Simulate(ctx, r.Who, f.RuleForm)
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.rules(r, status, f.RuleForm, nil, problems)
	}
	return h.rules(r, http.StatusOK, f.RuleForm, &sim, nil)
}
