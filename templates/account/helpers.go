package account

import (
	"context"
	"maps"
	"net/url"

	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// merged are the problems of both forms of a page; only one of them was sent.
func merged(a, b fault.Problems) fault.Problems {
	out := fault.Problems{}
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}

func contactLabel(ctx context.Context, f CodeForm) string {
	if f.Phones {
		return i18n.T(ctx, "account.contact")
	}
	return i18n.T(ctx, "account.contact_mail")
}

func contactField(ctx context.Context, f CodeForm) ui.In {
	in := ui.In{
		Name: "contact", Label: contactLabel(ctx, f), Hint: i18n.T(ctx, "account.contact_hint"), Value: f.Contact, Problem: f.Problems["contact"],
		Required: true, Autocomplete: "username",
	}
	if !f.Phones {
		in.Type, in.InputMode = "email", "email"
	}
	return in
}

func loginLead(ctx context.Context, f CodeForm) string {
	if f.Phones {
		return i18n.T(ctx, "account.login.lead")
	}
	return i18n.T(ctx, "account.login.lead_mail")
}

func loginHref(ctx context.Context, next string) string {
	href := paths.In(ctx, paths.Login)
	if next != "" {
		href += "?next=" + url.QueryEscape(next)
	}
	return href
}
