package public

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/money"
	"ieum/internal/partnership"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// CooperationCard is a cooperation in a list with what the catalogue has of it.
type CooperationCard struct {
	partnership.Cooperation
	Under catalog.Under
}

// Cooperation is the page of one cooperation.
type Cooperation struct {
	CooperationCard
	Cards  []catalog.Card // a first few of its programmes, those that can be applied for first
	JSONLD string
}

func cooperationName(ctx context.Context, c *partnership.Cooperation) string {
	ko, en := c.Names()
	return i18n.Pick(ctx, ko, en)
}

func cooperationSummary(ctx context.Context, c *partnership.Cooperation) string {
	ko, en := c.Summaries()
	return i18n.Pick(ctx, ko, en)
}

func awardName(ctx context.Context, a *partnership.AwardPart) string {
	if a == nil {
		return ""
	}
	return i18n.Pick(ctx, a.ProjectKO, a.ProjectEN)
}

func strandName(ctx context.Context, s *partnership.Strand) string {
	if s == nil {
		return ""
	}
	return i18n.Pick(ctx, s.NameKO, s.NameEN)
}

func strandTerm(ctx context.Context, s *partnership.Strand) string {
	if s == nil {
		return ""
	}
	return t(ctx, "filter_"+s.Kind)
}

// stateOf is whether a cooperation runs, in words.
func stateOf(ctx context.Context, c *partnership.Cooperation) (text string, tone ui.Tone) {
	switch {
	case c.Grant != nil && c.Over():
		return t(ctx, "coop_settled"), ui.Neutral
	case c.Over():
		return t(ctx, "coop_over"), ui.Neutral
	}
	return t(ctx, "coop_running"), ui.Success
}

// withWhom is who works with whom, in a few words.
func withWhom(ctx context.Context, c *partnership.Cooperation) string {
	all := c.Everyone()
	if c.Grant != nil {
		return t(ctx, "coop_granted", "who", orgName(ctx, c.Grantor), "n", len(c.Awards), "members", len(all))
	}
	names := make([]string, 0, 2)
	for i := range all[:min(2, len(all))] {
		names = append(names, orgName(ctx, &all[i].Organisation))
	}
	switch {
	case len(all) == 2:
		return t(ctx, "coop_two", "one", names[0], "two", names[1])
	case len(all) > 2:
		return t(ctx, "coop_many", "one", names[0], "n", len(all)-1, "all", len(all))
	}
	return ""
}

// periodText is the time of a cooperation.
func periodText(ctx context.Context, c *partnership.Cooperation) string {
	if c.Grant != nil {
		return t(ctx, "year_n", "n", c.Grant.Year)
	}
	return agreementPeriod(ctx, c.Agreement)
}

func agreementPeriod(ctx context.Context, a *partnership.Agreement) string {
	if a.EndsOn.IsZero() {
		return t(ctx, "open_ended", "from", i18n.Date(ctx, a.StartsOn))
	}
	return i18n.Dates(ctx, a.StartsOn, a.EndsOn)
}

// inventedPeriod reports whether the days of a cooperation's period are a sample.
func inventedPeriod(c *partnership.Cooperation) bool {
	return c.Agreement != nil && c.Agreement.PeriodSample
}

// events is the cooperation on a line of time. A day that is not public says 예시 beside it.
func events(ctx context.Context, c *partnership.Cooperation) []ui.Event {
	var out []ui.Event
	if g := c.Grant; g != nil {
		out = append(out, ui.Event{When: t(ctx, "year_n", "n", g.Year), Title: t(ctx, "event_granted", "who", orgName(ctx, c.Grantor)), Tone: ui.Success, Current: g.SettledOn.IsZero()})
		if !g.SettledOn.IsZero() {
			out = append(out, ui.Event{When: i18n.Date(ctx, g.SettledOn), Title: t(ctx, "event_settled"), Body: sampleText(t(ctx, "event_sample_day")), Tone: ui.Success, Current: true})
		}
		return out
	}
	a := c.Agreement
	if b := c.Before; b != nil {
		out = append(out, neighbour(ctx, b, "event_before", false))
	}
	if !a.SignedOn.IsZero() {
		out = append(out, ui.Event{When: i18n.Date(ctx, a.SignedOn), Title: t(ctx, "event_signed", "n", len(c.Partners)), Tone: ui.Success})
	}
	running := ui.Event{When: periodText(ctx, c), Title: t(ctx, "event_running"), Tone: ui.Info, Current: !c.Over()}
	if a.PeriodSample {
		running.Body = sampleText(periodNote(ctx, a))
	}
	out = append(out, running)
	if n := c.After; n != nil {
		out = append(out, neighbour(ctx, n, "event_after", c.Over()))
	}
	return out
}

// neighbour is the agreement before or after this one.
func neighbour(ctx context.Context, a *partnership.Agreement, what string, current bool) ui.Event {
	e := ui.Event{When: agreementPeriod(ctx, a), Title: i18n.Pick(ctx, a.NameKO, a.NameEN), Text: t(ctx, what), Href: paths.ToCooperation(ctx, a.Slug), Current: current}
	if a.PeriodSample {
		e.Body = sampleText(periodNote(ctx, a))
	}
	return e
}

// periodNote says what of a period is public and what is not.
func periodNote(ctx context.Context, a *partnership.Agreement) string {
	return t(ctx, "event_sample_period", "from", month(ctx, a.StartsOn), "to", month(ctx, a.EndsOn))
}

func month(ctx context.Context, d clock.Date) string {
	if d.IsZero() {
		return ""
	}
	return monthText(ctx, d[:8]+"01")
}

