package attendance

import "slices"

// Mark (출결) says whether somebody was there.
type Mark string

// The marks. "" is not entered yet.
const (
	Present   Mark = "present"    // 출석
	Late      Mark = "late"       // 지각
	LeftEarly Mark = "left_early" // 조퇴
	Excused   Mark = "excused"    // 공결: absent for an accepted reason
	Absent    Mark = "absent"     // 결석
)

// Marks are all marks, in the order in which a sheet offers them.
var Marks = []Mark{Present, Late, LeftEarly, Excused, Absent}

// Valid reports whether the mark is one of the five.
func (m Mark) Valid() bool { return slices.Contains(Marks, m) }

// thirds is what a mark is worth, in thirds of the meeting: of the time that
// somebody spent there, and of what counts towards completion. Coming late or
// leaving early three times is missing once, as the rules of Korean courses
// usually say; an excused absence counts as attended but is no time spent.
func (m Mark) thirds() (spent, counted int) {
	switch m {
	case Present:
		return 3, 3
	case Late, LeftEarly:
		return 2, 2
	case Excused:
		return 0, 3
	case Absent:
	}
	return 0, 0
}

// Held is one meeting of a section with one person's mark.
type Held struct {
	Minutes int
	Mark    Mark
}

// Suggestion is what the marks come to, before anybody decides.
type Suggestion struct {
	Known     bool // there are meetings to go by
	Minutes   int  // spent there
	Percent   int  // of all meetings' time, counted towards completion, rounded down
	Unmarked  int  // meetings without a mark; they count as missed
	Result    Result
	Threshold int
}

// DefaultThreshold is the share of the time, in percent, from which somebody has
// completed a section that says nothing else.
const DefaultThreshold = 80

// Suggest works out hours and result from the marks of all meetings of a
// section. A section without meetings gives no suggestion.
func Suggest(meetings []Held, threshold int) Suggestion {
	s := Suggestion{Threshold: threshold, Result: Incomplete}
	total, counted, spentThirds := 0, 0, 0
	for _, m := range meetings {
		spent, counts := m.Mark.thirds()
		total += m.Minutes
		spentThirds += m.Minutes * spent
		counted += m.Minutes * counts
		if m.Mark == "" {
			s.Unmarked++
		}
	}
	if total == 0 {
		return s
	}
	s.Known, s.Minutes, s.Percent = true, spentThirds/3, counted*100/(3*total)
	if counted*100 >= threshold*3*total {
		s.Result = Completed
	}
	return s
}
