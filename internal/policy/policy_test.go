package policy

import (
	"testing"

	"ieum/internal/fault"
	"ieum/internal/id"
)

type draft struct {
	org, asker id.ID
	approvers  []id.ID
}

func (d draft) PolicyOrg() id.ID   { return d.org }
func (d draft) PolicyRef() string  { return "draft" }
func (d draft) AskedBy() id.ID     { return d.asker }
func (d draft) Approvers() []id.ID { return d.approvers }

func person(roles ...Role) Actor { return Actor{Account: id.New(), Person: id.New(), Roles: roles} }

func TestADutyHoldsForItsOwnOrganisationAlone(t *testing.T) {
	namgu, yeonje := id.New(), id.New()
	officer := person(Role{Officer, namgu})
	if !May(officer, EditProgramme, OrgThing{Org: namgu, Name: "org"}) {
		t.Error("an officer may not edit at home")
	}
	for name, who := range map[string]Actor{
		"neighbour": person(Role{Officer, yeonje}), "approver": person(Role{Approver, namgu}),
		"resident": person(), "nobody": Nobody(""), "system": System("send alerts"), "admin": person(Role{Admin, id.None}),
	} {
		if May(who, EditProgramme, OrgThing{Org: namgu, Name: "org"}) {
			t.Errorf("%s may edit another's programme", name)
		}
	}
	if May(officer, EditProgramme, Platform{"x"}) {
		t.Error("a thing of no organisation was edited by an officer")
	}
}

