package people

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"strings"
	"time"
)

// DeviceLife is how long a browser is known after a sign-in.
const DeviceLife = 180 * 24 * time.Hour

// Device is the mark to leave in a browser that has just signed in. It lets
// nobody in: it only says that limits meant for strangers do not apply here,
// and is worth nothing for another account or after a change of password.
func (a *Accounts) Device(acc *Account) string {
	var nonce [16]byte
	_, _ = rand.Read(nonce[:]) // never fails: it ends the program instead
	b := base64.RawURLEncoding
	return b.EncodeToString(nonce[:]) + "." + b.EncodeToString(a.deviceSum(acc, nonce[:]))
}

func (a *Accounts) deviceSum(acc *Account, nonce []byte) []byte {
	m := hmac.New(sha256.New, a.devices)
	m.Write(acc.ID[:])
	m.Write(binary.BigEndian.AppendUint64(nil, uint64(acc.PasswordChangedAt)))
	m.Write(nonce)
	return m.Sum(nil)
}

// knows reports whether a mark was left by a sign-in of the account.
func (a *Accounts) knows(acc *Account, mark string) bool {
	first, second, _ := strings.Cut(mark, ".")
	nonce, err := base64.RawURLEncoding.DecodeString(first)
	if err != nil || len(nonce) != 16 {
		return false
	}
	sum, err := base64.RawURLEncoding.DecodeString(second)
	return err == nil && hmac.Equal(sum, a.deviceSum(acc, nonce))
}
