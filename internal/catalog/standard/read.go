package standard

import (
	"errors"
	"io"
)

// The limits of a file. A national merge has some 16,000 rows in 8 MiB.
const (
	MaxBytes = 32 << 20
	MaxRows  = 100_000
	MaxCell  = 4_000 // characters
)

// Options says what is known about a file beforehand.
type Options struct {
	// HasOwner: the caller knows whose rows these are, so a row that names no
	// body is not refused for it.
	HasOwner bool
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

	HeaderLine int
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

// Read reads a file of the standard set. An error means that the file as a
// whole cannot be read, is of kind fault.Invalid or fault.TooLarge, and says
// why; what is wrong with single rows is in the File.
func Read(name string, r io.Reader, o Options) (*File, error) { return nil, errors.ErrUnsupported }
