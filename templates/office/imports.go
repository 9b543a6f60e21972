package office

import (
	"context"

	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/templates/ui"
)

// Owner is an organisation that the reader may import for.
type Owner struct {
	ID   id.ID // None: each row names its publisher
	Name string
}

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

func ownerOptions(owners []Owner) (out []ui.Option) {
	for _, o := range owners {
		out = append(out, ui.Option{Value: o.ID.String(), Label: o.Name})
	}
	return out
}

func chosen(owners []Owner, value string) string {
	if value == "" && len(owners) > 0 {
		return owners[0].ID.String()
	}
	return value
}

// previewed is how many good rows a preview shows; the counts are of all.
const previewed = 100

func firstRows(ps []exchange.Preview) []exchange.Preview { return ps[:min(len(ps), previewed)] }

func whenOf(ctx context.Context, v standard.Values) string {
	s := i18n.Dates(ctx, v.StartsOn, v.EndsOn)
	if v.HasStart {
		s += " " + i18n.TimeOfDay(v.StartMinute)
	}
	return s
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
	if b.OrgName == "" {
		return i18n.T(ctx, "imports.owner_rows")
	}
	return b.OrgName
}

func byWhom(ctx context.Context, b exchange.BatchView) string {
	if b.ByName == "" {
		return i18n.T(ctx, "imports.by_command")
	}
	return b.ByName
}
