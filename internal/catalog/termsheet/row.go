package termsheet

import (
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
)

// Row is one section as it stands in the sheet.
type Row struct {
	Line     int
	Cells    []string // one for each column, as typed, days and times in our own writing
	Draft    catalog.SectionDraft
	Problems []Problem
	Meetings []Meeting // as the second sheet has them
}

// Problem is what is wrong with one cell.
type Problem struct {
	Column string // its key
	fault.Text
}

// Good reports whether the row can be stored.
func (r *Row) Good() bool {
	return len(r.Problems) == 0 && !slices.ContainsFunc(r.Meetings, func(m Meeting) bool { return len(m.Problems) > 0 })
}

// read turns the cells into a section and its plan, and notes what is wrong.
func (r *Row) read() {
	values := map[string]string{}
	for i, c := range columns {
		v := r.Cells[i]
		switch {
		case c.required && v == "":
			r.problem(c.Key, "office.problem.required")
		case c.kind == choice:
			got, ok := c.valueOf(v)
			if !ok {
				r.problem(c.Key, "office.problem.sheet_choice", "words", strings.Join(c.words(i18n.KO), ", "))
			}
			v = got
		}
		values[c.Key] = v
	}
	if values["method"] == "" {
		values["method"] = string(catalog.InPerson)
	}
	f := catalog.SectionForm{
		NameKO: values["name"], Term: values["term"], StartsOn: values["starts_on"], EndsOn: values["ends_on"], StartTime: values["start_time"], EndTime: values["end_time"],
		Method: values["method"], Place: values["place"], Channel: values["channel"], ApplyURL: values["apply_url"], ApplyPhone: values["apply_phone"], Mode: values["mode"],
		Capacity: values["capacity"], Fee: values["fee"], MaterialCost: values["material_cost"], Weekdays: r.weekdays(values["weekdays"]),
	}
	f.ApplyFromDay, f.ApplyFromTime = split(values["apply_from"])
	f.ApplyUntilDay, f.ApplyUntilTime = split(values["apply_until"])
	r.Draft.Form = f
	if values["sessions"] != "no" && f.StartsOn != "" && len(f.Weekdays) > 0 {
		until := f.EndsOn
		if until == "" {
			until = f.StartsOn
		}
		plan := catalog.PlanForm{From: f.StartsOn, Until: until, Weekdays: f.Weekdays, Skip: values["skip"]}
		plan.StartTime, plan.EndTime, plan.Place, plan.Room = f.StartTime, f.EndTime, f.Place, values["room"]
		plan.Teacher, plan.LessonHours = values["teacher"], values["lesson_hours"]
		r.Draft.Plan = &plan
	}
	r.take(r.Draft.Problems())
}

// take notes the problems of a form under the columns that they are about.
func (r *Row) take(ps fault.Problems) {
	for _, c := range columns {
		for _, field := range c.fields {
			if t, ok := ps[field]; ok {
				r.problem(c.Key, t.Key, t.Args...)
			}
		}
	}
}

// problem notes the first thing that is wrong with a cell.
func (r *Row) problem(column, key string, args ...any) {
	r.Problems = noted(r.Problems, column, key, args...)
}

// noted is problems with one more, unless its cell has one.
func noted(ps []Problem, column, key string, args ...any) []Problem {
	if slices.ContainsFunc(ps, func(p Problem) bool { return p.Column == column }) {
		return ps
	}
	return append(ps, Problem{column, fault.Say(key, args...)})
}

func (c Column) words(l i18n.Lang) []string {
	out := make([]string, len(c.choices))
	for i, v := range c.choices {
		out[i] = i18n.In(l, c.prefix+v)
	}
	return out
}

const koreanDays = "월화수목금토일"

// weekdays reads 화,목 · 화목 · 월~금 · 화요일 · Tue, Thu · 매일.
func (r *Row) weekdays(s string) (out []string) {
	s = strings.NewReplacer("요일", "", " ", "").Replace(strings.ToLower(s))
	switch s {
	case "":
		return nil
	case "매일", "daily":
		return slices.Clone(catalog.Weekdays)
	case "평일", "월~금", "월-금", "mon-fri", "mon~fri":
		return slices.Clone(catalog.Weekdays[:5])
	case "주말", "토~일", "weekend":
		return slices.Clone(catalog.Weekdays[5:])
	}
	for _, part := range strings.FieldsFunc(s, func(x rune) bool { return strings.ContainsRune(",·+/.", x) }) {
		if slices.Contains(catalog.Weekdays, part) {
			out = append(out, part)
			continue
		}
		for _, d := range part {
			i := strings.IndexRune(koreanDays, d)
			if i < 0 {
				r.problem("weekdays", "office.problem.sheet_weekdays")
				return nil
			}
			out = append(out, catalog.Weekdays[i/len("월")])
		}
	}
	return out
}

