package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// RequestReset sends a link for a new password to an address. It answers the
// same, and takes as long, whether or not the address is known.
func (a *Accounts) RequestReset(ctx context.Context, who policy.Actor, email string) error {
	email = CleanEmail(email)
	p := fault.Problems{}
	emailProblem(p, "email", email)
	if err := p.Err(); err != nil {
		return err
	}
	if err := a.letterAllowed(ctx, who, email); err != nil {
		return err
	}
	return a.evenly(ctx, func() error {
		return a.db.Write(ctx, who, func(tx *db.Tx) error {
			s := accountStore{tx}
			acc, person, found, err := s.byEmailLocked(email)
			if err != nil {
				return err
			}
			// Whom it concerns is in the audit row; an unknown address leaves none of its letters there.
			if _, err := tx.Allow(policy.RecoverAccount, policy.PersonThing{Person: person.ID, Name: "account"}, "by", "reset request"); err != nil {
				return err
			}
			if !found || !acc.ClosedAt.IsZero() {
				return nil
			}
			nonce, row := a.links.fresh(acc.ID, ResetPassword, tx.Now, resetLife)
			if err := s.replaceTokens(&row); err != nil {
				return err
			}
			return outbox.Enqueue(tx, greet(LetterReset, &acc, &person, outbox.Facts{FactLink: nonce}))
		})
	})
}

// Reset sets a new password by a link from a letter, once. Every session of the
// account ends; reading the letter also proves the address.
func (a *Accounts) Reset(ctx context.Context, who policy.Actor, token, password string) error {
	row, ok, err := accountReader{a.db.Read(ctx)}.live(tokenHash(token), ResetPassword, a.db.Now())
	if err != nil {
		return err
	}
	if !ok {
		return badLink()
	}
	acc, _, ok, err := actorReader{a.db.Read(ctx)}.account(row.AccountID)
	if err != nil {
		return err
	}
	if !ok {
		return badLink()
	}
	p := fault.Problems{}
	PasswordProblem(p, "password", password, acc.Email)
	if err := p.Err(); err != nil {
		return err
	}
	hash, err := a.hasher.hash(ctx, password)
	if err != nil {
		return err
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		acc, person, err := s.useToken(tokenHash(token), ResetPassword)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.RecoverAccount, policy.PersonThing{Person: person.ID, Name: "account"}, "by", "reset link"); err != nil {
			return err
		}
		if err := s.setPassword(acc.ID, hash); err != nil {
			return err
		}
		if err := s.confirm(acc.ID); err != nil {
			return err
		}
		if err := (sessionStore{tx}).endAll(acc.ID, ""); err != nil {
			return err
		}
		return outbox.Enqueue(tx, greet(LetterPasswordNew, &acc, &person, outbox.Facts{}))
	})
}
