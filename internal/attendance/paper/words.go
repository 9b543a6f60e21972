package paper

import (
	"strings"

	"ieum/internal/attendance"
	"ieum/internal/clock"
	"ieum/internal/i18n"
)

// Row is one line of a certificate: what it is, and what it says.
type Row struct{ Term, Text string }

// Words are all that a certificate says, in one language.
type Words struct {
	Lang      i18n.Lang
	Number    string // 제 2026-NAM-C00012-… 호
	Title     string // 수료증
	Rows      []Row
	Statement string
	Date      string
	Org       string
	Signer    string // title and name of who signs
	Verify    string // how to check it
	URL       string // where
	Void      string // that it has been revoked; "" while it is valid
}

// Of is what a certificate says in a language; base is the portal's address.
func Of(l i18n.Lang, p *attendance.Paper, base string) Words {
	t := func(key string, args ...any) string { return i18n.In(l, key, args...) }
	ctx := i18n.With(noContext, l)
	title := i18n.Pick(ctx, p.Programme.TitleKO, p.Programme.TitleEN)
	w := Words{
		Lang: l, Number: t("certificate.number", "serial", p.Serial), Title: t("certificate.kind_" + string(p.Kind)),
		Statement: t("certificate.says_"+string(p.Kind), "title", title, "role", t("attendance.role_"+string(p.Entry.Role)), "award", p.Entry.Award),
		Date:      dayOf(l, p.IssuedAt.Date()), Org: i18n.Pick(ctx, p.Org.Current(), p.Org.NameEN),
		Signer: strings.TrimSpace(i18n.Pick(ctx, p.Signatory.TitleKO+"  "+p.Signatory.NameKO, strings.Trim(p.Signatory.NameEN+", "+p.Signatory.TitleEN, ", "))),
		URL:    strings.TrimSuffix(base, "/") + "/certificates/" + p.Serial,
	}
	w.Verify = t("certificate.verify_at")
	if !p.Valid() {
		w.Void = t("certificate.void", "day", dayOf(l, p.RevokedAt.Date()), "reason", t("certificate.revoked_"+string(p.Reason)))
	}
	name := p.Name
	switch {
	case p.Renamed:
		name = t("certificate.name_changed")
	case name == "":
		name = t("certificate.name_erased")
	}
	row := func(key, text string) {
		if text != "" {
			w.Rows = append(w.Rows, Row{t("certificate." + key), text})
		}
	}
	row("name", name)
	if !p.BirthOn.IsZero() {
		row("birth", dayOf(l, p.BirthOn))
	}
	section := i18n.Pick(ctx, p.Section.NameKO, p.Section.NameEN)
	if section != "" {
		title += " · " + section
	}
	row("programme", title)
	row("period", i18n.Dates(ctx, p.Section.StartsOn, p.Section.EndsOn))
	if p.Entry.Minutes > 0 && p.Kind != attendance.AppointmentCertificate && p.Kind != attendance.AwardCertificate {
		row("hours", hours(l, p.Entry.Minutes, p.Days))
	}
	if p.Entry.Role != attendance.Participant {
		row("role", t("attendance.role_"+string(p.Entry.Role)))
	}
	row("award", p.Entry.Award)
	return w
}

// hours are the confirmed time and, where attendance was taken, the days.
func hours(l i18n.Lang, minutes, days int) string {
	h, m := minutes/60, minutes%60
	var text string
	switch {
	case m == 0:
		text = i18n.In(l, "attendance.hours", "h", i18n.Count(h))
	case h == 0:
		text = i18n.In(l, "attendance.minutes", "m", m)
	default:
		text = i18n.In(l, "attendance.hours_minutes", "h", i18n.Count(h), "m", m)
	}
	if days > 0 {
		text += i18n.In(l, "certificate.days", "n", days)
	}
	return text
}

// dayOf is a day as papers write it, without its weekday.
func dayOf(l i18n.Lang, d clock.Date) string {
	t := d.Time()
	if l == i18n.EN {
		return t.Format("2 January 2006")
	}
	return t.Format("2006년 1월 2일")
}
