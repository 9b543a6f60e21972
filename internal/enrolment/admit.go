package enrolment

import (
	"slices"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
)

// policyVersion names the rules that Admit holds, so that a decision can be
// read later by the rules of its day. It changes when they do.
const policyVersion = "first-come/3"

// The reasons of refusals: message keys, kept with the application.
const (
	ReasonFull             = "enrolment.reason.full"
	ReasonClosed           = "enrolment.reason.closed"
	ReasonTooYoung         = "enrolment.reason.too_young"
	ReasonTooOld           = "enrolment.reason.too_old"
	ReasonSectionCancelled = "enrolment.reason.section_cancelled"
	ReasonSchoolCity       = "enrolment.reason.school_city"
	ReasonGrade            = "enrolment.reason.grade"
	// ReasonConsentGone ends a place: a guardian has withdrawn their consent.
	ReasonConsentGone = "enrolment.reason.consent_gone"
)

// Case is everything the rules look at for one request.
type Case struct {
	Now       clock.Instant
	Programme catalog.Programme
	Section   catalog.Section
	Seats     catalog.Seats
	Birth     clock.Date // of the person; "" when it is not known
	Confirmed bool       // the account's address is proved, or an officer asks
	Schooling people.Schooling
}

// Decision is what came of a request. A refusal is a result, and is kept as a
// place is: who asked, when, in which order, and by which rule they were refused.
type Decision struct {
	Outcome       State
	Reason        string // message key of the rule that refused; "" with a place
	PolicyVersion string
	Application   Application
	// Repeat: the request had been decided before; nothing was changed now.
	Repeat bool
}

// Admit decides a first-come request. It changes nothing. An error is a request
// that nobody may make, or not yet; it leaves no trace.
func Admit(c Case) (Decision, error) {
	if err := c.possible(); err != nil {
		return Decision{}, err
	}
	d := Decision{Outcome: Refused, PolicyVersion: policyVersion}
	switch age := c.age(); {
	case c.Section.State == catalog.Cancelled:
		d.Reason = ReasonSectionCancelled
	case c.Section.AdmissionAt(c.Now, catalog.Roomy) == catalog.AdmissionEnded:
		d.Reason = ReasonClosed
	case c.Programme.SchoolCity != "" && c.Schooling.City != c.Programme.SchoolCity:
		d.Reason = ReasonSchoolCity
	case c.Programme.Grades != "" && !slices.Contains(strings.Split(c.Programme.Grades, ","), c.Schooling.Grade):
		d.Reason = ReasonGrade
	case c.Programme.MinAge != nil && age < *c.Programme.MinAge:
		d.Reason = ReasonTooYoung
	case c.Programme.MaxAge != nil && age > *c.Programme.MaxAge:
		d.Reason = ReasonTooOld
	case c.Seats.Capacity != nil && c.Seats.Taken >= *c.Seats.Capacity:
		d.Reason = ReasonFull
	default:
		d.Outcome = Accepted
	}
	return d, nil
}

// asksSchooling reports whether the rules look at a school or at a guardian's consent.
func (c Case) asksSchooling() bool {
	return c.Programme.SchoolCity != "" || c.Programme.Grades != "" || people.NeedsConsent(c.Birth, c.Now.Date())
}

// possible fails for a request that cannot be decided here at all.
func (c Case) possible() error {
	s := &c.Section
	switch {
	case !s.State.Public() || !c.Programme.State.Public():
		return fault.New(fault.NotFound, "error.not_found")
	case s.Channel != catalog.Here:
		return fault.New(fault.Conflict, "enrolment.not_here")
	case s.AdmissionAt(c.Now, catalog.Roomy) == catalog.Upcoming:
		return &fault.Error{Kind: fault.Conflict, Text: fault.Say("enrolment.not_open_yet", "from", s.ApplyFrom)}
	case s.Mode != catalog.FirstCome:
		return fault.New(fault.Conflict, "enrolment.mode."+string(s.Mode))
	case !c.Confirmed:
		return fault.New(fault.Conflict, "enrolment.unconfirmed")
	case people.NeedsConsent(c.Birth, c.Now.Date()) && !c.Schooling.Consented:
		return fault.New(fault.Conflict, "enrolment.guardian_consent")
	case c.Programme.SchoolCity != "" && c.Schooling.City == "":
		return fault.New(fault.Conflict, "enrolment.school_needed", "city", c.Programme.SchoolCity)
	case c.Programme.Grades != "" && c.Schooling.Grade == "":
		return fault.New(fault.Conflict, "enrolment.grade_needed", "grades", i18n.Grades(c.Programme.Grades))
	case c.AsksBirth():
		return fault.Problems{"birth_date": fault.Say("enrolment.problem.birth_needed")}.Err()
	}
	return nil
}

// AsksBirth reports whether a day of birth is needed and not known.
func (c Case) AsksBirth() bool {
	return c.Birth.IsZero() && (c.Programme.MinAge != nil || c.Programme.MaxAge != nil)
}

// age is 만 나이 on the section's first day; today's where there is no first day.
func (c Case) age() int {
	day := c.Section.StartsOn
	if day.IsZero() {
		day = c.Now.Date()
	}
	return clock.Age(c.Birth, day)
}
