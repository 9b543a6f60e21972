package people

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

// How long a sign-in lasts (OWASP ASVS 7.3): without use, and in all. A desk
// sees other people's data and is left open in an office, so its limits are short.
const (
	residentIdle     = 8 * time.Hour
	residentAbsolute = 30 * 24 * time.Hour
	deskIdle         = 30 * time.Minute
	deskAbsolute     = 12 * time.Hour
	// seenEvery bounds how often a session's last use is written.
	seenEvery = time.Minute
)

// Sessions keeps signed-in browsers. The cookie holds 256 random bits; the
// table holds their SHA-256 and nothing that could be turned back into them.
type Sessions struct{ db *db.DB }

// NewSessions returns the sessions in d.
func NewSessions(d *db.DB) *Sessions { return &Sessions{d} }

// NewSessionToken is a fresh cookie value.
func NewSessionToken() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails: it ends the program instead
	return base64.RawURLEncoding.EncodeToString(b[:])
}

func tokenHash(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}

// Ends is when the session ends if it is not used again.
func (s *WebSession) Ends() clock.Instant {
	return min(s.ExpiresAt, s.SeenAt.Add(time.Duration(s.IdleSeconds)*time.Second))
}

// AtDesk is the session under the limits of an account with duties, whenever
// they were given: the sign-in may have been before that.
func (s *WebSession) AtDesk() WebSession {
	out := *s
	out.IdleSeconds = min(s.IdleSeconds, int(deskIdle.Seconds()))
	out.ExpiresAt = min(s.ExpiresAt, s.CreatedAt.Add(deskAbsolute))
	return out
}

// Over reports whether a session has ended.
func (s *Sessions) Over(row *WebSession) bool { return s.db.Now() >= row.Ends() }

// Find is the live session of a cookie, and whether there is one. An error is
// the database's: it never means that nobody is signed in.
func (s *Sessions) Find(ctx context.Context, token string) (WebSession, bool, error) {
	if token == "" {
		return WebSession{}, false, nil
	}
	row, ok, err := sessionReader{s.db.Read(ctx)}.find(tokenHash(token))
	if err != nil || !ok || s.Over(&row) {
		return WebSession{}, false, err
	}
	return row, true, nil
}

// Start begins a session for an account (None: a visitor who is owed a flash
// message) and returns the cookie's value. Every sign-in has a new one.
func (s *Sessions) Start(ctx context.Context, account id.ID, desk bool, data string) (string, error) {
	token := NewSessionToken()
	idle, absolute := residentIdle, residentAbsolute
	if desk {
		idle, absolute = deskIdle, deskAbsolute
	}
	err := s.db.Housekeep(ctx, "session", func(tx *db.Tx) error {
		return sessionStore{tx}.add(&WebSession{
			Hash: tokenHash(token), AccountID: account, Data: data, IdleSeconds: int(idle.Seconds()),
			CreatedAt: tx.Now, SeenAt: tx.Now, ExpiresAt: tx.Now.Add(absolute),
		})
	})
	return token, err
}

// Keep stores a session's data.
func (s *Sessions) Keep(ctx context.Context, token, data string) error {
	return s.db.Housekeep(ctx, "session", func(tx *db.Tx) error { return sessionStore{tx}.keep(tokenHash(token), data, tx.Now) })
}

// Seen records that the session was used, at most once a minute unless asked to extend it.
func (s *Sessions) Seen(ctx context.Context, row WebSession, extend bool) error {
	unseen := s.db.Now().Sub(row.SeenAt)
	// While many are applying a page does not wait for it, since the next one notes it as well; but a session in use must
	// not end of that, however long the rush.
	mayWait := s.db.Busy() && unseen < time.Duration(row.IdleSeconds)*time.Second/4
	if !extend && (unseen < seenEvery || mayWait) {
		return nil
	}
	return s.db.Housekeep(ctx, "session", func(tx *db.Tx) error { return sessionStore{tx}.seen(row.Hash, tx.Now) })
}

// End forgets a session: the cookie is worth nothing afterwards.
func (s *Sessions) End(ctx context.Context, token string) error {
	return s.db.Housekeep(ctx, "session", func(tx *db.Tx) error { return sessionStore{tx}.end(tokenHash(token)) })
}

// EndAll signs an account out everywhere, but for the session of the cookie keep.
func (s *Sessions) EndAll(ctx context.Context, account id.ID, keep string) error {
	return s.db.Housekeep(ctx, "session", func(tx *db.Tx) error { return sessionStore{tx}.endAll(account, tokenHash(keep)) })
}

// Sweep deletes sessions that have ended and says how many.
func (s *Sessions) Sweep(ctx context.Context) (n int64, err error) {
	err = s.db.Housekeep(ctx, "session", func(tx *db.Tx) error {
		n, err = sessionStore{tx}.sweep(tx.Now)
		return err
	})
	return n, err
}
