package catalog

import (
	"cmp"
	"slices"
	"strconv"

	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// mostSessions is how many times a section may meet.
const mostSessions = 200

// SessionForm is one meeting as it is typed.
type SessionForm struct {
	HeldOn      string `form:"held_on"`
	StartTime   string `form:"start_time"`
	EndTime     string `form:"end_time"`
	Place       string `form:"place"`
	Room        string `form:"room"`
	Teacher     string `form:"teacher"`
	LessonHours string `form:"lesson_hours"`
	Topic       string `form:"topic"`
}

// SessionFormOf is a meeting as its form shows it.
func SessionFormOf(s *Session) SessionForm {
	return SessionForm{
		HeldOn: string(s.HeldOn), StartTime: i18n.TimeOfDay(s.StartMinute), EndTime: i18n.TimeOfDay(s.EndMinute), Place: s.Place, Room: s.Room,
		Teacher: s.Teacher, LessonHours: strconv.Itoa(s.LessonHours), Topic: s.Topic,
	}
}

// Problems are what is wrong with one meeting; it stores nothing.
func (f SessionForm) Problems() fault.Problems { return f.read(&Session{}) }

func (f SessionForm) read(s *Session) fault.Problems {
	t := newTyped()
	s.HeldOn = t.date("held_on", f.HeldOn)
	t.required("held_on", string(s.HeldOn))
	f.readRest(t, s)
	return t.problems
}

// readRest is all but the day, which a plan works out itself.
func (f SessionForm) readRest(t typed, s *Session) {
	from, to := t.minute("start_time", f.StartTime), t.minute("end_time", f.EndTime)
	switch {
	case from == nil:
		t.problems.Add("start_time", "office.problem.time_missing")
	case to == nil:
		t.problems.Add("end_time", "office.problem.time_missing")
	case *to <= *from:
		t.problems.Add("end_time", "office.problem.times")
	default:
		s.StartMinute, s.EndMinute = *from, *to
	}
	s.Place, s.Room, s.Topic = t.line("place", f.Place, longLine), t.line("room", f.Room, longLine), t.line("topic", f.Topic, longLine)
	s.Teacher = t.line("teacher", f.Teacher, 80)
	s.LessonHours = 0
	if n := t.number("lesson_hours", f.LessonHours, 0, 24); n != nil {
		s.LessonHours = *n
	}
}

// inOrder sorts meetings by day and hour and numbers them: 1회차, 2회차 …
func inOrder(sessions []Session) {
	slices.SortStableFunc(sessions, func(a, b Session) int {
		return cmp.Or(cmp.Compare(a.HeldOn, b.HeldOn), cmp.Compare(a.StartMinute, b.StartMinute), cmp.Compare(a.Number, b.Number))
	})
	for i := range sessions {
		sessions[i].Number = i + 1
	}
}

// Clashes are the numbers of meetings that overlap an earlier one of the same section.
func Clashes(sessions []Session) (numbers []int) {
	for i := range sessions {
		for j := range i {
			a, b := sessions[j], sessions[i]
			if a.HeldOn == b.HeldOn && a.StartMinute < b.EndMinute && b.StartMinute < a.EndMinute {
				numbers = append(numbers, b.Number)
				break
			}
		}
	}
	return numbers
}
