package people

import (
	"context"
	"crypto/hmac"
	"log/slog"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Entry is what came of a right code.
type Entry struct {
	Account Account // signed in; its ID is None otherwise
	// New: nobody has an account with this number yet. The browser has proved it
	// and may go on to sign up.
	New bool
	// NeedsPassword: the account has duties, and a code alone does not open it.
	NeedsPassword bool
	// LongAgo: the account's owner last showed long ago that this number is theirs.
	// It may be somebody else's by now: EnterByBirth, or NotMine, goes on.
	LongAgo bool
}

// EnterCode takes the code that somebody typed to sign in or up. A known number
// signs its account in, an unknown one goes on to SignUp. Accounts with duties
// see other people's data: a telephone that lies on a desk, or a number that was
// taken over, must not open them (docs/adr/0010).
func (a *Accounts) EnterCode(ctx context.Context, who policy.Actor, browser, typed string) (e Entry, err error) {
	c, err := a.tryCode(ctx, who, browser, ToEnter, typed)
	if err != nil {
		return e, err
	}
	acc, found, err := accountReader{a.db.Read(ctx)}.byContact(&c)
	switch {
	case err != nil:
		return e, err
	case found && !acc.ClosedAt.IsZero():
		return e, fault.New(fault.Conflict, "account.code.closed")
	case !found:
		return Entry{New: true}, a.db.Housekeep(ctx, "codes", func(tx *db.Tx) error {
			return accountStore{tx}.codeProved(&c, id.None, tx.Now.Add(provedLife))
		})
	}
	desk, err := a.hasDuties(ctx, acc.ID)
	if err != nil {
		return e, err
	}
	if desk {
		return Entry{NeedsPassword: true}, a.db.Housekeep(ctx, "codes", func(tx *db.Tx) error { return accountStore{tx}.dropCode(&c) })
	}
	if acc.longAgo(c.Channel, a.db.Now()) {
		return Entry{LongAgo: true}, a.db.Housekeep(ctx, "codes", func(tx *db.Tx) error {
			return accountStore{tx}.codeProved(&c, acc.PersonID, tx.Now.Add(provedLife))
		})
	}
	return Entry{Account: acc}, a.enter(ctx, who, acc, c, "code", func(s accountStore) error { return s.useCode(&c) })
}

// enter opens the first session of whoever has shown that a contact of the account
// is theirs; use uses up what showed it.
func (a *Accounts) enter(ctx context.Context, who policy.Actor, acc Account, c Code, by string, use func(accountStore) error) error {
	self := policy.Actor{Account: acc.ID, Person: acc.PersonID, Origin: who.Origin}
	return a.db.Write(ctx, self, func(tx *db.Tx) error {
		s := accountStore{tx}
		if err := use(s); err != nil {
			return err
		}
		if _, _, err := s.mine(acc.ID); err != nil { // it may have been closed meanwhile
			return err
		}
		if err := s.proved(&acc, &c); err != nil {
			return err
		}
		if err := s.remember(a.networkHash(c.Address, who.Origin)); err != nil {
			return err
		}
		_, err := tx.Allow(policy.OpenSession, policy.PersonThing{Person: acc.PersonID, Name: "account"}, "by", by, "channel", string(c.Channel))
		return err
	})
}

// tryCode compares what was typed with the browser's code. The try is counted
// before it is looked at, so that many at once do not pass the limit together.
// The code is not used up: whoever goes on does that in their own transaction.
func (a *Accounts) tryCode(ctx context.Context, who policy.Actor, browser string, purpose CodePurpose, typed string) (Code, error) {
	typed = onlyDigits(typed)
	if len(typed) != digitsOfCode {
		return Code{}, fault.Problems{"code": fault.Say("account.problem.code_form", "digits", digitsOfCode)}.Err()
	}
	if browser == "" {
		return Code{}, codeGone()
	}
	key := a.links.codeKey(browser, purpose)
	row, ok, err := accountReader{a.db.Read(ctx)}.code(key, purpose, a.db.Now())
	if err != nil {
		return Code{}, err
	}
	if !ok || !row.ProvedAt.IsZero() || row.AccountID != who.Account {
		return Code{}, codeGone()
	}
	// A browser that knows the account is held to its codes and their tries alone.
	var counters []counter
	if net := Network(who.Origin); !row.Known {
		counters = []counter{
			{guessesOfNetwork, a.guard.of(guessesOfNetwork, net)},
			{guessesAtCodes, a.guard.of(guessesAtCodes, row.Address, net)},
		}
	}
	for _, c := range counters {
		if err := a.guard.check(ctx, c.key); err != nil {
			return Code{}, err
		}
	}
	err = a.db.Housekeep(ctx, "codes", func(tx *db.Tx) error {
		row, ok, err = accountStore{tx}.countTry(key, purpose)
		return err
	})
	if err != nil {
		return Code{}, err
	}
	if !ok {
		return Code{}, codeGone()
	}
	if hmac.Equal([]byte(row.Hash), []byte(a.links.codeHash(key, typed))) {
		return row, nil
	}
	slog.WarnContext(ctx, "a wrong code", "purpose", string(purpose), "tries", row.Tries, "origin", who.Origin)
	for _, c := range counters {
		if err := a.guard.count(ctx, c.limit, c.key); err != nil && fault.Of(err) != fault.TooMany {
			return Code{}, err
		}
	}
	if row.Tries >= codeTries {
		return Code{}, fault.New(fault.Conflict, "account.code.spent", "tries", codeTries)
	}
	return Code{}, fault.Problems{"code": fault.Say("account.problem.code_wrong", "left", codeTries-row.Tries)}.Err()
}

// codeGone is the answer to a code that never was, is used, or has run out.
func codeGone() error { return fault.New(fault.Conflict, "account.code.gone") }

// onlyDigits reads a code as people type it: in any width, with spaces between;
// "" where there is anything else in it.
func onlyDigits(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || r == '-' {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	if strings.Trim(s, "0123456789") != "" {
		return ""
	}
	return s
}

// hasDuties reports whether an account works at a desk, in person or for somebody absent.
func (a *Accounts) hasDuties(ctx context.Context, account id.ID) (bool, error) {
	return actorReader{a.db.Read(ctx)}.atDesk(account, a.db.Now().Date())
}

// SignUp is what a new number, or address, needs besides its code.
type SignUp struct {
	Browser              string
	Name                 string
	BirthOn              clock.Date
	Terms, Privacy, News bool
	Lang                 string
	// GuardianLast4 are the last four digits of a guardian's number: of somebody
	// whom a guardian has registered as a child, and who takes that record over.
	GuardianLast4 string
}

func (in *SignUp) problems(today clock.Date) fault.Problems {
	in.Name = CleanLine(in.Name)
	if in.Lang != english {
		in.Lang = korean
	}
	p := fault.Problems{}
	nameProblem(p, "name", in.Name)
	BirthProblem(p, "birth_date", in.BirthOn, today)
	if in.claims() {
		if in.GuardianLast4 = onlyDigits(in.GuardianLast4); len(in.GuardianLast4) != 4 {
			p.Add("guardian_last4", "account.problem.guardian_last4")
		}
	}
	if !in.Terms {
		p.Add("terms", "account.problem.consent")
	}
	if !in.Privacy {
		p.Add("privacy", "account.problem.consent")
	}
	return p
}

// SignUp makes an account for the number or address that this browser has
// proved, and opens its first session. Of a person below fourteen nothing is kept.
// Whom an officer wrote down before, with the number that is proved now, the same
// name and the same day of birth, is that person, with what the desk did for them.
func (a *Accounts) SignUp(ctx context.Context, who policy.Actor, in SignUp) (acc Account, err error) {
	if in.Browser == "" {
		return acc, codeGone()
	}
	if err := in.problems(a.db.Now().Date()).Err(); err != nil {
		return acc, err
	}
	if in.claims() {
		if err := a.mayClaim(ctx, who, in); err != nil {
			return acc, err
		}
	}
	err = a.db.Write(ctx, who, func(tx *db.Tx) error {
		s := accountStore{tx}
		c, ok, err := s.takeProved(a.links.browserHash(in.Browser), ToEnter)
		if err != nil {
			return err
		}
		if !ok || !c.SubjectID.IsZero() { // the number of an account, which was not freed
			return codeGone()
		}
		var person Person
		var claimed bool
		if in.claims() {
			acc, person, err = s.claimOwn(&c, in)
			claimed = true
		} else {
			acc, person, claimed, err = s.createProved(&c, in)
		}
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.Register, policy.PersonThing{Person: person.ID, Name: "account"}, "by", "code", "channel", string(c.Channel), "claimed", claimed); err != nil {
			return err
		}
		if err := s.remember(a.networkHash(c.Address, who.Origin)); err != nil {
			return err
		}
		r := Registration{Version: ConsentVersion, News: in.News, CreatedAt: tx.Now}
		if err := s.agree(consentsOf(&r, &acc)...); err != nil {
			return err
		}
		self := policy.Actor{Account: acc.ID, Person: person.ID, Origin: who.Origin}
		_, err = tx.AllowFor(self, policy.OpenSession, policy.PersonThing{Person: person.ID, Name: "account"}, "by", "code")
		return err
	})
	if db.Duplicate(err) { // the same number signed up in another browser in the same moment
		err = codeGone()
	}
	return acc, err
}
