// Package policy decides who may do what. It is the only place that knows what
// a duty permits.
package policy

import (
	"slices"

	"ieum/internal/id"
)

// Duty is what an account does for an organisation.
type Duty string

// The duties. Each has its desk; an account may hold several.
const (
	Officer    Duty = "officer"    // 담당자: drafts and runs programmes of the organisation
	Approver   Duty = "approver"   // 승인자: the second person who lets a draft out
	Desk       Duty = "desk"       // 창구 담당자: applies on behalf of people at the counter
	Host       Duty = "host"       // 운영기관 담당자: drafts and runs the events of a funded institution
	Instructor Duty = "instructor" // 강사
	Campus     Duty = "campus"     // 대학 담당자
	School     Duty = "school"     // 학교 담당자
	Auditor    Duty = "auditor"    // 감사
	Admin      Duty = "admin"      // 관리자 of the platform
)

// Role is a duty within one organisation. A role granted for a subtree reaches
// the actor already spread out: one Role for each organisation below.
type Role struct {
	Duty Duty
	Org  id.ID // None for duties of the whole platform
}

// Actor is whoever is asking: a person with scoped roles, nobody, or the system.
type Actor struct {
	Account id.ID
	Person  id.ID
	Name    string
	Task    string // set for background work only: what it is doing
	Origin  string // the network address the request came from
	Roles   []Role
	// StandsIn holds the roles that the actor exercises for an absent person
	// (대결), each with the record that says so.
	StandsIn []StandIn
	// Wards are the people, children, whom the actor answers for.
	Wards []id.ID
}

// StandIn is a role exercised in somebody's absence.
type StandIn struct {
	Role
	Record id.ID // the stand_ins row
}

// Nobody is a reader who has not signed in.
func Nobody(origin string) Actor { return Actor{Origin: origin} }

// System is background work; what it may do stands in the table tasks.
func System(task string) Actor { return Actor{Task: task} }

// SignedIn reports whether the actor is a person with an account.
func (a Actor) SignedIn() bool { return !a.Account.IsZero() }

// Has reports whether the actor holds a duty at org itself.
func (a Actor) Has(d Duty, org id.ID) bool {
	return slices.Contains(a.Roles, Role{Duty: d, Org: org})
}

// HasAny reports whether the actor holds one of the duties anywhere.
func (a Actor) HasAny(ds ...Duty) bool {
	return slices.ContainsFunc(a.Roles, func(r Role) bool { return slices.Contains(ds, r.Duty) })
}

// OrgsOf are the organisations where the actor holds one of the duties, each once.
func (a Actor) OrgsOf(ds ...Duty) []id.ID {
	var out []id.ID
	for _, r := range a.Roles {
		if !r.Org.IsZero() && slices.Contains(ds, r.Duty) && !slices.Contains(out, r.Org) {
			out = append(out, r.Org)
		}
	}
	return out
}

// StandInAt is the record by which the actor stands in for a duty at org, and whether there is one.
func (a Actor) StandInAt(d Duty, org id.ID) (id.ID, bool) {
	for _, s := range a.StandsIn {
		if s.Duty == d && s.Org == org {
			return s.Record, true
		}
	}
	return id.None, false
}
