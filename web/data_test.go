package web_test

import (
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"ieum/internal/app/apptest"
	"ieum/internal/db"
)

// slow is a client that takes the head of an answer and then nothing more.
type slow struct {
	head    http.Header
	stuck   chan<- struct{}
	release <-chan struct{}
}

func (s slow) Header() http.Header { return s.head }
func (s slow) WriteHeader(int)     {}
func (s slow) Write(b []byte) (int, error) {
	s.stuck <- struct{}{}
	<-s.release
	return len(b), nil
}

func TestSlowReadersOfTheDataHoldNobodyUp(t *testing.T) {
	a, _ := portal(t)
	const readers = 8 // twice the connections that SQLite reads through
	stuck, release := make(chan struct{}, readers*64), make(chan struct{})
	done := make(chan struct{}, readers)
	for i := range readers {
		path := "/data/standard-courses." + []string{"csv", "json", "xml"}[i%3]
		go func() {
			defer func() { done <- struct{}{} }()
			r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "http://portal.test"+path, nil)
			a.Web.ServeHTTP(slow{http.Header{}, stuck, release}, r)
		}()
	}
	for range readers {
		select {
		case <-stuck:
		case <-time.After(20 * time.Second):
			t.Error("a download waits behind another's slow client")
		}
	}
	answered := make(chan int, 1)
	go func() { answered <- apptest.Visitor(t, a).Get("/healthz").Status }()
	select {
	case status := <-answered:
		if status != http.StatusOK {
			t.Errorf("the portal answers %d", status)
		}
	case <-time.After(20 * time.Second):
		t.Error("the portal waits behind slow downloads")
	}
	close(release)
	for range readers {
		<-done
	}
}

func TestDataIsSentWholeOrNotAtAll(t *testing.T) {
	a, d := portal(t)
	c := apptest.Visitor(t, a)
	first := c.Get("/data/standard-courses.csv")
	tag := first.Header.Get("ETag")
	if first.Status != 200 || tag == "" || first.Header.Get("Content-Length") != strconv.Itoa(len(first.Body)) || !strings.Contains(first.Header.Get("Content-Disposition"), "standard-courses.csv") {
		t.Fatalf("%d %v", first.Status, first.Header)
	}
	c.Header.Set("If-None-Match", `"other", `+tag)
	if again := c.Get("/data/standard-courses.csv"); again.Status != 304 || again.Body != "" {
		t.Errorf("had already: %d, %d bytes", again.Status, len(again.Body))
	}
	c.Header.Set("If-None-Match", `"other"`)
	if again := c.Get("/data/standard-courses.csv"); again.Status != 200 || again.Body != first.Body {
		t.Errorf("had another: %d", again.Status)
	}
	// Another form, which is not kept yet, must be read from a database that fails.
	if err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		return tx.Exec("alter table standard_rows rename column raw to raw_gone").Error
	}); err != nil {
		t.Fatal(err)
	}
	got := c.Get("/data/standard-courses.json")
	if got.Status != 500 || !strings.Contains(got.Header.Get("Content-Type"), "text/html") || got.Header.Get("ETag") != "" || got.Header.Get("Content-Disposition") != "" {
		t.Errorf("a failure: %d %v", got.Status, got.Header)
	}
}
