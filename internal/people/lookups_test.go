package people_test

import (
	"context"
	"testing"
	"time"

	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestNumbersCannotBeTriedForLong(t *testing.T) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		l, ctx := people.NewLookups(d, "a secret of thirty-two characters"), context.Background()
		for i := range 20 {
			if err := l.Missed(ctx, policy.Nobody("192.0.2.7")); err != nil {
				t.Fatal(i, err)
			}
		}
		if err := l.Check(ctx, policy.Nobody("192.0.2.7")); err != nil {
			t.Error(err)
		}
		if err := l.Missed(ctx, policy.Nobody("192.0.2.7")); fault.Of(err) != fault.TooMany {
			t.Errorf("%v", err)
		}
		if err := l.Check(ctx, policy.Nobody("192.0.2.7")); fault.Of(err) != fault.TooMany {
			t.Errorf("%v", err)
		}
		if err := l.Check(ctx, policy.Nobody("192.0.2.8")); err != nil {
			t.Errorf("a neighbour: %v", err)
		}
		c.Set(dbtest.Noon.Add(11 * time.Minute))
		if err := l.Check(ctx, policy.Nobody("192.0.2.7")); err != nil {
			t.Errorf("afterwards: %v", err)
		}
	})
}
