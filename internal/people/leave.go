package people

import (
	"context"
	"errors"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// Again is how a signed-in person shows once more who they are: by their
// password, or, where they have none, by a code that AskAgain has sent.
type Again struct {
	Password string
	Code     string
	Browser  string // the cookie of the session that asked for the code
}

// AskAgain sends a code for Again to the account's own proved number or address.
func (a *Accounts) AskAgain(ctx context.Context, who policy.Actor, browser, lang string) error {
	acc, _, ok, err := actorReader{a.db.Read(ctx)}.account(who.Account)
	if err != nil {
		return err
	}
	r, reached := acc.reach()
	if !ok || !reached {
		return fault.New(fault.SignIn, "error.sign_in")
	}
	return a.AskCode(ctx, who, AskCode{Contact: r.Address, Browser: browser, Purpose: ToAgain, Lang: lang})
}

// Reauthenticate asks a signed-in person who they are again, under the limits of
// signing in: what is given out or undone for good is for the owner alone, not
// for whoever sits down at an open browser. What is wrong is a problem of the
// field password, or code.
func (a *Accounts) Reauthenticate(ctx context.Context, who policy.Actor, in Again) error {
	acc, _, ok, err := actorReader{a.db.Read(ctx)}.account(who.Account)
	if err != nil {
		return err
	}
	if !ok {
		return fault.New(fault.SignIn, "error.sign_in")
	}
	if acc.PasswordHash == "" {
		return a.againByCode(ctx, who, in)
	}
	if in.Password == "" {
		return fault.Problems{"password": fault.Say("account.problem.password_missing")}.Err()
	}
	ok, err = a.guess(ctx, a.stranger(who.Origin, "again/"+acc.ID.String()), func() (bool, error) { return matches(in.Password, acc.PasswordHash) })
	if err == nil && !ok {
		err = fault.Problems{"password": fault.Say("account.problem.password_wrong")}.Err()
	}
	return err
}

func (a *Accounts) againByCode(ctx context.Context, who policy.Actor, in Again) error {
	c, err := a.tryCode(ctx, who, in.Browser, ToAgain, in.Code)
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict { // gone, or guessed at too often
		return fault.Problems{"code": e.Text}.Err()
	}
	if err != nil {
		return err
	}
	return a.db.Housekeep(ctx, "codes", func(tx *db.Tx) error { return accountStore{tx}.useCode(&c) })
}

// Leaver is an account that is about to be closed, locked against others who
// would close it or give it a duty.
type Leaver struct {
	Account Account
	Person  Person
	Duties  []RoleRow // that it still has
	// LastAdmin: nobody else administers the platform.
	LastAdmin bool
}

// LeaverOf reads an open account for closing.
func LeaverOf(tx *db.Tx, account id.ID) (Leaver, error) { return leaveStore{tx}.leaver(account) }

// Leaving says who leaves, by one of these.
type Leaving struct{ Email, Phone, Person string }

// LeaverBy is LeaverOf for a command. Of somebody without an account the account is empty.
func LeaverBy(tx *db.Tx, in Leaving) (Leaver, error) {
	s := leaveStore{tx}
	switch {
	case in.Person != "" && in.Email == "" && in.Phone == "":
		person, err := id.Parse(in.Person)
		if err != nil {
			return Leaver{}, fault.New(fault.NotFound, "error.not_found")
		}
		return s.ofPerson(person)
	case in.Phone != "" && in.Email == "" && in.Person == "":
		phone, _ := CleanPhone(in.Phone)
		acc, found, err := accountReader{tx.DB}.byContact(&Code{Channel: outbox.SMS, Address: phone})
		if err == nil && !found {
			err = fault.New(fault.NotFound, "error.not_found")
		}
		if err != nil {
			return Leaver{}, err
		}
		return s.leaver(acc.ID)
	case in.Phone != "" || in.Person != "":
		return Leaver{}, fault.New(fault.Conflict, "account.problem.one_of")
	}
	acc, _, err := accountStore{tx}.open(in.Email)
	if err != nil {
		return Leaver{}, err
	}
	return s.leaver(acc.ID)
}

// CloseAccount closes an account for good, by the permit of the transaction:
// nobody signs in to it any more, it is signed out everywhere, and its duties,
// absences and links end. What it did stays.
func CloseAccount(tx *db.Tx, account id.ID) error { return accountStore{tx}.close(account) }

// Dependent is somebody for whom a person answers.
type Dependent struct {
	Person id.ID
	Name   string
	Others int  // guardians beside this one
	Own    bool // has an account of their own
}

// Stays reports whether the child stays in the portal when this guardian goes.
func (c Dependent) Stays() bool { return c.Others > 0 || c.Own }

// DependentsOf are those for whom a person answers today.
func DependentsOf(tx *db.Tx, guardian id.ID) ([]Dependent, error) {
	return leaveReader{tx.DB}.dependents(guardian, tx.Now.Date())
}

// Dependents are those for whom the reader answers.
func (a *Accounts) Dependents(ctx context.Context, who policy.Actor) ([]Dependent, error) {
	if who.Person.IsZero() {
		return nil, nil
	}
	return leaveReader{a.db.Read(ctx)}.dependents(who.Person, a.db.Now().Date())
}
