package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Viewer is a signed-in account as pages greet it.
type Viewer struct {
	Account Account
	Person  Person
	Actor   policy.Actor
	// Universities are where the person is a verified student.
	Universities []id.ID
}

// AtDesk reports whether the viewer has duties, or stands in for somebody's: what
// they see of others asks for shorter sessions.
func (v *Viewer) AtDesk() bool { return len(v.Actor.Roles) > 0 || len(v.Actor.StandsIn) > 0 }

// Actors turns accounts into actors.
type Actors struct{ db *db.DB }

// NewActors returns the actors in d.
func NewActors(d *db.DB) *Actors { return &Actors{d} }

// Viewer loads an account with its roles; ok is false when the account does not exist or is closed.
func (a *Actors) Viewer(ctx context.Context, account id.ID, origin string) (v Viewer, ok bool, err error) {
	r := actorReader{a.db.Read(ctx)}
	if v.Account, v.Person, ok, err = r.account(account); err != nil || !ok {
		return Viewer{}, false, err
	}
	rows, err := r.roles(account)
	if err != nil {
		return Viewer{}, false, err
	}
	stand, err := r.standIns(account, a.db.Now().Date())
	if err != nil {
		return Viewer{}, false, err
	}
	parents := map[id.ID]id.ID{}
	if anySubtree(rows) || anySubtree(stand.roles) {
		if parents, err = r.parents(); err != nil {
			return Viewer{}, false, err
		}
	}
	if v.Universities, err = r.universities(v.Person.ID); err != nil {
		return Viewer{}, false, err
	}
	wards, err := r.wards(v.Person.ID, a.db.Now().Date())
	if err != nil {
		return Viewer{}, false, err
	}
	v.Actor = policy.Actor{Account: account, Person: v.Person.ID, Name: v.Person.Name, Origin: origin, Roles: spread(rows, parents), Wards: wards}
	for _, s := range stand.records {
		for _, role := range spread(stand.rolesOf(s), parents) {
			if role.Duty == policy.Approver && role.Org == s.OrgID {
				v.Actor.StandsIn = append(v.Actor.StandsIn, policy.StandIn{Role: role, Record: s.ID})
			}
		}
	}
	return v, true, nil
}

func anySubtree(rows []RoleRow) bool {
	for _, r := range rows {
		if r.Subtree {
			return true
		}
	}
	return false
}

// spread turns role rows into roles, one for each organisation below where a row says so.
func spread(rows []RoleRow, parents map[id.ID]id.ID) []policy.Role {
	var out []policy.Role
	for _, r := range rows {
		out = append(out, policy.Role{Duty: r.Duty, Org: r.OrgID})
		if !r.Subtree {
			continue
		}
		for org := range parents {
			if below(org, r.OrgID, parents) {
				out = append(out, policy.Role{Duty: r.Duty, Org: org})
			}
		}
	}
	return out
}

// below reports whether org has top among its ancestors. The tree is a few
// levels deep; the bound keeps a circle in the data from hanging a request.
func below(org, top id.ID, parents map[id.ID]id.ID) bool {
	for range 16 {
		org = parents[org]
		switch org {
		case id.None:
			return false
		case top:
			return true
		}
	}
	return false
}

type standing struct {
	records []StandIn
	roles   []RoleRow // of the absent accounts
}

func (s standing) rolesOf(rec StandIn) []RoleRow {
	var out []RoleRow
	for _, r := range s.roles {
		if r.AccountID == rec.AbsentID {
			out = append(out, r)
		}
	}
	return out
}
