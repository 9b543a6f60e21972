package people

import (
	"context"
	"runtime"
	"time"

	"github.com/alexedwards/argon2id"

	"ieum/internal/fault"
)

// The cost of a hash (OWASP: argon2id, 19 MiB, 2 passes, 1 lane), about 40 ms.
var hashParams = &argon2id.Params{Memory: 19 * 1024, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32}

// hashWait is how long somebody waits for their turn before being told to come
// back: at forty a second, a few hundred who sign in at the hour get in.
const hashWait = 20 * time.Second

// unknownHash is compared with when there is no account, so that the answer
// takes as long as for one that exists. It is the hash of a random value nobody has.
const unknownHash = "$argon2id$v=19$m=19456,t=2,p=1$GpxE0iIJ7HZxF96Lsf33Hg$DPKeBrRpxFsdkQovnga1/khYezUH9xgYVuTXgr9bh58"

// hasher bounds how many hashes are made at once: each takes 19 MiB and a core,
// and a crowd at the door must not take them all.
type hasher struct{ slots chan struct{} }

func newHasher() *hasher { return &hasher{make(chan struct{}, max(1, runtime.GOMAXPROCS(0)))} }

// turn waits for a slot; the caller gives it back.
func (h *hasher) turn(ctx context.Context) (done func(), err error) {
	wait, stop := context.WithTimeout(ctx, hashWait)
	defer stop()
	select {
	case h.slots <- struct{}{}:
		return func() { <-h.slots }, nil
	case <-wait.Done():
		return nil, fault.Wrap(wait.Err(), fault.Unavailable, "account.problem.busy")
	}
}

func (h *hasher) hash(ctx context.Context, password string) (string, error) {
	done, err := h.turn(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	return HashPassword(password)
}

// HashPassword is the hash to store of a password, as a PHC string.
func HashPassword(password string) (string, error) {
	return argon2id.CreateHash(cleanPassword(password), hashParams)
}

// matches compares inside a slot that the caller holds. An account without a
// password (made by a command, not yet set) matches nothing, in the same time.
func matches(password, hash string) (bool, error) {
	if hash == "" {
		_, err := argon2id.ComparePasswordAndHash(cleanPassword(password), unknownHash)
		return false, err
	}
	return argon2id.ComparePasswordAndHash(cleanPassword(password), hash)
}
