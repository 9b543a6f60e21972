package enrolment

import (
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// asker is who a request is for, and by what right it is sent.
type asker struct {
	person    people.Person
	contact   people.Person // whose telephone number the form asks for
	as        MadeAs
	confirmed bool
	action    policy.Action
	org       id.ID  // of the section, for a request from the desk
	method    string // how the person agreed
}

// person is whom a request is for, as far as it can be said without reading:
// somebody else's child is not there.
func (in *Apply) person(who policy.Actor) (id.ID, error) {
	switch {
	case in.desk != nil:
		return in.For, nil
	case in.For.IsZero() || in.For == who.Person:
		return who.Person, nil
	case policy.Visible(who).Ward(in.For):
		return in.For, nil
	}
	return id.None, fault.New(fault.NotFound, "error.not_found")
}

// asker reads, inside the transaction, who the request is for.
func (in *Apply) asker(tx *db.Tx, who policy.Actor, org id.ID) (a asker, err error) {
	if in.desk != nil {
		a = asker{as: AtDesk, confirmed: true, action: policy.ApplyFor, org: org, method: string(in.desk.Method)}
		// Before anything is read of the person: what stands elsewhere is not the officer's to learn.
		if !policy.May(who, a.action, placeIn{org, "section/" + in.SectionID.String()}) {
			return a, fault.New(fault.NotFound, "error.not_found")
		}
		a.person, err = people.KnownAtDesk(tx, who, in.For)
		a.contact = a.person
		return a, err
	}
	account, self, err := people.Self(tx, who)
	if err != nil {
		return a, err
	}
	a = asker{person: self, contact: self, as: ForSelf, confirmed: account.Proved(), action: policy.Apply, method: "web"}
	if in.For.IsZero() || in.For == self.ID {
		return a, nil
	}
	a.as = AsGuardian
	a.person, err = people.WardOf(tx, self, in.For) // once more: a child may have got its own account meanwhile
	return a, err
}

// resource is the application as whoever sends it may act on it: their own, their
// child's, or their organisation's.
func (a *asker) resource(app *Application) policy.Resource {
	if a.as == AtDesk {
		return placeIn{a.org, app.PolicyRef()}
	}
	return app
}

// birth is the day of birth that the form asked for: of the applicant themself only.
func (a *asker) birth(in Apply) clock.Date {
	if a.as != ForSelf {
		return ""
	}
	return in.BirthOn
}
