package standard

import (
	"bytes"
	"io"
	"iter"

	"ieum/internal/fault"
)

// Line is one line of a table that is not the national set.
type Line struct {
	Number int // in the file, from 1
	Cells  []string
}

// Lines reads a table of some other kind out of a text or a workbook, with the
// care that Read takes: encodings, quotation marks, and workbooks that unpack to
// more than is bearable. heading says how many columns a line names; the line
// near the top that names most is the header, and it must name least of them.
// What stands below it is returned in order, blank lines left out; a line that
// could not be cut into cells has none. More than most lines are refused.
func Lines(r io.Reader, heading func(cells []string) int, least, most int) (head Line, lines []Line, err error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	switch {
	case err != nil:
		return head, nil, err
	case len(data) > MaxBytes:
		return head, nil, fault.New(fault.TooLarge, "standard.file_too_large", "mib", MaxBytes>>20)
	case bytes.HasPrefix(data, magicOLE):
		return head, nil, fault.New(fault.Invalid, "standard.file_old_excel")
	}
	var tables []iter.Seq2[record, error]
	if bytes.HasPrefix(data, magicZip) {
		b, err := openWorkbook(data)
		if err != nil {
			return head, nil, err
		}
		defer b.close()
		for i, name := range b.file.GetSheetList() {
			if shown, err := b.file.GetSheetVisible(name); err == nil && shown && i < maxSheets {
				tables = append(tables, b.records(name, header{}))
			}
		}
	} else {
		text, _, err := decode(data)
		if err != nil {
			return head, nil, err
		}
		for _, comma := range []byte{',', '\t', ';'} {
			tables = append(tables, func(yield func(record, error) bool) {
				for rec := range records(text, comma) {
					if !yield(rec, nil) {
						return
					}
				}
			})
		}
	}
	best, table := 0, -1
	for i, t := range tables {
		n := 0
		for rec, err := range t {
			if err != nil {
				return head, nil, err
			}
			if got := heading(rec.cells); got > best {
				best, table, head = got, i, Line{rec.line, rec.cells}
			}
			if n++; n >= headerWithin {
				break
			}
		}
	}
	if table < 0 || best < least {
		return Line{}, nil, fault.New(fault.Invalid, "standard.file_no_header")
	}
	for rec, err := range tables[table] {
		switch {
		case err != nil:
			return head, nil, err
		case rec.line <= head.Number || blank(rec) && rec.problem == "":
			continue
		case len(lines) >= most:
			return head, nil, fault.New(fault.TooLarge, "standard.file_too_many_rows", "most", most)
		}
		if rec.problem != "" {
			rec.cells = nil
		}
		for i := range rec.cells {
			rec.cells[i] = unescape(rec.cells[i])
		}
		lines = append(lines, Line{rec.line, rec.cells})
	}
	return head, lines, nil
}

// Fold is a heading or a word without what does not matter in it: spaces, case,
// punctuation, full-width forms.
func Fold(s string) string { return fold(s) }
