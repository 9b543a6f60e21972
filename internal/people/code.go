package people

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"time"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/outbox"
)

// Code is a six-digit code that was sent to a number or an address, and waits to
// be typed in the browser that asked for it. Neither the code nor what it could
// be guessed from without the portal's secret is stored.
type Code struct {
	Browser   string `gorm:"primaryKey"` // keyed hash of the browser's session
	Hash      string // keyed hash of the code, with what it was made from
	Purpose   CodePurpose
	Channel   outbox.Channel
	Address   string
	AccountID id.ID // who asked; None before signing in
	SubjectID id.ID // whom it is about, where that is somebody else
	Tries     int
	Known     bool          // asked for by a browser that the account was signed in with before
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
	ExpiresAt clock.Instant
	ProvedAt  clock.Instant // when the right code was typed
}

// TableName implements gorm's Tabler.
func (Code) TableName() string { return "codes" }

// CodePurpose is what a code is good for.
type CodePurpose string

// The purposes.
const (
	ToEnter   CodePurpose = "enter"   // signing in, or signing up
	ToProve   CodePurpose = "phone"   // showing that a number is one's own
	ToOwn     CodePurpose = "own"     // sent to the contact that an account has already, before another takes its place
	ToAgain   CodePurpose = "again"   // showing once more who one is, before something that cannot be undone
	ToPromote CodePurpose = "promote" // a child's own number or address, when it gets its own account
)

const (
	codeLife = 5 * time.Minute
	// provedLife is how long a proved number waits for the rest of a registration.
	provedLife = 30 * time.Minute
	codeTries  = 5
)

// The message of a code, and its facts.
const (
	LetterCode = "account.code"
	// FactCode is the name of the fact that a code is made from.
	FactCode = "code_nonce"
	// FactPurpose says in the message what the code is for.
	FactPurpose = "purpose"
)

// Code is the six digits made from a message's fact.
func (l Links) Code(nonce string) string {
	m := hmac.New(sha256.New, l.key)
	m.Write([]byte("code\x00" + nonce))
	return fmt.Sprintf("%06d", binary.BigEndian.Uint64(m.Sum(nil))%1_000_000)
}

// codeHash is what is stored of a code: without the secret a million guesses find nothing.
func (l Links) codeHash(browser, code string) string {
	m := hmac.New(sha256.New, l.key)
	m.Write([]byte("code hash\x00" + browser + "\x00" + code))
	return hex.EncodeToString(m.Sum(nil))
}

// browserHash is the row's key for a browser's session.
func (l Links) browserHash(token string) string {
	m := hmac.New(sha256.New, l.key)
	m.Write([]byte("code browser\x00" + token))
	return hex.EncodeToString(m.Sum(nil))
}

// codeKey is the row's key for a code of a browser. A browser has one code at a
// time, and beside it the one that shows that the account before it is its own.
func (l Links) codeKey(token string, purpose CodePurpose) string {
	if purpose == ToOwn {
		token = "own\x00" + token
	}
	return l.browserHash(token)
}

// code is a fresh code: what its message is made from, and what is stored of it.
func (l Links) code(browser string) (nonce, hash string) {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	nonce = hex.EncodeToString(b[:])
	return nonce, l.codeHash(browser, l.Code(nonce))
}
