package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// AddUser is an account made by a command: the first administrator's.
type AddUser struct{ Name, Email string }

// AddUser makes an account without a password and returns the one-time secret
// of /password/new, which lets its owner choose one within a day.
func (a *Accounts) AddUser(ctx context.Context, who policy.Actor, in AddUser) (token string, err error) {
	in.Name, in.Email = CleanLine(in.Name), CleanEmail(in.Email)
	p := fault.Problems{}
	nameProblem(p, "name", in.Name)
	emailProblem(p, "email", in.Email)
	if err := p.Err(); err != nil {
		return "", err
	}
	err = a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		if _, _, found, err := s.byEmailLocked(in.Email); err != nil {
			return err
		} else if found {
			return fault.New(fault.Conflict, "account.problem.email_taken", "email", in.Email)
		}
		acc, person, err := s.create(Register{Name: in.Name, Email: in.Email, Lang: korean}, "")
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.Register, policy.PersonThing{Person: person.ID, Name: "account"}); err != nil {
			return err
		}
		nonce, row := a.links.fresh(acc.ID, ResetPassword, tx.Now, firstPasswordLife)
		token = a.links.Token(nonce)
		return s.replaceTokens(&row)
	})
	return token, err
}

// Grant is a duty given to an account, for an organisation or for the platform.
type Grant struct {
	Email   string
	Duty    policy.Duty
	Org     string // slug or code; "" for auditor and admin
	Subtree bool
}

// Grant gives an account a duty. Giving it again changes nothing.
func (a *Accounts) Grant(ctx context.Context, who policy.Actor, in Grant) error {
	platform := in.Duty == policy.Admin || in.Duty == policy.Auditor
	if !KnownDuty(in.Duty) {
		return fault.New(fault.Invalid, "account.problem.duty", "duty", string(in.Duty))
	}
	if (in.Org == "") != platform {
		return fault.New(fault.Invalid, "account.problem.duty_org", "duty", string(in.Duty))
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		acc, _, found, err := s.byEmailLocked(CleanEmail(in.Email))
		if err != nil {
			return err
		}
		if !found || !acc.ClosedAt.IsZero() {
			return fault.New(fault.NotFound, "account.problem.no_account", "email", in.Email)
		}
		org := id.None
		if !platform {
			if org, err = s.organisation(in.Org); err != nil {
				return err
			}
		}
		if _, err := tx.Allow(policy.GrantRole, policy.OrgThing{Org: org, Name: "role"}, "account", acc.ID, "duty", in.Duty, "subtree", in.Subtree); err != nil {
			return err
		}
		return s.grant(&RoleRow{ID: id.New(), AccountID: acc.ID, Duty: in.Duty, OrgID: org, Subtree: in.Subtree, GrantedBy: who.Account, GrantedAt: tx.Now})
	})
}

// KnownDuty reports whether there is such a duty.
func KnownDuty(d policy.Duty) bool {
	switch d {
	case policy.Officer, policy.Approver, policy.Desk, policy.Host, policy.Instructor, policy.Campus, policy.School, policy.Auditor, policy.Admin:
		return true
	}
	return false
}
