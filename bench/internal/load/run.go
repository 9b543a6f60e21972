// Package load sends prebuilt requests over keep-alive sockets and says what became of each: closed loop, everybody at
// once, spread over a time, and at a fixed rate. Latency counts from when a request was meant to leave, so that a
// generator or a server that stalls cannot hide the wait of those behind it.
package load

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"
)

// Target is where requests go.
type Target struct {
	Addr  string
	Reqs  *Requests
	Cycle bool                 // begin again when the requests run out, where repeating one means the same
	Want  int                  // the status of a right answer; any other is an error
	Warm  []byte               // opens each socket before the clock runs; nil for none
	CPU   func() time.Duration // what the servers have used so far
	// Answered counts right answers while the run lasts; nil where nobody looks.
	Answered *atomic.Int64
}

// Shot is one request. Times count from the start of the run.
type Shot struct {
	Request  int // its number
	Intended time.Duration
	Sent     time.Duration
	Done     time.Duration
	OK       bool
	Problem  string
}

// Run is what one run measured.
type Run struct {
	Shots []Shot        // every request, also those of the warm-up
	Took  time.Duration // of the measured part
	N     int           // right answers in the measured part
	CPU   time.Duration // of the servers in the measured part
	Late  time.Duration // p99 of how late the generator itself was
	Lat   []time.Duration
}

// Rate is right answers a second.
func (r *Run) Rate() float64 {
	if r.Took <= 0 {
		return 0
	}
	return float64(r.N) / r.Took.Seconds()
}

// CPUPer is the servers' time for one answer.
func (r *Run) CPUPer() time.Duration {
	if r.N == 0 {
		return 0
	}
	return r.CPU / time.Duration(r.N)
}

// Errors is how many requests had no right answer, and what the first of them got.
func (r *Run) Errors() (n int, first string) {
	for i := range r.Shots {
		if !r.Shots[i].OK {
			if n++; first == "" {
				first = r.Shots[i].Problem
			}
		}
	}
	return n, first
}

// Acked are the numbers of the requests that were answered rightly.
func (r *Run) Acked() []int {
	out := make([]int, 0, len(r.Shots))
	for i := range r.Shots {
		if r.Shots[i].OK {
			out = append(out, r.Shots[i].Request)
		}
	}
	return out
}

// fire sends one request on a socket and notes what came of it. The socket is replaced when it broke.
func (t *Target) fire(k **conn, number int, start time.Time, intended time.Duration) Shot {
	s := Shot{Request: number, Intended: intended, Sent: time.Since(start)}
	if *k == nil {
		s.Problem, s.Done = "no connection", s.Sent
		return s
	}
	a, err := (*k).ask(t.Reqs.At(number), t.Want)
	s.Done = time.Since(start)
	switch {
	case err != nil:
		s.Problem = err.Error()
		(*k).close()
		*k = nil
	case a.status != t.Want:
		s.Problem = fmt.Sprintf("answer %d: %s", a.status, a.body)
	default:
		s.OK = true
		if t.Answered != nil {
			t.Answered.Add(1)
		}
	}
	return s
}

// connect opens n sockets and warms each, a few at a time.
func (t *Target) connect(n int) ([]*conn, error) {
	conns := make([]*conn, n)
	slots := make(chan struct{}, 64)
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed error
	for i := range conns {
		slots <- struct{}{}
		wg.Go(func() {
			defer func() { <-slots }()
			k, err := dial(t.Addr)
			if err == nil && t.Warm != nil {
				_, err = k.ask(t.Warm, 200)
			}
			if err != nil {
				mu.Lock()
				failed = err
				mu.Unlock()
				return
			}
			conns[i] = k
		})
	}
	wg.Wait()
	if failed != nil {
		closeAll(conns)
		return nil, fmt.Errorf("load: connecting to %s: %w", t.Addr, failed)
	}
	return conns, nil
}

func closeAll(conns []*conn) {
	for _, k := range conns {
		if k != nil {
			k.close()
		}
	}
}

// cpu is what the servers have used, where somebody can say it.
func (t *Target) cpu() time.Duration {
	if t.CPU == nil {
		return 0
	}
	return t.CPU()
}
