package my

import (
	"context"
	"strconv"

	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/web/paths"
)

// AgainForm is what is typed to show once more who one is.
type AgainForm struct {
	Password string         `form:"password"`
	Code     string         `form:"code"`
	Agree    string         `form:"agree"`
	ByCode   bool           `form:"-"` // there is no password
	Sent     bool           `form:"-"` // a code waits
	To       string         `form:"-"` // where a code goes, half hidden
	Problems fault.Problems `form:"-"`
	Refused  fault.Text     `form:"-"` // what stands in the way whatever is typed
}

func looksURL(ctx context.Context, n int) string {
	if n < 2 {
		return paths.ToMyDataLooks(ctx)
	}
	return paths.ToMyDataLooks(ctx) + "?page=" + strconv.Itoa(n)
}

func office(ctx context.Context, l personal.Look) string {
	if l.Organisation == "" {
		return i18n.T(ctx, "mydata.platform")
	}
	return l.Organisation
}

// dutyWords names a duty that stands in the way of closing.
func dutyWords(ctx context.Context, t people.Tie) string {
	d := i18n.T(ctx, "my.duty."+string(t.Duty))
	if t.Organisation.ID.IsZero() {
		return d
	}
	return orgName(ctx, &t.Organisation) + " · " + d
}

func codeLabel(ctx context.Context, f AgainForm) string {
	if f.Sent {
		return i18n.T(ctx, "mydata.code_again")
	}
	return i18n.T(ctx, "mydata.code_send")
}
