// Package smtp hands mail to a mail server.
package smtp

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"strconv"
	"strings"
	"time"

	mail "github.com/wneessen/go-mail"
)

// Mail is one letter to one address.
type Mail struct {
	ID            string // stays the same when the letter is tried again
	To            string
	Subject, Text string
	HTML          string // "" sends the text alone
}

// Refused is the server's answer that this letter will never be taken.
type Refused struct{ err error }

func (r *Refused) Error() string { return r.err.Error() }
func (r *Refused) Unwrap() error { return r.err }

// timeout is for one step of the conversation; a letter is small.
const timeout = 15 * time.Second

// Server is where mail leaves.
type Server struct {
	host, from, name string
	options          []mail.Option
}

// New reads smtp://user:password@host:587?from=address, or smtps:// for TLS
// from the first byte. With a user, smtp:// insists on TLS as well; without,
// it uses TLS where the server offers it. name stands before the address.
func New(raw, name string) (*Server, error) {
	u, err := url.Parse(raw)
	if err != nil || u.Hostname() == "" {
		return nil, errors.New("smtp: the address of the mail server is not right")
	}
	s := &Server{host: u.Hostname(), from: u.Query().Get("from"), name: name}
	if s.from == "" {
		return nil, errors.New("smtp: the address of the mail server does not say ?from=")
	}
	port := 587
	s.options = []mail.Option{mail.WithTimeout(timeout), mail.WithTLSPolicy(mail.TLSOpportunistic)}
	if u.User != nil {
		password, _ := u.User.Password()
		s.options = append(s.options, mail.WithTLSPolicy(mail.TLSMandatory), mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover),
			mail.WithUsername(u.User.Username()), mail.WithPassword(password))
	}
	switch u.Scheme {
	case "smtp":
	case "smtps":
		port = 465
		s.options = append(s.options, mail.WithSSL())
	default:
		return nil, fmt.Errorf("smtp: %q is neither smtp:// nor smtps://", u.Scheme)
	}
	if p := u.Port(); p != "" {
		if port, err = strconv.Atoi(p); err != nil {
			return nil, errors.New("smtp: the port of the mail server is no number")
		}
	}
	s.options = append(s.options, mail.WithPort(port))
	return s, nil
}

// Send hands one letter over. A *Refused error is final; any other may pass.
func (s *Server) Send(ctx context.Context, m Mail) error {
	msg, err := s.compose(m)
	if err != nil {
		return &Refused{err}
	}
	c, err := mail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("smtp: %w", err)
	}
	if err := c.DialAndSendWithContext(ctx, msg); err != nil {
		if e, ok := errors.AsType[*mail.SendError](err); ok && !e.IsTemp() && e.ErrorCode() >= 500 {
			return &Refused{fmt.Errorf("smtp: %w", err)}
		}
		return fmt.Errorf("smtp: %w", err)
	}
	return nil
}

func (s *Server) compose(m Mail) (*mail.Msg, error) {
	if strings.ContainsAny(m.To+m.Subject+m.ID+s.name, "\r\n\x00") {
		return nil, errors.New("smtp: a line break in a header")
	}
	msg := mail.NewMsg()
	if err := msg.FromFormat(s.name, s.from); err != nil {
		return nil, fmt.Errorf("smtp: the sender: %w", err)
	}
	if err := msg.To(m.To); err != nil {
		return nil, fmt.Errorf("smtp: the receiver: %w", err)
	}
	_, domain, _ := strings.Cut(s.from, "@")
	msg.SetMessageIDWithValue(m.ID + "@" + domain)
	msg.SetDate()
	msg.Subject(m.Subject)
	msg.SetGenHeader("Auto-Submitted", "auto-generated")
	msg.SetBodyString(mail.TypeTextPlain, m.Text)
	if m.HTML != "" {
		msg.AddAlternativeString(mail.TypeTextHTML, m.HTML)
	}
	return msg, nil
}
