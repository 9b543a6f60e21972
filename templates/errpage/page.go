package errpage

import (
	"bytes"
	"context"
	"strconv"
	"sync"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// Failure is what an error page says.
type Failure struct {
	Status int
	// Text explains this very failure; the zero Text leaves the status' own words.
	Text fault.Text
	// Ref is the number under which the log tells more; shown when set.
	Ref string
	// Until is when it will work again, as in maintenance; Wait is in seconds.
	Until clock.Instant
	Wait  int
	// Login offers to sign in.
	Login bool
}

// known are the statuses that have words; any other speaks as its class does.
var known = map[int]bool{400: true, 403: true, 404: true, 405: true, 409: true, 413: true, 422: true, 429: true, 500: true, 503: true}

func (f Failure) key(part string) string {
	s := f.Status
	switch {
	case known[s]:
	case s == 401:
		s = 403
	case s >= 400 && s < 500:
		s = 400
	default:
		s = 500
	}
	return "errpage." + strconv.Itoa(s) + "_" + part
}

func (f Failure) text(ctx context.Context) string {
	if f.Text.Key != "" {
		return i18n.T(ctx, f.Text.Key, f.Text.Args...)
	}
	return i18n.T(ctx, f.key("text"))
}

// Fallback is the page for when nothing else can be drawn, in both languages,
// made once.
var Fallback = sync.OnceValue(func() []byte {
	var b bytes.Buffer
	if err := fallback().Render(context.Background(), &b); err != nil {
		return []byte("500")
	}
	return b.Bytes()
})
