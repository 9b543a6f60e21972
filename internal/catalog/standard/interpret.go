package standard

import (
	"strings"
	"unicode/utf8"

	"ieum/internal/clock"
	"ieum/internal/fault"
)

// Interpret reads a record that is in memory, such as one kept from an earlier
// import: the row, with the key it has where no other shares it, or what is
// wrong with it.
func Interpret(rec Record, o Options) (Row, []Refusal) {
	r := reader{}
	copy(r.raw[:], rec.Cells[:])
	r.raw[ProviderCode], r.raw[ProviderName] = rec.ProviderCode, rec.ProviderName
	row := r.row(o)
	if len(r.refusals) > 0 {
		return Row{}, r.refusals
	}
	row.Group = row.ImportKey(o.Owner)
	row.Key = row.Group
	return row, nil
}

// reader interprets one row and collects what is wrong with it.
type reader struct {
	line               int
	raw                [known]string
	refusals, warnings []Refusal
}

func (r *reader) finding(c Column, key string, args ...any) Refusal {
	v := quote(r.raw[c])
	return Refusal{Line: r.line, Column: c.Name(), Value: v, Problem: fault.Say(key, append([]any{"value", v}, args...)...)}
}

func (r *reader) refuse(c Column, key string, args ...any) {
	r.refusals = append(r.refusals, r.finding(c, key, args...))
}

func (r *reader) warn(c Column, key string, args ...any) {
	r.warnings = append(r.warnings, r.finding(c, key, args...))
}

// row reads the row; it is of use only when nothing was refused.
func (r *reader) row(o Options) Row {
	row := Row{Line: r.line}
	copy(row.Raw[:], r.raw[:Count])
	if r.sound() {
		row.Values = r.values(o.HasOwner)
	}
	inColumnOrder(r.refusals)
	inColumnOrder(r.warnings)
	return row
}

// sound refuses what no cell may hold, whatever its column. It reports whether
// the cells are worth reading.
func (r *reader) sound() bool {
	for c := range Column(known) {
		cell, most := r.raw[c], longest(c)
		switch {
		case len(cell) > most && utf8.RuneCountInString(cell) > most:
			r.refuse(c, tooLong, "most", most)
		case strings.ContainsRune(cell, utf8.RuneError):
			r.refuse(c, hasBroken)
		case control(cell):
			r.refuse(c, hasControl)
		case personal(cell, c == Homepage):
			r.refuse(c, hasPersonal)
		}
	}
	return len(r.refusals) == 0
}

// longest is how many characters a cell may have. A date, a number or a word of
// a list is never long; to look for one in a long text is work for nothing.
func longest(c Column) int {
	switch c {
	case Title, Category, Audience, Place, RoadAddress, Homepage:
		return MaxCell
	default:
		return maxWord
	}
}

// values reads every cell; what is wrong is in r afterwards.
func (r *reader) values(hasOwner bool) Values {
	text := func(c Column) string { return clean(r.raw[c]) }
	v := Values{
		Title: text(Title), Teacher: text(Teacher), Category: text(Category), Audience: text(Audience),
		Place: text(Place), Operator: text(Operator), Address: parseAddress(r.raw[RoadAddress]), Phone: parsePhone(r.raw[OperatorPhone]),
		ProviderCode: text(ProviderCode), ProviderName: text(ProviderName),
	}
	if v.Title == "" {
		r.refuse(Title, isEmpty)
	}
	if v.Owner() == "" && !hasOwner {
		r.refuse(Operator, isEmpty)
	}
	r.when(&v)
	r.amounts(&v)
	r.reception(&v)
	r.words(&v)
	return v
}

// date reads a day that must be there.
func (r *reader) date(c Column) clock.Date {
	d, problem := parseDate(r.raw[c])
	if d == "" && problem == "" {
		problem = isEmpty
	}
	if problem != "" {
		r.refuse(c, problem)
	}
	return d
}

