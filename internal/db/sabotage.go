package db

import (
	"errors"
	"sync/atomic"
	"testing"

	"gorm.io/gorm"
)

// ErrSabotage is the failure that Sabotage brings about.
var ErrSabotage = errors.New("db: this statement was made to fail")

// Sabotage makes one statement fail, the n-th from now on either pool, so that
// a test can ask of each use case what is left behind whichever call fails
// (as SQLite's own I/O-error tests do). The returned function says whether that
// statement was reached, and ends the sabotage. It is for tests only.
func (d *DB) Sabotage(n int64) (end func() (reached bool)) {
	if !testing.Testing() {
		panic("db: sabotage outside a test")
	}
	left := d.sabotage()
	left.Store(n)
	return func() bool { return left.Swap(0) < 0 }
}

// sabotage hooks into the handles once. The counter is 0 when nothing is to
// fail, counts down to the statement that does, and is negative after it.
func (d *DB) sabotage() *atomic.Int64 {
	d.hook.Do(func() {
		for _, g := range d.handles {
			fail := func(tx *gorm.DB) {
				if d.failIn.Load() > 0 && d.failIn.Add(-1) == 0 {
					d.failIn.Store(-1)
					_ = tx.AddError(ErrSabotage)
				}
			}
			cb := g.Callback()
			for _, err := range []error{
				cb.Create().Before("*").Register("sabotage", fail), cb.Query().Before("*").Register("sabotage", fail),
				cb.Update().Before("*").Register("sabotage", fail), cb.Delete().Before("*").Register("sabotage", fail),
				cb.Row().Before("*").Register("sabotage", fail), cb.Raw().Before("*").Register("sabotage", fail),
			} {
				if err != nil {
					panic(err)
				}
			}
		}
	})
	return &d.failIn
}
