// Package mail writes letters: the words of each kind of message, as text and as HTML.
package mail

import (
	"context"
	"fmt"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/web/paths"
)

// Site is who writes.
type Site struct{ BaseURL, Name, Operator string }

// Letter is a message in words. Lines and Button are what Text and HTML are made of.
type Letter struct {
	Subject string
	Lines   []string
	Rows    []Row
	Button  Link
	Foot    string
}

// Row is one fact of a letter.
type Row struct{ Name, Value string }

// Link is where a letter leads.
type Link struct{ Label, Href string }

// kinds say for each kind of message where its link leads.
var kinds = map[string]func(ctx context.Context, facts map[string]string) string{
	"account.code":             func(context.Context, map[string]string) string { return "" }, // typed where it was asked for
	"account.confirm":          func(ctx context.Context, f map[string]string) string { return paths.ToRegisterConfirm(ctx, f["token"]) },
	"account.already":          func(ctx context.Context, _ map[string]string) string { return paths.ToPassword(ctx) },
	"account.reset":            func(ctx context.Context, f map[string]string) string { return paths.ToPasswordNew(ctx, f["token"]) },
	"account.password_changed": func(ctx context.Context, _ map[string]string) string { return paths.ToPassword(ctx) },
	"account.phone_changed":    func(ctx context.Context, _ map[string]string) string { return paths.ToPassword(ctx) },
	"account.contact_freed":    func(ctx context.Context, _ map[string]string) string { return paths.In(ctx, paths.Login) },
	"family.consent_told":      toFamily,
	"family.withdrawn_told":    toFamily,
	"family.joined":            toFamily,
	"family.account":           toFamily,
	"application.accepted":     toApplication,
	"application.refused":      toApplication,
	"application.cancelled":    toApplication,
	"section.cancelled":        toApplication,
	"section.open":             toSection,
	"section.message":          toSection,
	"participation.completed":  toCertificates,
	"participation.incomplete": toCertificates,
	"participation.corrected":  toCertificates,
	"recognition.recognised":   toMileage,
	"recognition.refused":      toMileage,
	"recognition.cancelled":    toMileage,
	"affiliation.code":         toAffiliation,
	"affiliation.confirmed":    func(ctx context.Context, _ map[string]string) string { return paths.ToMyProvision(ctx) },
	"affiliation.refused":      toAffiliation,
	"stand_in.recorded":        func(ctx context.Context, _ map[string]string) string { return paths.In(ctx, paths.OfficeStandIns) },
}

func toApplication(ctx context.Context, f map[string]string) string {
	return named(f["application"], func(i id.ID) string { return paths.ToApplication(ctx, i) })
}

func toFamily(ctx context.Context, _ map[string]string) string { return paths.ToFamily(ctx) }

func toCertificates(ctx context.Context, _ map[string]string) string {
	return paths.In(ctx, paths.MyCertificates)
}

func toMileage(ctx context.Context, _ map[string]string) string { return paths.ToMyMileage(ctx) }

func toAffiliation(ctx context.Context, _ map[string]string) string {
	return paths.ToMyAffiliation(ctx, id.None, "")
}

func toSection(ctx context.Context, f map[string]string) string {
	return named(f["section"], func(i id.ID) string { return paths.ToSection(ctx, i) })
}

func named(raw string, to func(id.ID) string) string {
	i, err := id.Parse(raw)
	if err != nil {
		return ""
	}
	return to(i)
}

// Write is a kind of message with its facts in a language. A kind that is not
// known is an error: a letter of bare keys helps nobody.
func (s Site) Write(kind, lang string, facts map[string]string) (Letter, error) {
	leads, ok := kinds[kind]
	if !ok {
		return Letter{}, fmt.Errorf("mail: %q is no kind of message", kind)
	}
	ctx := i18n.With(context.Background(), i18n.Lang(lang))
	args := s.args(ctx, facts)
	l := Letter{
		Subject: oneLine(i18n.T(ctx, "mail."+kind+".subject", args...)),
		Rows:    rows(ctx, kind, facts),
		Foot:    i18n.T(ctx, "mail.foot", args...),
	}
	for line := range strings.SplitSeq(i18n.T(ctx, "mail."+kind+".text", args...), "\n") {
		l.Lines = append(l.Lines, strings.TrimRight(line, "\r"))
	}
	if path := leads(ctx, facts); path != "" {
		l.Button = Link{i18n.T(ctx, "mail."+kind+".button"), s.BaseURL + path}
	}
	return l, nil
}

// args are the facts as the values of a message.
func (s Site) args(ctx context.Context, facts map[string]string) []any {
	out := []any{
		"site", s.Name, "operator", s.Operator,
		"title", title(ctx, facts), "reason", reason(ctx, facts),
	}
	for _, name := range []string{"name", "number", "subject", "body", "deputy", "recorder", "org", "code", "child"} {
		out = append(out, name, facts[name])
	}
	return out
}

func title(ctx context.Context, f map[string]string) string {
	t := i18n.Pick(ctx, f["title_ko"], f["title_en"])
	if n := i18n.Pick(ctx, f["section_ko"], f["section_en"]); n != "" {
		t += " · " + n
	}
	return t
}

func reason(ctx context.Context, f map[string]string) string {
	if f["reason"] == "" {
		return ""
	}
	return i18n.T(ctx, f["reason"], "seats", f["seats"], "age", f["age"], "city", f["city"], "grades", i18n.Grades(f["grades"]))
}

// rows are the facts that stand under each other in letters about a section.
func rows(ctx context.Context, kind string, f map[string]string) (out []Row) {
	if strings.HasPrefix(kind, "account.") || strings.HasPrefix(kind, "affiliation.") || strings.HasPrefix(kind, "recognition.") || strings.HasPrefix(kind, "participation.") {
		return nil
	}
	add := func(key, value string) {
		if value != "" {
			out = append(out, Row{i18n.T(ctx, key), value})
		}
	}
	add("my.receipt.number", f["number"])
	add("mail.title", title(ctx, f))
	add("my.period", i18n.Dates(ctx, clock.Date(f["starts_on"]), clock.Date(f["ends_on"])))
	if f["starts_at"] != "" {
		add("my.receipt.first", i18n.Date(ctx, clock.Date(f["starts_on"]))+" "+f["starts_at"])
	}
	add("my.place", f["place"])
	if kind == "section.cancelled" {
		add("mail.cancel_reason", f["cancel_reason"])
	}
	if kind == "section.message" {
		add("mail.contact", strings.TrimSpace(f["department"]+" "+f["phone"]))
	}
	return out
}

// oneLine keeps a header in one line, whatever a title holds.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// Text is the letter as plain text.
func (l Letter) Text() string {
	var b strings.Builder
	for _, line := range l.Lines {
		b.WriteString(line + "\n")
	}
	if len(l.Rows) > 0 {
		b.WriteString("\n")
	}
	for _, r := range l.Rows {
		b.WriteString(r.Name + ": " + r.Value + "\n")
	}
	if l.Button.Href != "" {
		b.WriteString("\n" + l.Button.Label + "\n" + l.Button.Href + "\n")
	}
	b.WriteString("\n-- \n" + l.Foot + "\n")
	return b.String()
}

// HTMLText is the letter as an HTML document.
func (l Letter) HTMLText(lang string) (string, error) {
	var b strings.Builder
	err := document(l, lang).Render(context.Background(), &b)
	return b.String(), err
}