func (r *reader) when(v *Values) {
	v.StartsOn, v.EndsOn = r.date(StartDate), r.date(EndDate)
	if v.StartsOn != "" && v.EndsOn != "" && v.EndsOn < v.StartsOn {
		r.refuse(EndDate, "standard.ends_before", "start", string(v.StartsOn))
	}
	var problem string
	if v.StartMinute, v.HasStart, problem = parseTime(r.raw[StartTime]); problem == "" && v.StartMinute == wholeDay {
		problem = badTime // a class that starts at 24:00 starts on another day
	}
	if problem != "" {
		r.refuse(StartTime, problem)
	}
	if v.EndMinute, v.HasEnd, problem = parseTime(r.raw[EndTime]); problem != "" {
		r.refuse(EndTime, problem)
	}
	// Over several days 14:00 to 12:00 is a camp; on one day it is a mistake.
	if v.HasStart && v.HasEnd && v.EndMinute < v.StartMinute {
		if v.StartsOn != "" && v.StartsOn == v.EndsOn {
			r.refuse(EndTime, "standard.ends_before", "start", minutes(v.StartMinute))
		} else {
			r.warn(EndTime, "standard.ends_before", "start", minutes(v.StartMinute))
		}
	}
	v.WeekdayText = clean(r.raw[Weekday])
	if v.Weekdays = parseWeekdays(v.WeekdayText); v.Weekdays == 0 && !nothing[v.WeekdayText] {
		r.warn(Weekday, notKnown)
	}
}

func (r *reader) amounts(v *Values) {
	var problem string
	if v.Capacity, problem = parseCapacity(r.raw[Capacity]); problem != "" {
		r.refuse(Capacity, problem)
	}
	f, problem := parseFee(r.raw[Fee])
	if problem != "" {
		r.refuse(Fee, problem)
	}
	v.Fee, v.FeeStated, v.FeeNote, v.MaterialCost = f.amount, f.said, f.note, f.material
}

func (r *reader) reception(v *Values) {
	v.ApplyStated = strings.TrimSpace(r.raw[ApplyFrom]+r.raw[ApplyUntil]) != ""
	for _, c := range []Column{ApplyFrom, ApplyUntil} {
		text := clean(r.raw[c])
		if nothing[text] || always.MatchString(text) {
			continue // the zero date
		}
		d, problem := parseDate(text)
		switch {
		case problem != "":
			r.refuse(c, problem)
		case noEnd(d):
		case c == ApplyFrom:
			v.ApplyFrom = d
		default:
			v.ApplyUntil = d
		}
	}
	if v.ApplyFrom != "" && v.ApplyUntil != "" && v.ApplyUntil < v.ApplyFrom {
		r.refuse(ApplyUntil, "standard.ends_before", "start", string(v.ApplyFrom))
	}
	v.AlwaysOpen = v.ApplyUntil == ""
	v.ApplyMethodText = clean(r.raw[ApplyMethod])
	v.ApplyMethods = parseApplyMethods(v.ApplyMethodText)
	v.ModeText = clean(r.raw[Selection])
	v.Mode = parseMode(v.ModeText)
	var problem string
	switch v.URL, problem = parseURL(r.raw[Homepage]); problem {
	case badURL:
		r.refuse(Homepage, problem)
	case urlIgnored:
		r.warn(Homepage, problem)
	}
}

// words warns of what is kept as text only because it was not understood.
func (r *reader) words(v *Values) {
	v.MethodText = clean(r.raw[Method])
	v.Method = parseMethod(v.MethodText)
	for _, w := range []struct {
		c          Column
		understood bool
	}{{Method, v.Method != ""}, {ApplyMethod, v.ApplyMethods != 0}, {Selection, v.Mode != ""}} {
		if !w.understood && !nothing[clean(r.raw[w.c])] {
			r.warn(w.c, notKnown)
		}
	}
	v.JobTraining, v.CreditBank, v.LearningAccount = r.flag(JobTraining), r.flag(CreditBank), r.flag(LearningAccount)
	// Nothing about the course hangs on the day of the data.
	var problem string
	if v.ReferenceDate, problem = parseDate(r.raw[ReferenceDate]); problem != "" {
		r.warn(ReferenceDate, problem)
	}
}

func (r *reader) flag(c Column) Flag {
	f, ok := parseFlag(r.raw[c])
	if !ok {
		r.warn(c, notKnown)
	}
	return f
}
