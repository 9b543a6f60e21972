package people

import (
	"context"

	"ieum/internal/clock"
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

// NewPassword is a new password by a link from a letter.
type NewPassword struct {
	Token, Password string
	BirthOn         clock.Date // where ResetLink says that it is asked
}

// ResetLink is what the form of a link for a new password has to ask.
type ResetLink struct {
	Birth bool // the address was shown long ago to be its owner's
	Desk  bool // and no day of birth is known: only the desk helps
}

// resetAsks reports whether whoever reads the account's letters may be somebody
// else by now. An address that was never proved has had no owner yet.
func (a *Account) resetAsks(now clock.Instant) bool {
	return !a.ConfirmedAt.IsZero() && a.longAgo(outbox.Mail, now)
}

// ResetLink says what the form of a link has to ask; ok is false for a link that
// can no longer be used. It uses nothing up.
func (a *Accounts) ResetLink(ctx context.Context, _ policy.Actor, token string) (l ResetLink, ok bool, err error) {
	acc, person, ok, err := a.resetting(ctx, token)
	if err != nil || !ok || !acc.resetAsks(a.db.Now()) {
		return l, ok, err
	}
	return ResetLink{Birth: !person.BirthOn.IsZero(), Desk: person.BirthOn.IsZero()}, true, nil
}

func (a *Accounts) resetting(ctx context.Context, token string) (acc Account, p Person, ok bool, err error) {
	g := a.db.Read(ctx)
	row, ok, err := accountReader{g}.live(tokenHash(token), ResetPassword, a.db.Now())
	if err != nil || !ok {
		return acc, p, false, err
	}
	return actorReader{g}.account(row.AccountID)
}

// Reset sets a new password by a link from a letter, once. Every session of the
// account ends; reading the letter also proves the address. Where that was proved
// long ago, an address may have been given to somebody else like a number is, and
// the day of birth is asked as EnterByBirth asks it (docs/adr/0010).
func (a *Accounts) Reset(ctx context.Context, who policy.Actor, in NewPassword) error {
	acc, person, ok, err := a.resetting(ctx, in.Token)
	if err != nil {
		return err
	}
	if !ok {
		return badLink()
	}
	p, asks := fault.Problems{}, acc.resetAsks(a.db.Now())
	PasswordProblem(p, "password", in.Password, acc.Email)
	if asks {
		birthTyped(p, in.BirthOn)
	}
	if err := p.Err(); err != nil {
		return err
	}
	if asks {
		if err := a.birthIs(ctx, person.ID, person.BirthOn, in.BirthOn); err != nil {
			return err
		}
	}
	hash, err := a.hasher.hash(ctx, in.Password)
	if err != nil {
		return err
	}
	err = a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		acc, person, err := s.useToken(tokenHash(in.Token), ResetPassword)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.RecoverAccount, policy.PersonThing{Person: person.ID, Name: "account"}, "by", "reset link", "birth", asks); err != nil {
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
	if err == nil && asks {
		_, _, err = a.guard.forget(ctx, a.guard.of(guessesAtBirth, person.ID.String()))
	}
	return err
}
