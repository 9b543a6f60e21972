package catalog

import (
	"slices"

	"ieum/internal/id"
)

// Approvers are the organisations whose approver may decide what an account of
// org has asked: org itself where it has an approver who is not the asker;
// otherwise the nearest body above that has one; otherwise the other parties of
// the programme's agreement that have one. approvers gives the accounts that may
// approve for an organisation. Nobody decides their own request.
func Approvers(org, asker id.ID, parents map[id.ID]id.ID, parties []id.ID, approvers map[id.ID][]id.ID) []id.ID {
	somebody := func(o id.ID) bool {
		return slices.ContainsFunc(approvers[o], func(a id.ID) bool { return a != asker })
	}
	seen := map[id.ID]bool{}
	for o := org; !o.IsZero() && !seen[o]; o = parents[o] { // a circle in the data must not hang a request
		if somebody(o) {
			return []id.ID{o}
		}
		seen[o] = true
	}
	var out []id.ID
	for _, o := range parties {
		if !seen[o] && somebody(o) && !slices.Contains(out, o) {
			out = append(out, o)
		}
	}
	return out
}

// decidedAs says in what capacity a decision was made by one of the organisations.
func decidedAs(org, by id.ID, parents map[id.ID]id.ID) string {
	if by == org {
		return "approver"
	}
	seen := map[id.ID]bool{}
	for o := parents[org]; !o.IsZero() && !seen[o]; o = parents[o] {
		if o == by {
			return "parent"
		}
		seen[o] = true
	}
	return "party"
}

// waiting is an approval that waits, as policy sees it.
type waiting struct {
	*Approval
	by []id.ID
}

// PolicyOrg implements policy.Resource.
func (w waiting) PolicyOrg() id.ID { return w.OrgID }

// PolicyRef implements policy.Resource.
func (w waiting) PolicyRef() string { return "approval/" + w.ID.String() }

// AskedBy implements policy.Approvable.
func (w waiting) AskedBy() id.ID { return w.Approval.AskedBy }

// Approvers implements policy.Approvable.
func (w waiting) Approvers() []id.ID { return w.by }
