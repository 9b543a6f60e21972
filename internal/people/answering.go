package people

import (
	"ieum/internal/clock"
	"ieum/internal/fault"
)

// MayAnswerFor says why somebody may not answer for a child on a day; nil when
// they may. A consent, and an application for a child, is a legal act: whoever
// makes it is of full age to the day, and older than the child. A day of birth
// that nobody knows proves neither.
func MayAnswerFor(guardian, child, today clock.Date) error {
	switch {
	case guardian.IsZero():
		return fault.New(fault.Conflict, "family.problem.birth_unknown")
	case clock.Age(guardian, today) < adultAge:
		return fault.New(fault.Conflict, "family.problem.minor", "age", adultAge)
	case !child.IsZero() && guardian >= child:
		return fault.New(fault.Conflict, "family.problem.older_child")
	}
	return nil
}
