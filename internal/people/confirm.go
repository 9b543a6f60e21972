package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// RegistrationAlive reports whether the link of a registration can still be used, so
// that its page need not ask for a password in vain. It uses nothing up.
func (a *Accounts) RegistrationAlive(ctx context.Context, _ policy.Actor, token string) (bool, error) {
	_, ok, err := accountReader{a.db.Read(ctx)}.registration(tokenHash(token), a.db.Now())
	return ok, err
}

// ConfirmEmail makes the account of a registration: for whoever reads mail at
// its address (the link) and filled in its form (the password). Neither alone
// is enough. With the link alone, somebody could register a stranger's address
// with a password of their own and wait for the stranger to confirm it.
func (a *Accounts) ConfirmEmail(ctx context.Context, who policy.Actor, token, password string) error {
	hash := tokenHash(token)
	row, ok, err := accountReader{a.db.Read(ctx)}.registration(hash, a.db.Now())
	switch {
	case err != nil:
		return err
	case !ok:
		return badLink()
	case password == "":
		return fault.Problems{"password": fault.Say("account.problem.password_missing")}.Err()
	}
	ok, err = a.guess(ctx, a.stranger(who.Origin, hash), func() (bool, error) { return matches(password, row.PasswordHash) })
	switch {
	case err != nil:
		return err
	case !ok:
		return fault.Problems{"password": fault.Say("account.problem.confirm_password")}.Err()
	}
	err = a.db.Write(ctx, who, func(tx *db.Tx) error { return activate(tx, hash) })
	if db.Duplicate(err) { // another registration of the address was confirmed in the same moment
		err = badLink()
	}
	return err
}

// activate turns a registration into an account, and forgets the others of its address.
func activate(tx *db.Tx, hash string) error {
	s := accountStore{tx}
	row, ok, err := s.takeRegistration(hash)
	if err != nil {
		return err
	}
	if !ok {
		return badLink()
	}
	if _, _, found, err := s.byEmailLocked(row.Email); err != nil {
		return err
	} else if found {
		return badLink()
	}
	acc, person, err := s.create(Register{Name: row.Name, Email: row.Email, BirthOn: row.BirthOn, Lang: row.Lang}, row.PasswordHash)
	if err != nil {
		return err
	}
	if _, err := tx.Allow(policy.RecoverAccount, policy.PersonThing{Person: person.ID, Name: "account"}, "by", "confirmation link"); err != nil {
		return err
	}
	if err := s.agree(consentsOf(&row, &acc)...); err != nil {
		return err
	}
	return s.confirm(acc.ID)
}

func consentsOf(r *Registration, acc *Account) []Consent {
	ref := "account/" + acc.ID.String()
	c := func(d Document, agreed bool) Consent {
		return Consent{ID: id.New(), PersonID: acc.PersonID, AccountID: acc.ID, Document: d, Version: r.Version, Agreed: agreed, Ref: ref, At: r.CreatedAt}
	}
	return []Consent{c(Terms, true), c(Privacy, true), c(News, r.News)}
}
