package termsheet

import (
	"slices"
	"strconv"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// MaxMeetings is how many meetings one sheet may hold.
const MaxMeetings = 2_000

// meetingColumns are the columns of the second sheet: a meeting a row, each of
// them of a row of the first sheet.
var meetingColumns = []Column{
	{Key: "of", example: "2", width: 12, required: true},
	{Key: "held_on", kind: day, example: "2027-03-02", width: 13, required: true, fields: []string{"held_on"}},
	{Key: "start_time", kind: clockTime, example: "10:00", width: 10, required: true, fields: []string{"start_time"}},
	{Key: "end_time", kind: clockTime, example: "12:00", width: 10, required: true, fields: []string{"end_time"}},
	{Key: "place", example: "평생학습관 3층", width: 24, fields: []string{"place"}},
	{Key: "room", example: "301호", width: 12, fields: []string{"room"}},
	{Key: "teacher", width: 12, fields: []string{"teacher"}},
	{Key: "lesson_hours", example: "2", width: 8, fields: []string{"lesson_hours"}},
	{Key: "topic", example: "첫 만남", width: 30, fields: []string{"topic"}},
}

// Where the columns stand by which a meeting is known.
const (
	ofSection = iota
	heldOn
	meetingStart
	meetingEnd
)

var knownOfMeetings = names(meetingColumns)

// Sheet is what was handed in: sections, each with its own meetings, and the
// meetings that name no section of it.
type Sheet struct {
	Rows  []Row
	Loose []Meeting
}

// Meeting is one meeting as it stands in the second sheet.
type Meeting struct {
	Line     int
	Cells    []string
	Form     catalog.SessionForm
	Problems []Problem
}

// isMeetings reports whether a heading is that of the second sheet.
func isMeetings(at []int) bool { return slices.Contains(at, ofSection) && slices.Contains(at, heldOn) }

// readMeetings reads the rows under the heading of the second sheet.
func readMeetings(recs []record, at []int) (out []Meeting, err error) {
	for _, rec := range recs {
		m := Meeting{Line: rec.line, Cells: pick(meetingColumns, rec, at)}
		m.Cells[meetingStart], m.Cells[meetingEnd] = spread(m.Cells[meetingStart], m.Cells[meetingEnd])
		if blank(m.Cells) || sameAsExample(meetingColumns, m.Cells) {
			continue
		}
		if len(out) == MaxMeetings {
			return nil, fault.New(fault.Invalid, "office.problem.sheet_rows", "n", MaxMeetings)
		}
		m.read()
		out = append(out, m)
	}
	return out, nil
}

func (m *Meeting) read() {
	v := map[string]string{}
	for i, c := range meetingColumns {
		v[c.Key] = m.Cells[i]
		if c.required && m.Cells[i] == "" {
			m.Problems = noted(m.Problems, c.Key, "office.problem.required")
		}
	}
	m.Form = catalog.SessionForm{
		HeldOn: v["held_on"], StartTime: v["start_time"], EndTime: v["end_time"], Place: v["place"], Room: v["room"],
		Teacher: v["teacher"], LessonHours: v["lesson_hours"], Topic: v["topic"],
	}
	ps := m.Form.Problems()
	for _, c := range meetingColumns {
		for _, field := range c.fields {
			if t, ok := ps[field]; ok {
				m.Problems = noted(m.Problems, c.Key, t.Key, t.Args...)
			}
		}
	}
}

// join gives each meeting to the section whose row it names. A section with
// meetings of its own has those and no others: nothing is worked out for it.
func join(rows []Row, meetings []Meeting) Sheet {
	s := Sheet{Rows: rows}
	at := map[string]int{}
	for i, r := range rows {
		at[strconv.Itoa(r.Line)] = i
	}
	for _, m := range meetings {
		i, ok := at[m.Cells[ofSection]]
		if !ok {
			m.Problems = noted(m.Problems, "of", "office.problem.sheet_of", "line", m.Cells[ofSection])
			s.Loose = append(s.Loose, m)
			continue
		}
		r := &s.Rows[i]
		if f := r.Draft.Form; m.Form.HeldOn != "" && (f.StartsOn != "" && m.Form.HeldOn < f.StartsOn || f.EndsOn != "" && m.Form.HeldOn > f.EndsOn) {
			m.Problems = noted(m.Problems, "held_on", "office.problem.sheet_outside", "from", f.StartsOn, "to", f.EndsOn)
		}
		r.Meetings = append(r.Meetings, m)
	}
	for i := range s.Rows {
		s.Rows[i].takeMeetings()
	}
	return s
}

// takeMeetings puts the row's own meetings in the place of its plan.
func (r *Row) takeMeetings() {
	if len(r.Meetings) == 0 {
		return
	}
	r.Draft.Plan, r.Draft.Sessions = nil, make([]catalog.SessionForm, len(r.Meetings))
	for i, m := range r.Meetings {
		r.Draft.Sessions[i] = m.Form
	}
	if t, ok := r.Draft.Problems()["sessions"]; ok {
		r.Problems = noted(r.Problems, "sessions", t.Key, t.Args...)
	}
}

// MeetingsTSV is the meetings of rows, and loose ones, as they can be pasted
// again beside TSV(rows): each names the line on which its section stands there.
func MeetingsTSV(s Sheet, l i18n.Lang) string {
	all := meetingCells(s)
	if len(all) == 0 {
		return ""
	}
	return tsv(meetingColumns, all, l)
}

// meetings are all of them, those of the rows first.
func (s Sheet) meetings() (out []Meeting) {
	for _, r := range s.Rows {
		out = append(out, r.Meetings...)
	}
	return append(out, s.Loose...)
}

// Good are the rows that can be stored, and Bad what is left.
func (s Sheet) Good() (out Sheet) {
	for _, r := range s.Rows {
		if r.Good() {
			out.Rows = append(out.Rows, r)
		}
	}
	return out
}

// Bad are the rows that cannot be stored, and the meetings of no section.
func (s Sheet) Bad() Sheet {
	out := Sheet{Loose: s.Loose}
	for _, r := range s.Rows {
		if !r.Good() {
			out.Rows = append(out.Rows, r)
		}
	}
	return out
}

// Len is how many verdicts there are: a row each, and each loose meeting.
func (s Sheet) Len() int { return len(s.Rows) + len(s.Loose) }

// meetingCells are the cells of all meetings, each with the line of its section
// where rows stand under one heading, in their order.
func meetingCells(s Sheet) (out [][]string) {
	for i, r := range s.Rows {
		for _, m := range r.Meetings {
			cells := slices.Clone(m.Cells)
			cells[ofSection] = strconv.Itoa(i + firstLine)
			out = append(out, cells)
		}
	}
	for _, m := range s.Loose {
		cells := slices.Clone(m.Cells)
		if n, err := strconv.Atoi(cells[ofSection]); err == nil && n >= firstLine && n < len(s.Rows)+firstLine {
			cells[ofSection] = "?" + cells[ofSection] // it named no row, and must name none of those that stand there now
		}
		out = append(out, cells)
	}
	return out
}

// firstLine is the line under a heading.
const firstLine = 2
