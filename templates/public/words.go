package public

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/money"
	"ieum/internal/people"
	"ieum/templates/ui"
)

func t(ctx context.Context, key string, args ...any) string {
	return i18n.T(ctx, "public."+key, args...)
}

// word is the reader's word for a value of the catalogue: area_digital, mode_lottery.
func word(ctx context.Context, set, value string) string {
	if value == "" {
		return ""
	}
	key := "catalog." + set + "_" + value
	if set == string(catalog.ByType) {
		key = "catalog.type_" + catalog.SharedCode(value)
	}
	if !i18n.Has(key) {
		return value // a field that only the data knows
	}
	return i18n.T(ctx, key)
}

// admissionText is the state of admission; a section that does not take place has no other state.
func admissionText(ctx context.Context, kind catalog.Kind, o *catalog.Offer) string {
	if o.Run == catalog.RunCancelled {
		return runText(ctx, kind, o.Run)
	}
	text := word(ctx, "status", string(o.Admission))
	switch {
	case o.Full:
		return t(ctx, "status_full")
	case o.Left >= 0:
		return text + " · " + t(ctx, "seats_left", "n", o.Left)
	case o.DaysLeft == 0:
		return text + " · " + t(ctx, "closes_today")
	case o.DaysLeft > 0:
		return text + " · " + t(ctx, "dday", "n", o.DaysLeft)
	}
	return text
}

func admissionTone(o *catalog.Offer) ui.Tone {
	if o.Run == catalog.RunCancelled {
		return ui.Danger
	}
	switch o.Admission {
	case catalog.Open:
		return ui.Success
	case catalog.Closing:
		return ui.Warning
	case catalog.Upcoming, catalog.WaitingList, catalog.Drawing, catalog.Reviewing:
		return ui.Info
	case catalog.AdmissionEnded:
	}
	return ui.Neutral
}

// runText is how far it has come, in the words of an event or of a course.
func runText(ctx context.Context, kind catalog.Kind, r catalog.Run) string {
	if kind.Event() {
		return word(ctx, "event", string(r))
	}
	return word(ctx, "status", string(r))
}

// feeText is 무료, 72,000원, or with materials: 무료 (재료비 10,000원).
func feeText(ctx context.Context, s *catalog.Section) string {
	fee := word(ctx, "fee", catalog.Free)
	if s.Fee > 0 {
		fee = ui.WonText(ctx, s.Fee)
	}
	if s.MaterialCost > 0 {
		return t(ctx, "fee_and_materials", "fee", fee, "materials", ui.WonText(ctx, s.MaterialCost))
	}
	return fee
}

// weekdaysText is the days of the week of a section: 월·수, 매일, 월~금.
func weekdaysText(ctx context.Context, set int) string {
	const workdays, week = 1<<5 - 1, 1<<7 - 1
	switch set {
	case 0:
		return ""
	case week:
		return t(ctx, "every_day")
	case workdays:
		return i18n.Weekday(ctx, time.Monday) + "~" + i18n.Weekday(ctx, time.Friday)
	}
	var days []string
	for i := range 7 {
		if set&(1<<i) != 0 {
			days = append(days, i18n.Weekday(ctx, time.Weekday((i+1)%7)))
		}
	}
	return strings.Join(days, "·")
}

// hoursText is 10:00 ~ 12:00.
func hoursText(from, to *int) string {
	switch {
	case from == nil:
		return ""
	case to == nil:
		return i18n.TimeOfDay(*from)
	}
	return i18n.TimeOfDay(*from) + " ~ " + i18n.TimeOfDay(*to)
}

func scheduleText(ctx context.Context, s *catalog.Section) string {
	return strings.TrimSpace(weekdaysText(ctx, s.Weekdays) + " " + hoursText(s.StartMinute, s.EndMinute))
}

// windowText is when one may apply.
func windowText(ctx context.Context, s *catalog.Section) string {
	if s.AlwaysOpen {
		return t(ctx, "always_open")
	}
	return i18n.Moments(ctx, s.ApplyFrom, s.ApplyUntil)
}

// placeText is where: the room and the district.
func placeText(s *catalog.Section) string {
	where := regionText(s.City, s.District)
	switch {
	case s.Place == "":
		return where
	case where == "" || strings.Contains(s.Place, s.District) && s.District != "":
		return s.Place
	}
	return s.Place + " (" + where + ")"
}

func regionText(city, district string) string { return strings.TrimSpace(city + " " + district) }

// sectionName is the section's own name, or its human number.
func sectionName(ctx context.Context, s *catalog.Section) string {
	if name := i18n.Pick(ctx, s.NameKO, s.NameEN); name != "" {
		return name
	}
	return s.Number
}

// withName adds a section's own name, where it has one, to its programme's title.
func withName(ctx context.Context, title string, s *catalog.Section) string {
	name := i18n.Pick(ctx, s.NameKO, s.NameEN)
	if name == "" {
		return title
	}
	return title + " · " + name
}

// leftText is a span in words: 2일 3시간, 3시간 20분, 25분.
func leftText(ctx context.Context, d time.Duration) string {
	d = max(d, time.Minute)
	days, hours, minutes := int(d/(24*time.Hour)), int(d%(24*time.Hour)/time.Hour), int(d%time.Hour/time.Minute)
	var parts []string
	add := func(key string, n int) {
		if n > 0 && len(parts) < 2 {
			parts = append(parts, t(ctx, key, "n", n))
		}
	}
	add("days", days)
	add("hours", hours)
	if days == 0 {
		add("minutes", minutes)
	}
	return strings.Join(parts, " ")
}

