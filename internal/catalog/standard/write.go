package standard

import (
	"errors"
	"io"
	"iter"
)

// Format is a form in which the set is written.
type Format string

// The formats.
const (
	CSV  Format = "csv"
	JSON Format = "json"
	XML  Format = "xml"
	XLSX Format = "xlsx"
)

// WriteOptions says how the set is written.
type WriteOptions struct {
	// CP949 writes a CSV in the old Windows encoding instead of UTF-8. A letter
	// that it does not have is an error that names it, before anything is written.
	CP949 bool
}

// Write writes the 25 columns of all records, in order, and stops at the first
// error of rows.
func Write(w io.Writer, rows iter.Seq2[Record, error], f Format, o WriteOptions) error {
	return errors.ErrUnsupported
}

// FromValues renders a course that was not imported, as the set wants it: ISO
// dates, HH:MM, 화요일+목요일, 인터넷·방문.
func FromValues(v Values) Record { return Record{} }
