package check

import (
	"strings"
	"testing"
	"time"
)

func TestJudge(t *testing.T) {
	ms := func(n int) time.Duration { return time.Duration(n) * time.Millisecond }
	exact := []Arrival{{ms(10), 2}, {ms(1), 1}, {ms(30), 4}, {ms(20), 3}}
	if o := Judge(exact, 2); o != (Order{People: 4}) {
		t.Errorf("the order of arrival is judged %+v", o)
	}
	// The last to come has the first seat; each of the others is one place late.
	turned := []Arrival{{ms(1), 2}, {ms(10), 3}, {ms(20), 4}, {ms(30), 1}}
	if o := Judge(turned, 1); o.Outside != 1 || o.Max != ms(29) || o.P50 != ms(10) || o.People != 4 {
		t.Errorf("%+v", o)
	}
	// Two who changed places within the seats wrong nobody.
	if o := Judge([]Arrival{{ms(1), 2}, {ms(2), 1}, {ms(3), 3}}, 2); o.Outside != 0 || o.Max != ms(1) {
		t.Errorf("%+v", o)
	}
	if o := Judge([]Arrival{{ms(1), 9}}, 1); o.Outside != 1 {
		t.Errorf("a place that nobody has: %+v", o)
	}
	if o := Judge(nil, 3); o != (Order{}) {
		t.Errorf("nobody: %+v", o)
	}
}

func good() Ledger {
	return Ledger{
		Rows: []Row{{0, 1, true}, {2, 2, true}, {1, 3, false}}, Capacity: 2, Taken: 2, LastSeq: 3, Trail: 3, Letters: 3, Decisions: 3,
	}
}

func TestAnExactLedgerHasNoProblems(t *testing.T) {
	l := good()
	if p := l.Problems([]int{0, 1, 2}, false); len(p) > 0 {
		t.Error(p)
	}
	if p := l.Problems([]int{2}, true); len(p) > 0 {
		t.Errorf("decided, and the answer lost in the crash: %v", p)
	}
	open := good()
	open.Capacity, open.Taken, open.Rows[2].Seat = -1, 3, true
	if p := open.Problems([]int{0, 1, 2}, false); len(p) > 0 {
		t.Error(p)
	}
}

func TestEveryFaultIsNamed(t *testing.T) {
	all := []int{0, 1, 2}
	for want, spoil := range map[string]func(l *Ledger) []int{
		"1 of 4 who were answered are not":      func(*Ledger) []int { return []int{0, 1, 2, 3} },
		"3 decisions for 2 answers":             func(*Ledger) []int { return []int{0, 1} },
		"person 0 was decided 2 times":          func(l *Ledger) []int { l.Rows[1].Person = 0; return []int{0, 1} },
		"for people who asked for nothing":      func(l *Ledger) []int { l.Rows[0].Person = -1; return []int{1, 2} },
		"places are not 1…3: the 3. is 4":       func(l *Ledger) []int { l.Rows[2].Place = 4; return all },
		"places are not 1…3: the 2. is 1":       func(l *Ledger) []int { l.Rows[1].Place = 1; return all },
		"place 3 has one of 2 seats":            func(l *Ledger) []int { l.Rows[1].Seat, l.Rows[2].Seat = false, true; return all },
		"3 seats given, 2 expected":             func(l *Ledger) []int { l.Rows[2].Seat = true; return all },
		"1 seats given, 2 expected":             func(l *Ledger) []int { l.Rows[1].Seat = false; return all },
		"the counter says 1 taken, and 2 are":   func(l *Ledger) []int { l.Taken = 1; return all },
		"the counter says 4 arrivals, and ther": func(l *Ledger) []int { l.LastSeq = 4; return all },
		"2 audit rows for 3 decisions":          func(l *Ledger) []int { l.Trail = 2; return all },
		"4 messages for 3 decisions":            func(l *Ledger) []int { l.Letters = 4; return all },
	} {
		l := good()
		acked := spoil(&l)
		if got := strings.Join(l.Problems(acked, false), "; "); !strings.Contains(got, want) {
			t.Errorf("%q is not in %q", want, got)
		}
	}
	lost := good()
	if p := lost.Problems([]int{0, 9}, true); len(p) != 1 || !strings.Contains(p[0], "not in the database") {
		t.Errorf("an answer lost in a crash: %v", p)
	}
}
