package catalog

import (
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/money"
	"ieum/internal/people"
)

// The longest texts of a form, in characters.
const (
	longTitle  = 120
	longLine   = 200
	longText   = 4_000
	longReason = 500
	longURL    = 500

	mostPlaces   = 100_000
	mostWon      = 100_000_000
	firstYear    = 2000
	lastYear     = 2100
	minutesInDay = 24 * 60
)

// typed reads what was typed into a form, field by field, and notes what is wrong with it.
type typed struct{ problems fault.Problems }

func newTyped() typed { return typed{fault.Problems{}} }

// line is one line of text, free of what must not be kept.
func (t typed) line(field, s string, most int) string {
	s = people.CleanLine(s)
	t.free(field, s, most)
	return s
}

// text is several lines of text.
func (t typed) text(field, s string, most int) string {
	s = CleanText(s)
	t.free(field, s, most)
	return s
}

func (t typed) free(field, s string, most int) {
	switch {
	case utf8.RuneCountInString(s) > most:
		t.problems.Add(field, "office.problem.long", "n", most)
	case people.HasResidentNumber(s):
		t.problems.Add(field, "office.problem.resident_number")
	}
}

func (t typed) required(field, s string) {
	if s == "" {
		t.problems.Add(field, "office.problem.required")
	}
}

// CleanText is a text of several lines as people mean it: NFC, line ends as \n,
// nothing invisible, no empty space around it.
func CleanText(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Cc), r == utf8.RuneError:
			return -1
		}
		return r
	}, norm.NFC.String(strings.ReplaceAll(s, "\r\n", "\n")))
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimRight(lines[i], " ")
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}

func (t typed) date(field, s string) clock.Date {
	s = strings.TrimSpace(s)
	if s == "" {
		return ""
	}
	d, err := clock.ParseDate(s)
	if err != nil || d < "2000-01-01" || d > "2100-12-31" {
		t.problems.Add(field, "office.problem.date")
		return ""
	}
	return d
}

// number is a whole number, with or without thousands separators; nil when nothing was typed.
func (t typed) number(field, s string, least, most int) *int {
	s = strings.ReplaceAll(strings.TrimSpace(s), ",", "")
	if s == "" {
		return nil
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < least || n > most {
		t.problems.Add(field, "office.problem.number", "least", least, "most", most)
		return nil
	}
	return &n
}

func (t typed) won(field, s string) money.Won {
	s = strings.TrimSuffix(strings.TrimSpace(s), "원")
	if s == "무료" {
		return 0
	}
	n := t.number(field, s, 0, mostWon)
	if n == nil {
		return 0
	}
	return money.Won(*n)
}

var timeForm = regexp.MustCompile(`^([01]?\d|2[0-4]):([0-5]\d)$`)

// minute is a time of day as minutes since midnight; 24:00 is the end of the day.
func (t typed) minute(field, s string) *int {
	s = strings.TrimSpace(s)
	if s == "" {
		return nil
	}
	m := timeForm.FindStringSubmatch(s)
	if m == nil {
		t.problems.Add(field, "office.problem.time")
		return nil
	}
	h, _ := strconv.Atoi(m[1])
	n, _ := strconv.Atoi(m[2])
	if h*60+n > minutesInDay {
		t.problems.Add(field, "office.problem.time")
		return nil
	}
	n += h * 60
	return &n
}

// moment is a day and a time of that day; both or neither must be there.
func (t typed) moment(dayField, day, timeField, at string) clock.Instant {
	d, m := t.date(dayField, day), t.minute(timeField, at)
	switch {
	case d == "" && m == nil:
		return 0
	case d == "":
		t.problems.Add(dayField, "office.problem.day_missing")
		return 0
	case m == nil:
		t.problems.Add(timeField, "office.problem.time_missing")
		return 0
	case *m == minutesInDay-1: // 23:59 means to the end of the day
		return d.At(minutesInDay)
	}
	return d.At(*m)
}

// link is an address on the web; nothing but http and https is followed from our pages.
func (t typed) link(field, s string) string {
	s = people.CleanLine(s)
	if s == "" {
		return ""
	}
	u, err := url.Parse(s)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil || strings.ContainsAny(s, " \"<>`") || len(s) > longURL {
		t.problems.Add(field, "office.problem.url")
	}
	return s
}

var phoneForm = regexp.MustCompile(`^[0-9][0-9-]{2,14}[0-9]( ?[~,] ?[0-9-]{1,14})?$`)

// phone is an office's telephone number: 051-607-4000, 1588-0000, 120.
func (t typed) phone(field, s string) string {
	s = people.CleanLine(s)
	if s == "" {
		return ""
	}
	if clean, ok := people.CleanPhone(s); ok {
		return clean
	}
	if !phoneForm.MatchString(s) && s != "110" && s != "120" {
		t.problems.Add(field, "office.problem.phone")
	}
	return s
}

// oneOf is a value of a fixed list; what is not in it was never offered.
func oneOf[T ~string](t typed, field, s string, all []T) T {
	v := T(strings.TrimSpace(s))
	if !slices.Contains(all, v) {
		t.problems.Add(field, "office.problem.choose")
	}
	return v
}
