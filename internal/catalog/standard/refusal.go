package standard

import (
	"cmp"
	"fmt"
	"slices"

	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// Refusal says what is wrong in one cell of one row. The same type carries
// warnings, which refuse nothing.
type Refusal struct {
	Line    int
	Column  string // the Korean heading, also in English: it is what the file says
	Value   string // what stood there, shortened; never somebody's resident number
	Problem fault.Text
}

// In is the refusal in one language, on one line.
func (r Refusal) In(l i18n.Lang) string {
	what := i18n.In(l, r.Problem.Key, r.Problem.Args...)
	return i18n.In(l, "standard.line", "line", r.Line, "column", r.Column, "problem", what)
}

// String is the refusal in Korean and in English on one line:
// 5행 교육시작일자: … / line 5 교육시작일자: …
func (r Refusal) String() string {
	return fmt.Sprintf("%s / %s", r.In(i18n.KO), r.In(i18n.EN))
}

// inColumnOrder sorts what is wrong with one row as a reader's eye runs over it.
func inColumnOrder(rs []Refusal) {
	slices.SortStableFunc(rs, func(a, b Refusal) int { return cmp.Compare(place(a.Column), place(b.Column)) })
}

func place(name string) int {
	for c := range columns {
		if columns[c].name == name {
			return c
		}
	}
	return known
}
