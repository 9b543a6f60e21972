package termsheet

import (
	"slices"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/i18n"
)

// kind is what a cell of a column holds.
type kind int

const (
	words kind = iota
	day
	clockTime
	moment
	choice
	days // several days of the week
)

// Column is one column of the form.
type Column struct {
	Key      string // the name of its words: office.sheet_KEY
	kind     kind
	prefix   string   // of the words of a choice
	choices  []string // values of a choice
	required bool
	example  string // in Korean; a choice's example is its first value
	width    float64
	fields   []string // of the form's problems that are about it
}

func text[T ~string](vs []T) []string {
	out := make([]string, len(vs))
	for i, v := range vs {
		out[i] = string(v)
	}
	return out
}

// columns are all columns in their order.
var columns = []Column{
	{Key: "name", example: "1기 화요일반", width: 20, required: true, fields: []string{"name_ko"}},
	{Key: "term", example: "2027-1", width: 10, fields: []string{"term"}},
	{Key: "starts_on", kind: day, example: "2027-03-02", width: 13, required: true, fields: []string{"starts_on", "from"}},
	{Key: "ends_on", kind: day, example: "2027-04-27", width: 13, fields: []string{"ends_on", "until"}},
	{Key: "weekdays", kind: days, example: "화", width: 12, fields: []string{"weekdays"}},
	{Key: "start_time", kind: clockTime, example: "10:00", width: 10, fields: []string{"start_time"}},
	{Key: "end_time", kind: clockTime, example: "12:00", width: 10, fields: []string{"end_time"}},
	{Key: "method", kind: choice, prefix: "catalog.method_", choices: text(catalog.Methods), width: 14, fields: []string{"method"}},
	{Key: "place", example: "평생학습관 3층", width: 24, fields: []string{"place"}},
	{Key: "room", example: "301호", width: 12, fields: []string{"room"}},
	{Key: "channel", kind: choice, prefix: "catalog.channel_", choices: text(catalog.Channels), width: 20, required: true, fields: []string{"channel"}},
	{Key: "apply_url", width: 24, fields: []string{"apply_url"}},
	{Key: "apply_phone", example: "051-000-0000", width: 16, fields: []string{"apply_phone"}},
	{Key: "mode", kind: choice, prefix: "catalog.mode_", choices: text(catalog.Modes), width: 12, required: true, fields: []string{"mode"}},
	{Key: "capacity", example: "20", width: 8, fields: []string{"capacity"}},
	{Key: "apply_from", kind: moment, example: "2027-02-08 09:00", width: 18, fields: []string{"apply_from_day", "apply_from_time"}},
	{Key: "apply_until", kind: moment, example: "2027-02-19 18:00", width: 18, fields: []string{"apply_until_day", "apply_until_time"}},
	{Key: "fee", example: "0", width: 10, fields: []string{"fee"}},
	{Key: "material_cost", example: "10000", width: 10, fields: []string{"material_cost"}},
	{Key: "sessions", kind: choice, prefix: "office.", choices: []string{"yes", "no"}, width: 12, fields: []string{"most"}},
	{Key: "skip", example: "2027-03-16", width: 20, fields: []string{"skip"}},
	{Key: "teacher", example: "", width: 12, fields: []string{"teacher"}},
	{Key: "lesson_hours", example: "2", width: 8, fields: []string{"lesson_hours"}},
}

// startTime and endTime are where the columns of a meeting's times stand.
var startTime, endTime = columnAt("start_time"), columnAt("end_time")

func columnAt(key string) int {
	return slices.IndexFunc(columns, func(c Column) bool { return c.Key == key })
}

// Heading is a column's name in a language.
func (c Column) Heading(l i18n.Lang) string { return i18n.In(l, "office.sheet_"+c.Key) }

// Columns are all columns in their order.
func Columns() []Column { return columns }

// known are the names of the columns of a section.
var known = names(columns)

// names are the names of all columns in both languages, folded.
func names(columns []Column) map[string]int {
	out := map[string]int{}
	for i, c := range columns {
		out[fold(c.Key)] = i
		for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
			out[fold(c.Heading(l))] = i
		}
	}
	return out
}

// fold is a heading without what people add to it: spaces, stars, brackets.
func fold(s string) string {
	s, _, _ = strings.Cut(s, "(")
	return strings.ToLower(strings.NewReplacer(" ", "", "*", "", "\u00a0", "", "·", "").Replace(strings.TrimSpace(s)))
}

// valueOf is a choice by its word in either language, or by its own value.
func (c Column) valueOf(cell string) (string, bool) {
	for _, v := range c.choices {
		if fold(cell) == fold(v) || fold(cell) == fold(i18n.In(i18n.KO, c.prefix+v)) || fold(cell) == fold(i18n.In(i18n.EN, c.prefix+v)) {
			return v, true
		}
	}
	if v, ok := yesNo[fold(cell)]; ok && slices.Contains(c.choices, v) {
		return v, true
	}
	return "", cell == ""
}

// yesNo is what else people write for yes and no.
var yesNo = map[string]string{"네": "yes", "y": "yes", "o": "yes", "있음": "yes", "아니요": "no", "n": "no", "x": "no", "없음": "no"}
