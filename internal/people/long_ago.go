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

// How long a number, and an address, is taken for its owner's after they last
// showed that it is. A mobile number is given to somebody else within months of
// being given up; an address is given out again more rarely.
const (
	numberIsOnes  = 180 * 24 * time.Hour
	addressIsOnes = 365 * 24 * time.Hour
)

// LetterContactFreed tells an account's other contacts that one of them is no longer its own.
const LetterContactFreed = "account.contact_freed"

// guessesAtBirth are guesses at an account's day of birth, from everywhere together.
var guessesAtBirth = limit{"birth-guess", 5, 24 * time.Hour}

// longAgo reports whether the account's owner last showed long ago that they hold
// the number, or read the address. Signing in by a password shows neither.
func (a *Account) longAgo(by outbox.Channel, now clock.Instant) bool {
	if by == outbox.SMS {
		return now.Sub(a.PhoneProvedAt) > numberIsOnes
	}
	return now.Sub(a.ConfirmedAt) > addressIsOnes
}

// holds reports whether what a code was sent to is still the account's own.
func (a *Account) holds(c *Code) bool {
	if c.Channel == outbox.SMS {
		return a.Phone == c.Address && !a.PhoneProvedAt.IsZero()
	}
	return a.Email == c.Address
}

// Former is the account whose number a browser has proved, without saying whose.
type Former struct {
	Address   string
	AsksBirth bool // a day of birth is known, and opens it; else the desk is asked
}

// Former says that the browser has proved a number whose account was not used for
// long; ok is false for every other browser.
func (a *Accounts) Former(ctx context.Context, who policy.Actor, browser string) (f Former, ok bool, err error) {
	c, ok, err := a.WaitingCode(ctx, who, browser, ToEnter)
	if err != nil || !ok || c.ProvedAt.IsZero() || c.SubjectID.IsZero() {
		return f, false, err
	}
	birth, err := accountReader{a.db.Read(ctx)}.birth(c.SubjectID)
	return Former{c.Address, !birth.IsZero()}, err == nil, err
}

// EnterByBirth signs the account in whose number the browser has proved, by the
// day of birth that is known of its person. Whoever got the number from somebody
// else does not know it, and has few guesses.
func (a *Accounts) EnterByBirth(ctx context.Context, who policy.Actor, browser string, birth clock.Date) (acc Account, err error) {
	p := fault.Problems{}
	birthTyped(p, birth)
	if err := p.Err(); err != nil {
		return acc, err
	}
	c, ok, err := a.WaitingCode(ctx, who, browser, ToEnter)
	if err != nil {
		return acc, err
	}
	if !ok || c.ProvedAt.IsZero() || c.SubjectID.IsZero() {
		return acc, codeGone()
	}
	known, err := accountReader{a.db.Read(ctx)}.birth(c.SubjectID)
	if err != nil {
		return acc, err
	}
	if err := a.birthIs(ctx, c.SubjectID, known, birth); err != nil {
		return acc, err
	}
	acc, found, err := accountReader{a.db.Read(ctx)}.byContact(&c)
	if err != nil {
		return acc, err
	}
	if !found || acc.PersonID != c.SubjectID || !acc.ClosedAt.IsZero() {
		return acc, codeGone()
	}
	if desk, err := a.hasDuties(ctx, acc.ID); err != nil || desk { // given since the code was typed
		return Account{}, errOr(err, codeGone())
	}
	err = a.enter(ctx, who, acc, c, "code and birth", func(s accountStore) error {
		if c, ok, err := s.takeProved(c.Browser, ToEnter); err != nil || !ok || c.SubjectID != acc.PersonID {
			return errOr(err, codeGone())
		}
		return nil
	})
	if err != nil {
		return Account{}, err
	}
	_, _, err = a.guard.forget(ctx, a.guard.of(guessesAtBirth, acc.PersonID.String()))
	return acc, err
}

// birthTyped says what is wrong with how a day of birth was typed.
func birthTyped(p fault.Problems, birth clock.Date) {
	if birth == "" {
		p.Add("birth_date", "account.problem.birth_missing")
	} else if birth.Time().IsZero() {
		p.Add("birth_date", "account.problem.birth_form")
	}
}

// birthIs compares a typed day of birth with the one that is known of a person. The
// guess is counted before it is looked at, and for a person without a known day
// just the same.
func (a *Accounts) birthIs(ctx context.Context, person id.ID, known, typed clock.Date) error {
	if err := a.guard.count(ctx, guessesAtBirth, a.guard.of(guessesAtBirth, person.String())); err != nil {
		return err
	}
	if known.IsZero() || known != typed {
		return fault.Problems{"birth_date": fault.Say("account.problem.birth_wrong")}.Err()
	}
	return nil
}

func errOr(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}

// NotMine frees the number that the browser has proved from the account that had
// it: the number was given to somebody else, who goes on to sign up as a person of
// their own. The account stays, with what it has; its other contacts are told, and
// without one its owner is served at the desk.
func (a *Accounts) NotMine(ctx context.Context, who policy.Actor, browser string) error {
	if browser == "" {
		return codeGone()
	}
	return a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		c, ok, err := s.provedLocked(a.links.browserHash(browser), ToEnter)
		if err != nil {
			return err
		}
		if !ok || c.SubjectID.IsZero() {
			return codeGone()
		}
		former, person, err := s.formerlyLocked(&c)
		if err != nil {
			return err
		}
		// Given since the code was typed; the account is locked, and so is who gives another.
		if desk, err := (actorReader{tx.DB}).atDesk(former.ID, tx.Now.Date()); err != nil || desk {
			return errOr(err, codeGone())
		}
		if _, err := tx.Allow(policy.RecoverAccount, policy.PersonThing{Person: person.ID, Name: "account"}, "by", "code", "what", "not mine", "channel", string(c.Channel)); err != nil {
			return err
		}
		if err := s.free(&former, &c); err != nil {
			return err
		}
		if err := s.freed(&c); err != nil {
			return err
		}
		if err := outbox.Drop(tx, c.Channel, c.Address); err != nil { // what waits is not for whoever has it now
			return err
		}
		for _, other := range former.contacts() {
			if other.Address == c.Address {
				continue
			}
			letter := outbox.Letter{Kind: LetterContactFreed, Ref: "account/" + former.ID.String(), Facts: outbox.Facts{"name": person.Name}, Names: map[string]id.ID{"name": person.ID}}
			if err := outbox.Enqueue(tx, other.To(letter)); err != nil {
				return err
			}
		}
		return nil
	})
}
