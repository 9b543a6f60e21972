package standard

import (
	"bytes"
	"io"
	"iter"
	"slices"
	"strings"

	"ieum/internal/fault"
)

// The limits of a file. A national merge has some 16,000 rows in 8 MiB.
const (
	MaxBytes = 32 << 20
	MaxRows  = 100_000
	MaxCell  = 4_000 // characters
	maxWord  = 300   // characters of a cell that holds a date, a number, a name or a word
)

// Options says what is known about a file beforehand.
type Options struct {
	// HasOwner: the caller knows whose rows these are, so a row that names no
	// body is not refused for it.
	HasOwner bool
	// Owner is the code of that body. It is part of the key of such a row.
	Owner string
	// AssumeOrder reads a text that has no header as the 25 columns in order,
	// which is what a paste of rows out of a sheet is.
	AssumeOrder bool
}

// File is what was read.
type File struct {
	Name     string
	Kind     string // "csv" or "xlsx"
	Encoding string // "UTF-8", "CP949", "UTF-16"; "" for a workbook
	Sheet    string // of a workbook

	HeaderLine int      // 0 when the order was assumed
	Missing    []Column // columns that the file does not have
	Ignored    []string // headings that are not of the set

	Records    int   // rows that hold anything, examples not counted
	Rows       []Row // the good ones, in the file's order
	Refused    int   // rows refused
	Refusals   []Refusal
	Warnings   []Refusal
	Duplicates []Refusal // rows left out because the very same row came before
	Examples   []int     // lines of the form's own example and notes
}

// Read reads a file of the standard set. An error of kind fault.Invalid or
// fault.TooLarge means that the file as a whole cannot be read, and says why;
// any other is r's own. What is wrong with single rows is in the File.
func Read(name string, r io.Reader, o Options) (*File, error) {
	data, err := io.ReadAll(io.LimitReader(r, MaxBytes+1))
	if err != nil {
		return nil, err
	}
	if len(data) > MaxBytes {
		return nil, fault.New(fault.TooLarge, "standard.file_too_large", "mib", MaxBytes>>20)
	}
	f := &File{Name: name}
	switch {
	case bytes.HasPrefix(data, magicZip):
		err = f.readWorkbook(data, o)
	case bytes.HasPrefix(data, magicOLE):
		err = fault.New(fault.Invalid, "standard.file_old_excel")
	default:
		err = f.readText(data, o)
	}
	if err != nil {
		return nil, err
	}
	return f, nil
}

func (f *File) readText(data []byte, o Options) error {
	text, encoding, err := decode(data)
	if err != nil {
		return err
	}
	f.Kind, f.Encoding = "csv", encoding
	var h header
	comma := byte(',')
	for _, c := range []byte{',', '\t', ';'} {
		if got := findHeader(text, c); got.found > h.found {
			h, comma = got, c
		}
	}
	if h.found < leastHeadings {
		if strings.Contains(text, "\x00") { // some program's own format
			return fault.New(fault.Invalid, "standard.file_not_table")
		}
		if !o.AssumeOrder {
			return fault.New(fault.Invalid, "standard.file_no_header")
		}
		h, comma = inOrder(), likelyComma(text)
	}
	return f.take(h, o, func(yield func(record, error) bool) {
		for rec := range records(text, comma) {
			for i := range rec.cells {
				rec.cells[i] = unescape(rec.cells[i])
			}
			if !yield(rec, nil) {
				return
			}
		}
	})
}

// findHeader is the record near the top that names the most columns.
func findHeader(text string, comma byte) (best header) {
	n := 0
	for rec := range records(text, comma) {
		if h := readHeader(rec); h.found > best.found {
			best = h
		}
		if n++; n >= headerWithin {
			break
		}
	}
	return best
}

// likelyComma is the sign that the first line of a text without a header holds most of.
func likelyComma(text string) byte {
	line, _ := cutLine(text)
	return slices.MaxFunc([]byte{'\t', ',', ';'}, func(a, b byte) int {
		return strings.Count(line, string(a)) - strings.Count(line, string(b))
	})
}

func (f *File) readWorkbook(data []byte, o Options) error {
	b, err := openWorkbook(data)
	if err != nil {
		return err
	}
	defer b.close()
	name, h, err := b.sheet()
	if err != nil {
		return err
	}
	if h.found < leastHeadings {
		return fault.New(fault.Invalid, "standard.file_no_header")
	}
	f.Kind, f.Sheet = "xlsx", name
	return f.take(h, o, b.records(name, h))
}

// take reads all records below the header.
func (f *File) take(h header, o Options, recs iter.Seq2[record, error]) error {
	if err := h.check(o); err != nil {
		return err
	}
	f.HeaderLine, f.Missing, f.Ignored = h.line, h.missing(), h.ignored
	seen := map[string]int{}
	for rec, err := range recs {
		if err != nil {
			return err
		}
		if rec.line <= h.line || blank(rec) {
			continue
		}
		if example(rec) {
			f.Examples = append(f.Examples, rec.line)
			continue
		}
		if f.Records++; f.Records > MaxRows {
			return fault.New(fault.TooLarge, "standard.file_too_many_rows", "most", MaxRows)
		}
		f.takeRow(rec, h, o, seen)
	}
	AssignKeys(f.Rows, o.Owner)
	return nil
}

func (f *File) takeRow(rec record, h header, o Options, seen map[string]int) {
	r := reader{line: rec.line}
	for c := range Column(known) {
		r.raw[c] = h.cell(rec, c)
	}
	var row Row
	if rec.problem != "" {
		r.refuse(Title, rec.problem)
	} else {
		row = r.row(o)
	}
	if len(r.refusals) > 0 {
		f.Refused++
		f.Refusals = append(f.Refusals, r.refusals...)
		return
	}
	same := row.same()
	if first, twice := seen[same]; twice {
		f.Duplicates = append(f.Duplicates, r.finding(Title, "standard.same_row", "first", first))
		return
	}
	seen[same] = rec.line
	f.Warnings = append(f.Warnings, r.warnings...)
	f.Rows = append(f.Rows, row)
}

func blank(rec record) bool {
	for _, c := range rec.cells {
		if strings.TrimSpace(c) != "" {
			return false
		}
	}
	return true
}

// The form's own lines begin with one of these; no course is called so.
const (
	exampleMark = "※예시"
	noteMark    = "※안내"
)

// example reports whether a record is one of the form's own, which people leave in.
func example(rec record) bool {
	for _, c := range rec.cells {
		if s := tight(c); s != "" {
			return strings.HasPrefix(s, exampleMark) || strings.HasPrefix(s, noteMark)
		}
	}
	return false
}
