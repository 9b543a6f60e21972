package web

import "ieum/internal/policy"

// Access says who may reach a route at all: the first fence. What may be done
// there with which thing, policy decides inside.
type Access struct {
	Name string
	Let  func(policy.Actor) bool
}

// The kinds of access. Each route names one; the router panics on a route without.
var (
	Anyone   = Access{"anyone", func(policy.Actor) bool { return true }}
	SignedIn = Access{"signed-in", policy.Actor.SignedIn}
	// Office is the desk of officers, hosts, approvers and those who stand in for one.
	Office = Access{"office", func(a policy.Actor) bool {
		return a.HasAny(policy.Officer, policy.Host, policy.Approver) || len(a.StandsIn) > 0
	}}
	// DeskWorkers act for people at the counter and on the telephone.
	DeskWorkers = Access{"desk", func(a policy.Actor) bool { return a.HasAny(policy.Desk, policy.Officer) }}
	// Editors draft and run programmes.
	Editors = Access{"editors", func(a policy.Actor) bool { return a.HasAny(policy.Officer, policy.Host) }}
	// Keepers take attendance and confirm: officers and hosts, and instructors for what they teach.
	Keepers = Access{"keepers", func(a policy.Actor) bool { return a.HasAny(policy.Officer, policy.Host, policy.Instructor) }}
	// Platform is the administrator of the portal itself.
	Platform = Access{"admin", func(a policy.Actor) bool { return a.HasAny(policy.Admin) }}
	// Campus is the desk of university staff.
	Campus = Access{"campus", func(a policy.Actor) bool { return a.HasAny(policy.Campus) }}
	// Audit is the auditor's desk.
	Audit = Access{"audit", func(a policy.Actor) bool { return a.HasAny(policy.Auditor) }}
	// Importers read the national course set in: for their own body, or for all.
	Importers = Access{"importers", func(a policy.Actor) bool { return a.HasAny(policy.Officer, policy.Host, policy.Admin) }}
)
