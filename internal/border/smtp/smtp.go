// Package smtp hands mail to a mail server.
package smtp

import (
	"context"
	"errors"
	"fmt"
	netmail "net/mail"
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
	if err := CheckFrom(s.from); err != nil {
		return nil, err
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

// CheckFrom says what is wrong with the address that mail comes from.
func CheckFrom(from string) error {
	if from == "" {
		return errors.New("smtp: the address of the mail server does not say ?from=")
	}
	// A name or angle brackets parse too, and are no bare address.
	if a, err := netmail.ParseAddress(from); err != nil || a.Address != from {
		return fmt.Errorf("smtp: ?from=%s is no e-mail address", from)
	}
	return nil
}

// Send hands one letter over. A *Refused error is final, and only about the
// receiver; any other may pass, because the operator can mend it.
func (s *Server) Send(ctx context.Context, m Mail) error {
	// What no mail server could take is not worth another attempt.
	if a, err := netmail.ParseAddress(m.To); err != nil || a.Address != m.To {
		return &Refused{errors.New("smtp: the receiver is no e-mail address")}
	}
	msg, err := s.compose(m)
	if err != nil {
		return err
	}
	c, err := mail.NewClient(s.host, s.options...)
	if err != nil {
		return fmt.Errorf("smtp: %w", err)
	}
	if err := c.DialAndSendWithContext(ctx, msg); err != nil {
		if e, ok := errors.AsType[*mail.SendError](err); ok && !e.IsTemp() && e.ErrorCode() >= 500 && aboutReceiver(e.Reason) {
			return &Refused{fmt.Errorf("smtp: %w", err)}
		}
		return fmt.Errorf("smtp: %w", err)
	}
	return nil
}

// aboutReceiver reports whether an answer was given to the receiver's address
// or to the letter itself. A refused sender, sign-in or connection is ours.
func aboutReceiver(r mail.SendErrReason) bool {
	return r == mail.ErrSMTPRcptTo || r == mail.ErrSMTPData || r == mail.ErrSMTPDataClose
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