// ddayText is how many days until a day: D-3, 오늘.
func ddayText(ctx context.Context, today, day clock.Date) string {
	switch n := today.DaysTo(day); {
	case n < 0:
		return ""
	case n == 0:
		return t(ctx, "dday_today")
	default:
		return t(ctx, "dday", "n", n)
	}
}

// title is a programme's title in the reader's language.
func title(ctx context.Context, l *catalog.Listed) string {
	return i18n.Pick(ctx, l.TitleKO, l.TitleEN)
}

func hostName(ctx context.Context, h catalog.Host) string { return i18n.Pick(ctx, h.NameKO, h.NameEN) }

// orgName is an organisation's name in the reader's language.
func orgName(ctx context.Context, o *people.Organisation) string {
	return i18n.Pick(ctx, o.NameKO, o.NameEN)
}

// orgAlso adds what the name does not say: the short form, or today's name.
func orgAlso(ctx context.Context, o *people.Organisation) string {
	switch {
	case i18n.Of(ctx) == i18n.EN:
		return ""
	case o.NowKO != "" && o.NowKO != o.NameKO:
		return t(ctx, "now_named", "name", o.NowKO)
	case o.ShortKO != "":
		return o.ShortKO
	}
	return ""
}

// gradesText is the grades a programme is for: 중학교 1학년, 중학교 2학년; three and
// more that follow each other are said by the first and the last.
func gradesText(ctx context.Context, grades string) string {
	var runs [][]int // grades that follow each other
	for g := range strings.SplitSeq(grades, ",") {
		i := slices.Index(catalog.Grades, strings.TrimSpace(g))
		if i < 0 {
			continue
		}
		if n := len(runs); n > 0 && runs[n-1][len(runs[n-1])-1] == i-1 {
			runs[n-1] = append(runs[n-1], i)
		} else {
			runs = append(runs, []int{i})
		}
	}
	var out []string
	for _, run := range runs {
		first, last := word(ctx, "grade", catalog.Grades[run[0]]), word(ctx, "grade", catalog.Grades[run[len(run)-1]])
		switch len(run) {
		case 1:
			out = append(out, first)
		case 2:
			out = append(out, first, last)
		default:
			out = append(out, first+" ~ "+last)
		}
	}
	return strings.Join(out, ", ")
}

// audienceText is whom a programme is for, with ages and grades.
func audienceText(ctx context.Context, p *catalog.Programme) string {
	parts := []string{word(ctx, "audience", string(p.Audience))}
	if p.AudienceNote != "" {
		parts = []string{p.AudienceNote}
	}
	switch {
	case p.MinAge != nil && p.MaxAge != nil:
		parts = append(parts, t(ctx, "ages_between", "from", *p.MinAge, "to", *p.MaxAge))
	case p.MinAge != nil:
		parts = append(parts, t(ctx, "ages_from", "from", *p.MinAge))
	case p.MaxAge != nil:
		parts = append(parts, t(ctx, "ages_to", "to", *p.MaxAge))
	}
	if g := gradesText(ctx, p.Grades); g != "" {
		parts = append(parts, g)
	}
	if len(parts) > 1 && strings.Contains(parts[0], parts[1]) { // the publisher's words say the age already
		parts = slices.Delete(parts, 1, 2)
	}
	return strings.Join(parts, " · ")
}

// lines are the items of a text that holds one a line.
func lines(s string) []string {
	var out []string
	for l := range strings.SplitSeq(s, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// externalURL is an address that a publisher typed, as a link may use it: with
// a scheme, and http or https. Anything else is no link.
func externalURL(s string) string {
	s = strings.TrimSpace(s)
	switch low := strings.ToLower(s); {
	case strings.HasPrefix(low, "https://"), strings.HasPrefix(low, "http://"):
		return s
	case s == "" || strings.ContainsAny(s, " <>\"'\\") || strings.Contains(low, ":") || !strings.Contains(s, "."):
		return ""
	}
	return "https://" + s
}

// dial is a telephone number as a tel: link writes it.
func dial(phone string) string {
	return strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || r == '+' {
			return r
		}
		return -1
	}, phone)
}

func upper(s string) string { return strings.ToUpper(s) }

// tableOf names a table apart from the section around it that has the same title.
func tableOf(ctx context.Context, title string) string { return t(ctx, "table_of", "title", title) }

func num(n int) string { return i18n.Count(n) }

func itoa(n int) string { return strconv.Itoa(n) }

func won(ctx context.Context, w money.Won) string { return ui.WonText(ctx, w) }

// OneLine is a programme in one line, for feeds: the host, when to apply, when it runs, where, for how much.
func OneLine(ctx context.Context, c catalog.Card) string {
	parts := []string{hostName(ctx, c.Org)}
	if c.Best != nil {
		parts = append(parts, admissionText(ctx, c.Kind, c.Best), windowText(ctx, c.Best.Section), i18n.Dates(ctx, c.Best.StartsOn, c.Best.EndsOn), placeText(c.Best.Section), feeText(ctx, c.Best.Section))
	}
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " · ")
}
