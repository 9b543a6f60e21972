// Package notify sends what waits in the outbox: it has the words written, hands
// them to the mail server, tries again later, and gives up in the end.
package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"ieum/internal/border/smtp"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Letter is a message in words.
type Letter struct{ Subject, Text, HTML string }

// Render writes a kind of message with its facts in a language. internal/app hands it in.
type Render func(kind, lang string, facts map[string]string) (Letter, error)

// Transport takes letters; nil keeps them.
type Transport interface {
	Send(ctx context.Context, m smtp.Mail) error
}

// Sender sends mail.
type Sender struct {
	outbox    *outbox.Service
	links     people.Links
	render    Render
	transport Transport
}

// NewSender returns the sender of a portal. Without a transport messages are
// marked as kept: the administrator reads them.
func NewSender(o *outbox.Service, links people.Links, render Render, transport Transport) *Sender {
	return &Sender{o, links, render, transport}
}

const (
	atOnce = 20
	// mostAttempts is how often a letter is tried, over about two days.
	mostAttempts   = 8
	longestProblem = 300
)

// waits are how long to wait after each failure.
var waits = [mostAttempts - 1]time.Duration{
	time.Minute, 5 * time.Minute, 15 * time.Minute, time.Hour, 4 * time.Hour, 12 * time.Hour, 24 * time.Hour,
}

var sendMail = policy.System("send mail")

// Run sends everything that is due and says how many messages it settled.
func (s *Sender) Run(ctx context.Context) (int, error) {
	n := 0
	for {
		taken, err := s.outbox.Claim(ctx, sendMail, outbox.Mail, atOnce)
		if err != nil || len(taken) == 0 {
			return n, err
		}
		for i := range taken {
			if err := s.one(ctx, &taken[i]); err != nil {
				return n, err
			}
			n++
		}
	}
}

func (s *Sender) one(ctx context.Context, m *outbox.Message) error {
	letter, err := s.Write(m)
	if err != nil {
		slog.ErrorContext(ctx, "a message cannot be written", "message", m.ID.String(), "kind", m.Kind, "err", err)
		return s.outbox.Dead(ctx, sendMail, m, "it cannot be written: "+short(err))
	}
	if s.transport == nil {
		return s.outbox.Sent(ctx, sendMail, m, outbox.Kept)
	}
	err = s.transport.Send(ctx, smtp.Mail{ID: m.ID.String(), To: m.Address, Subject: letter.Subject, Text: letter.Text, HTML: letter.HTML})
	// What the mail server has answered is written down even while the program ends.
	ctx = context.WithoutCancel(ctx)
	_, final := errors.AsType[*smtp.Refused](err)
	switch {
	case err == nil:
		return s.outbox.Sent(ctx, sendMail, m, "")
	case final || m.Attempts >= mostAttempts:
		slog.WarnContext(ctx, "a message is given up", "message", m.ID.String(), "kind", m.Kind, "attempts", m.Attempts)
		return s.outbox.Dead(ctx, sendMail, m, short(err))
	}
	return s.outbox.Again(ctx, sendMail, m, s.outbox.Now().Add(waits[m.Attempts-1]), short(err))
}

// Write is a message in words, with the secret part of its link, if it has one.
func (s *Sender) Write(m *outbox.Message) (Letter, error) {
	facts, err := m.Facts()
	if err != nil {
		return Letter{}, fmt.Errorf("notify: the facts of %s: %w", m.Kind, err)
	}
	if nonce := facts[people.FactLink]; nonce != "" {
		facts["token"] = s.links.Token(nonce)
	}
	return s.render(m.Kind, m.Lang, facts)
}

// Outline is a message as the administrator may read it. Where mail leaves, the
// link in a letter is for its reader alone: an administrator who followed it
// would be that person.
func (s *Sender) Outline(m *outbox.Message) (Letter, error) {
	if s.transport == nil {
		return s.Write(m)
	}
	facts, err := m.Facts()
	if err != nil {
		return Letter{}, fmt.Errorf("notify: the facts of %s: %w", m.Kind, err)
	}
	if facts[people.FactLink] != "" {
		facts["token"] = "…"
	}
	return s.render(m.Kind, m.Lang, facts)
}

// short is an error as one short line.
func short(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if r := []rune(text); len(r) > longestProblem {
		text = string(r[:longestProblem])
	}
	return text
}
