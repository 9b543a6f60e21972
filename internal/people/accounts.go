package people

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
)

// Accounts is what people do with their own accounts, before and after signing in.
type Accounts struct {
	db     *db.DB
	hasher *hasher
	links  Links
	guard  guard
	// devices signs the mark of a browser that somebody has signed in with.
	devices []byte
	// again hides an address that a letter went to.
	again []byte
	// sameTime is how long the answers take that must not tell whether an address is known.
	sameTime time.Duration
	// noTexts: nothing takes text messages, so that a number cannot be proved here.
	noTexts bool
}

// NewAccounts returns the accounts in d. Everything secret is derived from secret.
func NewAccounts(d *db.DB, secret string) *Accounts {
	return &Accounts{db: d, hasher: newHasher(), links: NewLinks(secret), guard: guard{db: d, key: derive(secret, "throttle")}, devices: derive(secret, "devices"), again: derive(secret, "again"), sameTime: 250 * time.Millisecond}
}

// WithoutTexts is the accounts of a portal that has no gateway for text messages:
// people sign in by e-mail.
func (a *Accounts) WithoutTexts() *Accounts {
	a.noTexts = true
	return a
}

// TakesPhones reports whether a number can be proved here.
func (a *Accounts) TakesPhones() bool { return !a.noTexts }

// derive makes a key for one use, so that no two uses share one.
func derive(secret, use string) []byte {
	m := hmac.New(sha256.New, []byte(secret))
	m.Write([]byte("ieum/" + use))
	return m.Sum(nil)
}

// Links makes the secret part of links that are sent by mail. The database has
// only what each was made from and its hash: whoever reads the tables, or the
// outbox, cannot follow a link without the portal's secret.
type Links struct{ key []byte }

// NewLinks returns the links of a portal.
func NewLinks(secret string) Links { return Links{derive(secret, "links")} }

// FactLink is the name of the fact that a letter's link is made from.
const FactLink = "nonce"

// Token is the secret part of the link made from a letter's fact.
func (l Links) Token(nonce string) string {
	m := hmac.New(sha256.New, l.key)
	m.Write([]byte(nonce))
	return base64.RawURLEncoding.EncodeToString(m.Sum(nil))
}

// nonce is what a new link is made from, and the hash of its secret part.
func (l Links) nonce() (nonce, hash string) {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	nonce = hex.EncodeToString(b[:])
	return nonce, tokenHash(l.Token(nonce))
}

// fresh is a new nonce with its token row.
func (l Links) fresh(account id.ID, purpose TokenPurpose, now clock.Instant, life time.Duration) (nonce string, row Token) {
	nonce, hash := l.nonce()
	return nonce, Token{Hash: hash, AccountID: account, Purpose: purpose, CreatedAt: now, ExpiresAt: now.Add(life)}
}

// evenly makes fn take as long as any other call of it, so that its length says
// nothing about whether an address is known.
func (a *Accounts) evenly(ctx context.Context, fn func() error) error {
	t := time.NewTimer(a.sameTime)
	defer t.Stop()
	err := fn()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
	return err
}

func greet(kind string, a *Account, p *Person, facts outbox.Facts) outbox.Letter {
	facts["name"] = p.Name
	names := map[string]id.ID{"name": p.ID}
	if a.Email == "" {
		return outbox.Letter{Channel: outbox.SMS, Kind: kind, Lang: a.Lang, Address: a.Phone, Account: a.ID, Person: p.ID, Ref: "account/" + a.ID.String(), Facts: facts, Names: names}
	}
	return outbox.Letter{Kind: kind, Lang: a.Lang, Address: a.Email, Account: a.ID, Person: p.ID, Ref: "account/" + a.ID.String(), Facts: facts, Names: names}
}

// badLink is the answer to a link that never was, is used, or has run out.
func badLink() error { return fault.New(fault.NotFound, "account.link.gone") }
