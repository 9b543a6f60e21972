package people

import (
	"context"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// The letters of this package; the templates of mail know them by these names.
const (
	LetterConfirm     = "account.confirm"
	LetterAlreadyHere = "account.already"
	LetterReset       = "account.reset"
	LetterPasswordNew = "account.password_changed"
)

// How long the links in them live.
const (
	confirmLife       = 24 * time.Hour
	resetLife         = 30 * time.Minute
	firstPasswordLife = 24 * time.Hour
)

const (
	korean  = "ko"
	english = "en"
)

// Register is somebody asking for an account.
type Register struct {
	Name, Email, Password string
	BirthOn               clock.Date
	Terms, Privacy, News  bool
	Lang                  string
}

func (in *Register) problems(today clock.Date) fault.Problems {
	in.Name, in.Email = CleanLine(in.Name), CleanEmail(in.Email)
	if in.Lang != english {
		in.Lang = korean
	}
	p := fault.Problems{}
	nameProblem(p, "name", in.Name)
	emailProblem(p, "email", in.Email)
	PasswordProblem(p, "password", in.Password, in.Email)
	BirthProblem(p, "birth_date", in.BirthOn, today)
	if !in.Terms {
		p.Add("terms", "account.problem.consent")
	}
	if !in.Privacy {
		p.Add("privacy", "account.problem.consent")
	}
	return p
}

// Register makes an account that waits for its address to be confirmed. It
// answers the same for a known address, whose owner gets a letter that says so.
//
// An account that was never confirmed belongs to nobody yet: whoever registers
// the address again replaces it, so that it cannot be taken in advance.
func (a *Accounts) Register(ctx context.Context, who policy.Actor, in Register) error {
	if err := in.problems(a.db.Now().Date()).Err(); err != nil {
		return err
	}
	if err := a.letterAllowed(ctx, who, in.Email); err != nil {
		return err
	}
	return a.evenly(ctx, func() error {
		hash, err := a.hasher.hash(ctx, in.Password)
		if err != nil {
			return err
		}
		err = a.register(ctx, who, in, hash)
		if db.Duplicate(err) { // two forms for one address at once: the second finds the first
			err = a.register(ctx, who, in, hash)
		}
		return err
	})
}

func (a *Accounts) register(ctx context.Context, who policy.Actor, in Register, hash string) error {
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		if _, err := tx.Allow(policy.Register, policy.Platform{Name: "accounts"}); err != nil {
			return err
		}
		acc, person, found, err := s.byEmailLocked(in.Email)
		switch {
		case err != nil:
			return err
		case found && !acc.ClosedAt.IsZero():
			return nil // closed for good: nothing is sent, nothing is said
		case found && !acc.ConfirmedAt.IsZero():
			return outbox.Enqueue(tx, greet(LetterAlreadyHere, &acc, &person, outbox.Facts{}))
		case found:
			err = s.replaceUnconfirmed(&acc, &person, in, hash)
		default:
			acc, person, err = s.create(in, hash)
		}
		if err != nil {
			return err
		}
		if err := s.agree(consentsOf(in, acc, person)...); err != nil {
			return err
		}
		return a.sendConfirmation(tx, &acc, &person)
	})
}

func consentsOf(in Register, acc Account, person Person) []Consent {
	ref := "account/" + acc.ID.String()
	c := func(d Document, agreed bool) Consent {
		return Consent{ID: id.New(), PersonID: person.ID, AccountID: acc.ID, Document: d, Version: ConsentVersion, Agreed: agreed, Ref: ref}
	}
	return []Consent{c(Terms, in.Terms), c(Privacy, in.Privacy), c(News, in.News)}
}

// sendConfirmation makes a new link and lets the older ones die.
func (a *Accounts) sendConfirmation(tx *db.Tx, acc *Account, person *Person) error {
	nonce, row := a.links.fresh(acc.ID, ConfirmEmail, tx.Now, confirmLife)
	if err := (accountStore{tx}).replaceTokens(&row); err != nil {
		return err
	}
	return outbox.Enqueue(tx, greet(LetterConfirm, acc, person, outbox.Facts{FactLink: nonce}))
}

// letterAllowed bounds how many letters one reader can make the portal send.
func (a *Accounts) letterAllowed(ctx context.Context, who policy.Actor, email string) error {
	net := network(who.Origin)
	if err := a.guard.count(ctx, lettersOfNetwork, a.guard.of(lettersOfNetwork, net)); err != nil {
		return err
	}
	return a.guard.count(ctx, lettersToAddress, a.guard.of(lettersToAddress, email, net))
}
