package policy

import (
	"testing"

	"ieum/internal/id"
)

type lesson struct {
	OrgThing
	teachers []id.ID
}

func (l lesson) Teachers() []id.ID { return l.teachers }

func TestAttendanceIsKeptByWhoRunsItOrTeachesIt(t *testing.T) {
	org, other := id.New(), id.New()
	teacher := person(Role{Instructor, org})
	l := lesson{OrgThing{Org: org, Name: "section"}, []id.ID{teacher.Person}}
	for name, tt := range map[string]struct {
		who  Actor
		want bool
	}{
		"officer": {person(Role{Officer, org}), true}, "host": {person(Role{Host, org}), true}, "its teacher": {teacher, true},
		"another instructor": {person(Role{Instructor, org}), false}, "a teacher without the duty": {Actor{Account: id.New(), Person: teacher.Person}, false},
		"its teacher, at another organisation": {Actor{Account: id.New(), Person: teacher.Person, Roles: []Role{{Instructor, other}}}, false},
		"approver":                             {person(Role{Approver, org}), false}, "neighbour": {person(Role{Officer, other}), false},
		"administrator": {person(Role{Admin, id.None}), false}, "desk": {person(Role{Desk, org}), false}, "nobody": {Nobody(""), false}, "system": {System("send alerts"), false},
	} {
		for _, do := range []Action{TakeAttendance, ConfirmPeople} {
			if got := May(tt.who, do, l); got != tt.want {
				t.Errorf("%s, %s: %v", name, do, got)
			}
		}
	}
	if May(teacher, TakeAttendance, OrgThing{Org: org, Name: "section"}) {
		t.Error("what nobody is said to teach was marked by an instructor")
	}
	nobody := lesson{OrgThing{Org: org, Name: "section"}, []id.ID{id.None}}
	if May(Actor{Account: id.New(), Roles: []Role{{Instructor, org}}}, TakeAttendance, nobody) {
		t.Error("an account without a person teaches what has no teacher")
	}
	if s := Visible(teacher); len(s.Teaches) != 1 || len(s.Desk()) != 0 {
		t.Errorf("%+v", s)
	}
}
