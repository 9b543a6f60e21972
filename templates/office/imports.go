package office

import (
	"context"
	"strings"

	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// Owner is a choice of whose courses a file holds.
type Owner struct{ Value, Name, Hint string }

// ImportForm is what was chosen on the page that takes a file.
type ImportForm struct {
	Org      string         `form:"org"`
	Orgs     []Owner        `form:"-"`
	Problems fault.Problems `form:"-"`
}

// CopyForm is what was typed to copy a course.
type CopyForm struct {
	Org      string         `form:"org"`
	StartsOn string         `form:"starts_on"`
	Section  id.ID          `form:"-"`
	Title    string         `form:"-"`
	Orgs     []Owner        `form:"-"`
	Problems fault.Problems `form:"-"`
}

func crumbImports(ctx context.Context) layout.Crumb {
	return layout.Crumb{Label: i18n.T(ctx, "imports.title"), Href: paths.ToImports(ctx)}
}

func ownerOptions(owners []Owner) (out []ui.Option) {
	for _, o := range owners {
		out = append(out, ui.Option{Value: o.Value, Label: o.Name, Hint: o.Hint})
	}
	return out
}

func chosen(owners []Owner, value string) string {
	if value == "" && len(owners) > 0 {
		return owners[0].Value
	}
	return value
}

// previewed is how many good rows a preview shows; the counts are of all.
const previewed = 100

func firstRows(ps []exchange.Preview) []exchange.Preview { return ps[:min(len(ps), previewed)] }

// changed are the rows that change a course that is here.
func changed(ps []exchange.Preview) (out []exchange.Preview) {
	for _, p := range ps {
		if p.Effect == exchange.Changes {
			out = append(out, p)
		}
	}
	return out
}

// cellText is what a cell says, or that it says nothing.
func cellText(ctx context.Context, s string) string {
	if strings.TrimSpace(s) == "" {
		return i18n.T(ctx, "imports.blank")
	}
	return s
}

func whenOf(ctx context.Context, v standard.Values) string {
	s := i18n.Dates(ctx, v.StartsOn, v.EndsOn)
	if v.HasStart {
		s += " " + i18n.TimeOfDay(v.StartMinute)
	}
	return s
}

// feeText is what a course costs; a file need not say.
func feeText(ctx context.Context, v standard.Values) string {
	switch {
	case v.Fee > 0:
		return ui.WonText(ctx, v.Fee)
	case v.FeeStated:
		return i18n.T(ctx, "imports.free")
	}
	return "–"
}

func effectTone(e exchange.Effect) ui.Tone {
	switch e {
	case exchange.Adds:
		return ui.Success
	case exchange.Changes:
		return ui.Warning
	case exchange.Keeps, exchange.Spares:
	}
	return ui.Neutral
}

func batchTone(s exchange.BatchState) ui.Tone {
	switch s {
	case exchange.Running:
		return ui.Info
	case exchange.Stopped, exchange.InPart:
		return ui.Warning
	case exchange.Complete:
		return ui.Success
	case exchange.UndoneIs:
	}
	return ui.Neutral
}

func ownerName(ctx context.Context, b exchange.BatchView) string {
	switch {
	case b.OrgName == "":
		return i18n.T(ctx, "imports.owner_rows")
	case b.ByRow:
		return i18n.T(ctx, "imports.owner_rows_by", "name", b.OrgName)
	}
	return b.OrgName
}

func byWhom(ctx context.Context, b exchange.BatchView) string {
	if b.ByName == "" {
		return i18n.T(ctx, "imports.by_command")
	}
	return b.ByName
}
