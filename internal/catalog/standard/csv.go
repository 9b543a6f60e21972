package standard

import (
	"iter"
	"strings"
	"unicode/utf8"
)

// record is one line of a table: where it began, its cells, and what is wrong
// with the whole of it, as a message key.
type record struct {
	line    int
	cells   []string
	problem string
}

// maxColumns bounds the cells of a record: the set has 25, systems add some ten.
const maxColumns = 256

// records reads delimited text. encoding/csv is not used because it turns CR LF
// inside a cell into LF, and because one quotation mark that is never closed
// makes it give up on the rest of the file. Here such a line is handed on alone,
// marked, and reading goes on with the line below it.
func records(text string, comma byte) iter.Seq[record] {
	stops := string([]byte{comma, '\r', '\n'})
	return func(yield func(record) bool) {
		for line := 1; text != ""; {
			rec, n, lines := cutRecord(text, stops)
			if n < 0 {
				var whole string
				whole, n = cutLine(text)
				rec, lines = record{cells: strings.SplitN(whole, stops[:1], maxColumns+2), problem: "standard.open_quote"}, 1
			}
			if len(rec.cells) > maxColumns {
				rec.cells, rec.problem = rec.cells[:maxColumns], "standard.too_many_cells"
			}
			rec.line = line
			if !yield(rec) {
				return
			}
			line += lines
			text = text[n:]
		}
	}
}

// cutRecord takes a record off the front of text: how many bytes and lines it
// took, or -1 when a quotation mark in it is not closed.
func cutRecord(text, stops string) (rec record, n, lines int) {
	for {
		var cell string
		used, broken := 0, 0
		if strings.HasPrefix(text[n:], `"`) {
			if cell, used, broken = cutQuoted(text[n:]); used < 0 {
				return rec, -1, 0
			}
			lines += broken
			n += used
		}
		// What follows a closing quotation mark belongs to the cell, as Excel has it.
		end := strings.IndexAny(text[n:], stops)
		if end < 0 {
			end = len(text) - n
		}
		if len(rec.cells) <= maxColumns { // one more than allowed tells that there are more
			rec.cells = append(rec.cells, cell+text[n:n+end])
		}
		if n += end; n == len(text) {
			return rec, n, lines + 1
		}
		if text[n] != stops[0] {
			return rec, n + breakLen(text[n:]), lines + 1
		}
		n++
	}
}

// cutQuoted reads a quoted cell with its marks: its text, its length, and the
// line breaks in it; -1 when it is not closed within the longest cell allowed.
func cutQuoted(s string) (cell string, used, breaks int) {
	const longest = (MaxCell + 2) * utf8.UTFMax
	var b strings.Builder
	for i := 1; i < len(s) && i < longest; {
		next := strings.IndexAny(s[i:], "\"\r\n")
		if next < 0 {
			break
		}
		b.WriteString(s[i : i+next])
		i += next
		switch {
		case s[i] != '"':
			k := breakLen(s[i:])
			b.WriteString(s[i : i+k])
			i += k
			breaks++
		case strings.HasPrefix(s[i:], `""`):
			b.WriteByte('"')
			i += 2
		default:
			return b.String(), i + 1, breaks
		}
	}
	return "", -1, 0
}

// cutLine is the first line of s without its end, and its length with it.
func cutLine(s string) (line string, used int) {
	i := strings.IndexAny(s, "\r\n")
	if i < 0 {
		return s, len(s)
	}
	return s[:i], i + breakLen(s[i:])
}

// breakLen is the length of the line break that s begins with.
func breakLen(s string) int {
	if strings.HasPrefix(s, "\r\n") {
		return 2
	}
	return 1
}

// formulaic reports whether a spreadsheet would run a cell of a CSV file, with
// any apostrophes in front not counted: then escape and unescape are each
// other's inverse. Full-width signs count, for a Korean Excel reads them as
// ordinary ones. A cell of dashes alone is how people write "none".
func formulaic(s string) bool {
	s = strings.TrimLeft(s, "'")
	if s == "" || strings.Trim(s, "-") == "" {
		return false
	}
	if s[0] == '\t' || s[0] == '\r' {
		return true
	}
	s = strings.TrimLeft(s, " \t\r\n\v\f\u00a0\u3000\ufeff\u200b")
	first, _ := utf8.DecodeRuneInString(s)
	return s != "" && strings.ContainsRune("=+-@＝＋－＠", first)
}

// escape makes a cell harmless in a spreadsheet; unescape gives it back.
func escape(s string) string {
	if formulaic(s) {
		return "'" + s
	}
	return s
}

func unescape(s string) string {
	if strings.HasPrefix(s, "'") && formulaic(s) {
		return s[1:]
	}
	return s
}
