package standard

import (
	"bufio"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"io"
	"iter"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/encoding/korean"
	"golang.org/x/text/unicode/norm"

	"ieum/internal/fault"
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
// error of rows. CSV is UTF-8 with BOM and CR LF, as the public data portal
// gives it out; JSON has its fields and records; XML names elements as the API
// does, for a Korean heading with parentheses is no name there.
func Write(w io.Writer, rows iter.Seq2[Record, error], f Format, o WriteOptions) error {
	switch f {
	case CSV:
		if o.CP949 {
			return writeCP949(w, rows)
		}
		return buffered(w, func(b *bufio.Writer) error {
			b.Write(bomUTF8)
			return writeCSV(b, rows, func(s string) string { return s })
		})
	case JSON:
		return buffered(w, func(b *bufio.Writer) error { return writeJSON(b, rows) })
	case XML:
		return buffered(w, func(b *bufio.Writer) error { return writeXML(b, rows) })
	case XLSX:
		return writeXLSX(w, rows)
	}
	return fault.New(fault.Invalid, "standard.format", "format", string(f))
}

// All hands records to Write that are in memory already.
func All(rs []Record) iter.Seq2[Record, error] {
	return func(yield func(Record, error) bool) {
		for _, r := range rs {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// buffered runs fn over a buffer. A bufio.Writer keeps its first error, so that
// only the flush needs looking at.
func buffered(w io.Writer, fn func(*bufio.Writer) error) error {
	b := bufio.NewWriterSize(w, 64<<10)
	if err := fn(b); err != nil {
		return err
	}
	return b.Flush()
}

func names() (out [Count]string) {
	for i := range out {
		out[i] = columns[i].name
	}
	return out
}

func writeCSV(b *bufio.Writer, rows iter.Seq2[Record, error], letters func(string) string) error {
	writeLine(b, names(), letters)
	for r, err := range rows {
		if err != nil {
			return err
		}
		writeLine(b, r.Cells, letters)
	}
	return nil
}

func writeLine(b *bufio.Writer, cells [Count]string, letters func(string) string) {
	for i, c := range cells {
		c = escape(c)
		if i > 0 {
			b.WriteByte(',')
		}
		// Programs drop spaces around a cell that is not quoted.
		if strings.ContainsAny(c, ",\"\r\n;\t") || strings.TrimSpace(c) != c {
			c = `"` + strings.ReplaceAll(c, `"`, `""`) + `"`
		}
		b.WriteString(letters(c))
	}
	b.WriteString("\r\n")
}

// writeCP949 writes everything in memory first: half a file would be worse than none.
func writeCP949(w io.Writer, rows iter.Seq2[Record, error]) error {
	missing := map[rune]bool{}
	var out strings.Builder
	encoder := korean.EUCKR.NewEncoder()
	err := buffered(&out, func(b *bufio.Writer) error {
		return writeCSV(b, rows, func(s string) string {
			// A Mac's Hangul in pieces has no letters there, nor has a space that does not break.
			s = strings.ReplaceAll(norm.NFC.String(s), "\u00a0", " ")
			enc, err := encoder.String(s)
			if err != nil {
				for _, r := range s {
					if _, err := encoder.String(string(r)); err != nil {
						missing[r] = true // named below, by its number when it cannot be seen
					}
				}
				return ""
			}
			return enc
		})
	})
	if err != nil {
		return err
	}
	if len(missing) > 0 {
		var letters []string
		for r := range missing {
			letter := string(r)
			if !unicode.IsGraphic(r) || unicode.IsSpace(r) {
				letter = fmt.Sprintf("U+%04X", r)
			}
			letters = append(letters, letter)
		}
		slices.Sort(letters)
		return fault.New(fault.Invalid, "standard.cp949", "letters", strings.Join(letters, " "))
	}
	_, err = io.WriteString(w, out.String())
	return err
}

func writeJSON(b *bufio.Writer, rows iter.Seq2[Record, error]) error {
	b.WriteString(`{"fields":[`)
	for i, c := range Columns() {
		if i > 0 {
			b.WriteByte(',')
		}
		b.WriteString(`{"id":` + quoteJSON(c.Name()) + `,"name":` + quoteJSON(c.API()) + `}`)
	}
	b.WriteString(`],"records":[`)
	first := true
	for r, err := range rows {
		if err != nil {
			return err
		}
		if !first {
			b.WriteByte(',')
		}
		first = false
		b.WriteString("\n{")
		for i, cell := range r.Cells {
			if i > 0 {
				b.WriteByte(',')
			}
			b.WriteString(quoteJSON(columns[i].name) + ":" + quoteJSON(cell))
		}
		b.WriteByte('}')
	}
	b.WriteString("\n]}\n")
	return nil
}

// quoteJSON cannot fail: a string is always a JSON value.
func quoteJSON(s string) string {
	out, err := json.Marshal(s)
	if err != nil {
		return `""`
	}
	return string(out)
}

func writeXML(b *bufio.Writer, rows iter.Seq2[Record, error]) error {
	b.WriteString(xml.Header + "<records>\n")
	for r, err := range rows {
		if err != nil {
			return err
		}
		b.WriteString("<record>")
		for i, cell := range r.Cells {
			b.WriteString("<" + columns[i].api + ">")
			if err := xml.EscapeText(b, []byte(cell)); err != nil {
				return err
			}
			b.WriteString("</" + columns[i].api + ">")
		}
		b.WriteString("</record>\n")
	}
	b.WriteString("</records>\n")
	return nil
}
