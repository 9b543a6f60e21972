package people

import (
	"fmt"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
)

// Pupil says which school somebody goes to.
type Pupil struct {
	PersonID  id.ID `gorm:"primaryKey"`
	SchoolID  id.ID
	Grade     string        // e1…e6, m1…m3, h1…h3
	UpdatedAt clock.Instant `gorm:"autoUpdateTime:false"`
}

// TableName implements gorm's Tabler.
func (Pupil) TableName() string { return "pupils" }

// Grades are the years of school, in order.
var Grades = []string{"e1", "e2", "e3", "e4", "e5", "e6", "m1", "m2", "m3", "h1", "h2", "h3"}

// adultAge is 성년 (민법 제4조): from it nobody has a guardian as a parent.
const adultAge = 19

// lastAdult is the latest day of birth of somebody who is of full age on a day.
// Days are compared as they are written, so that the 29th of February counts as in clock.Age.
func lastAdult(today clock.Date) clock.Date {
	return clock.Date(fmt.Sprintf("%04d%s", today.Time().Year()-adultAge, string(today)[4:]))
}

// childBirthProblem says what is wrong with a child's day of birth typed today.
func childBirthProblem(p fault.Problems, field string, birth, today clock.Date) {
	switch {
	case birth == "":
		p.Add(field, "account.problem.birth_missing")
	case birth.Time().IsZero() || birth > today || birth.Time().Year() < oldestBirthYear:
		p.Add(field, "account.problem.birth_form")
	case clock.Age(birth, today) >= adultAge:
		p.Add(field, "family.problem.adult", "age", adultAge)
	}
}

func gradeProblem(p fault.Problems, field, grade string) {
	if !slices.Contains(Grades, grade) {
		p.Add(field, "family.problem.grade")
	}
}

// NeedsConsent reports whether the law asks for a guardian's consent on a day: below fourteen (개인정보 보호법 제22조의2).
func NeedsConsent(birth, today clock.Date) bool {
	return !birth.IsZero() && clock.Age(birth, today) < minimumOwnAge
}
