package standard

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"ieum/internal/fault"

	"golang.org/x/text/unicode/norm"
)

// headerWithin is how many records from the top may be the header: titles,
// notes and blank lines stand above it.
const headerWithin = 20

// leastHeadings is how many columns of the set a line must name to be a header.
const leastHeadings = 3

// header says which cell of a record holds which column; -1 for none.
type header struct {
	line    int
	at      [known]int
	found   int
	ignored []string
}

var headings = func() map[string]Column {
	m := map[string]Column{}
	for c := range Column(known) {
		// What the set itself writes wins over what others write.
		m[fold(columns[c].name)], m[fold(columns[c].api)] = c, c
	}
	for c := range Column(known) {
		for _, a := range columns[c].aliases {
			if _, taken := m[fold(a)]; !taken {
				m[fold(a)] = c
			}
		}
	}
	return m
}()

var inParentheses = regexp.MustCompile(`\([^)]*\)|\[[^\]]*\]`)

// fold is a heading without what does not matter in it: spaces, line breaks,
// case, punctuation, marks, full-width forms, Hangul in pieces.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFKC.String(s))
}

// heading finds the column of a heading; 수강료(원) and 강좌명[필수] are found
// without what stands in the brackets.
func heading(s string) (c Column, exact, ok bool) {
	f := fold(s)
	if f == "" {
		return 0, false, false
	}
	if c, ok = headings[f]; ok {
		return c, f == fold(columns[c].name) || f == fold(columns[c].api), true
	}
	c, ok = headings[fold(inParentheses.ReplaceAllString(norm.NFKC.String(s), ""))]
	return c, false, ok
}

// readHeader matches a record's cells with columns. Of two cells for one column
// the one with the set's own name wins, else the first.
func readHeader(rec record) header {
	h := header{line: rec.line}
	for i := range h.at {
		h.at[i] = -1
	}
	var exactly [known]bool
	for i, cell := range rec.cells {
		c, exact, ok := heading(cell)
		switch {
		case !ok:
			if s := clean(cell); s != "" {
				h.ignored = append(h.ignored, s)
			}
		case h.at[c] >= 0 && (exactly[c] || !exact):
			h.ignored = append(h.ignored, clean(cell))
		default:
			if old := h.at[c]; old >= 0 {
				h.ignored = append(h.ignored, clean(rec.cells[old]))
			} else {
				h.found++
			}
			h.at[c], exactly[c] = i, exact
		}
	}
	return h
}

// inOrder is the header of a text without one.
func inOrder() header {
	h := header{found: Count}
	for i := range h.at {
		h.at[i] = i
	}
	h.at[ProviderCode], h.at[ProviderName] = -1, -1
	return h
}

// check returns one error that names every column without which no row could
// be read.
func (h header) check(o Options) error {
	var names []string
	for _, c := range []Column{Title, StartDate, EndDate} {
		if h.at[c] < 0 {
			names = append(names, c.Name())
		}
	}
	if !o.HasOwner && h.at[Operator] < 0 && h.at[ProviderName] < 0 {
		names = append(names, Operator.Name())
	}
	if len(names) == 0 {
		return nil
	}
	return fault.New(fault.Invalid, "standard.file_columns", "columns", strings.Join(names, ", "), "line", h.line)
}

// missing are the columns that the file does not have.
func (h header) missing() []Column {
	return slices.DeleteFunc(Columns(), func(c Column) bool { return h.at[c] >= 0 })
}

// cell is a record's cell of a column; "" when the file or the record has none.
func (h header) cell(rec record, c Column) string {
	if i := h.at[c]; i >= 0 && i < len(rec.cells) {
		return rec.cells[i]
	}
	return ""
}
