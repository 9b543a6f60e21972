package policy

import (
	"slices"

	"ieum/internal/id"
)

// The actions of the portal.
const (
	Register        Action = "account.register"
	ManageAccount   Action = "account.manage"
	RecoverAccount  Action = "account.recover"
	AskCode         Action = "code.ask"
	OpenSession     Action = "session.open"
	CloseSession    Action = "session.close"
	GrantRole       Action = "role.grant"
	CloseAccount    Action = "account.close"
	RecordStandIn   Action = "stand_in.record"
	EditProgramme   Action = "programme.edit"
	AskApproval     Action = "approval.ask"
	DecideApproval  Action = "approval.decide"
	CloseProgramme  Action = "programme.close"
	ImportCourses   Action = "courses.import"
	Apply           Action = "application.apply"
	CancelOwn       Action = "application.cancel"
	AskAlert        Action = "alert.ask"
	ManageFamily    Action = "family.manage"
	ManageChild     Action = "child.manage"
	ApplyFor        Action = "application.apply_for"
	ServePerson     Action = "person.serve"
	KeepView        Action = "view.keep"
	ReadApplicants  Action = "applicants.read"
	ExportPeople    Action = "people.export"
	MessagePeople   Action = "people.message"
	ReadOutbox      Action = "outbox.read"
	SendAlerts      Action = "alert.send"
	ManagePlatform  Action = "platform.manage"
	ReadAccessLog   Action = "access_log.read"
	CancelSection   Action = "section.cancel"
	LoadWorld       Action = "world.load"
	EditPartnership Action = "partnership.edit"
	ExportOwn       Action = "person.export"
	EraseOwn        Action = "person.erase"
	OpenAudit       Action = "audit.open"
	ReadAudit       Action = "audit.read"
	Unmask          Action = "audit.unmask"
	CheckChain      Action = "audit.check"
	TakeAttendance  Action = "attendance.take"
	ConfirmPeople   Action = "participation.confirm"

	AskAffiliation    Action = "affiliation.ask"
	DecideAffiliation Action = "affiliation.decide"
	CompareRoster     Action = "roster.compare"
	GiveProvision     Action = "provision.give"
	DecideRecognition Action = "recognition.decide"
	AnswerQuestion    Action = "question.answer"
	PublishRule       Action = "recognition_rule.publish"
	ExportMileage     Action = "mileage.export"
	ReflectMileage    Action = "mileage.reflect"
	Certify           Action = "certificate.issue"
	RevokeCertify     Action = "certificate.revoke"
	AskCertificate    Action = "certificate.ask"
	SetSignatory      Action = "signatory.set"
)

type rule func(Actor, Resource) bool

var rules = map[Action]rule{
	Register:       func(a Actor, _ Resource) bool { return !a.SignedIn() && a.Task == "" },
	RecoverAccount: anyone,
	AskCode:        anyone,
	ManageAccount:  own,
	OpenSession:    own,
	CloseSession:   own,
	Apply:          either(own, ward),
	CancelOwn:      either(own, ward),
	ManageFamily:   own,
	ManageChild:    ward,
	ApplyFor:       at(Desk, Officer),
	ServePerson:    at(Desk, Officer),
	AskAlert:       own,
	KeepView:       own,
	ExportOwn:      own,
	EraseOwn:       own,

	EditProgramme:  at(Officer, Host),
	AskApproval:    at(Officer, Host),
	CloseProgramme: at(Officer, Host),
	CancelSection:  at(Officer, Host),
	DecideApproval: secondPerson,
	RecordStandIn:  handsOver,
	ImportCourses:  either(at(Officer, Host), platform(Admin)),

	ReadApplicants: at(Officer, Host, Approver),
	ExportPeople:   at(Officer, Host),
	MessagePeople:  at(Officer, Host),

	TakeAttendance: either(at(Officer, Host), teaches),
	ConfirmPeople:  either(at(Officer, Host), teaches),
	Certify:        at(Officer, Host),
	RevokeCertify:  at(Officer, Host),
	SetSignatory:   at(Officer, Host),
	AskCertificate: either(own, ward),

	AskAffiliation:    own,
	GiveProvision:     own,
	DecideAffiliation: at(Campus),
	CompareRoster:     at(Campus),
	DecideRecognition: at(Campus),
	PublishRule:       at(Campus),
	ExportMileage:     at(Campus),
	ReflectMileage:    at(Campus),
	AnswerQuestion:    at(Officer, Host),

	GrantRole:      platform(Admin),
	CloseAccount:   platform(Admin),
	ReadOutbox:     platform(Admin),
	ManagePlatform: platform(Admin),
	ReadAccessLog:  platform(Admin),
	OpenAudit:      platform(Admin),
	CheckChain:     platform(Admin),
	ReadAudit:      platform(Auditor),
	Unmask:         platform(Auditor),
}

