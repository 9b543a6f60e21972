package termsheet

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"strings"

	"github.com/xuri/excelize/v2"

	"ieum/internal/fault"
)

// The limits of what is read.
const (
	MaxRows    = 200
	maxCells   = 60
	maxCell    = 2_000
	maxSize    = 8 << 20
	maxUnzip   = 64 << 20
	maxPart    = 64 << 20
	maxParts   = 1_000
	headWithin = 10 // rows in which the heading is looked for
)

// FromXLSX reads the first sheet of a workbook that names the columns of a section,
// and the first that names those of a meeting.
func FromXLSX(raw []byte) (Sheet, error) {
	var none Sheet
	bad := func(err error) error { return fault.Wrap(err, fault.Invalid, "office.problem.workbook") }
	if len(raw) > maxSize {
		return none, fault.New(fault.TooLarge, "error.too_large")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return none, bad(err)
	}
	total := uint64(0)
	for _, part := range z.File {
		if total += part.UncompressedSize64; part.UncompressedSize64 > maxPart || total > maxUnzip || len(z.File) > maxParts {
			return none, fault.New(fault.TooLarge, "error.too_large")
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxPart})
	if err != nil {
		return none, bad(err)
	}
	defer func() { _ = f.Close() }() // it holds memory only
	var rows []Row
	var meetings []Meeting
	read, readToo := false, false
	for _, sheet := range f.GetSheetList() {
		if shown, err := f.GetSheetVisible(sheet); err != nil || !shown {
			continue
		}
		recs, err := records(f, sheet)
		if err != nil {
			return none, err
		}
		if ms, found, err := meetingsOf(recs); err != nil {
			return none, err
		} else if found {
			if !readToo {
				meetings, readToo = ms, true
			}
			continue
		}
		if read {
			continue
		}
		if rows, read, err = fromRecords(recs); err != nil {
			return none, err
		}
	}
	switch {
	case !read:
		return none, fault.New(fault.Invalid, "office.problem.no_heading")
	case len(rows) == 0 && len(meetings) == 0:
		return none, fault.New(fault.Invalid, "office.problem.sheet_empty")
	}
	return join(rows, meetings), nil
}

// meetingsOf reads records as the second sheet; found is false when they are not.
func meetingsOf(recs []record) (ms []Meeting, found bool, err error) {
	for i, r := range recs {
		if i >= headWithin {
			break
		}
		if at, _ := heading(knownOfMeetings, r.cells); isMeetings(at) {
			ms, err = readMeetings(recs[i+1:], at)
			return ms, true, err
		}
	}
	return nil, false, nil
}

type record struct {
	line  int
	cells []string
}

func records(f *excelize.File, sheet string) (out []record, err error) {
	rows, err := f.Rows(sheet)
	if err != nil {
		return nil, fault.Wrap(err, fault.Invalid, "office.problem.workbook")
	}
	defer func() { _ = rows.Close() }()
	for line := 1; rows.Next(); line++ {
		// As it is stored: a day that is shown as 3/2/27 is a number underneath, and a number is plain.
		cells, err := rows.Columns(excelize.Options{RawCellValue: true})
		if err != nil {
			return nil, fault.Wrap(err, fault.Invalid, "office.problem.workbook")
		}
		if blank(cells) {
			continue
		}
		if len(out) > MaxMeetings+headWithin {
			return nil, fault.New(fault.Invalid, "office.problem.sheet_rows", "n", MaxRows)
		}
		out = append(out, record{line, cells})
	}
	return out, nil
}

// FromPaste reads cells pasted out of a spreadsheet: tabs between them, a row a
// line. Without a heading the columns are those of the form, in its order.
func FromPaste(s string) ([]Row, error) {
	recs, err := pasted(s)
	if err != nil {
		return nil, err
	}
	rows, found, err := fromRecords(recs)
	if err == nil && !found {
		rows, err = readRows(recs, inOrder(columns))
	}
	if err == nil && len(rows) == 0 {
		err = fault.New(fault.Invalid, "office.problem.sheet_empty")
	}
	return rows, err
}

