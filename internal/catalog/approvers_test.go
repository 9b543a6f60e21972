package catalog

import (
	"math/rand/v2"
	"slices"
	"testing"

	"ieum/internal/id"
	"ieum/internal/policy"
)

func TestTheSecondPersonIsTheNearestWhoIsNotTheAsker(t *testing.T) {
	city, gu, other, edu := id.New(), id.New(), id.New(), id.New()
	asker, second := id.New(), id.New()
	parents := map[id.ID]id.ID{gu: city}
	parties := []id.ID{gu, edu, other}
	for name, tt := range map[string]struct {
		approvers map[id.ID][]id.ID
		want      []id.ID
	}{
		"own approver":                        {map[id.ID][]id.ID{gu: {second}, city: {second}}, []id.ID{gu}},
		"own approver is the asker":           {map[id.ID][]id.ID{gu: {asker}, city: {second}}, []id.ID{city}},
		"the asker and a colleague":           {map[id.ID][]id.ID{gu: {asker, second}}, []id.ID{gu}},
		"one officer, parent":                 {map[id.ID][]id.ID{city: {second}}, []id.ID{city}},
		"nobody above, the other party":       {map[id.ID][]id.ID{edu: {second}}, []id.ID{edu}},
		"two other parties":                   {map[id.ID][]id.ID{edu: {second}, other: {second}}, []id.ID{edu, other}},
		"the asker approves at another party": {map[id.ID][]id.ID{edu: {asker}}, nil},
		"nobody":                              {nil, nil},
	} {
		if got := Approvers(gu, asker, parents, parties, tt.approvers); !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", name, got, tt.want)
		}
	}
}

func TestACircleOfParentsEnds(t *testing.T) {
	a, b := id.New(), id.New()
	if got := Approvers(a, id.New(), map[id.ID]id.ID{a: b, b: a}, nil, nil); got != nil {
		t.Error(got)
	}
	if decidedAs(a, id.New(), map[id.ID]id.ID{a: b, b: a}) != "party" {
		t.Error("a circle of parents")
	}
}

// Whatever the tree, the roles and the agreement: who may decide is never the
// asker, holds a role at an organisation of the chain, and there is somebody
// whenever anybody else approves at the organisation, above it or beside it.
func TestApproversAlways(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 3000 {
		orgs, accounts := make([]id.ID, 5), make([]id.ID, 4)
		for i := range orgs {
			orgs[i] = id.New()
		}
		for i := range accounts {
			accounts[i] = id.New()
		}
		parents, approvers := map[id.ID]id.ID{}, map[id.ID][]id.ID{}
		for i := range orgs[1:] {
			if rng.IntN(2) == 0 {
				parents[orgs[i+1]] = orgs[rng.IntN(len(orgs))]
			}
		}
		for range rng.IntN(5) {
			o := orgs[rng.IntN(len(orgs))]
			approvers[o] = append(approvers[o], accounts[rng.IntN(len(accounts))])
		}
		var parties []id.ID
		for _, o := range orgs {
			if rng.IntN(3) == 0 {
				parties = append(parties, o)
			}
		}
		org, asker := orgs[rng.IntN(len(orgs))], accounts[0]
		by := Approvers(org, asker, parents, parties, approvers)
		w := waiting{&Approval{OrgID: org, AskedBy: asker}, by}
		somebody := false
		for _, a := range accounts {
			actor := policy.Actor{Account: a}
			for o, who := range approvers {
				if slices.Contains(who, a) {
					actor.Roles = append(actor.Roles, policy.Role{Duty: policy.Approver, Org: o})
				}
			}
			if policy.May(actor, policy.DecideApproval, w) {
				somebody = true
				if a == asker {
					t.Fatal("the asker may decide")
				}
			}
		}
		if (len(by) > 0) != somebody {
			t.Fatalf("chain %v, somebody may decide: %v", by, somebody)
		}
		reach := slices.Clone(parties)
		for o, n := org, 0; !o.IsZero() && n < 9; o, n = parents[o], n+1 {
			reach = append(reach, o)
		}
		possible := slices.ContainsFunc(reach, func(o id.ID) bool {
			return slices.ContainsFunc(approvers[o], func(a id.ID) bool { return a != asker })
		})
		if possible != somebody {
			t.Fatalf("possible %v, offered %v", possible, somebody)
		}
	}
}
