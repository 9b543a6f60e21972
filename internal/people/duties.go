package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Grant is a duty given to an account, for an organisation or for the platform.
type Grant struct {
	Email   string
	Duty    policy.Duty
	Org     string // slug or code; "" for auditor and admin
	Subtree bool
}

// duty is the account, the organisation and the duty that a form names.
func (s accountStore) duty(in Grant) (acc Account, person Person, org id.ID, err error) {
	if in.platform() != (in.Org == "") {
		return acc, person, org, fault.New(fault.Invalid, "account.problem.duty_org", "duty", string(in.Duty))
	}
	if acc, person, err = s.open(in.Email); err != nil || in.platform() {
		return acc, person, org, err
	}
	org, err = s.organisation(in.Org)
	return acc, person, org, err
}

// open is an account that is not closed, by its address.
func (s accountStore) open(email string) (Account, Person, error) {
	acc, person, found, err := s.byEmailLocked(CleanEmail(email))
	if err == nil && (!found || !acc.ClosedAt.IsZero()) {
		err = fault.New(fault.NotFound, "account.problem.no_account", "email", email)
	}
	return acc, person, err
}

func (in Grant) platform() bool { return in.Duty == policy.Admin || in.Duty == policy.Auditor }

// Grant gives an account a duty. Giving it again changes nothing. A new duty
// signs the account out everywhere: it signs in again under a desk's limits.
func (a *Accounts) Grant(ctx context.Context, who policy.Actor, in Grant) error {
	if !KnownDuty(in.Duty) {
		return fault.New(fault.Invalid, "account.problem.duty", "duty", string(in.Duty))
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		acc, _, org, err := s.duty(in)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.GrantRole, policy.OrgThing{Org: org, Name: "role"}, "account", acc.ID, "duty", in.Duty, "subtree", in.Subtree); err != nil {
			return err
		}
		added, err := s.grant(&RoleRow{ID: id.New(), AccountID: acc.ID, Duty: in.Duty, OrgID: org, Subtree: in.Subtree, GrantedBy: who.Account, GrantedAt: tx.Now})
		if err != nil || !added {
			return err
		}
		return sessionStore(s).endAll(acc.ID, "")
	})
}

// Revoke takes a duty away again. It is gone with the next request; the row
// stays, with who took it away and when.
func (a *Accounts) Revoke(ctx context.Context, who policy.Actor, in Grant) error {
	if !KnownDuty(in.Duty) {
		return fault.New(fault.Invalid, "account.problem.duty", "duty", string(in.Duty))
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		acc, _, org, err := s.duty(in)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.GrantRole, policy.OrgThing{Org: org, Name: "role"}, "account", acc.ID, "duty", in.Duty, "revoked", true); err != nil {
			return err
		}
		gone, err := s.revoke(acc.ID, in.Duty, org)
		if err == nil && !gone {
			err = fault.New(fault.NotFound, "account.problem.no_duty", "email", acc.Email, "duty", string(in.Duty))
		}
		return err
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
