package enrolment

import (
	"context"
	"sync"
	"time"

	"ieum/internal/fault"
	"ieum/internal/id"
)

// turnWait is how long a request waits behind others for the same section.
const turnWait = 20 * time.Second

// turns lets one request of this process at a time ask for a section's seats.
// The row lock in the database decides; but people who wait for it there would
// each hold a connection, and a rush for one section would stop every other
// write. Here they wait in order of arrival and hold nothing.
type turns struct {
	mu sync.Mutex
	of map[id.ID]*queue
}

type queue struct {
	slot chan struct{}
	n    int // who holds or awaits the slot
}

func newTurns() *turns { return &turns{of: map[id.ID]*queue{}} }

// take waits for the section's turn; the caller gives it back.
func (t *turns) take(ctx context.Context, section id.ID) (done func(), err error) {
	t.mu.Lock()
	q, ok := t.of[section]
	if !ok {
		q = &queue{slot: make(chan struct{}, 1)}
		t.of[section] = q
	}
	q.n++
	t.mu.Unlock()
	wait, stop := context.WithTimeout(ctx, turnWait)
	defer stop()
	select {
	case q.slot <- struct{}{}:
		return func() {
			<-q.slot
			t.leave(section, q)
		}, nil
	case <-wait.Done():
		t.leave(section, q)
		return nil, fault.Wrap(wait.Err(), fault.Unavailable, "error.unavailable")
	}
}

func (t *turns) leave(section id.ID, q *queue) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if q.n--; q.n == 0 {
		delete(t.of, section)
	}
}