// FromPastes reads sections, and meetings that name the lines of those.
func FromPastes(sections, meetings string) (Sheet, error) {
	var none Sheet
	var ms []Meeting
	if strings.TrimSpace(meetings) != "" {
		recs, err := pasted(meetings)
		if err != nil {
			return none, err
		}
		var found bool
		if ms, found, err = meetingsOf(recs); err == nil && !found {
			ms, err = readMeetings(recs, inOrder(meetingColumns))
		}
		if err != nil {
			return none, err
		}
	}
	if strings.TrimSpace(sections) == "" && len(ms) > 0 {
		return join(nil, ms), nil
	}
	rows, err := FromPaste(sections)
	if err != nil {
		return none, err
	}
	return join(rows, ms), nil
}

// inOrder are the columns as they follow each other.
func inOrder(columns []Column) []int {
	at := make([]int, len(columns))
	for i := range at {
		at[i] = i
	}
	return at
}

func pasted(s string) ([]record, error) {
	if len(s) > maxSize {
		return nil, fault.New(fault.TooLarge, "error.too_large")
	}
	c := csv.NewReader(strings.NewReader(strings.ToValidUTF8(strings.ReplaceAll(s, "\r\n", "\n"), "")))
	c.Comma, c.FieldsPerRecord, c.LazyQuotes = '\t', -1, true
	var recs []record
	for {
		cells, err := c.Read()
		if err != nil {
			break // the end, or a quotation mark that never closes: what was read stands
		}
		line, _ := c.FieldPos(0)
		if blank(cells) {
			continue
		}
		if len(recs) > MaxMeetings+headWithin {
			return nil, fault.New(fault.Invalid, "office.problem.sheet_rows", "n", MaxRows)
		}
		recs = append(recs, record{line, cells})
	}
	if len(recs) == 0 {
		return nil, fault.New(fault.Invalid, "office.problem.sheet_empty")
	}
	return recs, nil
}

func blank(cells []string) bool {
	return strings.TrimSpace(strings.Join(cells, "")) == ""
}

// fromRecords finds the heading and reads what stands under it; found is false when there is none.
func fromRecords(recs []record) (rows []Row, found bool, err error) {
	for i, r := range recs {
		if i >= headWithin {
			break
		}
		if at, n := heading(known, r.cells); n >= 4 {
			rows, err = readRows(recs[i+1:], at)
			return rows, true, err
		}
	}
	return nil, false, nil
}

// heading says which column each cell of a row names: -1 for none.
func heading(known map[string]int, cells []string) (at []int, n int) {
	for _, c := range cells {
		i, ok := known[fold(c)]
		if !ok {
			i = -1
		} else {
			n++
		}
		at = append(at, i)
	}
	return at, n
}

func readRows(recs []record, at []int) (rows []Row, err error) {
	for _, rec := range recs {
		if len(rows) == MaxRows {
			return nil, fault.New(fault.Invalid, "office.problem.sheet_rows", "n", MaxRows)
		}
		r := Row{Line: rec.line, Cells: pick(columns, rec, at)}
		r.Cells[startTime], r.Cells[endTime] = spread(r.Cells[startTime], r.Cells[endTime])
		if sameAsExample(columns, r.Cells) || blank(r.Cells) {
			continue // the form's own example row, left as it was, or nothing that the form asks for
		}
		r.read()
		rows = append(rows, r)
	}
	return rows, nil
}

// pick is the cells of a record under the columns that its heading names.
func pick(columns []Column, rec record, at []int) []string {
	out := make([]string, len(columns))
	for i, c := range rec.cells {
		if i >= len(at) || i >= maxCells || at[i] < 0 {
			continue
		}
		if len(c) > maxCell {
			c = c[:maxCell]
		}
		out[at[i]] = cell(columns[at[i]], strings.ToValidUTF8(c, ""))
	}
	return out
}