// split is a moment as its day and its time.
func split(s string) (day, at string) {
	day, at, _ = strings.Cut(strings.TrimSpace(s), " ")
	return day, strings.TrimSpace(at)
}

const halfDay = 12 * 60

var (
	timeRange   = regexp.MustCompile(`^(.+?)\s*(?:[~∼〜～–—-]|부터)\s*(.+?)(?:까지)?$`)
	weekdayNote = regexp.MustCompile(`\([월화수목금토일]\)`)
)

var looseDay = regexp.MustCompile(`^(\d{4})[.\-/년] ?(\d{1,2})[.\-/월] ?(\d{1,2})[.일]?(.*)$`)

// cell is a cell in our own writing: days as 2027-03-02, times as 09:00, whatever
// Excel or its user made of them.
func cell(c Column, s string) string {
	s = people.CleanLine(s)
	switch c.kind {
	case day, moment:
		if n, err := strconv.ParseFloat(s, 64); err == nil && n > 20_000 && n < 80_000 {
			return serial(n, c.kind)
		}
		if m := looseDay.FindStringSubmatch(s); m != nil {
			s = m[1] + "-" + two(m[2]) + "-" + two(m[3])
			if rest := strings.TrimSpace(weekdayNote.ReplaceAllString(m[4], "")); rest != "" {
				s += " " + clockOf(strings.TrimPrefix(rest, "T"))
			}
		}
	case clockTime:
		return clockOf(s)
	case words, choice, days:
	}
	return s
}

// clockOf is a time in our own writing; what is none stays as it was typed, and
// so does from~until, which spread takes apart.
func clockOf(s string) string {
	if minute, ok := standard.TimeOfDay(s); ok {
		return i18n.TimeOfDay(minute)
	}
	return s
}

// spread takes 14:00~16:00 apart where it stands in one of the two cells of a
// time and the other is empty or says the same. In 오후 2시~4시 both are afternoon.
func spread(start, end string) (string, string) {
	both := start
	switch {
	case end == "" || end == start:
	case start == "":
		both = end
	default:
		return start, end
	}
	m := timeRange.FindStringSubmatch(both)
	if m == nil {
		return start, end
	}
	from, ok := standard.TimeOfDay(m[1])
	until, okToo := standard.TimeOfDay(m[2])
	if !ok || !okToo {
		return start, end
	}
	if until <= from && until <= halfDay && from >= halfDay {
		until += halfDay
	}
	return i18n.TimeOfDay(from), i18n.TimeOfDay(until)
}

// serial is a day of Excel's calendar.
func serial(n float64, k kind) string {
	t := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(math.Round(n*24*60)) * time.Minute)
	if k == day || (t.Hour() == 0 && t.Minute() == 0) {
		return t.Format(time.DateOnly)
	}
	return t.Format("2006-01-02 15:04")
}

func two(s string) string {
	if len(s) == 1 {
		return "0" + s
	}
	return s
}

// sameAsExample reports whether the cells are the form's example row.
func sameAsExample(columns []Column, cells []string) bool {
	for i, c := range columns {
		want := c.example
		if c.kind == choice {
			if v, ok := c.valueOf(cells[i]); !ok || v != c.choices[0] {
				return false
			}
			continue
		}
		if cells[i] != want {
			return false
		}
	}
	return true
}

// TSV is rows as they can be pasted again, under their heading.
func TSV(rows []Row, l i18n.Lang) string {
	cells := make([][]string, len(rows))
	for i, r := range rows {
		cells[i] = r.Cells
	}
	return tsv(columns, cells, l)
}

func tsv(columns []Column, rows [][]string, l i18n.Lang) string {
	var b strings.Builder
	for i, c := range columns {
		if i > 0 {
			b.WriteByte('\t')
		}
		b.WriteString(c.Heading(l))
	}
	for _, r := range rows {
		b.WriteByte('\n')
		for i, v := range r {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(strings.NewReplacer("\t", " ", "\n", " ", "\"", "”").Replace(v))
		}
	}
	return b.String()
}
