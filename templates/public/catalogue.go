package public

import (
	"context"
	"slices"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// List is the catalogue as one question shows it.
type List struct {
	catalog.Result
	Problems fault.Problems
	Month    *catalog.Month // in the calendar's layout
	Places   []PlaceGroup   // in the layout by place
}

// PlaceGroup is the programmes of one district.
type PlaceGroup struct {
	City, District string
	Cards          []catalog.Card
}

// ByPlace groups a page of programmes by where their section is.
func ByPlace(cards []catalog.Card) []PlaceGroup {
	var out []PlaceGroup
	for _, c := range cards {
		city, district := c.Org.City, c.Org.District
		if c.Best != nil {
			city, district = c.Best.City, c.Best.District
		}
		i := slices.IndexFunc(out, func(g PlaceGroup) bool { return g.City == city && g.District == district })
		if i < 0 {
			out = append(out, PlaceGroup{City: city, District: district})
			i = len(out) - 1
		}
		out[i].Cards = append(out[i].Cards, c)
	}
	return out
}

// unfolded are the filters that stand open; the others open when they are used.
var unfolded = []catalog.Filter{catalog.ByStatus, catalog.ByCity, catalog.ByDistrict, catalog.ByArea}

// shortList is how many values of a filter stand open when there are many.
const shortList = 8

func filterName(ctx context.Context, f catalog.Filter) string { return t(ctx, "filter_"+string(f)) }

// choiceName is a value of a filter in words.
func choiceName(ctx context.Context, f catalog.Filter, c catalog.Choice) string {
	if c.NameKO != "" {
		return i18n.Pick(ctx, c.NameKO, c.NameEN)
	}
	return word(ctx, string(f), c.Value)
}

func options(ctx context.Context, f catalog.Filter, choices []catalog.Choice) []ui.Option {
	out := make([]ui.Option, len(choices))
	for i, c := range choices {
		out[i] = ui.Option{Value: c.Value, Label: choiceName(ctx, f, c), Note: num(c.Count)}
	}
	return out
}

// conditionText is a condition in force, as its chip says it.
func (l List) conditionText(ctx context.Context, c catalog.Condition) string {
	switch c.By { //nolint:exhaustive // every other filter is said by its value
	case catalog.ByText:
		return t(ctx, "chip_text", "text", c.Value)
	case catalog.ByAge:
		return t(ctx, "chip_age", "n", l.Query.Age)
	case catalog.ByDates:
		if l.Query.From == "" && l.Query.To == "" {
			return filterName(ctx, c.By)
		}
		return i18n.Dates(ctx, l.Query.From, l.Query.To)
	}
	if c.Value == "" {
		return filterName(ctx, c.By)
	}
	for _, choice := range l.Facets[c.By] {
		if choice.Value == c.Value {
			return choiceName(ctx, c.By, choice)
		}
	}
	return c.Value
}

// asked is everything that was asked for, in words.
func (l List) asked(ctx context.Context) string {
	cs := l.Query.Conditions()
	out := make([]string, len(cs))
	for i, c := range cs {
		out[i] = l.conditionText(ctx, c)
	}
	return strings.Join(out, " · ")
}

// countText says in a sentence what was found.
func (l List) countText(ctx context.Context) string {
	if l.Query.Text != "" {
		return t(ctx, "found_text", "n", l.Page.Total, "count", num(l.Page.Total), "text", l.Query.Text)
	}
	return t(ctx, "found", "n", l.Page.Total, "count", num(l.Page.Total))
}

func (l List) href(ctx context.Context, q catalog.Query) string {
	return paths.ToPrograms(ctx, q.Values())
}

// hidden are the query's values that a form of another field must keep.
func hidden(q catalog.Query, without ...string) []ui.Pair {
	var out []ui.Pair
	v := q.OnPage(1).Values()
	for _, name := range sortedKeys(v) {
		if slices.Contains(without, name) {
			continue
		}
		for _, value := range v[name] {
			out = append(out, ui.Pair{Name: name, Value: value})
		}
	}
	return out
}

func sortedKeys(v map[string][]string) []string {
	out := make([]string, 0, len(v))
	for k := range v {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

func (l List) sortOptions(ctx context.Context) []ui.Option {
	out := make([]ui.Option, 0, len(catalog.Sorts))
	for _, s := range catalog.Sorts {
		key := "sort_" + string(s)
		if s == catalog.Default {
			key = "sort_default"
			if l.Query.Text != "" {
				key = "sort_match"
			}
		}
		out = append(out, ui.Option{Value: string(s), Label: t(ctx, key)})
	}
	return out
}

func (l List) tabs(ctx context.Context) []ui.Tab {
	out := make([]ui.Tab, 0, 3)
	for _, v := range []catalog.View{catalog.AsList, catalog.AsCalendar, catalog.ByPlace} {
		key := string(v)
		if v == catalog.AsList {
			key = "list"
		}
		out = append(out, ui.Tab{Label: t(ctx, "view_"+key), Href: l.href(ctx, l.Query.In(v)), Current: l.Query.View == v})
	}
	return out
}

// filters are the filters that have something to choose between.
func (l List) filters() []catalog.Filter {
	var out []catalog.Filter
	for _, f := range catalog.Filters {
		if len(l.Facets[f]) > 1 || len(l.Query.Chosen[f]) > 0 {
			out = append(out, f)
		}
	}
	return out
}

// used reports whether filters beside the text are in force.
func (l List) used() int { return len(l.Query.Conditions()) }

// orgKind is the word for a kind of organisation.
func orgKind(ctx context.Context, k people.OrgKind) string { return t(ctx, "org_"+string(k)) }

// kept is what the form of filters does not hold itself.
func kept(q catalog.Query) []ui.Pair {
	without := []string{"age", "from", "to"}
	for _, f := range catalog.Filters {
		without = append(without, string(f))
	}
	return hidden(q, without...)
}

func ageValue(q catalog.Query) string {
	if q.Age < 0 {
		return ""
	}
	return itoa(q.Age)
}

func anyChosen(cs []catalog.Choice) bool {
	return slices.ContainsFunc(cs, func(c catalog.Choice) bool { return c.Selected })
}

func problemNames(ps fault.Problems) []string {
	out := make([]string, 0, len(ps))
	for name := range ps {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

func problemName(ctx context.Context, name string) string {
	switch name {
	case "sort":
		return t(ctx, "sort")
	case "view":
		return t(ctx, "views")
	case "page":
		return t(ctx, "page")
	case "to":
		return t(ctx, "filter_date_to")
	}
	return t(ctx, "filter_"+name)
}

func nothingTitle(ctx context.Context, l List) string {
	if l.Query.Text != "" {
		return t(ctx, "nothing_for", "text", l.Query.Text)
	}
	return t(ctx, "nothing")
}

func nothingText(ctx context.Context, l List) string {
	if len(l.Alternatives) > 0 {
		return t(ctx, "nothing_near")
	}
	return t(ctx, "nothing_else")
}

func placeTitle(ctx context.Context, g PlaceGroup) string {
	if r := regionText(g.City, g.District); r != "" {
		return r
	}
	return t(ctx, "no_place")
}
