package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// LetterPhoneNew tells an account's earlier address that a number was added.
const LetterPhoneNew = "account.phone_changed"

// ProvePhone is what somebody types who wants another number: the code that came
// to it, and what shows that the account is theirs.
type ProvePhone struct {
	Browser  string // the cookie of the session that stays signed in
	Code     string
	Password string // of an account that has one
	Own      string // else the code that came to its contact until now
}

// ProvePhone makes the number that a code was sent to the account's own: it signs
// in from then on. A browser that was left open cannot take the account over: its
// password is asked for, or a code that went to its contact until now. All other
// sessions end, and every earlier contact is told.
func (a *Accounts) ProvePhone(ctx context.Context, who policy.Actor, in ProvePhone) error {
	own, err := a.vouch(ctx, who, in)
	if err != nil {
		return err
	}
	code, err := a.tryCode(ctx, who, in.Browser, ToProve, in.Code)
	if err != nil {
		return err
	}
	err = a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		if _, err := tx.Allow(policy.ManageAccount, policy.PersonThing{Person: who.Person, Name: "account"}, "what", "phone"); err != nil {
			return err
		}
		if err := s.useCode(&code); err != nil {
			return err
		}
		if own != nil {
			if err := s.useCode(own); err != nil {
				return err
			}
		}
		now, person, err := s.mine(who.Account)
		if err != nil {
			return err
		}
		if other, found, err := (accountReader{tx.DB}).byContact(&code); err != nil {
			return err
		} else if found && other.ID != now.ID {
			return fault.New(fault.Conflict, "account.problem.contact_taken")
		}
		if err := s.setPhone(&now, code.Address); err != nil {
			return err
		}
		if err := (sessionStore{tx}).endAll(now.ID, tokenHash(in.Browser)); err != nil {
			return err
		}
		for _, before := range now.contacts() {
			if before.Address == code.Address {
				continue
			}
			letter := outbox.Letter{Kind: LetterPhoneNew, Ref: "account/" + now.ID.String(), Facts: outbox.Facts{"name": person.Name}, Names: map[string]id.ID{"name": person.ID}}
			if err := outbox.Enqueue(tx, before.To(letter)); err != nil {
				return err
			}
		}
		return nil
	})
	if db.Duplicate(err) {
		err = fault.New(fault.Conflict, "account.problem.contact_taken")
	}
	return err
}

// vouch asks whoever is signed in who they are once more. What it returns is the
// code to use up, where it was one.
func (a *Accounts) vouch(ctx context.Context, who policy.Actor, in ProvePhone) (*Code, error) {
	acc, _, ok, err := actorReader{a.db.Read(ctx)}.account(who.Account)
	if err != nil {
		return nil, err
	}
	at, reached := acc.reach()
	switch {
	case !ok:
		return nil, fault.New(fault.SignIn, "error.sign_in")
	case acc.PasswordHash == "" && !reached:
		return nil, nil // nothing is proved that could be taken over
	case acc.PasswordHash == "":
		own, err := a.tryCode(ctx, who, in.Browser, ToOwn, in.Own)
		if problem, ok := fault.FieldsOf(err)["code"]; ok {
			return nil, fault.Problems{"own": problem}.Err()
		}
		if err == nil && own.Address != at.Address {
			err = codeGone() // the contact is another one by now
		}
		return &own, err
	case in.Password == "":
		return nil, fault.Problems{"password": fault.Say("account.problem.password_missing")}.Err()
	}
	ok, err = a.guess(ctx, a.stranger(who.Origin, acc.ID.String()), func() (bool, error) { return matches(in.Password, acc.PasswordHash) })
	if err == nil && !ok {
		err = fault.Problems{"password": fault.Say("account.problem.password_wrong")}.Err()
	}
	return nil, err
}
