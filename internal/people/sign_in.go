package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/policy"
)

// SignIn is somebody who says who they are. Device is the mark that an earlier
// sign-in left in the browser, "" where there is none.
type SignIn struct{ Email, Password, Device string }

// SignIn finds the account of an address and a password. A wrong address, a
// wrong password and an address that was never confirmed have the same answer,
// after the same work.
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
	acc, ok, err := a.prove(ctx, who, email, in.Password, in.Device)
	if err != nil {
		return Account{}, err
	}
	if !ok {
		return Account{}, wrongPair()
	}
	self := policy.Actor{Account: acc.ID, Person: acc.PersonID, Origin: who.Origin}
	return acc, a.db.Write(ctx, self, func(tx *db.Tx) error {
		// The password may have been changed while this one waited for its turn.
		now, _, err := accountStore{tx}.mine(acc.ID)
		switch {
		case fault.Of(err) == fault.SignIn || err == nil && now.PasswordHash != acc.PasswordHash:
			return wrongPair()
		case err != nil:
			return err
		}
		_, err = tx.Allow(policy.OpenSession, policy.PersonThing{Person: acc.PersonID, Name: "account"})
		return err
	})
}

func wrongPair() error {
	return fault.Problems{"email": fault.Say("account.problem.wrong_pair")}.Err()
}

// prove checks a password under the guessing limits.
func (a *Accounts) prove(ctx context.Context, who policy.Actor, email, password, device string) (Account, bool, error) {
	acc, found, err := accountReader{a.db.Read(ctx)}.openByEmail(email)
	if err != nil {
		return Account{}, false, err
	}
	t := a.stranger(who.Origin, email)
	if found && a.knows(&acc, device) {
		t = a.known(who.Origin, device)
	}
	ok, err := a.guess(ctx, t, func() (bool, error) { return matches(password, acc.PasswordHash) })
	return acc, ok && found, err
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
