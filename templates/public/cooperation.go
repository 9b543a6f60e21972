package public

import (
	"context"
	"slices"

	"ieum/internal/catalog"
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
	a := c.Agreement
	if a.EndsOn.IsZero() {
		return t(ctx, "open_ended", "from", i18n.Date(ctx, a.StartsOn))
	}
	return i18n.Dates(ctx, a.StartsOn, a.EndsOn)
}

// events is the cooperation on a line of time.
func events(ctx context.Context, c *partnership.Cooperation) []ui.Event {
	var out []ui.Event
	if g := c.Grant; g != nil {
		out = append(out, ui.Event{When: t(ctx, "year_n", "n", g.Year), Title: t(ctx, "event_granted", "who", orgName(ctx, c.Grantor)), Tone: ui.Success, Current: g.SettledOn.IsZero()})
		if !g.SettledOn.IsZero() {
			out = append(out, ui.Event{When: i18n.Date(ctx, g.SettledOn), Title: t(ctx, "event_settled"), Text: t(ctx, "event_sample_day"), Tone: ui.Success, Current: true})
		}
		return out
	}
	a := c.Agreement
	if b := c.Before; b != nil {
		out = append(out, ui.Event{When: i18n.Dates(ctx, b.StartsOn, b.EndsOn), Title: i18n.Pick(ctx, b.NameKO, b.NameEN), Text: t(ctx, "event_before"), Href: paths.ToCooperation(ctx, b.Slug)})
	}
	if !a.SignedOn.IsZero() {
		out = append(out, ui.Event{When: i18n.Date(ctx, a.SignedOn), Title: t(ctx, "event_signed", "n", len(c.Partners)), Tone: ui.Success})
	}
	running := ui.Event{When: periodText(ctx, c), Title: t(ctx, "event_running"), Tone: ui.Info, Current: !c.Over()}
	if a.PeriodSample {
		running.Text = t(ctx, "event_sample_period")
	}
	out = append(out, running)
	if n := c.After; n != nil {
		out = append(out, ui.Event{When: i18n.Dates(ctx, n.StartsOn, n.EndsOn), Title: i18n.Pick(ctx, n.NameKO, n.NameEN), Text: t(ctx, "event_after"), Href: paths.ToCooperation(ctx, n.Slug), Current: c.Over()})
	}
	return out
}

// sourceChart draws the money of the facts by who gives it.
func sourceChart(ctx context.Context, ms []partnership.Money) ui.Chart {
	c := ui.Chart{Title: t(ctx, "money_chart"), LabelHead: t(ctx, "money_source"), ValueHead: t(ctx, "money_amount")}
	for _, m := range giversOf(ms) {
		c.Data = append(c.Data, ui.Datum{Label: m.name(ctx), Value: int64(m.amount), Text: won(ctx, m.amount)})
	}
	return c
}

type giver struct {
	source partnership.Source
	org    string
	orgEN  string
	amount money.Won
}

func (g giver) name(ctx context.Context) string {
	return i18n.Pick(ctx, g.org, g.orgEN) + " (" + sourceText(ctx, g.source) + ")"
}

// giversOf sums the money that is a fact by organisation and source, at most six parts.
func giversOf(ms []partnership.Money) []giver {
	var out []giver
	for _, m := range ms {
		if m.Sample {
			continue
		}
		i := slices.IndexFunc(out, func(g giver) bool { return g.source == m.Source && g.org == m.Org.NameKO })
		if i < 0 {
			out = append(out, giver{source: m.Source, org: m.Org.NameKO, orgEN: m.Org.NameEN})
			i = len(out) - 1
		}
		out[i].amount += m.Amount
	}
	return out[:min(len(out), 6)]
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
		{Label: t(ctx, "open_now"), Value: num(c.Under.OpenNow), Unit: t(ctx, "unit_programs"), Href: openHref(ctx, slug)},
	}
	if sum := partnership.Official(all); sum > 0 {
		fs = append(fs, ui.Figure{Label: t(ctx, "money"), Value: sum.Plain(), Unit: t(ctx, "unit_won"), Href: "#money"})
	}
	return fs
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

func sumOf(ms []partnership.Money, sample bool) money.Won {
	if sample {
		return partnership.Examples(ms)
	}
	return partnership.Official(ms)
}

func moneyCaption(ctx context.Context, sample bool) string {
	if sample {
		return t(ctx, "money_examples")
	}
	return t(ctx, "money_official")
}
