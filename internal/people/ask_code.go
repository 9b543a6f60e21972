package people

import (
	"context"
	"strconv"
	"strings"
	"time"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// Limits on codes. A number that somebody else types must not be flooded, nor
// cost the operator a fortune; nor can whoever types it keep its owner out: see
// trust. Guesses are counted for an address from one network: over all networks
// the codes that are sent bound them, five tries each.
var (
	codesToAddress = limit{"code", 5, time.Hour}
	codesOfAddress = limit{"code-address", 15, time.Hour}
	codesOfNetwork = limit{"codes", 100, time.Hour} // a whole library may be one address
	codesOfAccount = limit{"code-account", 10, time.Hour}
	codesOfKnown   = limit{"code-known", 20, time.Hour} // to one address, from browsers that know it
	guessesAtCodes = limit{"code-guess", 30, time.Hour} // at one address, from one network
)

const (
	longestContact = 254
	digitsOfCode   = 6
)

// AskCode is the wish for a code to a number or an address.
type AskCode struct {
	Contact string // a mobile number or an e-mail address
	Browser string // the cookie of the session that asks
	Device  string // the mark that an earlier sign-in left in the browser, "" where there is none
	Purpose CodePurpose
	Subject id.ID // the child, for ToPromote
	Lang    string
}

// contact reads what was typed as an address or a number that takes messages.
func (a *Accounts) contact(typed string) (channel outbox.Channel, address string, err error) {
	typed = strings.TrimSpace(typed)
	p := fault.Problems{}
	switch {
	case typed == "" || len(typed) > longestContact:
		p.Add("contact", "account.problem.contact_missing")
	case strings.Contains(typed, "@"):
		channel, address = outbox.Mail, CleanEmail(typed)
		emailProblem(p, "contact", address)
	default:
		phone, ok := CleanPhone(typed)
		switch {
		case !ok || !IsMobile(phone):
			p.Add("contact", "account.problem.contact_form")
		case a.noTexts:
			p.Add("contact", "account.problem.no_texts")
		}
		channel, address = outbox.SMS, phone
	}
	return channel, address, p.Err()
}

// AskCode sends a code and binds it to the browser that asked. An older code of
// the browser is worth nothing from then on. The answer, its time and the
// message are the same for numbers that are known and those that are not: only
// a browser's own mark makes a difference, and it is of one account.
func (a *Accounts) AskCode(ctx context.Context, who policy.Actor, in AskCode) error {
	channel, address, err := a.contact(in.Contact)
	if err != nil {
		return err
	}
	if in.Purpose == ToProve && channel != outbox.SMS {
		return fault.Problems{"contact": fault.Say("account.problem.contact_phone")}.Err()
	}
	if in.Browser == "" {
		return fault.New(fault.Conflict, "account.code.gone")
	}
	if in.Lang != english {
		in.Lang = korean
	}
	return a.evenly(ctx, func() error {
		trust, err := a.trustIn(ctx, who, channel, address, in.Device)
		if err != nil {
			return err
		}
		if err := a.codeAllowedTo(ctx, who, address, trust); err != nil {
			return err
		}
		return a.db.Write(ctx, who, func(tx *db.Tx) error {
			if _, err := tx.Allow(policy.AskCode, policy.Platform{Name: "codes"}, "for", string(in.Purpose)); err != nil {
				return err
			}
			c := Code{Purpose: in.Purpose, Channel: channel, Address: address, SubjectID: in.Subject, Known: trust == knownBrowser}
			if err := a.sendCode(tx, in.Browser, in.Lang, c); err != nil || in.Purpose != ToProve {
				return err
			}
			return a.sendOwnCode(tx, in)
		})
	})
}

// sendCode keeps a fresh code for a browser and writes its message.
func (a *Accounts) sendCode(tx *db.Tx, browser, lang string, c Code) error {
	var nonce string
	c.Browser = a.links.codeKey(browser, c.Purpose)
	nonce, c.Hash = a.links.code(c.Browser)
	c.AccountID, c.CreatedAt, c.ExpiresAt = tx.Who.Account, tx.Now, tx.Now.Add(codeLife)
	if err := (accountStore{tx}).replaceCode(&c); err != nil {
		return err
	}
	return outbox.Enqueue(tx, outbox.Letter{
		Channel: c.Channel, Kind: LetterCode, Lang: lang, Address: c.Address, Account: c.AccountID, Stranger: c.AccountID.IsZero(), Ref: "code",
		Facts: outbox.Facts{FactCode: nonce, outbox.FactUntil: strconv.FormatInt(int64(c.ExpiresAt), 10)},
	})
}

// sendOwnCode asks who wants another number, and has no password to be asked
// for, at the contact that the account has already.
func (a *Accounts) sendOwnCode(tx *db.Tx, in AskCode) error {
	acc, _, err := accountStore{tx}.mine(tx.Who.Account)
	if err != nil || acc.PasswordHash != "" {
		return err
	}
	at, ok := acc.reach()
	if !ok {
		return nil
	}
	return a.sendCode(tx, in.Browser, in.Lang, Code{Purpose: ToOwn, Channel: at.Channel, Address: at.Address})
}

// codeAllowed bounds how many codes one address gets and one reader can have sent.
func (a *Accounts) codeAllowed(ctx context.Context, who policy.Actor, address string) error {
	return a.codeAllowedTo(ctx, who, address, stranger)
}

func (a *Accounts) codeAllowedTo(ctx context.Context, who policy.Actor, address string, trust trust) error {
	net := Network(who.Origin)
	counters := []counter{
		{codesOfNetwork, a.guard.of(codesOfNetwork, net)},
		{codesToAddress, a.guard.of(codesToAddress, address, net)},
		{codesOfAddress, a.guard.of(codesOfAddress, address)},
	}
	switch trust {
	case knownBrowser:
		counters = []counter{{codesOfKnown, a.guard.of(codesOfKnown, address)}}
	case knownNetwork:
		counters = counters[:2]
	case stranger:
	}
	if who.SignedIn() {
		counters = append(counters, counter{codesOfAccount, a.guard.of(codesOfAccount, who.Account.String())})
	}
	for _, c := range counters {
		if err := a.guard.count(ctx, c.limit, c.key); err != nil {
			return err
		}
	}
	return nil
}

// WaitingCode is the code that a browser has asked for and not yet used, without
// its secret; ok is false when there is none, or it has run out.
func (a *Accounts) WaitingCode(ctx context.Context, _ policy.Actor, browser string, purpose CodePurpose) (Code, bool, error) {
	if browser == "" {
		return Code{}, false, nil
	}
	c, ok, err := accountReader{a.db.Read(ctx)}.code(a.links.codeKey(browser, purpose), purpose, a.db.Now())
	c.Hash = ""
	return c, ok, err
}

// SweepCodes deletes codes that have run out and says how many.
func (a *Accounts) SweepCodes(ctx context.Context) (n int64, err error) {
	err = a.db.Housekeep(ctx, "codes", func(tx *db.Tx) error {
		n, err = accountStore{tx}.sweepCodes(tx.Now)
		return err
	})
	return n, err
}
