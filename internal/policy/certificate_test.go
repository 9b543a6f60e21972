package policy

import (
	"testing"

	"ieum/internal/id"
)

func TestCertificatesAreIssuedByWhoRunsItAndTakenByWhoseTheyAre(t *testing.T) {
	org, other := id.New(), id.New()
	teacher := person(Role{Instructor, org})
	l := lesson{OrgThing{Org: org, Name: "section"}, []id.ID{teacher.Person}}
	for name, tt := range map[string]struct {
		who  Actor
		want bool
	}{
		"officer": {person(Role{Officer, org}), true}, "host": {person(Role{Host, org}), true}, "its teacher": {teacher, false},
		"approver": {person(Role{Approver, org}), false}, "neighbour": {person(Role{Host, other}), false}, "administrator": {person(Role{Admin, id.None}), false},
		"resident": {person(), false}, "nobody": {Nobody(""), false},
	} {
		for _, do := range []Action{Certify, RevokeCertify, SetSignatory} {
			if got := May(tt.who, do, l); got != tt.want {
				t.Errorf("%s, %s: %v", name, do, got)
			}
		}
	}
	me, you := person(), person(Role{Officer, org})
	mine := PersonThing{Person: me.Person, Name: "participation"}
	if !May(me, AskCertificate, mine) || May(you, AskCertificate, mine) || May(Nobody(""), AskCertificate, mine) {
		t.Error("a certificate is asked for by its own person and nobody else")
	}
}
