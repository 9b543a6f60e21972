package my

import (
	"context"

	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/templates/ui"
)

// AffiliationForm is what a student says of themself.
type AffiliationForm struct {
	University string         `form:"university"`
	Number     string         `form:"number"`
	Department string         `form:"department"`
	Grade      string         `form:"grade"`
	Status     string         `form:"status"`
	Method     string         `form:"method"`
	Email      string         `form:"university_email"`
	Consent    string         `form:"consent"`
	Problems   fault.Problems `form:"-"`
}

// ProvisionForm is the consent to pass participations on.
type ProvisionForm struct {
	University string         `form:"university"`
	Years      string         `form:"years"`
	Agree      string         `form:"agree"`
	Problems   fault.Problems `form:"-"`
}

// noID asks for the page of all of them.
var noID id.ID

func statusWord(ctx context.Context, s people.Status) string {
	return i18n.T(ctx, "affiliation.status_"+string(s))
}

func affiliationState(ctx context.Context, a people.AffiliationLine) (string, ui.Tone) {
	switch a.State {
	case people.AffiliationVerified:
		return i18n.T(ctx, "affiliation.state_verified"), ui.Success
	case people.AffiliationPending:
		return i18n.T(ctx, "affiliation.state_pending_"+a.Method), ui.Warning
	}
	return i18n.T(ctx, "affiliation.ended_"+a.EndedBecause), ui.Neutral
}

func universityOptions(ctx context.Context, us []people.Campus) []ui.Option {
	out := make([]ui.Option, len(us))
	for i := range us {
		out[i] = ui.Option{Value: us[i].ID.String(), Label: orgName(ctx, &us[i].Organisation)}
	}
	return out
}

func affiliationFacts(ctx context.Context, a people.AffiliationLine) []ui.Def {
	defs := []ui.Def{
		{Term: i18n.T(ctx, "affiliation.number"), Text: a.Number},
		{Term: i18n.T(ctx, "affiliation.department"), Text: a.Department},
		{Term: i18n.T(ctx, "affiliation.grade"), Text: a.Grade},
	}
	if a.Kind == people.Student && a.Status != "" {
		defs = append(defs, ui.Def{Term: i18n.T(ctx, "affiliation.status"), Text: statusWord(ctx, a.Status)})
	}
	if !a.StartsOn.IsZero() {
		defs = append(defs, ui.Def{Term: i18n.T(ctx, "affiliation.period"), Body: ui.DateRange(a.StartsOn, a.EndsOn)})
	}
	return append(defs, ui.Def{Term: i18n.T(ctx, "affiliation.reason"), Text: a.Reason})
}

func provisionState(ctx context.Context, p people.ProvisionLine, d people.ProvisionDesk) (string, ui.Tone) {
	switch {
	case p.Live(d.Today):
		return i18n.T(ctx, "provision.state_live"), ui.Success
	case !p.WithdrawnAt.IsZero():
		return i18n.T(ctx, "provision.state_withdrawn"), ui.Neutral
	}
	return i18n.T(ctx, "provision.state_over"), ui.Neutral
}

func years(ctx context.Context) []ui.Option {
	out := make([]ui.Option, len(people.Periods))
	for i, n := range people.Periods {
		out[i] = ui.Option{Value: i18n.Count(n), Label: i18n.T(ctx, "provision.years", "n", n)}
	}
	return out
}
