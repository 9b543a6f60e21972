package load

import (
	"fmt"
	"sync"
	"time"
)

// Open sends rate requests a second for dur, whether or not the last ones were answered. It has so many sockets that
// none is waited for while the server keeps up with a second's delay; beyond that the wait counts as latency.
func Open(t Target, rate int, dur time.Duration) (*Run, error) {
	n := int(float64(rate) * dur.Seconds())
	if n > t.Reqs.Len() {
		return nil, fmt.Errorf("load: %d requests are needed, and there are %d", n, t.Reqs.Len())
	}
	conns, err := t.connect(min(rate, n))
	if err != nil {
		return nil, err
	}
	defer closeAll(conns)
	gap := time.Duration(float64(time.Second) / float64(rate))
	shots := make([]Shot, n)
	queue := make(chan int, n)
	time.Sleep(settle)
	before := t.cpu()
	start := time.Now()
	var wg sync.WaitGroup
	for i := range conns {
		wg.Go(func() {
			for number := range queue {
				shots[number] = t.fire(&conns[i], number, start, time.Duration(number)*gap)
			}
		})
	}
	for i := range n {
		time.Sleep(time.Until(start.Add(time.Duration(i) * gap)))
		queue <- i
	}
	close(queue)
	wg.Wait()
	r := &Run{Shots: shots, CPU: t.cpu() - before}
	var last time.Duration
	for i := range shots {
		last = max(last, shots[i].Done)
	}
	r.measure(0, last)
	return r, nil
}
