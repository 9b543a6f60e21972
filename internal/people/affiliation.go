package people

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// The kinds of affiliation.
const (
	Student = "student"
	Staff   = "staff"
)

// The states of an affiliation. One that ended stays as history, with why.
const (
	AffiliationPending  = "pending"
	AffiliationVerified = "verified"
	AffiliationEnded    = "ended"
)

// The ways by which an affiliation is proved.
const (
	ByMail   = "mail"   // a code to the university's mail domain
	ByNumber = "number" // staff look the student number up
)

// The ways by which a student number is proved. A code to an address proves the
// address: the number that its owner typed is only said until the university has
// found it in its register.
const (
	ProvedByStaff  = "staff"
	ProvedByRoster = "roster"
)

// Why an affiliation ended.
const (
	EndedRefused   = "refused"   // staff did not find the student
	EndedLeft      = "left"      // the student said so
	EndedGraduated = "graduated" // 졸업
	EndedExpelled  = "expelled"  // 제적
)

// Status is what a student is to their university (학적상태).
type Status string

// The statuses.
const (
	Enrolled  Status = "enrolled"  // 재학
	OnLeave   Status = "leave"     // 휴학
	Graduated Status = "graduated" // 졸업
	Expelled  Status = "expelled"  // 제적
)

// Statuses are all statuses, in the order in which pages list them.
var Statuses = []Status{Enrolled, OnLeave, Graduated, Expelled}

// Known reports whether there is such a status.
func (s Status) Known() bool {
	switch s {
	case Enrolled, OnLeave, Graduated, Expelled:
		return true
	}
	return false
}

// Ends reports whether somebody of this status belongs to the university no more.
func (s Status) Ends() bool { return s == Graduated || s == Expelled }

// Affiliation says that a person studies or works at a university.
type Affiliation struct {
	ID           id.ID `gorm:"primaryKey"`
	PersonID     id.ID
	OrgID        id.ID
	Kind         string // student, staff
	Number       string // 학번
	NumberProved string // how the number was found to be theirs: staff, roster; "" is only said
	State        string // pending, verified, ended
	StartsOn     clock.Date
	EndsOn       clock.Date
	VerifiedAt   clock.Instant
	Department   string
	Grade        string
	Status       Status // the latest; what it was on a day: affiliation_statuses
	Method       string // mail, number
	MailHash     string // keyed, of the university's mail address
	CodeHash     string // keyed, of the code that was sent there; "" when it is used
	CodeUntil    clock.Instant
	CodeTries    int
	AskedAt      clock.Instant
	DecidedBy    id.ID // the staff's account
	DecidedAt    clock.Instant
	Reason       string
	EndedAt      clock.Instant
	EndedBecause string
}

// TableName implements gorm's Tabler.
func (Affiliation) TableName() string { return "affiliations" }

// AtUniversity is an affiliation as the university's thing: what its staff decide.
func (a *Affiliation) AtUniversity() policy.Resource { return affiliationAt{a} }

// PolicyOrg implements policy.Resource: for its student an affiliation is a person's own thing.
func (*Affiliation) PolicyOrg() id.ID { return id.None }

// PolicyRef implements policy.Resource.
func (a *Affiliation) PolicyRef() string { return "affiliation/" + a.ID.String() }

// PolicyPerson implements policy.Owned.
func (a *Affiliation) PolicyPerson() id.ID { return a.PersonID }

type affiliationAt struct{ a *Affiliation }

// PolicyOrg implements policy.Resource.
func (x affiliationAt) PolicyOrg() id.ID { return x.a.OrgID }

// PolicyRef implements policy.Resource.
func (x affiliationAt) PolicyRef() string { return x.a.PolicyRef() }

// Covers reports whether the affiliation was verified and holds on a day. It may
// have ended since: who took part as a student keeps what they did.
func (a *Affiliation) Covers(day clock.Date) bool {
	return a.Kind == Student && !a.VerifiedAt.IsZero() && (a.StartsOn.IsZero() || a.StartsOn <= day) && (a.EndsOn.IsZero() || day <= a.EndsOn)
}

// StatusRow says from which day on a student's status was what.
type StatusRow struct {
	ID            id.ID `gorm:"primaryKey"`
	AffiliationID id.ID
	Status        Status
	FromOn        clock.Date
	Source        string // student, staff, roster
	SetBy         id.ID
	SetAt         clock.Instant
}

// TableName implements gorm's Tabler.
func (StatusRow) TableName() string { return "affiliation_statuses" }

// StatusOn is the status on a day: the one with the latest beginning that is not
// after it, and of two the one said last. rows may stand in any order.
func StatusOn(rows []StatusRow, day clock.Date) (Status, bool) {
	var best *StatusRow
	for i := range rows {
		r := &rows[i]
		if r.FromOn <= day && (best == nil || r.FromOn > best.FromOn || r.FromOn == best.FromOn && r.SetAt >= best.SetAt) {
			best = r
		}
	}
	if best == nil {
		return "", false
	}
	return best.Status, true
}

// Domain is a mail domain of a university.
type Domain struct {
	Domain  string `gorm:"primaryKey"`
	OrgID   id.ID
	AddedBy id.ID
	AddedAt clock.Instant
}

// TableName implements gorm's Tabler.
func (Domain) TableName() string { return "university_domains" }
