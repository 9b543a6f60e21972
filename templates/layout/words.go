package layout

import (
	"context"
	"strconv"
	"strings"

	"ieum/internal/i18n"
)

// duties are what an operator of a public site must link on every page, beside
// the privacy policy, which the law wants to stand out.
var duties = []Link{
	{Key: "layout.copyright", Href: "/copyright"},
	{Key: "layout.email_policy", Href: "/email-policy"},
	{Key: "layout.accessibility", Href: "/accessibility"},
	{Key: "layout.help", Href: "/help"},
}

// MainMenu is every entry that a main menu may have, in its order; the edge
// shows those whose pages exist.
var MainMenu = []Link{
	{Key: "layout.programs", Href: "/programs"},
	{Key: "layout.cooperations", Href: "/cooperations"},
	{Key: "layout.organisations", Href: "/organisations"},
	{Key: "layout.lectures", Href: "/lectures"},
	{Key: "layout.notices", Href: "/notices"},
	{Key: "layout.my", Href: "/my"},
}

func sideTitle(ctx context.Context, p Page) string {
	return or(p.SideTitle, i18n.T(ctx, "layout.side"))
}

// dial leaves of a phone number what can be dialled.
func dial(phone string) string {
	return strings.Map(func(r rune) rune {
		if r == '+' || (r >= '0' && r <= '9') {
			return r
		}
		return -1
	}, phone)
}

// jsonLD is a data block for search engines: not a script that runs. "<" is
// written as an escape so that no text can end the block.
func jsonLD(doc string) string {
	return `<script type="application/ld+json">` + strings.ReplaceAll(doc, "<", `\u003c`) + `</script>`
}

func or(s, d string) string {
	if s == "" {
		return d
	}
	return s
}

func itoa(n int) string { return strconv.Itoa(n) }
