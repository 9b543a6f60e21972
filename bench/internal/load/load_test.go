package load

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

func TestPercentile(t *testing.T) {
	hundred := make([]int, 100)
	for i := range hundred {
		hundred[i] = i + 1
	}
	for _, c := range []struct {
		of   []int
		p    float64
		want int
	}{
		{nil, 50, 0},
		{[]int{7}, 1, 7},
		{[]int{7}, 100, 7},
		{hundred, 50, 50},
		{hundred, 99, 99},
		{hundred, 99.1, 100},
		{hundred, 100, 100},
		{hundred, 0, 1},
		{[]int{1, 2, 3}, 50, 2},
		{[]int{1, 2}, 50, 1},
	} {
		if got := Percentile(c.of, c.p); got != c.want {
			t.Errorf("p%v of %d values is %d, not %d", c.p, len(c.of), got, c.want)
		}
	}
}

func TestMedianAndVariation(t *testing.T) {
	if m := Median([]float64{9, 1, 5}, Mean); m != 5 {
		t.Errorf("the median of three is %v", m)
	}
	if m := Median([]float64{4, 1, 9, 2}, Mean); m != 3 {
		t.Errorf("the median of four is %v", m)
	}
	if m := Median(nil, Mean); m != 0 {
		t.Errorf("the median of none is %v", m)
	}
	if v := Variation([]float64{80, 100, 105}); v != 0.25 {
		t.Errorf("the variation is %v", v)
	}
	if v := Variation([]float64{100}); v != 0 {
		t.Errorf("one value varies by %v", v)
	}
}

func TestMeasureLeavesTheWarmUpOut(t *testing.T) {
	r := Run{Shots: []Shot{
		{Done: 5, OK: true},
		{Done: 10, OK: true},
		{Intended: 4, Sent: 6, Done: 11, OK: true},
		{Intended: 10, Sent: 10, Done: 20, OK: true},
		{Done: 15, Problem: "answer 503"},
		{Done: 21, OK: true},
	}}
	r.measure(10, 20)
	if r.N != 2 || r.Took != 10 || r.Lat[0] != 7 || r.Lat[1] != 10 {
		t.Errorf("measured %+v", r)
	}
	if n, first := r.Errors(); n != 1 || first != "answer 503" {
		t.Errorf("%d errors, the first %q", n, first)
	}
	if len(r.Acked()) != 5 {
		t.Errorf("acknowledged: %v", r.Acked())
	}
}

// requests are n posts, each with its number in the body.
func requests(addr string, n int) *Requests {
	r := &Requests{}
	for i := range n {
		body := fmt.Sprint(i)
		r.Add(fmt.Appendf(nil, "POST / HTTP/1.1\r\nHost: %s\r\nContent-Length: %d\r\n\r\n%s", addr, len(body), body))
	}
	return r
}

// server counts each request by its number, and answers some in chunks.
func server(t *testing.T, status int) (addr string, seen []atomic.Int32) {
	t.Helper()
	seen = make([]atomic.Int32, 1000)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		raw, _ := io.ReadAll(r.Body)
		var n int
		if _, err := fmt.Sscan(string(raw), &n); err == nil {
			seen[n].Add(1)
		}
		w.WriteHeader(status)
		for range n % 3 {
			_, _ = w.Write([]byte(strings.Repeat("x", 3000)))
			w.(http.Flusher).Flush()
		}
	}))
	t.Cleanup(s.Close)
	return s.Listener.Addr().String(), seen
}

func TestEveryRequestIsSentOnce(t *testing.T) {
	ways := map[string]func(Target) (*Run, error){
		"closed": func(g Target) (*Run, error) { return Closed(g, 8, 0, time.Minute) },
		"burst":  func(g Target) (*Run, error) { return Burst(g, 200, 0, 1, nil) },
		"spread": func(g Target) (*Run, error) { return Burst(g, 200, 100*time.Millisecond, 1, nil) },
		"open":   func(g Target) (*Run, error) { return Open(g, 1000, 200*time.Millisecond) },
	}
	for name, way := range ways {
		t.Run(name, func(t *testing.T) {
			addr, seen := server(t, 200)
			r, err := way(Target{Addr: addr, Reqs: requests(addr, 200), Want: 200})
			if err != nil {
				t.Fatal(err)
			}
			if n, first := r.Errors(); n > 0 || len(r.Acked()) != 200 || r.N != 200 {
				t.Errorf("%d errors (%s), %d acknowledged, %d measured", n, first, len(r.Acked()), r.N)
			}
			for i := range 200 {
				if seen[i].Load() != 1 {
					t.Errorf("request %d came %d times", i, seen[i].Load())
				}
			}
		})
	}
}

func TestAWrongStatusIsAnError(t *testing.T) {
	addr, _ := server(t, 503)
	r, err := Burst(Target{Addr: addr, Reqs: requests(addr, 20), Want: 200}, 20, 0, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if n, first := r.Errors(); n != 20 || !strings.Contains(first, "503") || r.N != 0 {
		t.Errorf("%d errors, the first %q, %d measured", n, first, r.N)
	}
}

func TestTooFewRequests(t *testing.T) {
	addr, _ := server(t, 200)
	g := Target{Addr: addr, Reqs: requests(addr, 5), Want: 200}
	if _, err := Closed(g, 2, 10*time.Second, time.Second); err == nil {
		t.Error("a closed run that ends in its warm-up measured something")
	}
	if _, err := Burst(g, 6, 0, 1, nil); err == nil {
		t.Error("six people had five requests")
	}
	if _, err := Open(g, 100, time.Second); err == nil {
		t.Error("a hundred arrivals had five requests")
	}
}

func TestSpreadCountsFromTheIntendedTime(t *testing.T) {
	addr, _ := server(t, 200)
	r, err := Burst(Target{Addr: addr, Reqs: requests(addr, 50), Want: 200}, 50, 100*time.Millisecond, 7, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range r.Shots {
		if s.Intended < 0 || s.Intended >= 100*time.Millisecond || s.Sent < s.Intended || s.Done < s.Sent {
			t.Errorf("%+v", s)
		}
	}
}