func TestTheSecondPersonIsNeverTheAsker(t *testing.T) {
	org, parent := id.New(), id.New()
	asker := person(Role{Officer, org}, Role{Approver, org})
	d := draft{org: org, asker: asker.Account, approvers: []id.ID{org, parent}}
	stand := person()
	stand.StandsIn = []StandIn{{Role{Approver, org}, id.New()}}
	for name, tt := range map[string]struct {
		who  Actor
		want bool
	}{
		"asker":             {asker, false},
		"own approver":      {person(Role{Approver, org}), true},
		"parent's approver": {person(Role{Approver, parent}), true},
		"stand-in":          {stand, true},
		"another approver":  {person(Role{Approver, id.New()}), false},
		"another officer":   {person(Role{Officer, org}), false},
	} {
		if got := May(tt.who, DecideApproval, d); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
}

func TestOwnThingsAreTheOwners(t *testing.T) {
	me, you := person(), person()
	mine := PersonThing{Person: me.Person, Name: "application"}
	if !May(me, CancelOwn, mine) || May(you, CancelOwn, mine) || May(Nobody(""), CancelOwn, mine) {
		t.Error("somebody may cancel what is not theirs, or may not cancel their own")
	}
	if May(Actor{Account: id.New()}, CancelOwn, PersonThing{Name: "application"}) {
		t.Error("a thing of nobody is owned by an account without a person")
	}
}

func TestAnybodyAsksForACode(t *testing.T) {
	if !May(Nobody(""), AskCode, Platform{"codes"}) || !May(person(), AskCode, Platform{"codes"}) || May(System("send alerts"), AskCode, Platform{"codes"}) {
		t.Error("a visitor, or somebody signed in, may not ask for a code, or background work may")
	}
}

func TestGuardiansActForTheirChildrenAndDesksForTheirOrganisation(t *testing.T) {
	child, org := id.New(), id.New()
	guardian := person()
	guardian.Wards = []id.ID{child}
	theirs := PersonThing{Person: child, Name: "application"}
	for _, do := range []Action{Apply, CancelOwn, ManageChild} {
		if !May(guardian, do, theirs) || May(person(), do, theirs) || May(Nobody(""), do, theirs) || May(person(Role{Officer, org}, Role{Admin, id.None}), do, theirs) {
			t.Errorf("%s: a guardian may not, or somebody else may", do)
		}
	}
	if May(guardian, ManageAccount, theirs) || May(guardian, OpenSession, theirs) || May(guardian, ManageFamily, theirs) {
		t.Error("a guardian may be their child")
	}
	nobody := guardian
	nobody.Wards = []id.ID{id.None}
	if May(nobody, Apply, PersonThing{Name: "application"}) {
		t.Error("a thing of nobody is a child's")
	}
	for _, do := range []Action{ApplyFor, ServePerson} {
		on := OrgThing{Org: org, Name: "counter"}
		if !May(person(Role{Desk, org}), do, on) || !May(person(Role{Officer, org}), do, on) {
			t.Errorf("%s: neither desk nor officer may", do)
		}
		for _, who := range []Actor{person(Role{Desk, id.New()}), person(Role{Host, org}), person(Role{Approver, org}), person(Role{Campus, org}), person(), Nobody("")} {
			if May(who, do, on) {
				t.Errorf("%s by %+v", do, who.Roles)
			}
		}
	}
}

func TestFaultSaysWhetherSigningInMayHelp(t *testing.T) {
	_, err := Decide(Nobody(""), Apply, PersonThing{Person: id.New(), Name: "a"})
	if fault.Of(err) != fault.SignIn {
		t.Errorf("%v", err)
	}
	_, err = Decide(person(), EditProgramme, OrgThing{Org: id.New(), Name: "o"})
	if fault.Of(err) != fault.Forbidden {
		t.Errorf("%v", err)
	}
}

func TestBackgroundWorkMayDoWhatItsTaskSaysAndNothingElse(t *testing.T) {
	if !May(System("send alerts"), SendAlerts, Platform{"x"}) {
		t.Error("alerts may not be sent")
	}
	for _, do := range []Action{Apply, GrantRole, RecoverAccount} {
		if May(System("send alerts"), do, Platform{"x"}) {
			t.Errorf("the alert sender may %s", do)
		}
	}
	if May(System("unheard of"), SendAlerts, Platform{"x"}) {
		t.Error("an unknown task may do something")
	}
}

func TestScope(t *testing.T) {
	org, other := id.New(), id.New()
	s := Visible(person(Role{Officer, org}, Role{Host, org}, Role{Approver, other}))
	if len(s.Runs) != 1 || len(s.Reviews) != 1 || len(s.Desk()) != 2 || s.Everything {
		t.Errorf("%+v", s)
	}
	if s := Visible(Nobody("")); len(s.Desk()) != 0 || !s.Person.IsZero() {
		t.Errorf("%+v", s)
	}
}

func TestNobodyMakesThemselfAStandIn(t *testing.T) {
	org, parent := id.New(), id.New()
	deputy := person(Role{Officer, org}, Role{Approver, org}, Role{Approver, parent}, Role{Admin, id.None})
	on := StandInThing{Org: org, Parent: parent, Deputy: deputy.Account}
	stand := person()
	stand.StandsIn = []StandIn{{Role{Approver, org}, id.New()}}
	for name, tt := range map[string]struct {
		who  Actor
		want bool
	}{
		"approver": {person(Role{Approver, org}), true}, "approver above": {person(Role{Approver, parent}), true}, "administrator": {person(Role{Admin, id.None}), true},
		"officer": {person(Role{Officer, org}), false}, "host": {person(Role{Host, org}), false}, "officer above": {person(Role{Officer, parent}), false},
		"approver elsewhere": {person(Role{Approver, id.New()}), false}, "the deputy, whoever they are": {deputy, false}, "a stand-in of today": {stand, false}, "nobody": {Nobody(""), false},
	} {
		if got := May(tt.who, RecordStandIn, on); got != tt.want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if May(person(Role{Approver, org}), RecordStandIn, OrgThing{Org: org, Name: "stand_in"}) {
		t.Error("without a deputy to look at, nothing can be said")
	}
	if May(person(Role{Admin, id.None}), RecordStandIn, StandInThing{}) {
		t.Error("a stand-in at no organisation")
	}
}

func TestAuditsAreOpenedByOneAndReadByAnother(t *testing.T) {
	admin, auditor, officer := person(Role{Admin, id.None}), person(Role{Auditor, id.None}), person(Role{Officer, id.New()})
	for do, may := range map[Action]Actor{OpenAudit: admin, CheckChain: admin, ReadAudit: auditor, Unmask: auditor} {
		for name, who := range map[string]Actor{"admin": admin, "auditor": auditor, "officer": officer, "resident": person(), "nobody": Nobody(""), "system": System("send alerts")} {
			if got := May(who, do, Platform{"audit"}); got != (who.Account == may.Account && who.SignedIn()) {
				t.Errorf("%s %s: %v", name, do, got)
			}
		}
	}
}

func TestOnesDataIsTheOwners(t *testing.T) {
	me, you := person(), person(Role{Admin, id.None})
	mine := PersonThing{Person: me.Person, Name: "person"}
	for _, do := range []Action{ExportOwn, EraseOwn} {
		if !May(me, do, mine) || May(you, do, mine) || May(Nobody(""), do, mine) {
			t.Errorf("%s", do)
		}
	}
	if !May(System("user command"), EraseOwn, mine) || May(System("user command"), ExportOwn, mine) {
		t.Error("the operator's command erases and takes no copies")
	}
}
