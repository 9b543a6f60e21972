package catalog

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"ieum/internal/clock"
	"ieum/internal/fault"
)

// Filter is the name of a filter, as it stands in the address of a list.
type Filter string

// The filters whose values are chosen from a list.
const (
	ByCity        Filter = "city"
	ByDistrict    Filter = "district"
	ByOrg         Filter = "org" // slug
	ByKind        Filter = "kind"
	ByArea        Filter = "area"
	ByStrand      Filter = "strand" // code
	ByGroup       Filter = "group"  // code
	ByType        Filter = "type"   // shared-school type
	ByStage       Filter = "stage"
	ByGrade       Filter = "grade"
	ByAudience    Filter = "audience"
	ByMode        Filter = "mode"
	ByMethod      Filter = "method"
	ByFee         Filter = "fee"
	ByWeekday     Filter = "weekday"
	ByTime        Filter = "time"
	ByStatus      Filter = "status"
	ByOpens       Filter = "opens"       // when applying begins: today, week
	ByCooperation Filter = "cooperation" // slug of an agreement or a grant
	ByAward       Filter = "award"       // slug
)

// The other conditions of a list, by the name that they have in an address.
const (
	ByText  Filter = "q"
	ByAge   Filter = "age"
	ByDates Filter = "from" // and "to"
)

// Filters are the filters that are chosen from a list, in the order in which pages show them.
var Filters = []Filter{
	ByStatus, ByOpens, ByCity, ByDistrict, ByArea, ByAudience, ByKind, ByFee, ByMethod, ByWeekday, ByTime, ByMode,
	ByOrg, ByCooperation, ByAward, ByStrand, ByGroup, ByType, ByStage, ByGrade,
}

// Statuses are the values of status: the states of admission and those of a
// run, the best for somebody who wants to apply first.
var Statuses = []string{
	string(Open), string(Closing), string(Upcoming), string(WaitingList), string(Drawing), string(Reviewing),
	string(Running), string(AdmissionEnded), string(Ended), string(RunCancelled),
}

// Weekdays are the values of weekday, from Monday.
var Weekdays = []string{"mon", "tue", "wed", "thu", "fri", "sat", "sun"}

// The values of fee, time and opens.
const (
	Free        = "free" // no tuition fee; materials may cost something
	Paid        = "paid"
	Morning     = "am"
	Afternoon   = "pm"
	Evening     = "eve"
	OpensToday  = "today"
	OpensInWeek = "week"
)

// closedSets are the filters that have the same values in every database.
var closedSets = map[Filter][]string{
	ByStatus: Statuses, ByKind: texts(Kinds), ByArea: texts(Areas), ByStage: Stages, ByGrade: Grades, ByAudience: texts(Audiences),
	ByMode: texts(Modes), ByMethod: texts(Methods), ByFee: {Free, Paid}, ByWeekday: Weekdays, ByTime: {Morning, Afternoon, Evening},
	ByOpens: {OpensToday, OpensInWeek},
}

func texts[T ~string](vs []T) []string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = string(v)
	}
	return out
}

// Sort is the order of a list.
type Sort string

// The orders.
const (
	Default     Sort = ""        // what can be applied for first; for a search, best match first
	OpeningOn   Sort = "opening" // 접수 시작 임박
	ClosingOn   Sort = "closing" // 마감 임박
	Newest      Sort = "newest"
	Popular     Sort = "popular"
	Title       Sort = "title"
	lastOfPage       = 10_000
	longestText      = 100 // runes of a search
	mostValues       = 40  // of one filter
	mostWords        = 8
	oldestAge        = 120
)

// Sorts are the orders that a reader may choose.
var Sorts = []Sort{Default, OpeningOn, ClosingOn, Newest, Popular, Title}

// View is how a list is laid out.
type View string

// The views; the same query shows in each.
const (
	AsList     View = ""
	AsCalendar View = "calendar"
	ByPlace    View = "place"
)

// Query is what a reader asks of the catalogue. Values of one filter widen it, filters narrow it.
type Query struct {
	Text     string
	Chosen   map[Filter][]string
	Age      int // 만 나이; -1 for any
	From, To clock.Date
	Sort     Sort
	View     View
	Page     int
}

