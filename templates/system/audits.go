package system

import (
	"context"
	"strings"

	"ieum/internal/audit"
	"ieum/internal/auditing"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/templates/ui"
)

// OpenForm is what is typed to open an audit.
type OpenForm struct {
	auditing.OpenForm

	Problems fault.Problems `form:"-"`
}

// desks are the organisations that an audit can be about, by kind.
func desks(ctx context.Context, orgs []people.Organisation) (out []ui.Option) {
	for i := range orgs {
		if orgs[i].Desk {
			out = append(out, ui.Option{Value: orgs[i].ID.String(), Label: i18n.Pick(ctx, orgs[i].Current(), orgs[i].NameEN)})
		}
	}
	return out
}

func scopeOf(ctx context.Context, sc auditing.Scope) string {
	if sc.Everything {
		return i18n.T(ctx, "auditdesk.everything")
	}
	var s strings.Builder
	for i, o := range sc.Orgs {
		if i > 0 {
			s.WriteString(", ")
		}
		s.WriteString(o.Name)
	}
	return s.String()
}

func auditTone(sc auditing.Scope) ui.Tone {
	if sc.Open() {
		return ui.Success
	}
	return ui.Neutral
}

func auditState(ctx context.Context, sc auditing.Scope) string {
	if sc.Open() {
		return i18n.T(ctx, "auditdesk.is_open")
	}
	return i18n.T(ctx, "auditdesk.is_closed")
}

// state is how a check stands: running, broken off, whole, broken.
func checkState(c audit.Check, now clock.Instant) (tone ui.Tone, key string) {
	switch {
	case c.FinishedAt.IsZero() && !c.Over(now):
		return ui.Info, "auditdesk.check.running"
	case c.FinishedAt.IsZero():
		return ui.Warning, "auditdesk.check.stopped"
	case c.Breaches != "":
		return ui.Danger, "auditdesk.check.broken"
	}
	return ui.Success, "auditdesk.check.whole"
}

func checkTone(c audit.Check, now clock.Instant) ui.Tone {
	t, _ := checkState(c, now)
	return t
}

func checkWords(ctx context.Context, c audit.Check, now clock.Instant) string {
	_, key := checkState(c, now)
	return i18n.T(ctx, key)
}

func took(ctx context.Context, c audit.Check) string {
	if c.FinishedAt.IsZero() {
		return ""
	}
	return i18n.T(ctx, "auditdesk.check.took", "ms", int(c.FinishedAt.Sub(c.StartedAt).Milliseconds()))
}
