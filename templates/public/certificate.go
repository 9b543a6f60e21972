package public

import (
	"context"

	"ieum/internal/attendance"
	"ieum/internal/i18n"
	"ieum/templates/ui"
)

// verified is what is said about a certificate to whoever asks.
func verified(ctx context.Context, p *attendance.Paper) []ui.Def {
	name := p.Name
	switch {
	case p.Renamed:
		name = i18n.T(ctx, "certificate.name_changed")
	case name == "":
		name = i18n.T(ctx, "certificate.name_erased")
	}
	defs := []ui.Def{
		{Term: i18n.T(ctx, "certificate.serial"), Text: p.Serial},
		{Term: i18n.T(ctx, "certificate.kind"), Text: i18n.T(ctx, "certificate.kind_"+string(p.Kind))},
		{Term: i18n.T(ctx, "certificate.name"), Text: name},
		{Term: i18n.T(ctx, "certificate.programme"), Text: i18n.Pick(ctx, p.Programme.TitleKO, p.Programme.TitleEN)},
		{Term: i18n.T(ctx, "certificate.by"), Text: i18n.Pick(ctx, p.Org.Current(), p.Org.NameEN)},
		{Term: i18n.T(ctx, "certificate.issued"), Text: i18n.Date(ctx, p.IssuedAt.Date())},
	}
	if !p.Valid() {
		defs = append(defs,
			ui.Def{Term: i18n.T(ctx, "certificate.revoked_on"), Text: i18n.Date(ctx, p.RevokedAt.Date())},
			ui.Def{Term: i18n.T(ctx, "certificate.revoked_why"), Text: i18n.T(ctx, "certificate.revoked_"+string(p.Reason))})
	}
	return defs
}
