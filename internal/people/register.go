package people

import (
	"context"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
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

// Register keeps a wish for an account until its address is confirmed. It
// answers the same for a known address, whose owner gets a letter that says so.
//
// It never touches an account, nor another registration: what one form said can
// be confirmed by the letter of that form alone.
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
		return a.register(ctx, who, in, hash)
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
		case found: // also one that a command made: its owner chooses the password by a reset link
			return outbox.Enqueue(tx, greet(LetterAlreadyHere, &acc, &person, outbox.Facts{}))
		}
		nonce, hashed := a.links.nonce()
		err = s.wish(&Registration{
			Hash: hashed, Email: in.Email, Name: in.Name, BirthOn: in.BirthOn, PasswordHash: hash, Lang: in.Lang, News: in.News,
			Version: ConsentVersion, CreatedAt: tx.Now, ExpiresAt: tx.Now.Add(confirmLife),
		})
		if err != nil {
			return err
		}
		// Whoever typed the name may not be whoever reads the letter: it greets nobody by it.
		return outbox.Enqueue(tx, outbox.Letter{Kind: LetterConfirm, Lang: in.Lang, Address: in.Email, Stranger: true, Ref: "registration", Facts: outbox.Facts{FactLink: nonce}})
	})
}

// letterAllowed bounds how many letters one reader can make the portal send.
func (a *Accounts) letterAllowed(ctx context.Context, who policy.Actor, email string) error {
	net := Network(who.Origin)
	if err := a.guard.count(ctx, lettersOfNetwork, a.guard.of(lettersOfNetwork, net)); err != nil {
		return err
	}
	return a.guard.count(ctx, lettersToAddress, a.guard.of(lettersToAddress, email, net))
}
