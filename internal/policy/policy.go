package policy

import (
	"ieum/internal/fault"
	"ieum/internal/id"
)

// Action is something an actor may be allowed to do.
type Action string

// Resource is a thing with an owner.
type Resource interface {
	PolicyOrg() id.ID // the organisation that answers for it; None for a person's own thing
	PolicyRef() string
}

// Owned is a resource that belongs to one person, such as an application.
type Owned interface {
	Resource
	PolicyPerson() id.ID
}

// Approvable is a resource that waits for a second person. Approvers lists the
// organisations whose approver may decide, the nearest first: its own, and
// where that has nobody but the asker, the parent or the other party.
type Approvable interface {
	Resource
	AskedBy() id.ID
	Approvers() []id.ID
}

// Taught is a resource that instructors answer for. Teachers are people, not accounts.
type Taught interface {
	Resource
	Teachers() []id.ID
}

// Permit is proof that a decision was made; only Decide can fill one in.
type Permit struct {
	action Action
	ref    string
	org    id.ID
}

// Action is what was permitted.
func (p Permit) Action() Action { return p.action }

// Ref names the thing it was permitted on.
func (p Permit) Ref() string { return p.ref }

// Org is the organisation that answers for the thing.
func (p Permit) Org() id.ID { return p.org }

// Decide returns a permit or a fault: SignIn for somebody unknown, Forbidden otherwise.
func Decide(who Actor, do Action, on Resource) (Permit, error) {
	rule, known := rules[do]
	switch {
	case who.Task != "":
		if tasks[who.Task][do] {
			return permit(do, on), nil
		}
	case known && rule(who, on):
		return permit(do, on), nil
	case !who.SignedIn():
		return Permit{}, fault.New(fault.SignIn, "error.sign_in")
	}
	return Permit{}, fault.New(fault.Forbidden, "error.forbidden")
}

// May is Decide without the permit, for a page that asks what to offer.
func May(who Actor, do Action, on Resource) bool {
	_, err := Decide(who, do, on)
	return err == nil
}

func permit(do Action, on Resource) Permit {
	return Permit{action: do, ref: on.PolicyRef(), org: on.PolicyOrg()}
}

// Platform is the resource of actions on the portal as a whole.
type Platform struct{ Name string }

// PolicyOrg implements Resource: the platform is nobody's.
func (Platform) PolicyOrg() id.ID { return id.None }

// PolicyRef implements Resource.
func (p Platform) PolicyRef() string { return "platform/" + p.Name }

// OrgThing is the resource of actions on an organisation.
type OrgThing struct {
	Org  id.ID
	Name string
}

// PolicyOrg implements Resource.
func (o OrgThing) PolicyOrg() id.ID { return o.Org }

// PolicyRef implements Resource.
func (o OrgThing) PolicyRef() string { return o.Name + "/" + o.Org.String() }

// StandInThing is the resource of actions on who decides in whose absence.
type StandInThing struct {
	Org    id.ID // whose approver is absent
	Parent id.ID // the organisation above, None where there is none
	Deputy id.ID // the account that would decide
}

// PolicyOrg implements Resource.
func (t StandInThing) PolicyOrg() id.ID { return t.Org }

// PolicyRef implements Resource.
func (t StandInThing) PolicyRef() string { return "stand_in/" + t.Org.String() }

// PersonThing is the resource of actions on one's own account or person.
type PersonThing struct {
	Person id.ID
	Name   string
}

// PolicyOrg implements Resource: a person's own thing is no organisation's.
func (PersonThing) PolicyOrg() id.ID { return id.None }

// PolicyRef implements Resource.
func (p PersonThing) PolicyRef() string { return p.Name + "/" + p.Person.String() }

// PolicyPerson implements Owned.
func (p PersonThing) PolicyPerson() id.ID { return p.Person }
