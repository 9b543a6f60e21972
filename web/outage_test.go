package web_test

import (
	"io"
	"net"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// wire stands between the portal and PostgreSQL and can be cut.
type wire struct {
	t    *testing.T
	to   string
	l    net.Listener
	mu   sync.Mutex
	open []net.Conn
	cut  bool
}

func newWire(t *testing.T, to string) *wire {
	t.Helper()
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{t: t, to: to, l: l}
	t.Cleanup(func() { _ = l.Close(); w.set(true) })
	go w.accept()
	return w
}

func (w *wire) accept() {
	for {
		in, err := w.l.Accept()
		if err != nil {
			return
		}
		w.mu.Lock()
		cut := w.cut
		w.mu.Unlock()
		if cut {
			_ = in.Close()
			continue
		}
		out, err := new(net.Dialer).DialContext(w.t.Context(), "tcp", w.to)
		if err != nil {
			_ = in.Close()
			continue
		}
		w.mu.Lock()
		w.open = append(w.open, in, out)
		w.mu.Unlock()
		go func() { _, _ = io.Copy(out, in); _ = out.Close() }()
		go func() { _, _ = io.Copy(in, out); _ = in.Close() }()
	}
}

// set cuts the wire, or mends it.
func (w *wire) set(cut bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.cut = cut
	if cut {
		for _, c := range w.open {
			_ = c.Close()
		}
		w.open = nil
	}
}

// TestADatabaseThatIsAwayIsNeverASignOut cuts the wire to PostgreSQL under a
// signed-in reader: every page says that nothing was changed, nobody is sent
// to the sign-in page, and all is well again by itself.
func TestADatabaseThatIsAwayIsNeverASignOut(t *testing.T) {
	direct := worldtest.Open(t, db.Postgres, clock.Fixed(dbtest.Noon))
	u, err := url.Parse(direct.DSN())
	if err != nil {
		t.Fatal(err)
	}
	w := newWire(t, u.Host)
	u.Host = w.l.Addr().String()
	d, err := db.Open(u.String(), clock.Fixed(dbtest.Noon))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(d.Close)
	a := apptest.New(t, d)
	c := apptest.SignedIn(t, a, world.Resident.Account, false)
	cookie := c.Cookie("__Host-ieum")
	well := func(when string) {
		t.Helper()
		if got := c.Get("/office/imports"); got.Status != 403 { // signed in, and no officer
			t.Errorf("%s: %d", when, got.Status)
		}
	}
	well("before")
	w.set(true)
	began := time.Now()
	for _, path := range []string{"/office/imports", "/en/office/imports"} {
		got := c.Get(path)
		if got.Status != 503 || got.Header.Get("Retry-After") == "" {
			t.Errorf("%s: %d %s", path, got.Status, got.Location)
		}
	}
	if got := c.Get("/office/imports"); !strings.Contains(got.Body, "변경된 내용은 없습니다") {
		t.Error("the page does not say that nothing was changed")
	}
	if got := c.Post("/session/extension", nil); got.Status != 503 {
		t.Errorf("a form: %d", got.Status)
	}
	if got := c.Get("/readyz"); got.Status != 503 {
		t.Errorf("ready: %d", got.Status)
	}
	if got := c.Get("/healthz"); got.Status != 200 {
		t.Errorf("health: %d", got.Status)
	}
	if took := time.Since(began); took > 10*time.Second {
		t.Errorf("the answers took %s", took)
	}
	if c.Cookie("__Host-ieum") != cookie {
		t.Error("the session's cookie was taken away")
	}
	w.set(false)
	well("after")
}
