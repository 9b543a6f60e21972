package load

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"
)

// errTooFew reports that the requests ran out before the measured part began.
var errTooFew = errors.New("load: the requests ran out during the warm-up; make more people")

// Closed lets each of n sockets send its next request as soon as it has the last answer. What is answered during the
// warm-up does not count. The run ends after dur, or earlier when the requests run out.
func Closed(t Target, n int, warm, dur time.Duration) (*Run, error) {
	conns, err := t.connect(n)
	if err != nil {
		return nil, err
	}
	defer closeAll(conns)
	var next atomic.Int64
	shots := make([][]Shot, n)
	start := time.Now()
	var wg sync.WaitGroup
	for i := range conns {
		wg.Go(func() {
			for conns[i] != nil && time.Since(start) < warm+dur {
				number := int(next.Add(1) - 1)
				if t.Cycle {
					number %= t.Reqs.Len()
				} else if number >= t.Reqs.Len() {
					return
				}
				shots[i] = append(shots[i], t.fire(&conns[i], number, start, time.Since(start)))
			}
		})
	}
	ended := make(chan struct{})
	go func() {
		wg.Wait()
		close(ended)
	}()
	before := t.cpuAt(start, warm, ended)
	after := t.cpuAt(start, warm+dur, ended)
	wg.Wait()
	r := &Run{CPU: after - before}
	var last time.Duration
	for _, s := range shots {
		r.Shots = append(r.Shots, s...)
		for i := range s {
			last = max(last, s[i].Done)
		}
	}
	end := min(warm+dur, last)
	if end <= warm {
		return nil, errTooFew
	}
	r.measure(warm, end)
	return r, nil
}

// cpuAt is the servers' time at an instant of the run, or at its end when that is earlier.
func (t *Target) cpuAt(start time.Time, at time.Duration, ended <-chan struct{}) time.Duration {
	select {
	case <-time.After(time.Until(start.Add(at))):
	case <-ended:
	}
	return t.cpu()
}
