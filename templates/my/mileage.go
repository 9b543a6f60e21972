package my

import (
	"context"

	"ieum/internal/credit"
	"ieum/internal/i18n"
	"ieum/templates/ui"
)

// mileageName names whose mileage it is: 국립부경대 비교과 마일리지.
func mileageName(ctx context.Context, a *credit.Account) string {
	if i18n.Of(ctx) == i18n.EN && a.University.NameEN != "" {
		return i18n.T(ctx, "mileage.of", "org", a.University.NameEN)
	}
	return i18n.T(ctx, "mileage.of", "org", credit.Short(&a.University))
}

func points(ctx context.Context, p credit.Points) string {
	return i18n.T(ctx, "mileage.points", "points", p.String())
}

func mileageFigures(ctx context.Context, a *credit.Account) []ui.Figure {
	unit := i18n.T(ctx, "mileage.unit")
	out := []ui.Figure{
		{Label: i18n.T(ctx, "mileage.balance"), Value: a.Balance.String(), Unit: unit},
		{Label: i18n.T(ctx, "mileage.term"), Value: a.Term.String(), Unit: unit, Note: i18n.T(ctx, "mileage.term_note", "day", i18n.Date(ctx, a.TermFrom))},
	}
	if left, ok := a.Left(); ok {
		out = append(out, ui.Figure{Label: i18n.T(ctx, "mileage.left"), Value: left.String(), Unit: unit, Note: i18n.T(ctx, "mileage.left_note", "cap", a.Rule.YearlyCap.String(), "year", a.Year.String())})
	}
	return out
}

func reflectionWord(ctx context.Context, e *credit.EntryLine) (string, ui.Tone) {
	switch e.Result {
	case credit.Reflected:
		return i18n.T(ctx, "mileage.reflection_reflected") + " · " + i18n.Date(ctx, e.OnDay), ui.Success
	case credit.Rejected:
		return i18n.T(ctx, "mileage.reflection_rejected") + " · " + e.Refusal, ui.Danger
	}
	return i18n.T(ctx, "mileage.reflection_waiting"), ui.Info
}

func openTone(s credit.State) ui.Tone {
	switch s {
	case credit.Refused, credit.Cancelled:
		return ui.Danger
	case credit.Asked:
		return ui.Warning
	case credit.Waiting, credit.Recognised, credit.Partly:
	}
	return ui.Info
}

// ruleDefs is a rule as facts.
func ruleDefs(ctx context.Context, r *credit.Rule) []ui.Def {
	defs := []ui.Def{
		{Term: i18n.T(ctx, "rules.gives"), Text: i18n.T(ctx, "rules.per_"+string(r.Per), "points", r.Points.String())},
		{Term: i18n.T(ctx, "rules.effective_from"), Text: i18n.Date(ctx, r.EffectiveFrom)},
	}
	if r.MinMinutes > 0 {
		defs = append(defs, ui.Def{Term: i18n.T(ctx, "rules.min_hours"), Text: i18n.T(ctx, "campus.hours", "h", r.MinMinutes/60)})
	}
	if r.ProgrammeCap > 0 {
		defs = append(defs, ui.Def{Term: i18n.T(ctx, "rules.field_programme_cap"), Text: points(ctx, r.ProgrammeCap)})
	}
	if r.YearlyCap > 0 {
		defs = append(defs, ui.Def{Term: i18n.T(ctx, "rules.field_yearly_cap"), Text: points(ctx, r.YearlyCap)})
	}
	leave := i18n.T(ctx, "rules.only_enrolled")
	if r.OnLeave {
		leave = i18n.T(ctx, "rules.on_leave")
	}
	return append(defs, ui.Def{Term: i18n.T(ctx, "rules.who"), Text: leave}, ui.Def{Term: i18n.T(ctx, "rules.note"), Text: r.Note})
}
