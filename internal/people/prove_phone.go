package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// LetterPhoneNew tells an account's earlier address that a number was added.
const LetterPhoneNew = "account.phone_changed"

// ProvePhone makes the number that a code was sent to the account's own: it signs
// in from then on. Who has a password is asked for it, so that a browser that
// was left open cannot take the account over; and whoever is reached at the
// account's earlier address is told.
func (a *Accounts) ProvePhone(ctx context.Context, who policy.Actor, browser, typed, password string) error {
	acc, _, ok, err := actorReader{a.db.Read(ctx)}.account(who.Account)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.SignIn, "error.sign_in")
	}
	if acc.PasswordHash != "" {
		if password == "" {
			return fault.Problems{"password": fault.Say("account.problem.password_missing")}.Err()
		}
		if ok, err := a.guess(ctx, a.stranger(who.Origin, acc.ID.String()), func() (bool, error) { return matches(password, acc.PasswordHash) }); err != nil {
			return err
		} else if !ok {
			return fault.Problems{"password": fault.Say("account.problem.password_wrong")}.Err()
		}
	}
	code, err := a.tryCode(ctx, who, browser, ToProve, typed)
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
		before, ok := now.reach()
		if !ok || before.Address == code.Address {
			return nil
		}
		return outbox.Enqueue(tx, before.To(outbox.Letter{Kind: LetterPhoneNew, Ref: "account/" + now.ID.String(), Facts: outbox.Facts{"name": person.Name}}))
	})
	if db.Duplicate(err) {
		err = fault.New(fault.Conflict, "account.problem.contact_taken")
	}
	return err
}
