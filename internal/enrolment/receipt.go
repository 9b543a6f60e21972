package enrolment

import (
	"fmt"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
)

// ReceiptNumber (접수번호) is the number people say on the telephone: the
// section's number and the order of arrival in it.
func ReceiptNumber(s *catalog.Section, a *Application) string {
	return fmt.Sprintf("%s-%04d", s.Number, a.Seq)
}

// Receipt is an application with what it is about, for its own person.
type Receipt struct {
	Application
	Section      catalog.Section
	Programme    catalog.Programme
	Organisation people.Organisation
	Person       people.Person // whose place it is
	// First is the first meeting, where the meetings are planned; a list of receipts leaves it out.
	First *catalog.Session
}

// Number is the receipt's number.
func (r *Receipt) Number() string { return ReceiptNumber(&r.Section, &r.Application) }

// Cancellable reports whether the place can still be given back: until the
// section's first day begins.
func (r *Receipt) Cancellable(now clock.Instant) bool {
	return r.State == Accepted && r.Section.RunAt(now) == catalog.BeforeStart
}

// CancelBefore is the first day on which it is too late to cancel; "" when the section has no first day.
func (r *Receipt) CancelBefore() clock.Date { return r.Section.StartsOn }

// Why is the rule that refused or ended the application, in words with its
// figures; its Key is "" when there is nothing to explain.
func (r *Receipt) Why() fault.Text {
	switch r.Reason {
	case "":
		return fault.Text{}
	case ReasonTooYoung:
		return fault.Say(r.Reason, "age", deref(r.Programme.MinAge))
	case ReasonTooOld:
		return fault.Say(r.Reason, "age", deref(r.Programme.MaxAge))
	case ReasonSchoolCity:
		return fault.Say(r.Reason, "city", r.Programme.SchoolCity)
	case ReasonGrade:
		return fault.Say(r.Reason, "grades", i18n.Grades(r.Programme.Grades))
	case ReasonFull:
		return fault.Say(r.Reason, "seats", deref(r.Section.Capacity))
	}
	return fault.Say(r.Reason)
}

func deref(n *int) int {
	if n == nil {
		return 0
	}
	return *n
}

// Step is where an application stands in the course of things, for its words.
type Step string

// The steps. Each has its word and what comes next: enrolment.step.X and enrolment.next.X.
const (
	StepPlace       Step = "place"        // holds a place, not begun
	StepRunning     Step = "running"      // holds a place, running
	StepEnded       Step = "ended"        // held a place, over
	StepRefused     Step = "refused"      // 신청불가
	StepCancelled   Step = "cancelled"    // given back
	StepSectionGone Step = "section_gone" // 폐강
)

// StepAt is the application's step at an instant.
func (r *Receipt) StepAt(now clock.Instant) Step {
	run := r.Section.RunAt(now)
	switch {
	case r.State == Refused:
		return StepRefused
	case r.Reason == ReasonSectionCancelled || r.State == Accepted && run == catalog.RunCancelled:
		return StepSectionGone
	case r.State == Cancelled:
		return StepCancelled
	case run == catalog.Running:
		return StepRunning
	case run == catalog.Ended:
		return StepEnded
	}
	return StepPlace
}

// StepKey is the message key of the step's word, which differs by the
// programme's kind: a course is attended, a committee is sat on.
func (r *Receipt) StepKey(now clock.Instant) string {
	s := r.StepAt(now)
	key := "enrolment.step." + string(s)
	switch s {
	case StepPlace, StepRunning, StepEnded:
		key += "." + string(r.Programme.Kind.Way())
	case StepRefused, StepSectionGone, StepCancelled:
	}
	return key
}
