package my

import (
	"context"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/enrolment"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/templates/ui"
	"ieum/web/paths"
)

type confirmedKey struct{}

// WithConfirmed puts what was confirmed of the reader's applications beside
// them, so that lists of applications can say it.
func WithConfirmed(ctx context.Context, all map[id.ID]attendance.Participation) context.Context {
	return context.WithValue(ctx, confirmedKey{}, all)
}

// confirmedOf is what was confirmed of an application.
func confirmedOf(ctx context.Context, r *enrolment.Receipt) (attendance.Participation, bool) {
	all, _ := ctx.Value(confirmedKey{}).(map[id.ID]attendance.Participation)
	p, ok := all[r.ID]
	return p, ok
}

// resultWord is what was confirmed, in the words of the programme's kind: 수료,
// 이수, 수상 · 최우수상.
func resultWord(ctx context.Context, k catalog.Kind, p attendance.Participation) string {
	if p.Award != "" {
		return i18n.T(ctx, "my.awarded", "award", p.Award)
	}
	return i18n.T(ctx, "attendance."+string(p.Result)+"."+string(k.Way()))
}

func resultTone(p attendance.Participation) ui.Tone {
	if p.Result == attendance.Completed {
		return ui.Success
	}
	return ui.Neutral
}

// timeText is a number of minutes as people say it; "" for none.
func timeText(ctx context.Context, minutes int) string {
	h, m := minutes/60, minutes%60
	switch {
	case minutes == 0:
		return ""
	case m == 0:
		return i18n.T(ctx, "attendance.hours", "h", i18n.Count(h))
	case h == 0:
		return i18n.T(ctx, "attendance.minutes", "m", m)
	}
	return i18n.T(ctx, "attendance.hours_minutes", "h", i18n.Count(h), "m", m)
}

// childName is whose participation a guardian reads; "" for the reader's own.
func childName(m *attendance.MyCertificate) string {
	if m.Child {
		return m.Name
	}
	return ""
}

func validWord(ctx context.Context, p *attendance.Paper) string {
	if p.Valid() {
		return i18n.T(ctx, "certificate.valid")
	}
	return i18n.T(ctx, "certificate.revoked")
}

func validTone(p *attendance.Paper) ui.Tone {
	if p.Valid() {
		return ui.Success
	}
	return ui.Danger
}

// otherPDF is the PDF in the language that the reader is not reading.
func otherPDF(ctx context.Context, certificate id.ID) string {
	l := i18n.EN
	if i18n.Of(ctx) == i18n.EN {
		l = i18n.KO
	}
	return paths.ToMyCertificate(i18n.With(ctx, l), certificate, "pdf")
}
