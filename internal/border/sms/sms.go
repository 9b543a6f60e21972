// Package sms hands text messages to a gateway, and knows what the gateway says
// of them later. The protocol is our own, small, and written down in
// docs/sms.md: whoever runs a portal puts a few lines before their provider.
package sms

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"
	"strings"
	"time"
)

// Message is one text to one number.
type Message struct {
	ID   string `json:"id"` // stays the same when the message is tried again
	To   string `json:"to"` // digits alone: 01012345678
	Text string `json:"text"`
}

// Report is what a gateway says later of a message that it took.
type Report struct {
	ID     string `json:"id"`
	State  string `json:"state"` // delivered or failed
	Reason string `json:"reason"`
}

// The states of a report.
const (
	Delivered = "delivered"
	Failed    = "failed"
)

// Refused is the gateway's answer that this message will never be taken.
type Refused struct{ err error }

func (r *Refused) Error() string { return r.err.Error() }
func (r *Refused) Unwrap() error { return r.err }

// The headers that both sides sign with.
const (
	HeaderTime      = "X-Ieum-Time"      // seconds since 1970
	HeaderSignature = "X-Ieum-Signature" // sha256=HEX of HMAC-SHA-256(secret, time + "." + body)
)

const (
	timeout = 15 * time.Second
	// clockSlack is how far the gateway's clock may be off, and how long a report that was overheard can be sent again.
	clockSlack   = 5 * time.Minute
	shortestKey  = 16
	longestReply = 4 << 10
)

// Gateway is where text messages leave.
type Gateway struct {
	address string
	keyID   string
	secret  []byte
	client  *http.Client
}

// New reads https://name:secret@sms.example.kr/path. The name tells the gateway
// who speaks; the secret signs, and never travels.
func New(raw string) (*Gateway, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Host == "" || u.User == nil {
		return nil, errors.New("sms: the address of the gateway is not like https://name:secret@sms.example.kr/messages")
	}
	secret, _ := u.User.Password()
	switch {
	case u.Scheme != "https" && (u.Scheme != "http" || !loopback(u.Hostname())):
		return nil, fmt.Errorf("sms: %s:// is not https://, and numbers must not travel in the open", u.Scheme)
	case u.User.Username() == "":
		return nil, errors.New("sms: the address of the gateway names nobody before its secret")
	case len(secret) < shortestKey:
		return nil, fmt.Errorf("sms: the secret of the gateway has %d characters, and needs %d", len(secret), shortestKey)
	}
	g := &Gateway{keyID: u.User.Username(), secret: []byte(secret), client: &http.Client{
		Timeout: timeout,
		// A redirect would send somebody's number to an address that nobody wrote into the settings.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}}
	u.User = nil
	g.address = u.String()
	return g, nil
}

func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && a.IsLoopback())
}

// Send hands one message over. A *Refused error is final; any other may pass.
func (g *Gateway) Send(ctx context.Context, m Message) error {
	m.To = strings.ReplaceAll(m.To, "-", "")
	raw, err := json.Marshal(m)
	if err != nil {
		return fmt.Errorf("sms: %w", err)
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, g.address, bytes.NewReader(raw))
	if err != nil {
		return fmt.Errorf("sms: %w", err)
	}
	at := strconv.FormatInt(time.Now().Unix(), 10) //nolint:forbidigo // the gateway compares it with its own clock
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("X-Ieum-Key", g.keyID)
	r.Header.Set(HeaderTime, at)
	r.Header.Set(HeaderSignature, Sign(g.secret, at, raw))
	res, err := g.client.Do(r)
	if err != nil {
		return fmt.Errorf("sms: %w", err)
	}
	defer func() { _ = res.Body.Close() }()
	said, _ := io.ReadAll(io.LimitReader(res.Body, longestReply)) // what it says besides its status is for the log
	switch {
	case res.StatusCode == http.StatusAccepted:
		return nil
	case ours(res.StatusCode) || res.StatusCode < 400 || res.StatusCode >= 500:
		return fmt.Errorf("sms: the gateway answers %s: %s", res.Status, said)
	}
	return &Refused{fmt.Errorf("sms: the gateway answers %s: %s", res.Status, said)}
}

// ours are refusals that say nothing of the message: a wrong key, a wrong path,
// too much at once. The operator or time can mend them.
func ours(status int) bool {
	switch status {
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusRequestTimeout, http.StatusTooManyRequests:
		return true
	}
	return false
}

// Sign is the value of HeaderSignature.
func Sign(secret []byte, at string, body []byte) string {
	m := hmac.New(sha256.New, secret)
	m.Write([]byte(at + "."))
	m.Write(body)
	return "sha256=" + hex.EncodeToString(m.Sum(nil))
}

// ErrSignature is the answer to a report that the gateway did not sign, or not now.
var ErrSignature = errors.New("sms: the report is not signed by the gateway")

// Read checks and reads a report as it was received at an instant.
func (g *Gateway) Read(at, signature string, body []byte, now time.Time) (Report, error) {
	seconds, err := strconv.ParseInt(at, 10, 64)
	if err != nil || now.Sub(time.Unix(seconds, 0)).Abs() > clockSlack {
		return Report{}, ErrSignature
	}
	if !hmac.Equal([]byte(Sign(g.secret, at, body)), []byte(signature)) {
		return Report{}, ErrSignature
	}
	var r Report
	if err := json.Unmarshal(body, &r); err != nil {
		return Report{}, fmt.Errorf("sms: %w", err)
	}
	if r.ID == "" || r.State != Delivered && r.State != Failed {
		return Report{}, errors.New("sms: a report has an id and a state, delivered or failed")
	}
	return r, nil
}
