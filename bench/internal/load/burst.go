package load

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"time"
)

// settle lets sockets and goroutines come to rest before a burst.
const settle = 200 * time.Millisecond

// Burst lets n people send one request each: all at t0, or each at a random moment of the spread. begun, where given,
// is told the moment of t0.
func Burst(t Target, n int, spread time.Duration, seed uint64, begun func(time.Time)) (*Run, error) {
	if n > t.Reqs.Len() {
		return nil, fmt.Errorf("load: %d people, and %d requests", n, t.Reqs.Len())
	}
	conns, err := t.connect(n)
	if err != nil {
		return nil, err
	}
	defer closeAll(conns)
	random := rand.New(rand.NewPCG(seed, 1))
	at := make([]time.Duration, n)
	if spread > 0 {
		for i := range at {
			at[i] = time.Duration(random.Int64N(int64(spread)))
		}
	}
	shots := make([]Shot, n)
	gate := make(chan struct{})
	var start time.Time
	var wg sync.WaitGroup
	for i := range n {
		wg.Go(func() {
			<-gate
			if at[i] > 0 {
				time.Sleep(time.Until(start.Add(at[i])))
			}
			shots[i] = t.fire(&conns[i], i, start, at[i])
		})
	}
	time.Sleep(settle)
	before := t.cpu()
	start = time.Now()
	close(gate)
	if begun != nil {
		begun(start)
	}
	wg.Wait()
	r := &Run{Shots: shots, CPU: t.cpu() - before}
	var last time.Duration
	for i := range shots {
		last = max(last, shots[i].Done)
	}
	r.measure(0, last)
	return r, nil
}
