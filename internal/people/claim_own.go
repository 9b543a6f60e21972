package people

import (
	"context"
	"time"

	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// From fourteen the law lets somebody decide for themself. Whom a guardian has
// registered takes the record over, without the guardian: with a number of their
// own, their name and day of birth, and the last digits of the guardian's number,
// which a namesake born on the same day does not know. The guardian is told.

// Tries at taking a record over: of one network, and at one name and day of birth.
var (
	claimsOfNetwork = limit{"claims", 30, time.Hour}
	claimsOfName    = limit{"claim", 5, 24 * time.Hour}
)

// claims reports whether whoever signs up says that a guardian has registered them.
func (in *SignUp) claims() bool { return in.GuardianLast4 != "" }

// mayClaim counts a try, of a browser that has proved a number: without one nobody
// uses up the few tries at somebody's name and day of birth.
func (a *Accounts) mayClaim(ctx context.Context, who policy.Actor, in SignUp) error {
	code, ok, err := a.WaitingCode(ctx, who, in.Browser, ToEnter)
	if err != nil {
		return err
	}
	if !ok || code.ProvedAt.IsZero() || !code.SubjectID.IsZero() {
		return codeGone()
	}
	if code.Channel != outbox.SMS {
		return claimByPhone()
	}
	for _, c := range []counter{
		{claimsOfNetwork, a.guard.of(claimsOfNetwork, Network(who.Origin))},
		{claimsOfName, a.guard.of(claimsOfName, in.Name, string(in.BirthOn))},
	} {
		if err := a.guard.count(ctx, c.limit, c.key); err != nil {
			return err
		}
	}
	return nil
}

func claimByPhone() error {
	return fault.Problems{"guardian_last4": fault.Say("account.problem.claim_phone")}.Err()
}

// registered are those, two at most, without an account of whom a guardian with
// these last digits is on record. The guardianship may have ended by age.
func (s familyStore) registered(in SignUp) (ids []id.ID, err error) {
	last := "%-" + in.GuardianLast4
	err = s.Raw(`select p.id from people p where p.name = ? and p.birth_on = ? and p.erased_at is null
		and not exists (select 1 from accounts a where a.person_id = p.id)
		and exists (select 1 from guardianships g join accounts ga on ga.person_id = g.guardian_id and ga.closed_at is null
			where g.child_id = p.id and g.ended_at is null and ga.phone like ?) order by p.id limit 2`, in.Name, in.BirthOn, last).Scan(&ids).Error
	return ids, err
}

// claimOwn makes the account of somebody whom a guardian has registered, and ends
// the guardians' part. SignUp has made sure that they are fourteen.
func (s accountStore) claimOwn(c *Code, in SignUp) (acc Account, p Person, err error) {
	if c.Channel != outbox.SMS {
		return acc, p, claimByPhone()
	}
	f := familyStore(s)
	found, err := f.registered(in)
	if err != nil {
		return acc, p, err
	}
	if len(found) == 1 {
		if err := LockPersons(s.Tx, found[0]); err != nil {
			return acc, p, err
		}
		if found, err = f.registered(in); err != nil { // once more, now that nobody else changes it
			return acc, p, err
		}
	}
	if len(found) != 1 { // nobody, or two whom this does not tell apart
		return acc, p, fault.Problems{"guardian_last4": fault.Say("account.problem.no_record")}.Err()
	}
	if p, err = f.person(found[0]); err != nil {
		return acc, p, err
	}
	guardians, err := f.onRecord(p.ID)
	if err != nil {
		return acc, p, err
	}
	acc = Account{ID: id.New(), PersonID: p.ID, Lang: in.Lang, CreatedAt: s.Now}
	acc.take(c, s.Now)
	if err := f.promote(&acc); err != nil {
		return acc, p, err
	}
	return acc, p, f.tellGuardians(guardians, p, p, LetterFamilyAccount)
}
