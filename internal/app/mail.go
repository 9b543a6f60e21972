package app

import (
	"context"
	"log/slog"

	"ieum/internal/border/sms"
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
	return notify.NewSender(o, people.NewLinks(cfg.Secret), words, transport(cfg)).Texting(site.Brief, texter(cfg))
}

// gateway is where text messages of the settings leave; nil where there is none.
func gateway(cfg config.Config) (*sms.Gateway, error) {
	if cfg.SMSURL == "" {
		return nil, nil //nolint:nilnil // none is no failure
	}
	return sms.New(cfg.SMSURL)
}

// texter takes text messages; nil keeps them here.
func texter(cfg config.Config) notify.Texter {
	g, err := gateway(cfg)
	switch {
	case err != nil:
		return brokenGateway{err} // config has checked it: whatever is still wrong is told with each message
	case g == nil:
		return nil
	}
	return g
}

// brokenGateway is a gateway whose address cannot be used. Messages wait.
type brokenGateway struct{ err error }

// Send implements notify.Texter.
func (b brokenGateway) Send(ctx context.Context, _ sms.Message) error {
	slog.ErrorContext(ctx, "IEUM_SMS_URL cannot be used", "err", b.err)
	return b.err
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
