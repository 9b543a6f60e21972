package catalog

import (
	"time"

	"ieum/internal/clock"
)

// Admission (접수 상태) is whether a section takes applications. It is computed.
type Admission string

// The states of admission, as ?status= writes them.
const (
	Upcoming       Admission = "upcoming"  // 접수예정
	Open           Admission = "open"      // 접수중
	Closing        Admission = "closing"   // 마감임박: few seats or less than two days left
	WaitingList    Admission = "waiting"   // 대기접수: full, a waiting list is open
	AdmissionEnded Admission = "closed"    // 접수마감
	Drawing        Admission = "drawing"   // 추첨대기
	Reviewing      Admission = "reviewing" // 심사중
)

// Admissions are all states of admission in the order in which pages list them.
var Admissions = []Admission{Open, Closing, Upcoming, WaitingList, Drawing, Reviewing, AdmissionEnded}

// Run (운영 상태) is how far a section has come. It is computed; pages use other
// words for an event than for a course.
type Run string

// The states of a run; ?status= takes running, ended and cancelled too.
const (
	BeforeStart  Run = "before"    // 개강 전 · 진행 전
	Running      Run = "running"   // 교육중 · 진행중
	Ended        Run = "ended"     // 교육종료 · 종료
	RunCancelled Run = "cancelled" // 폐강 · 취소
)

// closingSoon is how long before the end of its window a section is 마감임박.
const closingSoon = 48 * time.Hour

// AdmissionAt is the admission state of a section at an instant. pressure
// matters only for a section that one applies to here.
//
// A section that has been cancelled, closed by hand or has ended takes no
// applications, whatever its window says. Between the end of the window and the
// first day a lottery waits for its draw and a review for its decision.
func (s *Section) AdmissionAt(now clock.Instant, pressure Pressure) Admission {
	admission, _ := s.StatesAt(now, now.Date(), pressure)
	return admission
}

// StatesAt is AdmissionAt and RunAt together; today is now's day in Seoul, so
// that a list of thousands of sections works it out once.
func (s *Section) StatesAt(now clock.Instant, today clock.Date, pressure Pressure) (Admission, Run) {
	run := s.runOn(today)
	return s.admission(now, run, pressure), run
}

func (s *Section) admission(now clock.Instant, run Run, pressure Pressure) Admission {
	switch {
	case s.State != Published || run == RunCancelled || run == Ended:
		return AdmissionEnded
	case !s.AlwaysOpen && s.ApplyFrom.IsZero() && s.ApplyUntil.IsZero():
		return AdmissionEnded // no window is known: nobody can be told to apply
	case !s.AlwaysOpen && now < s.ApplyFrom:
		return Upcoming
	case !s.AlwaysOpen && !s.ApplyUntil.IsZero() && now >= s.ApplyUntil:
		return s.afterWindow(run)
	case s.Channel == Here && s.Mode == FirstCome && pressure == Full:
		return AdmissionEnded
	case s.Channel == Here && s.Mode == FirstCome && pressure == Tight:
		return Closing
	case !s.AlwaysOpen && !s.ApplyUntil.IsZero() && s.ApplyUntil.Sub(now) <= closingSoon:
		return Closing
	}
	return Open
}

func (s *Section) afterWindow(run Run) Admission {
	if s.Channel == Here && run == BeforeStart {
		switch s.Mode {
		case Lottery:
			return Drawing
		case Reviewed:
			return Reviewing
		case FirstCome, WalkIn:
		}
	}
	return AdmissionEnded
}

// RunAt is how far the section has come at an instant: by its days in Seoul,
// the last day included. A section without days has not begun.
func (s *Section) RunAt(now clock.Instant) Run { return s.runOn(now.Date()) }

func (s *Section) runOn(today clock.Date) Run {
	switch {
	case s.State == Cancelled:
		return RunCancelled
	case !s.EndsOn.IsZero() && today > s.EndsOn:
		return Ended
	case !s.StartsOn.IsZero() && today >= s.StartsOn:
		return Running
	}
	return BeforeStart
}

// Applicable reports whether one can apply in this state.
func (a Admission) Applicable() bool { return a == Open || a == Closing || a == WaitingList }
