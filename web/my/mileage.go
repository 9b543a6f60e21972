package my

import (
	view "ieum/templates/my"
	"ieum/web/req"
)

// Mileage is the reader's mileage, by university, with the rule of each entry.
func (p Pages) Mileage(r *req.Request) error {
	accounts, err := p.Credit.Mine(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.OK(view.Mileage(accounts, p.Now()))
}

// MileageRule is one version of a university's rule.
func (p Pages) MileageRule(r *req.Request) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	rule, university, err := p.Credit.Rule(r.Request().Context(), r.Who, of)
	if err != nil {
		return err
	}
	return r.OK(view.MileageRule(rule, university))
}
