package system

import (
	"context"
	"net/url"
	"strconv"
	"strings"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// AccessLog is who looked at whose personal data.
type AccessLog struct {
	Entries  []audit.Entry
	Sections map[id.ID]catalog.SectionName // those that entries are about
	Page     paging.Page
	Filter   audit.Filter
}

// SectionOf is the section that an entry is about, and whether it is about one.
func SectionOf(e audit.Entry) (id.ID, bool) {
	rest, ok := strings.CutPrefix(e.Ref, "section/")
	if !ok {
		return id.None, false
	}
	section, err := id.Parse(rest)
	return section, err == nil
}

// about says what an entry is about: a section by its number, or what was kept of it.
func (l AccessLog) about(e audit.Entry) (number, title string) {
	section, _ := SectionOf(e)
	n, ok := l.Sections[section]
	if !ok {
		return e.Ref, ""
	}
	return n.Number, strings.TrimSpace(n.TitleKO + " " + n.NameKO)
}

// url is the log's address at a page.
func (l AccessLog) url(ctx context.Context, n int) string {
	v := url.Values{}
	for name, value := range map[string]string{"from": string(l.Filter.From), "to": string(l.Filter.To), "purpose": string(l.Filter.Purpose), "account": l.Filter.Account} {
		if value != "" {
			v.Set(name, value)
		}
	}
	if l.Filter.Full {
		v.Set("full", "1")
	}
	if n > 1 {
		v.Set("page", strconv.Itoa(n))
	}
	to := paths.In(ctx, paths.SystemAccessLog)
	if len(v) > 0 {
		to += "?" + v.Encode()
	}
	return to
}

func purposes(ctx context.Context) (out []ui.Option) {
	for _, p := range append([]audit.Purpose{audit.Masked}, audit.Purposes...) {
		out = append(out, ui.Option{Value: string(p), Label: i18n.T(ctx, "office.purpose_"+string(p))})
	}
	return out
}

func purposeOf(ctx context.Context, e audit.Entry) string {
	out := i18n.T(ctx, "office.purpose_"+string(e.Purpose))
	if e.Note != "" {
		out += " (" + e.Note + ")"
	}
	return out
}
