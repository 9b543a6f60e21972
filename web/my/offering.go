package my

import (
	"log/slog"
	"slices"

	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
	view "ieum/templates/my"
	"ieum/templates/ui"
	"ieum/web/req"
)

// offeredYears is how long a consent that is given with an application holds.
const offeredYears = 1

// offering are the reader's universities that could recognise the programme and
// that they have not let know yet: the consent is offered with the application,
// never ticked, and refusing it changes nothing.
func (p Pages) offering(r *req.Request, o enrolment.Offer, f *view.ApplyForm) error {
	if r.Viewer == nil || len(r.Viewer.Universities) == 0 || o.Programme.AgreementID.IsZero() || f.For != "" && f.For != r.Who.Person.String() {
		return nil
	}
	ctx := r.Request().Context()
	rules, err := p.Credit.Shown(ctx, r.Who, r.Viewer.Universities)
	if err != nil {
		return err
	}
	d, err := p.Provisions.Mine(ctx, r.Who)
	if err != nil {
		return err
	}
	for _, rule := range rules {
		may := slices.IndexFunc(d.May, func(u people.Organisation) bool { return u.ID == rule.OrgID })
		if rule.AgreementID == o.Programme.AgreementID && may >= 0 {
			f.Universities = append(f.Universities, d.May[may])
		}
	}
	return nil
}

// agree gives the consent that was ticked with an application. The application
// stands whatever becomes of it: who wants to can give it later.
func (p Pages) agree(r *req.Request, f view.ApplyForm) {
	for _, raw := range f.Provisions {
		org, err := id.Parse(raw)
		if err != nil {
			continue
		}
		ctx := r.Request().Context()
		if err := p.Provisions.Give(ctx, r.Who, org, offeredYears, true); err != nil {
			slog.WarnContext(ctx, "a consent given with an application was not kept", "err", err)
			if err := r.Flash(ui.Warning, "provision.not_given"); err != nil {
				slog.ErrorContext(ctx, "a message was lost", "err", err)
			}
		}
	}
}
