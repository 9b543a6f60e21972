package people

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"encoding/base64"

	"ieum/internal/db"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// sealedBytes is how long an address is before it is sealed: all are, so that
// the length of what is sealed says nothing of it.
const sealedBytes = 256

// SealAddress hides the address that a letter has just gone to in the address
// of the page that says so, where one can ask for the letter again. It says
// nothing of whether anybody has that address. "" is an address that is too long.
func (a *Accounts) SealAddress(email string) string {
	if email = CleanEmail(email); len(email) > sealedBytes {
		return ""
	}
	plain := make([]byte, sealedBytes)
	copy(plain, email)
	seal := a.sealer()
	nonce := make([]byte, seal.NonceSize())
	_, _ = rand.Read(nonce) // never fails: it ends the program instead
	return base64.RawURLEncoding.EncodeToString(seal.Seal(nonce, nonce, plain, nil))
}

// openAddress is what SealAddress hid; not ok is anything that it did not make.
func (a *Accounts) openAddress(sealed string) (email string, ok bool) {
	seal := a.sealer()
	raw, err := base64.RawURLEncoding.DecodeString(sealed)
	if err != nil || len(raw) < seal.NonceSize() {
		return "", false
	}
	plain, err := seal.Open(nil, raw[:seal.NonceSize()], raw[seal.NonceSize():], nil)
	if err != nil {
		return "", false
	}
	for i, b := range plain {
		if b == 0 {
			return string(plain[:i]), true
		}
	}
	return string(plain), true
}

func (a *Accounts) sealer() cipher.AEAD {
	block, err := aes.NewCipher(a.again)
	if err != nil {
		panic(err) // the key is ours and has 32 bytes
	}
	seal, err := cipher.NewGCM(block)
	if err != nil {
		panic(err)
	}
	return seal
}

// SendAgain sends the letter of a registration once more, to the sealed address.
// The answer is the same whether somebody has an account there, waits for one,
// or neither; the letters of one reader are limited as those of registering are.
//
// The letter that came before still works: this one has a link of its own to
// the same registration, which ends when that does.
func (a *Accounts) SendAgain(ctx context.Context, who policy.Actor, sealed string) error {
	email, ok := a.openAddress(sealed)
	if !ok {
		return nil
	}
	if err := a.letterAllowed(ctx, who, email); err != nil {
		return err
	}
	return a.evenly(ctx, func() error {
		return a.db.Write(ctx, who, func(tx *db.Tx) error {
			if _, err := tx.Allow(policy.Register, policy.Platform{Name: "accounts"}); err != nil {
				return err
			}
			s := accountStore{tx}
			acc, person, found, err := s.byEmailLocked(email)
			switch {
			case err != nil:
				return err
			case found && !acc.ClosedAt.IsZero():
				return nil // closed for good: nothing is sent, nothing is said
			case found:
				return outbox.Enqueue(tx, greet(LetterAlreadyHere, &acc, &person, outbox.Facts{}))
			}
			last, waits, err := s.lastWish(email)
			if err != nil || !waits {
				return err
			}
			nonce, hashed := a.links.nonce()
			last.Hash, last.CreatedAt = hashed, tx.Now
			if err := s.wish(&last); err != nil {
				return err
			}
			return outbox.Enqueue(tx, outbox.Letter{Kind: LetterConfirm, Lang: last.Lang, Address: email, Stranger: true, Ref: "registration", Facts: outbox.Facts{FactLink: nonce}})
		})
	})
}
