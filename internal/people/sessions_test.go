package people_test

import (
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/people"
)

// A rush keeps SQLite's one writer busy for a long time. Noting that a session was used can wait for its end,
// but not so long that the session ends in its user's hands.
func TestASessionInUseOutlivesARush(t *testing.T) {
	c := dbtest.NewClock(dbtest.Noon)
	d := dbtest.SQLite(t, c.Now)
	sessions, ctx := people.NewSessions(d), t.Context()
	token, err := sessions.Start(ctx, id.None, true, "")
	if err != nil {
		t.Fatal(err)
	}
	find := func() people.WebSession {
		t.Helper()
		row, ok, err := sessions.Find(ctx, token)
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		return row
	}
	row := find()
	inside, leave, left := make(chan struct{}), make(chan struct{}), make(chan error, 1)
	go func() {
		left <- d.Housekeep(ctx, "session", func(*db.Tx) error {
			close(inside)
			<-leave
			return nil
		})
	}()
	select {
	case <-inside:
	case err := <-left:
		t.Fatal("the writer is not busy:", err)
	}
	c.Set(dbtest.Noon.Add(2 * time.Minute))
	if err := sessions.Seen(ctx, row, false); err != nil { // would never return if it waited for the writer
		t.Fatal(err)
	}
	c.Set(dbtest.Noon.Add(20 * time.Minute))
	noted := make(chan error, 1)
	go func() { noted <- sessions.Seen(ctx, row, false) }()
	select {
	case err := <-noted:
		t.Errorf("after twenty of thirty minutes it was left out: %v", err)
		noted <- nil
	case <-time.After(20 * time.Millisecond):
	}
	close(leave)
	for _, done := range []chan error{left, noted} {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	c.Set(dbtest.Noon.Add(45 * time.Minute))
	if got, want := find().SeenAt, clock.Instant(dbtest.Noon.Add(20*time.Minute)); got != want {
		t.Errorf("seen at %v, want %v", got, want)
	}
}
