package people

import (
	"context"
	"log/slog"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/policy"
)

// SignIn is somebody who says who they are.
type SignIn struct{ Email, Password string }

// SignIn finds the account of an address and a password. A wrong address and a
// wrong password have the same answer, after the same work.
func (a *Accounts) SignIn(ctx context.Context, who policy.Actor, in SignIn) (Account, error) {
	email := CleanEmail(in.Email)
	p := fault.Problems{}
	if email == "" {
		p.Add("email", "account.problem.email_missing")
	}
	if in.Password == "" {
		p.Add("password", "account.problem.password_missing")
	}
	if err := p.Err(); err != nil {
		return Account{}, err
	}
	acc, ok, err := a.prove(ctx, who, email, in.Password)
	if err != nil {
		return Account{}, err
	}
	if !ok {
		return Account{}, fault.Problems{"email": fault.Say("account.problem.wrong_pair")}.Err()
	}
	self := policy.Actor{Account: acc.ID, Person: acc.PersonID, Origin: who.Origin}
	return acc, a.db.Write(ctx, self, func(tx *db.Tx) error {
		_, err := tx.Allow(policy.OpenSession, policy.PersonThing{Person: acc.PersonID, Name: "account"})
		return err
	})
}

// prove checks a password under the guessing limits. The try is counted before
// the password is looked at, and inside the bound on concurrent hashes, so that
// many tries at once cannot pass the limits together.
func (a *Accounts) prove(ctx context.Context, who policy.Actor, email, password string) (Account, bool, error) {
	net := network(who.Origin)
	here, all := a.guard.of(guessesAtAccount, email, net), a.guard.of(guessesOfNetwork, net)
	if err := a.guard.check(ctx, here, all); err != nil {
		return Account{}, false, err
	}
	done, err := a.hasher.turn(ctx)
	if err != nil {
		return Account{}, false, err
	}
	defer done()
	if err := a.guard.check(ctx, all); err != nil {
		return Account{}, false, err
	}
	if err := a.guard.count(ctx, guessesAtAccount, here); err != nil {
		return Account{}, false, err
	}
	acc, found, err := accountReader{a.db.Read(ctx)}.openByEmail(email)
	if err != nil {
		return Account{}, false, err
	}
	ok, err := matches(password, acc.PasswordHash)
	if err != nil {
		return Account{}, false, err
	}
	if !ok || !found {
		slog.WarnContext(ctx, "sign-in refused", "key", here[:12], "origin", who.Origin)
		if err := a.guard.count(ctx, guessesOfNetwork, all); err != nil && fault.Of(err) != fault.TooMany {
			return Account{}, false, err
		}
		return Account{}, false, nil
	}
	return acc, true, a.guard.forget(ctx, here)
}

// SignOut ends the session of a cookie; it is worth nothing afterwards.
func (a *Accounts) SignOut(ctx context.Context, who policy.Actor, token string) error {
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.CloseSession, policy.PersonThing{Person: who.Person, Name: "account"}); err != nil {
			return err
		}
		return sessionStore{tx}.end(tokenHash(token))
	})
}
