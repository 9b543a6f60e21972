package auditing

import (
	"strconv"

	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/paging"
)

// Sheet is a table as a page shows it and a workbook holds it: one form for
// both, so that a file never says more than the page.
type Sheet struct {
	Name    string // message key under auditdesk.sheet_
	Columns []string
	Rows    [][]Cell
	Total   int // rows there are, of which Rows are a window
}

// Page is where Rows stand when they are the page of this number.
func (s *Sheet) Page(n int) paging.Page { return paging.New(n, pageRows).Of(s.Total) }

// Cell is one value. At is shown as a moment; Key is a message; Person is
// whose row it is, hidden until somebody gives a reason.
type Cell struct {
	Text   string
	At     clock.Instant
	Key    string
	Person id.ID
}

func text(s string) Cell            { return Cell{Text: s} }
func number(n int) Cell             { return Cell{Text: strconv.Itoa(n)} }
func moment(i clock.Instant) Cell   { return Cell{At: i} }
func words(prefix, s string) Cell   { return Cell{Key: prefix + s, Text: s} }
func masked(n string, p id.ID) Cell { return Cell{Text: n, Person: p} }

// Say is the cell in a language.
func (c Cell) Say(l i18n.Lang) string {
	switch {
	case c.Key != "" && i18n.Has(c.Key):
		return i18n.In(l, c.Key)
	case !c.At.IsZero():
		return c.At.Local().Format("2006-01-02 15:04:05")
	}
	return c.Text
}

// people are those whom the rows speak of.
func (s *Sheet) people() (out []id.ID) {
	for _, r := range s.Rows {
		for _, c := range r {
			if !c.Person.IsZero() {
				out = append(out, c.Person)
			}
		}
	}
	return out
}
