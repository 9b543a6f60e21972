package people

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/policy"
)

// AddUser is an account made by a command: the first administrator's.
type AddUser struct{ Name, Email string }

// AddUser makes an account without a password and returns the one-time secret
// of /password/new, which lets its owner choose one within a day.
func (a *Accounts) AddUser(ctx context.Context, who policy.Actor, in AddUser) (token string, err error) {
	in.Name, in.Email = CleanLine(in.Name), CleanEmail(in.Email)
	p := fault.Problems{}
	nameProblem(p, "name", in.Name)
	emailProblem(p, "email", in.Email)
	if err := p.Err(); err != nil {
		return "", err
	}
	err = a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		if _, _, found, err := s.byEmailLocked(in.Email); err != nil {
			return err
		} else if found {
			return fault.New(fault.Conflict, "account.problem.email_taken", "email", in.Email)
		}
		acc, person, err := s.create(Register{Name: in.Name, Email: in.Email, Lang: korean}, "")
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.Register, policy.PersonThing{Person: person.ID, Name: "account"}); err != nil {
			return err
		}
		nonce, row := a.links.fresh(acc.ID, ResetPassword, tx.Now, firstPasswordLife)
		token = a.links.Token(nonce)
		return s.replaceTokens(&row)
	})
	return token, err
}
