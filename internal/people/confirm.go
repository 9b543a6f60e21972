package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/policy"
)

// LinkAlive reports whether a link from a letter can still be used, so that its
// page need not ask for a password in vain. It uses nothing up.
func (a *Accounts) LinkAlive(ctx context.Context, _ policy.Actor, purpose TokenPurpose, token string) (bool, error) {
	_, ok, err := accountReader{a.db.Read(ctx)}.live(tokenHash(token), purpose, a.db.Now())
	return ok, err
}

// ConfirmEmail proves that the reader can read mail at the account's address.
func (a *Accounts) ConfirmEmail(ctx context.Context, who policy.Actor, token string) error {
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		acc, _, err := s.useToken(tokenHash(token), ConfirmEmail)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.RecoverAccount, policy.PersonThing{Person: acc.PersonID, Name: "account"}, "by", "confirmation link"); err != nil {
			return err
		}
		return s.confirm(acc.ID)
	})
}

// ResendConfirmation sends the signed-in reader a new confirmation link.
func (a *Accounts) ResendConfirmation(ctx context.Context, who policy.Actor) error {
	acc, _, ok, err := actorReader{a.db.Read(ctx)}.account(who.Account)
	switch {
	case err != nil:
		return err
	case !ok:
		return fault.New(fault.SignIn, "error.sign_in")
	case !acc.ConfirmedAt.IsZero():
		return fault.New(fault.Conflict, "account.confirm.done_already")
	}
	if err := a.letterAllowed(ctx, who, acc.Email); err != nil {
		return err
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ManageAccount, policy.PersonThing{Person: who.Person, Name: "account"}, "what", "confirmation link"); err != nil {
			return err
		}
		acc, person, err := accountStore{tx}.mine(who.Account)
		if err != nil {
			return err
		}
		return a.sendConfirmation(tx, &acc, &person)
	})
}