func sourceText(ctx context.Context, s partnership.Source) string {
	return t(ctx, "source_"+string(s))
}

func partText(ctx context.Context, part string) string { return t(ctx, "part_"+part) }

// underHref is the list of a cooperation's programmes.
func underHref(ctx context.Context, slug string) string {
	return paths.ToPrograms(ctx, catalog.Everything().With(catalog.ByCooperation, slug).Values())
}

func openHref(ctx context.Context, slug string) string {
	return paths.ToPrograms(ctx, catalog.ApplicableNow().With(catalog.ByCooperation, slug).Values())
}

func strandHref(ctx context.Context, s *partnership.Strand) string {
	f := catalog.ByStrand
	if s.Kind == "group" {
		f = catalog.ByGroup
	}
	return paths.ToPrograms(ctx, catalog.Everything().With(f, s.Code).Values())
}

func awardHref(ctx context.Context, slug string) string {
	return paths.ToPrograms(ctx, catalog.Everything().With(catalog.ByAward, slug).Values())
}

func areaHref(ctx context.Context, award string, a catalog.Area) string {
	return paths.ToPrograms(ctx, catalog.Everything().With(catalog.ByAward, award).With(catalog.ByArea, string(a)).Values())
}

// figures are the cooperation's own numbers, each a link to what it counts.
func (c *Cooperation) figures(ctx context.Context) []ui.Figure {
	slug, all := c.Slug(), c.AllMoney()
	fs := []ui.Figure{
		{Label: t(ctx, "partners"), Value: num(len(c.Everyone())), Unit: t(ctx, "unit_orgs"), Href: "#partners"},
		{Label: t(ctx, "programs_of"), Value: num(c.Under.Official), Unit: t(ctx, "unit_programs"), Href: underHref(ctx, slug), Note: samplesNote(ctx, c.Under.Tally)},
		{Label: t(ctx, "open_now"), Value: num(c.Under.OpenNow), Unit: t(ctx, "unit_programs"), Href: openHref(ctx, slug), Note: c.openNote(ctx)},
	}
	if sum := partnership.Official(all); sum > 0 {
		fs = append(fs, ui.Figure{Label: t(ctx, "money"), Value: sum.Plain(), Unit: t(ctx, "unit_won"), Href: "#money"})
	}
	return fs
}

// openNote says that what is open in a cooperation that is over, or any of it, is an example.
func (c *CooperationCard) openNote(ctx context.Context) string {
	switch n := c.Under.Tally; {
	case n.OpenSamples == 0:
		return ""
	case c.Over():
		return t(ctx, "open_samples_after")
	case n.OpenSamples == n.OpenNow:
		return t(ctx, "open_samples_all")
	default:
		return t(ctx, "open_samples", "n", n.OpenSamples)
	}
}

// openText is how many programmes take applications, on a card.
func openText(ctx context.Context, n catalog.Tally) string {
	switch n.OpenSamples {
	case 0:
		return t(ctx, "programs_n", "n", n.OpenNow)
	case n.OpenNow:
		return t(ctx, "programs_samples", "n", n.OpenNow)
	}
	return t(ctx, "programs_with_samples", "n", n.OpenNow, "samples", n.OpenSamples)
}

// allOfThem leads to a list that holds the examples too, and says so.
func allOfThem(ctx context.Context, n catalog.Tally) string {
	if n.Samples == 0 || n.Official == 0 {
		return t(ctx, "all_of_them", "n", n.Total())
	}
	return t(ctx, "all_with_samples", "n", n.Total(), "samples", n.Samples)
}

func typeHref(ctx context.Context, slug, shared string) string {
	return paths.ToPrograms(ctx, catalog.Everything().With(catalog.ByCooperation, slug).With(catalog.ByType, shared).Values())
}

func stageHref(ctx context.Context, slug, stage string) string {
	return paths.ToPrograms(ctx, catalog.Everything().With(catalog.ByCooperation, slug).With(catalog.ByStage, stage).Values())
}

func samplesNote(ctx context.Context, x catalog.Tally) string {
	if x.Samples == 0 {
		return ""
	}
	return t(ctx, "samples_apart", "n", x.Samples)
}

func indicatorValue(ctx context.Context, x *partnership.Indicator) string {
	return money.Won(x.Value).Plain() + t(ctx, "unit_"+x.Unit)
}

func (c *Cooperation) contact() layout.Contact {
	if g := c.Grant; g != nil {
		return layout.Contact{Department: g.Department, Phone: g.Phone, Updated: g.UpdatedAt}
	}
	return layout.Contact{Department: c.Agreement.Department, Phone: c.Agreement.Phone, Updated: c.Agreement.UpdatedAt}
}

func strandsTitle(ctx context.Context, ss []partnership.Strand) string {
	return t(ctx, "title_"+ss[0].Kind, "n", len(ss))
}

// nationalOf is what the grantor gives: the national money that is a fact.
func nationalOf(a *partnership.AwardPart) (sum money.Won) {
	for _, m := range a.Money {
		if m.Source == partnership.National && !m.Sample {
			sum += m.Amount
		}
	}
	return sum
}

func projectsText(ctx context.Context, u catalog.Under, award string) string {
	n, areas := u.Awards[award].Official, len(u.Areas[award])
	if n == 0 {
		return ""
	}
	return t(ctx, "projects_n", "n", n, "areas", areas)
}

func targetText(ctx context.Context, a *partnership.AwardPart) string {
	if a.ParticipantsTarget == nil {
		return ""
	}
	return t(ctx, "people_n", "n", *a.ParticipantsTarget, "count", num(*a.ParticipantsTarget))
}
