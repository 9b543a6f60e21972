package policy

import (
	"slices"

	"ieum/internal/id"
)

// Scope is what a reader may see of other people's things; every exported
// query is narrowed by it. What lies outside is as if it were not there.
type Scope struct {
	Everything bool    // the platform's own background work
	Person     id.ID   // the reader's own things
	Wards      []id.ID // children whose things the reader sees as their guardian
	Runs       []id.ID // organisations whose drafts, sections and applicants the reader works on
	Reviews    []id.ID // organisations whose drafts the reader may look through before deciding
	Teaches    []id.ID // organisations where the reader is an instructor: of what they teach there, and nothing else
	Campus     []id.ID // universities whose students' recognitions lie on the reader's desk
}

// Visible is the scope of an actor.
func Visible(who Actor) Scope {
	if who.Task != "" {
		return Scope{Everything: true}
	}
	s := Scope{Person: who.Person, Wards: who.Wards, Runs: who.OrgsOf(Officer, Host), Reviews: who.OrgsOf(Approver), Teaches: who.OrgsOf(Instructor), Campus: who.OrgsOf(Campus)}
	for _, r := range who.StandsIn {
		if r.Duty == Approver {
			s.Reviews = append(s.Reviews, r.Org)
		}
	}
	return s
}

// Ward reports whether somebody is a child of the reader.
func (s Scope) Ward(person id.ID) bool { return !person.IsZero() && slices.Contains(s.Wards, person) }

// Persons are the reader and the reader's children.
func (s Scope) Persons() []id.ID {
	if s.Person.IsZero() {
		return nil
	}
	return append([]id.ID{s.Person}, s.Wards...)
}

// Desk are the organisations whose drafts are visible: those the reader runs and those they review.
func (s Scope) Desk() []id.ID { return append(append([]id.ID{}, s.Runs...), s.Reviews...) }
