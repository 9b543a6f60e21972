// Package money counts Korean won in whole numbers.
package money

import "strconv"

// Won is an amount of money in won. Won has no smaller unit in use, so an
// integer is exact.
type Won int64

// Plain is the amount with thousands separators and no unit: 2,460,000,000.
func (w Won) Plain() string {
	s := strconv.FormatInt(int64(w), 10)
	sign := ""
	if s[0] == '-' {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return sign + s
}

// String is the amount as Korean pages write it: 2,460,000,000원.
func (w Won) String() string { return w.Plain() + "원" }

// Sum adds amounts.
func Sum(ws ...Won) (t Won) {
	for _, w := range ws {
		t += w
	}
	return t
}
