package system

import (
	"context"
	"net/url"
	"strconv"

	"ieum/internal/audit"
	"ieum/internal/i18n"
	"ieum/internal/paging"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// AccessLog is who looked at whose personal data.
type AccessLog struct {
	Entries []audit.Entry
	Page    paging.Page
	Filter  audit.Filter
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
