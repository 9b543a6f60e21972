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

// FromXLSX reads the first sheet of a workbook that names the columns.
func FromXLSX(raw []byte) ([]Row, error) {
	bad := func(err error) error { return fault.Wrap(err, fault.Invalid, "office.problem.workbook") }
	if len(raw) > maxSize {
		return nil, fault.New(fault.TooLarge, "error.too_large")
	}
	z, err := zip.NewReader(bytes.NewReader(raw), int64(len(raw)))
	if err != nil {
		return nil, bad(err)
	}
	total := uint64(0)
	for _, part := range z.File {
		if total += part.UncompressedSize64; part.UncompressedSize64 > maxPart || total > maxUnzip || len(z.File) > maxParts {
			return nil, fault.New(fault.TooLarge, "error.too_large")
		}
	}
	f, err := excelize.OpenReader(bytes.NewReader(raw), excelize.Options{UnzipSizeLimit: maxUnzip, UnzipXMLSizeLimit: maxPart})
	if err != nil {
		return nil, bad(err)
	}
	defer func() { _ = f.Close() }() // it holds memory only
	for _, sheet := range f.GetSheetList() {
		if shown, err := f.GetSheetVisible(sheet); err != nil || !shown {
			continue
		}
		recs, err := records(f, sheet)
		if err != nil {
			return nil, err
		}
		if rows, found, err := fromRecords(recs); err != nil || found {
			return rows, err
		}
	}
	return nil, fault.New(fault.Invalid, "office.problem.no_heading")
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
		if len(out) > MaxRows+headWithin {
			return nil, fault.New(fault.Invalid, "office.problem.sheet_rows", "n", MaxRows)
		}
		out = append(out, record{line, cells})
	}
	return out, nil
}

// FromPaste reads cells pasted out of a spreadsheet: tabs between them, a row a
// line. Without a heading the columns are those of the form, in its order.
func FromPaste(s string) ([]Row, error) {
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
		if len(recs) > MaxRows+headWithin {
			return nil, fault.New(fault.Invalid, "office.problem.sheet_rows", "n", MaxRows)
		}
		recs = append(recs, record{line, cells})
	}
	if len(recs) == 0 {
		return nil, fault.New(fault.Invalid, "office.problem.sheet_empty")
	}
	rows, found, err := fromRecords(recs)
	if err != nil || found {
		return rows, err
	}
	at := make([]int, len(columns))
	for i := range at {
		at[i] = i
	}
	return readRows(recs, at)
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
		if at, n := heading(r.cells); n >= 4 {
			rows, err = readRows(recs[i+1:], at)
			return rows, true, err
		}
	}
	return nil, false, nil
}

// heading says which column each cell of a row names: -1 for none.
func heading(cells []string) (at []int, n int) {
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
		r := Row{Line: rec.line, Cells: make([]string, len(columns))}
		for i, c := range rec.cells {
			if i >= len(at) || i >= maxCells || at[i] < 0 {
				continue
			}
			if len(c) > maxCell {
				c = c[:maxCell]
			}
			r.Cells[at[i]] = cell(columns[at[i]], strings.ToValidUTF8(c, ""))
		}
		r.Cells[startTime], r.Cells[endTime] = spread(r.Cells[startTime], r.Cells[endTime])
		if example(r.Cells) || blank(r.Cells) {
			continue // the form's own example row, left as it was, or nothing that the form asks for
		}
		r.read()
		rows = append(rows, r)
	}
	if len(rows) == 0 {
		return nil, fault.New(fault.Invalid, "office.problem.sheet_empty")
	}
	return rows, nil
}
