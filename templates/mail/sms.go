package mail

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/i18n"
)

// texts are the kinds of message that go out as text messages too. A kind that
// is not here needs a letter: it has a link that must not be typed by hand.
var texts = map[string]bool{
	"account.code": true, "account.password_changed": true,
	"account.phone_changed": true, "account.contact_freed": true, "family.consent": true, "family.withdrawn": true, "family.invitation": true,
	"family.consent_told": true, "family.withdrawn_told": true, "family.joined": true, "family.account": true,
	"application.accepted": true, "application.refused": true, "application.cancelled": true,
	"section.cancelled": true, "section.open": true, "section.message": true,
	"affiliation.confirmed": true, "affiliation.refused": true,
	"participation.completed": true, "participation.incomplete": true, "participation.corrected": true,
	"recognition.recognised": true, "recognition.refused": true, "recognition.cancelled": true,
}

// longestTitle keeps a programme's name to what a small screen shows.
const longestTitle = 24

// Brief is a kind of message as a text message: one thought, the number that
// people say on the telephone, and no link. A text of ninety bytes costs a
// fifth of a longer one, and links in text messages are what fraud looks like.
func (s Site) Brief(kind, lang string, facts map[string]string) (string, error) {
	if !texts[kind] {
		return "", fmt.Errorf("mail: %q is no kind of text message", kind)
	}
	ctx := i18n.With(context.Background(), i18n.Lang(lang))
	args := append(s.args(ctx, facts), "code", facts["code"], "day", strings.TrimSpace(day(ctx, facts["starts_on"])+" "+facts["starts_at"]), "place", facts["place"], "phone", facts["phone"],
		"short", shortened(i18n.Pick(ctx, facts["title_ko"], facts["title_en"])), "host", s.host(), "cancel_reason", facts["cancel_reason"])
	text := i18n.T(ctx, "sms."+kind, args...)
	var lines []string
	for line := range strings.SplitSeq(text, "\n") {
		if line = strings.TrimSpace(line); line != "" { // a fact that is not known leaves no empty line
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n"), nil
}

func day(ctx context.Context, d string) string {
	if d == "" {
		return ""
	}
	return i18n.Date(ctx, clock.Date(d))
}

func shortened(title string) string {
	r := []rune(title)
	if len(r) <= longestTitle {
		return title
	}
	return string(r[:longestTitle-1]) + "…"
}

// host is the portal's address as people type it.
func (s Site) host() string {
	u, err := url.Parse(s.BaseURL)
	if err != nil || u.Host == "" {
		return s.BaseURL
	}
	return u.Host
}