// ParseQuery reads the parameters of a list's address. What it cannot use is
// left out and named in the problems, so that a stale link still shows a list.
func ParseQuery(v url.Values) (Query, fault.Problems) {
	q, problems := Query{Chosen: map[Filter][]string{}, Age: -1, Page: 1}, fault.Problems{}
	q.Text = strings.Join(strings.Fields(strings.ToValidUTF8(v.Get("q"), "")), " ")
	if utf8.RuneCountInString(q.Text) > longestText {
		q.Text = strings.TrimSpace(string([]rune(q.Text)[:longestText]))
		problems.Add("q", "public.problem_long_text", "n", longestText)
	}
	for _, f := range Filters {
		for _, value := range v[string(f)] {
			if value = strings.TrimSpace(value); value == "" || slices.Contains(q.Chosen[f], value) {
				continue
			}
			known, closed := closedSets[f]
			if (closed && !slices.Contains(known, value)) || len(q.Chosen[f]) == mostValues || len(value) > longestText*4 || !utf8.ValidString(value) {
				problems.Add(string(f), "public.problem_value")
				continue
			}
			q.Chosen[f] = append(q.Chosen[f], value)
		}
	}
	q.readAge(v, problems)
	q.readDates(v, problems)
	if s := v.Get("sort"); s != "" && s != "default" {
		if slices.Contains(Sorts, Sort(s)) {
			q.Sort = Sort(s)
		} else {
			problems.Add("sort", "public.problem_value")
		}
	}
	switch view := View(v.Get("view")); view {
	case AsList, "list":
	case AsCalendar, ByPlace:
		q.View = view
	default:
		problems.Add("view", "public.problem_value")
	}
	if p := v.Get("page"); p != "" {
		n, err := strconv.Atoi(p)
		if err != nil || n < 1 || n > lastOfPage {
			problems.Add("page", "public.problem_value")
		} else {
			q.Page = n
		}
	}
	return q, problems
}

func (q *Query) readAge(v url.Values, problems fault.Problems) {
	s := strings.TrimSpace(v.Get("age"))
	if s == "" {
		return
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 0 || n > oldestAge {
		problems.Add("age", "public.problem_age")
		return
	}
	q.Age = n
}

func (q *Query) readDates(v url.Values, problems fault.Problems) {
	read := func(name string) clock.Date {
		s := strings.TrimSpace(v.Get(name))
		if s == "" {
			return ""
		}
		d, err := clock.ParseDate(s)
		if err != nil {
			problems.Add(name, "public.problem_date")
		}
		return d
	}
	q.From, q.To = read("from"), read("to")
	if !q.From.IsZero() && !q.To.IsZero() && q.From > q.To {
		problems.Add("to", "public.problem_dates")
		q.From, q.To = "", ""
	}
}

// Values is the query as the parameters of an address, in their one form:
// nothing that is the default, values in their given order.
func (q Query) Values() url.Values {
	v := url.Values{}
	set := func(name, value string) {
		if value != "" {
			v.Set(name, value)
		}
	}
	set("q", q.Text)
	for f, values := range q.Chosen {
		if len(values) > 0 {
			v[string(f)] = slices.Clone(values)
		}
	}
	if q.Age >= 0 {
		set("age", strconv.Itoa(q.Age))
	}
	set("from", string(q.From))
	set("to", string(q.To))
	set("sort", string(q.Sort))
	set("view", string(q.View))
	if q.Page > 1 {
		set("page", strconv.Itoa(q.Page))
	}
	return v
}

// Narrowed reports whether anything but the order, the layout and the page was asked for.
func (q Query) Narrowed() bool { return len(q.Conditions()) > 0 }

// Condition is one thing that narrows a list; Value is "" where a filter has one value of its own kind.
type Condition struct {
	By    Filter
	Value string
}

// Conditions are what narrows the list, in the order in which pages show them.
func (q Query) Conditions() []Condition {
	var out []Condition
	if q.Text != "" {
		out = append(out, Condition{ByText, q.Text})
	}
	for _, f := range Filters {
		for _, value := range q.Chosen[f] {
			out = append(out, Condition{f, value})
		}
	}
	if q.Age >= 0 {
		out = append(out, Condition{ByAge, strconv.Itoa(q.Age)})
	}
	if !q.From.IsZero() || !q.To.IsZero() {
		out = append(out, Condition{ByDates, ""})
	}
	return out
}

// Without is the query without one condition, from its first page.
func (q Query) Without(c Condition) Query {
	out := q.copy()
	switch c.By {
	case ByText:
		out.Text = ""
	case ByAge:
		out.Age = -1
	case ByDates:
		out.From, out.To = "", ""
	default:
		out.Chosen[c.By] = slices.DeleteFunc(out.Chosen[c.By], func(v string) bool { return v == c.Value })
	}
	return out
}

// Relaxed is the query without a filter, whatever its values, from its first page.
func (q Query) Relaxed(f Filter) Query {
	out := q.Without(Condition{By: f})
	delete(out.Chosen, f)
	return out
}

// With is the query with one more value of a filter, from its first page.
func (q Query) With(f Filter, value string) Query {
	out := q.copy()
	if !slices.Contains(out.Chosen[f], value) {
		out.Chosen[f] = append(out.Chosen[f], value)
	}
	return out
}

// OnPage is the query at another page.
func (q Query) OnPage(n int) Query {
	q.Page = n
	return q
}

// Ordered is the query in another order, from its first page.
func (q Query) Ordered(s Sort) Query {
	q.Sort, q.Page = s, 1
	return q
}

// In is the query in another layout, from its first page.
func (q Query) In(v View) Query {
	q.View, q.Page = v, 1
	return q
}

func (q Query) copy() Query {
	chosen := make(map[Filter][]string, len(q.Chosen)+1)
	for f, values := range q.Chosen {
		chosen[f] = slices.Clone(values)
	}
	q.Chosen, q.Page = chosen, 1
	return q
}

// Everything is the query that narrows nothing.
func Everything() Query { return Query{Chosen: map[Filter][]string{}, Age: -1, Page: 1} }