// tasks says what background work may do: the task's name and its actions.
var tasks = map[string]map[Action]bool{
	"import courses": {ImportCourses: true},
	"load world":     {LoadWorld: true},
	"user command":   {GrantRole: true, CloseAccount: true, ManageAccount: true, Register: true, CancelOwn: true, EraseOwn: true},
	"send alerts":    {SendAlerts: true},
	"destroy":        {CancelOwn: true, EraseOwn: true},
}

func anyone(Actor, Resource) bool { return true }

// own lets a person do something with what is theirs.
func own(a Actor, r Resource) bool {
	o, ok := r.(Owned)
	return ok && a.SignedIn() && !a.Person.IsZero() && o.PolicyPerson() == a.Person
}

// ward lets a guardian do something with what is their child's.
func ward(a Actor, r Resource) bool {
	o, ok := r.(Owned)
	return ok && a.SignedIn() && !o.PolicyPerson().IsZero() && slices.Contains(a.Wards, o.PolicyPerson())
}

// at lets somebody with one of the duties at the thing's own organisation act.
func at(ds ...Duty) rule {
	return func(a Actor, r Resource) bool {
		return !r.PolicyOrg().IsZero() && slices.ContainsFunc(ds, func(d Duty) bool { return a.Has(d, r.PolicyOrg()) })
	}
}

// platform lets somebody with a duty for the whole platform act.
func platform(d Duty) rule {
	return func(a Actor, _ Resource) bool { return a.Has(d, id.None) }
}

// teaches lets an instructor of the thing's own organisation act on what they teach.
func teaches(a Actor, r Resource) bool {
	t, ok := r.(Taught)
	return ok && !a.Person.IsZero() && !r.PolicyOrg().IsZero() && a.Has(Instructor, r.PolicyOrg()) && slices.Contains(t.Teachers(), a.Person)
}

func either(rs ...rule) rule {
	return func(a Actor, r Resource) bool {
		return slices.ContainsFunc(rs, func(x rule) bool { return x(a, r) })
	}
}

// secondPerson lets an approver who is not the asker decide: of one of the
// organisations that may, in person or standing in for an absent approver.
func secondPerson(a Actor, r Resource) bool {
	w, ok := r.(Approvable)
	if !ok || !a.SignedIn() || a.Account == w.AskedBy() {
		return false
	}
	return slices.ContainsFunc(w.Approvers(), func(org id.ID) bool {
		_, standsIn := a.StandInAt(Approver, org)
		return a.Has(Approver, org) || standsIn
	})
}

// handsOver lets an approver in person, of the organisation or of the one above,
// say who decides in an approver's absence; the platform's administrator helps
// where there is none. Nobody gives the right to themself: it would make one
// person of the two that every draft passes.
func handsOver(a Actor, r Resource) bool {
	t, ok := r.(StandInThing)
	if !ok || !a.SignedIn() || t.Org.IsZero() || a.Account == t.Deputy {
		return false
	}
	return a.Has(Approver, t.Org) || a.Has(Admin, id.None) || !t.Parent.IsZero() && a.Has(Approver, t.Parent)
}
