package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// ChangePassword is a signed-in person's wish for another password.
type ChangePassword struct {
	Current, Password string
	Code              string // in place of Current, where there is no password yet: see AskAgain
	Keep              string // the cookie of the session that stays signed in
}

// ChangePassword sets a new password after asking for the current one, and
// signs the account out everywhere else. Whoever has none yet, and an address to
// sign in with, shows who they are by a code.
func (a *Accounts) ChangePassword(ctx context.Context, who policy.Actor, in ChangePassword) error {
	acc, _, ok, err := actorReader{a.db.Read(ctx)}.account(who.Account)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.SignIn, "error.sign_in")
	}
	if acc.PasswordHash == "" && (acc.Email == "" || acc.ConfirmedAt.IsZero()) {
		return fault.New(fault.Conflict, "my.password.no_email")
	}
	p := fault.Problems{}
	if in.Current == "" && acc.PasswordHash != "" {
		p.Add("current", "account.problem.password_missing")
	}
	PasswordProblem(p, "password", in.Password, acc.Email)
	if in.Current != "" && cleanPassword(in.Current) == cleanPassword(in.Password) {
		p.Add("password", "account.problem.password_same")
	}
	if err := p.Err(); err != nil {
		return err
	}
	if acc.PasswordHash == "" {
		if err := a.againByCode(ctx, who, Again{Code: in.Code, Browser: in.Keep}); err != nil {
			return err
		}
	} else if _, ok, err := a.prove(ctx, who, acc.Email, in.Current, ""); err != nil {
		return err
	} else if !ok {
		return fault.Problems{"current": fault.Say("account.problem.password_wrong")}.Err()
	}
	hash, err := a.hasher.hash(ctx, in.Password)
	if err != nil {
		return err
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ManageAccount, policy.PersonThing{Person: who.Person, Name: "account"}, "what", "password"); err != nil {
			return err
		}
		s := accountStore{tx}
		acc, person, err := s.mine(who.Account)
		if err != nil {
			return err
		}
		if err := s.setPassword(acc.ID, hash); err != nil {
			return err
		}
		if err := s.dropTokens(acc.ID, ResetPassword); err != nil {
			return err
		}
		if err := (sessionStore{tx}).endAll(acc.ID, tokenHash(in.Keep)); err != nil {
			return err
		}
		return outbox.Enqueue(tx, greet(LetterPasswordNew, &acc, &person, outbox.Facts{}))
	})
}
