package public

import (
	"context"
	"slices"

	"ieum/internal/money"
	"ieum/internal/partnership"
	"ieum/templates/ui"
)

// moneyChart draws the money of the facts: of an agreement by who gives it; of a
// grant, which one body gives, by who gets it.
func moneyChart(ctx context.Context, c *partnership.Cooperation, ms []partnership.Money) ui.Chart {
	sum := partnership.Official(ms)
	out := ui.Chart{
		Title: t(ctx, "money_chart", "years", yearsText(ctx, ms)), LabelHead: t(ctx, "money_source"), ValueHead: t(ctx, "money_amount"),
		SumLabel: t(ctx, "sum"), Sum: won(ctx, sum),
	}
	if c.Grant != nil {
		out.Title = t(ctx, "money_shares", "who", orgName(ctx, c.Grantor), "years", yearsText(ctx, ms))
		out.LabelHead, out.ValueHead = t(ctx, "money_grantee"), t(ctx, "money_share")
	}
	for _, p := range partsOf(ctx, c, ms) {
		out.Data = append(out.Data, ui.Datum{Label: p.name, Value: int64(p.amount), Text: won(ctx, p.amount), Href: p.href})
	}
	return out
}

// moneyPart is one part of the official money.
type moneyPart struct {
	name, href string
	amount     money.Won
}

// partsOf sums the money that is a fact: of an agreement by organisation and
// source, of a grant by award. At most six parts.
func partsOf(ctx context.Context, c *partnership.Cooperation, ms []partnership.Money) []moneyPart {
	var out []moneyPart
	for i := range ms {
		m := &ms[i]
		if m.Sample {
			continue
		}
		p := moneyPart{name: orgName(ctx, &m.Org) + " (" + sourceText(ctx, m.Source) + ")"}
		if c.Grant != nil {
			p = moneyPart{name: granteeName(ctx, c, m), href: awardSection(c, m)}
		}
		k := slices.IndexFunc(out, func(x moneyPart) bool { return x.name == p.name })
		if k < 0 {
			out = append(out, p)
			k = len(out) - 1
		}
		out[k].amount += m.Amount
	}
	return out[:min(len(out), 6)]
}

func awardOf(c *partnership.Cooperation, m *partnership.Money) *partnership.AwardPart {
	i := slices.IndexFunc(c.Awards, func(a partnership.AwardPart) bool { return a.ID == m.AwardID })
	if i < 0 {
		return nil
	}
	return &c.Awards[i]
}

// granteeName is who gets a share: the consortium, or the one body.
func granteeName(ctx context.Context, c *partnership.Cooperation, m *partnership.Money) string {
	a := awardOf(c, m)
	if a == nil {
		return orgName(ctx, &m.Org)
	}
	if len(a.Members) > 0 {
		return t(ctx, "money_consortium", "lead", orgName(ctx, &a.Grantee), "n", len(a.Members))
	}
	return orgName(ctx, &a.Grantee)
}

func awardSection(c *partnership.Cooperation, m *partnership.Money) string {
	if a := awardOf(c, m); a != nil {
		return "#award-" + a.Slug
	}
	return ""
}

// yearsText is the fiscal years of the official money: 2026년.
func yearsText(ctx context.Context, ms []partnership.Money) string {
	first, last := 0, 0
	for _, m := range ms {
		if m.Sample {
			continue
		}
		if first == 0 || m.FiscalYear < first {
			first = m.FiscalYear
		}
		last = max(last, m.FiscalYear)
	}
	if first == last {
		return t(ctx, "year_n", "n", first)
	}
	return t(ctx, "years_between", "from", first, "to", last)
}
