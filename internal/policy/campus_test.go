package policy

import (
	"testing"

	"ieum/internal/id"
)

// What a campus may do it may do at home alone; a consent and an affiliation
// are the student's own; a question is the host's to answer.
func TestCampusActions(t *testing.T) {
	here, there := id.New(), id.New()
	student := person()
	people := map[string]Actor{
		"staff": person(Role{Campus, here}), "staff elsewhere": person(Role{Campus, there}), "officer": person(Role{Officer, here}), "host": person(Role{Host, here}),
		"approver": person(Role{Approver, here}), "admin": person(Role{Admin, id.None}), "auditor": person(Role{Auditor, id.None}), "student": student,
		"another": person(), "nobody": Nobody(""), "system": System("send alerts"),
	}
	university, own := OrgThing{Org: here, Name: "x"}, PersonThing{Person: student.Person, Name: "x"}
	for _, tt := range []struct {
		do  Action
		on  Resource
		may []string
	}{
		{DecideAffiliation, university, []string{"staff"}},
		{CompareRoster, university, []string{"staff"}},
		{DecideRecognition, university, []string{"staff"}},
		{PublishRule, university, []string{"staff"}},
		{ExportMileage, university, []string{"staff"}},
		{ReflectMileage, university, []string{"staff"}},
		{AnswerQuestion, university, []string{"officer", "host"}},
		{AskAffiliation, own, []string{"student"}},
		{GiveProvision, own, []string{"student"}},
		{DecideRecognition, own, nil},
		{GiveProvision, university, nil},
	} {
		may := map[string]bool{}
		for _, name := range tt.may {
			may[name] = true
		}
		for name, who := range people {
			if got := May(who, tt.do, tt.on); got != may[name] {
				t.Errorf("%s, %s: %v", tt.do, name, got)
			}
		}
	}
	if s := Visible(people["staff"]); len(s.Campus) != 1 || s.Campus[0] != here || len(s.Desk()) != 0 {
		t.Errorf("%+v", s)
	}
}
