package catalog

import (
	"context"
	"sync"
	"sync/atomic"

	"ieum/internal/db"
)

// Index holds the public catalogue in memory, so that a list with its counts,
// and a search, cost no query but one: which version the catalogue has. When
// that differs from what is held, the rows are read again. Every process has
// its own; the answers are the same on both engines because SQL decides none.
type Index struct {
	db      *db.DB
	reading sync.Mutex // one reads the rows, the others wait for it
	held    atomic.Pointer[snapshot]
}

// NewIndex returns an index of what d holds; it is read when it is first asked.
func NewIndex(d *db.DB) *Index { return &Index{db: d} }

// current is the catalogue as it is now.
func (x *Index) current(ctx context.Context) (*snapshot, error) {
	r := reader{x.db.Read(ctx)}
	version, err := r.version()
	if err != nil {
		return nil, err
	}
	if s := x.held.Load(); s != nil && s.version == version {
		return s, nil
	}
	x.reading.Lock()
	defer x.reading.Unlock()
	// The version is read before the rows: a change in between makes the next
	// request read them once more, and never leaves an old row under a new number.
	if version, err = r.version(); err != nil {
		return nil, err
	}
	if s := x.held.Load(); s != nil && s.version == version {
		return s, nil
	}
	rows, err := r.publicRows()
	if err != nil {
		return nil, err
	}
	s := build(version, rows)
	x.held.Store(s)
	return s, nil
}
