package credit

import (
	"slices"
	"strconv"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Points are hundredths of a point.
type Points int64

// String writes points as people do: 3, 2.5, 0.25.
func (p Points) String() string {
	sign := ""
	if p < 0 {
		sign, p = "−", -p
	}
	whole, rest := p/100, p%100
	s := sign + strconv.FormatInt(int64(whole), 10)
	if rest > 0 {
		s += "." + strings.TrimRight(string([]byte{byte('0' + rest/10), byte('0' + rest%10)}), "0")
	}
	return s
}

// ParsePoints reads 3, 2.5 or 0.25.
func ParsePoints(s string) (Points, bool) {
	whole, rest, dotted := strings.Cut(strings.TrimSpace(s), ".")
	if whole == "" || len(whole) > 6 || len(rest) > 2 || dotted && rest == "" {
		return 0, false
	}
	n, err := strconv.ParseUint(whole, 10, 32)
	if err != nil {
		return 0, false
	}
	f := uint64(0)
	if rest != "" {
		if f, err = strconv.ParseUint((rest + "0")[:2], 10, 8); err != nil {
			return 0, false
		}
	}
	return Points(n*100 + f), true
}

// Per is what a rule counts.
type Per string

// What a rule counts.
const (
	PerHour  Per = "hour"
	PerEvent Per = "event"
)

// Rule is how a university turns a participation into points, in one version. It
// is never edited: a change is a new version, and a decision keeps the version
// that it was made under.
type Rule struct {
	ID            id.ID `gorm:"primaryKey"`
	OrgID         id.ID
	Version       int
	EffectiveFrom clock.Date
	Per           Per
	Points        Points
	MinMinutes    int    // less than this counts for nothing; 0 is no such limit
	YearlyCap     Points // in a calendar year; 0 is no limit
	ProgrammeCap  Points // for one programme in a calendar year; 0 is no limit
	OnLeave       bool   // students on leave (휴학) count too
	Own           bool   // the university's own; false is 예시
	Note          string
	PublishedBy   id.ID
	PublishedAt   clock.Instant
}

// TableName implements gorm's Tabler.
func (Rule) TableName() string { return "recognition_rules" }

// PolicyOrg implements policy.Resource.
func (r *Rule) PolicyOrg() id.ID { return r.OrgID }

// PolicyRef implements policy.Resource.
func (r *Rule) PolicyRef() string { return "recognition_rule/" + r.ID.String() }

var _ policy.Resource = (*Rule)(nil)

// InForce is the version that holds on a day: the one with the latest beginning
// that is not after it, of two the higher one. nil when there is none yet.
func InForce(versions []Rule, day clock.Date) *Rule {
	var best *Rule
	for i := range versions {
		r := &versions[i]
		if r.EffectiveFrom <= day && (best == nil || r.EffectiveFrom > best.EffectiveFrom || r.EffectiveFrom == best.EffectiveFrom && r.Version > best.Version) {
			best = r
		}
	}
	return best
}

// Span is a stretch of one day, in minutes since midnight.
type Span struct {
	Day      clock.Date
	From, To int
}

// Case is what a rule looks at.
type Case struct {
	Minutes    int // confirmed
	ActivityOn clock.Date
	Programme  id.ID
	Kind       catalog.Kind
	Days       int           // between the section's first day and its last
	Status     people.Status // on the day of the activity; "" is unknown
	Spans      []Span        // when it met
	Earlier    []Earlier     // what stands in the ledger for the same student at the same university
}

// Earlier is an entry that stands.
type Earlier struct {
	Points    Points
	CountsOn  clock.Date
	Programme id.ID
	Kind      catalog.Kind
	Spans     []Span
}

// Outcome is points and, step by step, why.
type Outcome struct {
	Points Points
	Why    []fault.Text
}

func (o *Outcome) say(key string, args ...any) {
	o.Why = append(o.Why, fault.Say("rule.why."+key, args...))
}

// Apply is the rule as a pure function: the same case always gives the same
// points and the same words.
func (r *Rule) Apply(c Case) (o Outcome) {
	switch {
	case c.Status == people.Enrolled, c.Status == people.OnLeave && r.OnLeave:
	case c.Status == "":
		o.say("no_status", "day", string(c.ActivityOn))
		return o
	default:
		o.say("status_"+string(c.Status), "day", string(c.ActivityOn))
		return o
	}
	minutes := c.Minutes
	if twice := overlap(c.Spans, c.Earlier); twice > 0 {
		minutes = max(0, minutes-twice)
		o.say("overlap", "minutes", twice, "left", minutes)
	}
	if c.Kind == catalog.Volunteering {
		if most := volunteered(minutes, c); most < minutes {
			minutes = most
			o.say("volunteering_day", "hours", VolunteeringADay/60, "left", minutes)
		}
	}
	if minutes < r.MinMinutes {
		o.say("too_short", "minutes", minutes, "least", r.MinMinutes)
		return o
	}
	switch r.Per {
	case PerHour:
		// To the hundredth, downwards: 90 minutes at 1 point an hour are 1.5.
		o.Points = r.Points * Points(minutes) / 60
		o.say("per_hour", "minutes", minutes, "points", r.Points.String(), "sum", o.Points.String())
	case PerEvent:
		if minutes == 0 && len(c.Spans) > 0 {
			o.say("nothing_left")
			return o
		}
		o.Points = r.Points
		o.say("per_event", "points", r.Points.String())
	}
	year := c.ActivityOn.Time().Year()
	var inYear, inProgramme Points
	for _, e := range c.Earlier {
		if e.CountsOn.Time().Year() != year {
			continue
		}
		inYear += e.Points
		if e.Programme == c.Programme {
			inProgramme += e.Points
		}
	}
	o.limit("programme_cap", r.ProgrammeCap, inProgramme, year)
	o.limit("yearly_cap", r.YearlyCap, inYear, year)
	return o
}

// VolunteeringADay is the most that volunteering counts on one day, in minutes
// (봉사 1일 8시간 한도).
const VolunteeringADay = 8 * 60

// volunteered is what counts of some minutes of volunteering: on each day no more
// than VolunteeringADay, with what counts already on that day. Where nobody took
// attendance, each day between the first and the last may have its hours.
func volunteered(minutes int, c Case) int {
	spent, before := map[clock.Date]int{}, map[clock.Date]int{}
	for _, s := range c.Spans {
		spent[s.Day] += s.To - s.From
	}
	for _, e := range c.Earlier {
		if e.Kind == catalog.Volunteering {
			for _, s := range e.Spans {
				before[s.Day] += s.To - s.From
			}
		}
	}
	if len(spent) == 0 {
		return min(minutes, max(1, c.Days)*VolunteeringADay)
	}
	most := 0
	for day, n := range spent {
		left := max(0, VolunteeringADay-before[day])
		most += left
		minutes -= max(0, n-overlap(onDay(c.Spans, day), c.Earlier)-left)
	}
	return max(0, min(minutes, most))
}

func onDay(spans []Span, day clock.Date) []Span {
	return slices.DeleteFunc(slices.Clone(spans), func(s Span) bool { return s.Day != day })
}

// limit cuts the points to what is left under a cap.
func (o *Outcome) limit(key string, limit, before Points, year int) {
	if left := max(0, limit-before); limit > 0 && o.Points > left {
		o.Points = left
		o.say(key, "cap", limit.String(), "before", before.String(), "left", left.String(), "year", strconv.Itoa(year))
	}
}

// overlap is how many minutes of some spans are counted already: hours that
// overlap count once.
func overlap(spans []Span, earlier []Earlier) (minutes int) {
	byDay := map[clock.Date][]Span{}
	for _, e := range earlier {
		for _, s := range e.Spans {
			byDay[s.Day] = append(byDay[s.Day], s)
		}
	}
	for _, s := range spans {
		taken := byDay[s.Day]
		slices.SortFunc(taken, func(a, b Span) int { return a.From - b.From })
		at := s.From
		for _, t := range taken {
			from, to := max(t.From, at), min(t.To, s.To)
			if to > from {
				minutes += to - from
				at = to
			}
		}
	}
	return minutes
}
