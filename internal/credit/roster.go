package credit

import (
	"errors"
	"io"
	"strings"
	"unicode/utf8"

	"ieum/internal/catalog/standard"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// MaxRoster is how many rows a roster may have.
const MaxRoster = 60_000

// RosterColumn is a column of a roster.
type RosterColumn string

// The columns. A file must name the number and the status.
const (
	ColNumber     RosterColumn = "number"     // 학번
	ColName       RosterColumn = "name"       // 성명
	ColDepartment RosterColumn = "department" // 학과
	ColGrade      RosterColumn = "grade"      // 학년
	ColStatus     RosterColumn = "status"     // 학적상태
)

// rosterHeadings are the names that universities' systems give the columns, folded.
var rosterHeadings = func() map[string]RosterColumn {
	out := map[string]RosterColumn{}
	for c, names := range map[RosterColumn]string{
		ColNumber:     "학번 학생번호 학적번호 studentno studentid studentnumber id number",
		ColName:       "성명 이름 학생명 성명한글 한글성명 name studentname",
		ColDepartment: "학과 학부 전공 소속 학과명 학부과 소속학과 학부학과 department major",
		ColGrade:      "학년 현재학년 이수학년 grade year",
		ColStatus:     "학적상태 학적 학적구분 재적상태 상태 학적상태명 status",
	} {
		for n := range strings.FieldsSeq(names) {
			out[n] = c
		}
	}
	return out
}()

// rosterStatuses are the words of a status, folded.
var rosterStatuses = func() map[string]people.Status {
	out := map[string]people.Status{}
	for s, names := range map[people.Status]string{
		people.Enrolled:  "재학 재학중 재학생 등록 수료 enrolled active",
		people.OnLeave:   "휴학 휴학중 일반휴학 군휴학 군입대휴학 입대휴학 창업휴학 질병휴학 육아휴학 leave onleave",
		people.Graduated: "졸업 졸업생 조기졸업 graduated",
		people.Expelled:  "제적 자퇴 퇴학 미등록제적 expelled withdrawn",
	} {
		for n := range strings.FieldsSeq(names) {
			out[n] = s
		}
	}
	return out
}()

// rosterRow is one student of the file. It lives for the comparison only.
type rosterRow struct {
	number, name, department, grade string
	status                          people.Status
}

// RosterRefusal says what is wrong with a line, and never what it holds.
type RosterRefusal struct {
	Line   int          `json:"line"`
	Column RosterColumn `json:"column"`
	Key    string       `json:"key"`
}

// roster is a file as it was read.
type roster struct {
	rows     map[string]rosterRow // by number; only whole ones
	refused  map[string]bool      // numbers of lines that were refused: nothing is said about them
	has      map[RosterColumn]bool
	count    int
	refusals []RosterRefusal
}

func headingOf(cell string) (RosterColumn, bool) {
	c, ok := rosterHeadings[standard.Fold(cell)]
	if !ok {
		cell, _, _ = strings.Cut(cell, "(")
		c, ok = rosterHeadings[standard.Fold(cell)]
	}
	return c, ok
}

// readRoster reads a roster, CSV or XLSX.
func readRoster(r io.Reader) (*roster, error) {
	head, lines, err := standard.Lines(r, func(cells []string) int {
		seen := map[RosterColumn]bool{}
		for _, cell := range cells {
			if c, ok := headingOf(cell); ok {
				seen[c] = true
			}
		}
		return len(seen)
	}, 2, MaxRoster)
	if err != nil {
		if e, ok := errors.AsType[*fault.Error](err); ok && e.Key == "standard.file_no_header" {
			return nil, fault.Problems{"file": fault.Say("roster.problem.no_header")}.Err()
		} else if ok && (e.Kind == fault.Invalid || e.Kind == fault.TooLarge) {
			return nil, fault.Problems{"file": e.Text}.Err()
		}
		return nil, err
	}
	at := map[RosterColumn]int{}
	for i, cell := range head.Cells {
		if c, ok := headingOf(cell); ok {
			if _, twice := at[c]; !twice {
				at[c] = i
			}
		}
	}
	out := &roster{rows: map[string]rosterRow{}, refused: map[string]bool{}, has: map[RosterColumn]bool{}}
	for c := range at {
		out.has[c] = true
	}
	if !out.has[ColNumber] || !out.has[ColStatus] {
		return nil, fault.Problems{"file": fault.Say("roster.problem.no_header")}.Err()
	}
	for _, l := range lines {
		out.take(l, at)
	}
	if out.count == 0 {
		return nil, fault.Problems{"file": fault.Say("roster.problem.empty")}.Err()
	}
	return out, nil
}

const longestRosterCell = 80

func (r *roster) take(l standard.Line, at map[RosterColumn]int) {
	r.count++
	cell := func(c RosterColumn) string {
		i, ok := at[c]
		if !ok || i >= len(l.Cells) {
			return ""
		}
		return people.CleanLine(l.Cells[i])
	}
	number := people.CleanNumber(cell(ColNumber))
	refuse := func(c RosterColumn, key string) {
		r.refusals = append(r.refusals, RosterRefusal{l.Number, c, key})
		if number != "" {
			r.refused[number] = true
			delete(r.rows, number)
		}
	}
	row := rosterRow{number: number, name: cell(ColName), department: cell(ColDepartment), grade: cell(ColGrade)}
	status, known := rosterStatuses[standard.Fold(cell(ColStatus))]
	switch {
	case l.Cells == nil:
		refuse(ColNumber, "roster.problem.line")
	case people.HasResidentNumber(strings.Join(l.Cells, " ")):
		refuse(ColNumber, "roster.problem.resident_number")
	case number == "" || utf8.RuneCountInString(number) > 20:
		refuse(ColNumber, "roster.problem.number")
	case r.refused[number]:
		refuse(ColNumber, "roster.problem.twice")
	case r.rows[number].number != "":
		refuse(ColNumber, "roster.problem.twice")
	case utf8.RuneCountInString(row.name) > longestRosterCell || utf8.RuneCountInString(row.department) > longestRosterCell:
		refuse(ColName, "roster.problem.long")
	case !known:
		refuse(ColStatus, "roster.problem.status")
	default:
		row.status = status
		r.rows[number] = row
	}
}

// The kinds of difference between a roster and what the portal has.
const (
	DiffStatus     = "status"
	DiffName       = "name"
	DiffMissing    = "missing" // not in the roster
	DiffDepartment = "department"
	DiffGrade      = "grade"
)

// student is a registered, consenting student of the university.
type student struct {
	Affiliation id.ID
	PersonID    id.ID
	Number      string
	Name        string
	Department  string
	Grade       string
	Status      people.Status
	Proved      bool // the number was found in the register before
}

// difference is one thing that the roster says otherwise. Of a row whose name
// differs nothing is kept but that it differs: the row may be somebody else's.
type difference struct {
	affiliation id.ID
	kind, said  string
}

// compare is the difference list, the students whose number stands in the roster
// under their name for the first time, and how many students the roster names.
func (r *roster) compare(students []student) (out []difference, proved []id.ID, matched int) {
	claims := map[string]int{} // how many say that a number is theirs
	for _, s := range students {
		claims[s.Number]++
	}
	for _, s := range students {
		if r.refused[s.Number] {
			continue
		}
		row, ok := r.rows[s.Number]
		if !ok {
			out = append(out, difference{s.Affiliation, DiffMissing, ""})
			continue
		}
		matched++
		if r.has[ColName] && tight(row.name) != tight(s.Name) {
			out = append(out, difference{s.Affiliation, DiffName, ""})
			continue
		}
		if r.has[ColName] && !s.Proved && claims[s.Number] == 1 {
			proved = append(proved, s.Affiliation)
		}
		if row.status != s.Status {
			out = append(out, difference{s.Affiliation, DiffStatus, string(row.status)})
		}
		if r.has[ColDepartment] && row.department != "" && tight(row.department) != tight(s.Department) {
			out = append(out, difference{s.Affiliation, DiffDepartment, row.department})
		}
		if r.has[ColGrade] && row.grade != "" && digits(row.grade) != digits(s.Grade) {
			out = append(out, difference{s.Affiliation, DiffGrade, row.grade})
		}
	}
	return out, proved, matched
}

func tight(s string) string { return standard.Fold(s) }

// digits are the digits of a grade: 3 and 3학년 are the same; one without digits is compared as it is.
func digits(s string) string {
	d := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if d == "" {
		return tight(s)
	}
	return strings.TrimLeft(d, "0")
}
