// Package notify sends what waits in the outbox: it has the words written, hands
// them to the mail server or the gateway for text messages, tries again later, and gives up in the end.
package notify

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"time"

	"ieum/internal/border/sms"
	"ieum/internal/border/smtp"
	"ieum/internal/fault"
	"ieum/internal/id"
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

// Brief writes a kind of message with its facts as the few words of a text message.
type Brief func(kind, lang string, facts map[string]string) (string, error)

// Texter takes text messages; nil keeps them.
type Texter interface {
	Send(ctx context.Context, m sms.Message) error
}

// Sender sends mail and text messages.
type Sender struct {
	outbox    *outbox.Service
	links     people.Links
	render    Render
	transport Transport
	brief     Brief
	texter    Texter
}

// NewSender returns the sender of a portal. Without a transport messages are
// marked as kept: the administrator reads them.
func NewSender(o *outbox.Service, links people.Links, render Render, transport Transport) *Sender {
	return &Sender{outbox: o, links: links, render: render, transport: transport}
}

// Texting adds the words of text messages and the gateway that takes them.
func (s *Sender) Texting(brief Brief, texter Texter) *Sender {
	s.brief, s.texter = brief, texter
	return s
}

// Keeps reports whether messages of a channel stay here, because nothing takes them.
func (s *Sender) Keeps(c outbox.Channel) bool {
	if c == outbox.SMS {
		return s.texter == nil
	}
	return s.transport == nil
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

// longestSend is more than one letter takes: a conversation of a few steps with
// a mail server that answers each at the last moment.
const longestSend = time.Minute

// Run sends every letter that is due and says how many messages it settled. When
// ctx ends, what it has taken and not sent is given back uncounted.
func (s *Sender) Run(ctx context.Context) (int, error) { return s.run(ctx, outbox.Mail) }

// RunTexts is Run for text messages: a mail server that is slow does not keep somebody's code.
func (s *Sender) RunTexts(ctx context.Context) (int, error) { return s.run(ctx, outbox.SMS) }

func (s *Sender) run(ctx context.Context, channel outbox.Channel) (int, error) {
	n := 0
	for ctx.Err() == nil {
		taken, err := s.outbox.Claim(ctx, sendMail, channel, atOnce)
		if err != nil || len(taken) == 0 {
			return n, err
		}
		settled, err := s.batch(ctx, taken)
		n += settled
		if err != nil {
			return n, err
		}
	}
	return n, nil
}

// batch sends what was taken, one after the other, as long as the lease lasts:
// a letter that is sent after its end may be sent by another worker too.
func (s *Sender) batch(ctx context.Context, taken []outbox.Message) (n int, err error) {
	for i := range taken {
		if ctx.Err() != nil || s.outbox.Now().Add(longestSend) > taken[i].LeaseUntil {
			return n, s.outbox.Release(context.WithoutCancel(ctx), sendMail, taken[i:])
		}
		switch err := s.one(ctx, &taken[i]); {
		case err == nil:
			n++
		case errors.Is(err, outbox.ErrNotHeld):
			slog.WarnContext(ctx, "a message was taken over by another worker", "message", taken[i].ID.String())
		case errors.Is(err, errStopped):
			return n, s.outbox.Release(context.WithoutCancel(ctx), sendMail, taken[i:])
		default:
			// What is left need not wait until the lease is over.
			return n, errors.Join(err, s.outbox.Release(context.WithoutCancel(ctx), sendMail, taken[i:]))
		}
	}
	return n, nil
}

// errStopped is a letter that was not sent because the program ends.
var errStopped = errors.New("notify: the program ends")

func (s *Sender) one(ctx context.Context, m *outbox.Message) error {
	letter, err := s.Write(m)
	if err != nil {
		slog.ErrorContext(ctx, "a message cannot be written", "message", m.ID.String(), "kind", m.Kind, "err", err)
		return s.outbox.Dead(context.WithoutCancel(ctx), sendMail, m, "it cannot be written: "+short(err))
	}
	if s.Keeps(m.Channel) {
		return s.outbox.Sent(context.WithoutCancel(ctx), sendMail, m, outbox.Kept)
	}
	if m.Stale(s.outbox.Now()) {
		return s.outbox.Dead(context.WithoutCancel(ctx), sendMail, m, "it is too late: what it says no longer holds")
	}
	final, err := s.hand(ctx, m, letter)
	if err != nil && !final && ctx.Err() != nil {
		return errStopped // the end of the program is no failure of the letter
	}
	// What the mail server has answered is written down even while the program ends.
	ctx = context.WithoutCancel(ctx)
	switch {
	case err == nil:
		return s.outbox.Sent(ctx, sendMail, m, "")
	case final || m.Attempts >= mostAttempts:
		slog.WarnContext(ctx, "a message is given up", "message", m.ID.String(), "kind", m.Kind, "attempts", m.Attempts, "err", short(err))
		return s.outbox.Dead(ctx, sendMail, m, short(err))
	}
	slog.WarnContext(ctx, "a message was not sent, and waits", "message", m.ID.String(), "kind", m.Kind, "attempts", m.Attempts, "err", short(err))
	return s.outbox.Again(ctx, sendMail, m, s.outbox.Now().Add(waits[m.Attempts-1]), short(err))
}

// Reporter is a gateway that says later what became of a message.
type Reporter interface {
	Read(at, signature string, body []byte, now time.Time) (sms.Report, error)
}

// Report takes a gateway's report, as it was received. A report that is not the
// gateway's is a fault of kind Forbidden; one of a message that is not there, or
// where there is no gateway, of kind NotFound.
func (s *Sender) Report(ctx context.Context, at, signature string, body []byte) error {
	g, ok := s.texter.(Reporter)
	if !ok {
		return fault.New(fault.NotFound, "error.not_found")
	}
	r, err := g.Read(at, signature, body, s.outbox.Now().Time())
	switch {
	case errors.Is(err, sms.ErrSignature):
		return fault.Wrap(err, fault.Forbidden, "error.forbidden")
	case err != nil:
		return fault.Wrap(err, fault.Invalid, "error.check_form")
	}
	message, err := id.Parse(r.ID)
	if err != nil {
		return fault.New(fault.NotFound, "error.not_found")
	}
	what := outbox.Delivered
	if r.State == sms.Failed {
		what = outbox.Failed
	}
	return s.outbox.Arrived(ctx, sendMail, message, what, r.Reason)
}

// hand gives a message to whatever takes its channel; final is a refusal for good.
func (s *Sender) hand(ctx context.Context, m *outbox.Message, l Letter) (final bool, err error) {
	if m.Channel == outbox.SMS {
		err = s.texter.Send(ctx, sms.Message{ID: m.ID.String(), To: m.Address, Text: l.Text})
		_, final = errors.AsType[*sms.Refused](err)
		return final, err
	}
	err = s.transport.Send(ctx, smtp.Mail{ID: m.ID.String(), To: m.Address, Subject: l.Subject, Text: l.Text, HTML: l.HTML})
	_, final = errors.AsType[*smtp.Refused](err)
	return final, err
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
	if nonce := facts[people.FactCode]; nonce != "" {
		facts["code"] = s.links.Code(nonce)
	}
	return s.words(m, facts)
}

// Outline is a message as the administrator may read it. Where mail leaves, the
// link in a letter is for its reader alone: an administrator who followed it
// would be that person.
func (s *Sender) Outline(m *outbox.Message) (Letter, error) {
	if s.Keeps(m.Channel) {
		return s.Write(m)
	}
	facts, err := m.Facts()
	if err != nil {
		return Letter{}, fmt.Errorf("notify: the facts of %s: %w", m.Kind, err)
	}
	if facts[people.FactLink] != "" {
		facts["token"] = "…"
	}
	if facts[people.FactCode] != "" {
		facts["code"] = "••••••"
	}
	return s.words(m, facts)
}

// words has a message rendered; a rendering that panics is one that cannot be
// written, and must not take the other messages with it.
func (s *Sender) words(m *outbox.Message, facts map[string]string) (l Letter, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("notify: writing %s panicked: %v", m.Kind, p)
		}
	}()
	if m.Channel != outbox.SMS {
		return s.render(m.Kind, m.Lang, facts)
	}
	if s.brief == nil {
		return l, errors.New("notify: nobody writes text messages here")
	}
	l.Text, err = s.brief(m.Kind, m.Lang, facts)
	l.Subject, _, _ = strings.Cut(l.Text, "\n") // as a list shows it
	return l, err
}

// short is an error as one short line.
func short(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if r := []rune(text); len(r) > longestProblem {
		text = string(r[:longestProblem])
	}
	return text
}
