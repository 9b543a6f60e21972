// Package portal builds the product from the tree above, starts it as its operators do, and writes the requests that a
// browser would send it.
package portal

import (
	"context"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"

	"ieum/bench/internal/load"
	"ieum/bench/internal/proc"
	"ieum/bench/internal/town"
)

// Program is the portal's program.
type Program struct {
	path string
	dir  string
	mail string // where letters go
}

// Build compiles cmd/ieum of the module in root. Letters of its portals go to mail.
func Build(ctx context.Context, root, dir, mail string) (*Program, error) {
	p := &Program{path: filepath.Join(dir, "ieum"), dir: dir, mail: mail}
	cmd := exec.CommandContext(ctx, "go", "build", "-buildvcs=false", "-o", p.path, "./cmd/ieum")
	cmd.Dir = root
	cmd.Stdout, cmd.Stderr = os.Stderr, os.Stderr
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("portal: go build: %w", err)
	}
	return p, nil
}

func (p *Program) env(addr, dsn string) []string {
	return []string{
		"IEUM_ADDR=" + addr, "IEUM_BASE_URL=http://" + addr, "IEUM_DATABASE=" + dsn, "IEUM_DATA=" + filepath.Join(p.dir, "data"),
		"IEUM_SECRET=" + town.Secret, "IEUM_SMTP_URL=smtp://" + p.mail + "?from=no-reply@bench.example", "IEUM_SITE_OPERATOR=bench",
	}
}

// Start serves a database at an address.
func (p *Program) Start(addr, dsn string) (*proc.Child, error) {
	c, err := proc.Start(p.dir, "portal", p.env(addr, dsn), p.path, "serve")
	if err != nil {
		return nil, err
	}
	if err := c.Ready("http://" + addr + "/readyz"); err != nil {
		c.Kill()
		return nil, err
	}
	return c, nil
}

// Invariants lets the portal judge its own database.
func (p *Program) Invariants(ctx context.Context, dsn string) error {
	cmd := exec.CommandContext(ctx, p.path, "invariants")
	cmd.Env = append(os.Environ(), p.env("127.0.0.1:0", dsn)...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("ieum invariants: %w: %.300s", err, out)
	}
	return nil
}

// Requests are one application for a section from each of n people, in the order of the town, as the page's form sends
// it: the session's cookie, what a browser says of the request's origin, a key of its own.
func Requests(addr string, people []town.Person, s town.Section, n int) *load.Requests {
	out := &load.Requests{}
	for _, p := range people[:min(n, len(people))] {
		form := url.Values{"phone": {town.Phone}, "consent": {"1"}, "request_key": {p.Token[:32]}}.Encode()
		out.Add(fmt.Appendf(nil, "POST /sections/%s/applications HTTP/1.1\r\nHost: %s\r\nCookie: __Host-ieum=%s\r\nOrigin: http://%s\r\nSec-Fetch-Site: same-origin\r\n"+
			"Accept: text/html\r\nAccept-Encoding: gzip\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: %d\r\n\r\n%s",
			s.ID, addr, p.Token, addr, len(form), form))
	}
	return out
}

// Warm opens a socket.
func Warm(addr string) []byte {
	return fmt.Appendf(nil, "GET /healthz HTTP/1.1\r\nHost: %s\r\n\r\n", addr)
}
