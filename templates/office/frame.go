package office

import (
	"context"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// frame is the shell of an office page; crumbs stand between the desk and the page.
func frame(ctx context.Context, title string, problems int, crumbs ...layout.Crumb) layout.Page {
	of := desk(ctx)
	all := append([]layout.Crumb{of}, crumbs...)
	return layout.Page{
		Title: title, Wide: true, NoIndex: true, Problems: problems, Side: Side(ctx), SideTitle: of.Label,
		Crumbs: append(all, layout.Crumb{Label: title}),
	}
}

func crumbPrograms(ctx context.Context) layout.Crumb {
	return layout.Crumb{Label: i18n.T(ctx, "office.programs"), Href: paths.In(ctx, paths.OfficePrograms)}
}

func crumbProgram(ctx context.Context, programme id.ID, title string) layout.Crumb {
	return layout.Crumb{Label: title, Href: paths.ToOfficeProgram(ctx, programme, "")}
}

func crumbSection(ctx context.Context, section id.ID, name string) layout.Crumb {
	return layout.Crumb{Label: name, Href: paths.ToOfficeSection(ctx, section, "")}
}

// stateTone is how a state of a draft looks.
func stateTone(s catalog.State) ui.Tone {
	switch s {
	case catalog.Published:
		return ui.Success
	case catalog.Review:
		return ui.Warning
	case catalog.Cancelled:
		return ui.Danger
	case catalog.Draft:
		return ui.Info
	case catalog.Closed:
	}
	return ui.Neutral
}

func stateWord(ctx context.Context, s catalog.State) string {
	return i18n.T(ctx, "office.state_"+string(s))
}

func kindWord(ctx context.Context, k catalog.Kind) string {
	return i18n.T(ctx, "catalog.kind_"+string(k))
}

// label is the name of a form's field.
func label(ctx context.Context, field string) string { return i18n.T(ctx, "office.field_"+field) }

// refs are the fields of a form for its error summary, in their order.
func refs(ctx context.Context, fields ...string) []ui.Ref {
	out := make([]ui.Ref, len(fields))
	for i, f := range fields {
		out[i] = ui.Ref{Name: f, Label: label(ctx, f)}
	}
	return out
}

// options are values of a fixed list, in words.
func options[T ~string](ctx context.Context, prefix string, all []T) []ui.Option {
	out := make([]ui.Option, len(all))
	for i, v := range all {
		out[i] = ui.Option{Value: string(v), Label: i18n.T(ctx, prefix+string(v))}
	}
	return out
}

// timesOf is when a section meets: 화·목 10:00~12:00.
func timesOf(ctx context.Context, s *catalog.Section) string {
	var days []string
	for i := range 7 {
		if s.Weekdays&(1<<i) != 0 {
			days = append(days, i18n.Weekday(ctx, clock.Day(2024, 1, 1+i).Weekday())) // 1 January 2024 was a Monday
		}
	}
	out := strings.Join(days, "·")
	if s.StartMinute != nil && s.EndMinute != nil {
		out = strings.TrimSpace(out + " " + i18n.TimeOfDay(*s.StartMinute) + "~" + i18n.TimeOfDay(*s.EndMinute))
	}
	return out
}

func windowOf(ctx context.Context, s *catalog.Section) string {
	if s.AlwaysOpen {
		return i18n.T(ctx, "office.always_open")
	}
	return i18n.Moments(ctx, s.ApplyFrom, s.ApplyUntil)
}

// capacityOf is how many places there are, and how many are taken where people apply here.
func capacityOf(ctx context.Context, l *catalog.SectionLine) string {
	limit, taken := l.Capacity, ""
	if l.HasSeats {
		limit, taken = l.SeatLimit, i18n.Count(l.Taken)+" / "
	}
	switch {
	case limit == nil && l.Channel == catalog.Here:
		return taken + i18n.T(ctx, "office.no_limit")
	case limit == nil:
		return taken + "–"
	}
	return taken + i18n.Count(*limit)
}

// Taken is how many places are taken, of how many.
func Taken(ctx context.Context, l *catalog.SectionLine) string { return capacityOf(ctx, l) }

func said(ctx context.Context, t fault.Text) string { return i18n.T(ctx, t.Key, t.Args...) }

func lacksOf(ctx context.Context, lacks []catalog.Lack) (out []string) {
	for _, l := range lacks {
		s := said(ctx, l.Text)
		if l.Of != "" {
			s = l.Of + ": " + s
		}
		out = append(out, s)
	}
	return out
}

// lines are a text's lines.
func lines(s string) []string { return strings.Split(s, "\n") }

// extra is a number beside a name that does not say it already.
func extra(name, number string) string {
	if name == number {
		return ""
	}
	return number
}
