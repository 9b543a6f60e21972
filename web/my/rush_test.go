package my_test

import (
	"bufio"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
	"time"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/report"
	"ieum/internal/world/worldtest"
)

const (
	rushPeople = 400
	rushSeats  = 30
)

// serveVar makes this test's own program a portal over the database that it
// names: the second process of the rush, built as this one is, with -race or without.
const serveVar = "IEUM_TEST_RUSH_SERVE"

func TestMain(m *testing.M) {
	if dsn := os.Getenv(serveVar); dsn != "" {
		if err := serveUntilStdinEnds(dsn); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	os.Exit(m.Run())
}

func serveUntilStdinEnds(dsn string) error {
	d, err := db.Open(dsn, clock.Fixed(dbtest.Noon))
	if err != nil {
		return err
	}
	defer d.Close()
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return err
	}
	ctx, stop := context.WithCancel(context.Background())
	go func() {
		_, _ = bufio.NewReader(os.Stdin).ReadString(0)
		stop()
	}()
	fmt.Println(l.Addr().String())
	return app.New(apptest.Config(), d).Web.Serve(ctx, l)
}

// second starts the other process and returns its address.
func second(t *testing.T, dsn string) string {
	t.Helper()
	cmd := exec.CommandContext(context.Background(), os.Args[0])
	cmd.Env = append(os.Environ(), serveVar+"="+dsn)
	in, err1 := cmd.StdinPipe()
	out, err2 := cmd.StdoutPipe()
	if err1 != nil || err2 != nil {
		t.Fatal(err1, err2)
	}
	cmd.Stderr = nil
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		if err := cmd.Wait(); err != nil {
			t.Errorf("the second process: %v", err) // a race that it found, too
		}
	})
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		t.Fatal(err)
	}
	return "http://" + strings.TrimSpace(line)
}

// gather adds the crowd and the section that they all want, and signs everybody in.
func gather(t *testing.T, a *app.App) (section id.ID, cookies []string) {
	t.Helper()
	section = id.New()
	seats := rushSeats
	err := a.DB.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		var programme catalog.Programme
		if err := tx.Take(&programme, "slug = ?", "namgu-ai-every-day").Error; err != nil {
			return err
		}
		rows := []any{
			&catalog.Section{
				ID: section, ProgrammeID: programme.ID, Number: "2026-TST-9999", State: catalog.Published, Capacity: &seats, ApplyFrom: dbtest.Noon, ApplyUntil: dbtest.Noon.Add(time.Hour),
				Mode: catalog.FirstCome, Method: catalog.InPerson, Channel: catalog.Here, StartsOn: "2026-03-16", EndsOn: "2026-04-20", PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1,
			},
			&catalog.Seats{SectionID: section, Capacity: &seats},
		}
		for i := range rushPeople {
			p := people.Person{ID: id.New(), Name: fmt.Sprint("참가", i), BirthOn: "1985-05-05", CreatedAt: 1, UpdatedAt: 1}
			acc := people.Account{ID: id.New(), PersonID: p.ID, Email: fmt.Sprintf("rush%d@test.example", i), Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
			token := people.NewSessionToken()
			cookies = append(cookies, token)
			rows = append(rows, &p, &acc, &people.WebSession{Hash: sessionHash(token), AccountID: acc.ID, IdleSeconds: 3600, CreatedAt: tx.Now, SeenAt: tx.Now, ExpiresAt: tx.Now.Add(time.Hour)})
		}
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return section, cookies
}

// rush lets everybody press the button twice at the same moment, spread over the portals.
func rush(t *testing.T, a *app.App, portals ...string) {
	t.Helper()
	section, cookies := gather(t, a)
	client := &http.Client{
		Timeout:       60 * time.Second,
		Transport:     &http.Transport{MaxIdleConnsPerHost: 800},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	var mu sync.Mutex
	statuses, receipts := map[int]int{}, map[string]map[string]bool{}
	start := make(chan struct{})
	var wg sync.WaitGroup
	for i, cookie := range cookies {
		for click := range 2 {
			wg.Go(func() {
				form := url.Values{"phone": {"010-1234-5678"}, "consent": {"1"}, "request_key": {"form"}}
				r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, portals[(i+click)%len(portals)]+apply(section), strings.NewReader(form.Encode()))
				if err != nil {
					t.Error(err)
					return
				}
				r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
				r.Header.Set("Sec-Fetch-Site", "same-origin")
				r.AddCookie(&http.Cookie{Name: "__Host-ieum", Value: cookie})
				<-start
				res, err := client.Do(r)
				if err != nil {
					t.Error(err)
					return
				}
				_ = res.Body.Close()
				mu.Lock()
				defer mu.Unlock()
				statuses[res.StatusCode]++
				if receipts[cookie] == nil {
					receipts[cookie] = map[string]bool{}
				}
				receipts[cookie][res.Header.Get("Location")] = true
			})
		}
	}
	began := time.Now()
	close(start)
	wg.Wait()
	t.Logf("%d answers in %s: %v", 2*rushPeople, time.Since(began).Round(time.Millisecond), statuses)
	if statuses[http.StatusSeeOther] != 2*rushPeople {
		t.Errorf("not everybody was answered: %v", statuses)
	}
	for _, r := range receipts {
		if len(r) != 1 {
			t.Errorf("two clicks made %d applications", len(r))
		}
	}
	var got struct{ Accepted, Refused, Taken, First int }
	err := a.DB.Read(t.Context()).Raw(`select
		(select count(*) from applications where section_id = ? and state = 'accepted') as accepted,
		(select count(*) from applications where section_id = ? and state = 'refused') as refused,
		(select taken from section_seats where section_id = ?) as taken,
		(select count(*) from applications where section_id = ? and state = 'accepted' and seq <= ?) as first`, section, section, section, section, rushSeats).Scan(&got).Error
	if err != nil || got.Accepted != rushSeats || got.Refused != rushPeople-rushSeats || got.Taken != rushSeats || got.First != rushSeats {
		t.Errorf("%+v %v", got, err)
	}
	checks, err := report.Invariants(t.Context(), a.DB)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range checks {
		if len(c.Breaches) > 0 {
			t.Errorf("%s: %v", c.Kind, c.Breaches)
		}
	}
}

func TestRushOnSQLite(t *testing.T) {
	a := apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))
	s := httptest.NewServer(a.Web)
	defer s.Close()
	rush(t, a, s.URL)
}

func TestRushOnPostgresFromTwoProcesses(t *testing.T) {
	a := apptest.New(t, worldtest.Open(t, db.Postgres, clock.Fixed(dbtest.Noon)))
	s := httptest.NewServer(a.Web)
	defer s.Close()
	rush(t, a, s.URL, second(t, a.DB.DSN()))
}

// sessionHash is what the table keeps of a cookie.
func sessionHash(token string) string {
	h := sha256.Sum256([]byte(token))
	return hex.EncodeToString(h[:])
}
