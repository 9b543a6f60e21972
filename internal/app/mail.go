package app

import (
	"context"
	"log/slog"

	"ieum/internal/border/smtp"
	"ieum/internal/config"
	"ieum/internal/notify"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/templates/mail"
)

// sender sends mail by the server of the settings, in the words of templates/mail.
func sender(cfg config.Config, o *outbox.Service) *notify.Sender {
	site := mail.Site{BaseURL: cfg.BaseURL, Name: cfg.SiteName, Operator: cfg.SiteOperator}
	words := func(kind, lang string, facts map[string]string) (notify.Letter, error) {
		l, err := site.Write(kind, lang, facts)
		if err != nil {
			return notify.Letter{}, err
		}
		html, err := l.HTMLText(lang)
		return notify.Letter{Subject: l.Subject, Text: l.Text(), HTML: html}, err
	}
	return notify.NewSender(o, people.NewLinks(cfg.Secret), words, transport(cfg))
}

// transport is the mail server of the settings; nil keeps messages here.
func transport(cfg config.Config) notify.Transport {
	if cfg.SMTPURL == "" {
		return nil
	}
	s, err := smtp.New(cfg.SMTPURL, cfg.SiteName)
	if err != nil {
		return broken{err} // config has checked it: whatever is still wrong is told with each message
	}
	return s
}

// broken is a mail server whose address cannot be used. Messages wait.
type broken struct{ err error }

// Send implements notify.Transport.
func (b broken) Send(ctx context.Context, _ smtp.Mail) error {
	slog.ErrorContext(ctx, "IEUM_SMTP_URL cannot be used", "err", b.err)
	return b.err
}
