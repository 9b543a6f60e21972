package enrolment_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// TestSeatsAreAlwaysTheLivePlaces does whatever people may do, in any order, and
// compares the portal with a model that counts on its fingers.
func TestSeatsAreAlwaysTheLivePlaces(t *testing.T) {
	c := dbtest.NewClock(dbtest.Noon)
	w := found(t, dbtest.SQLite(t, c.Now), c)
	crowd := make([]policy.Actor, 6)
	for i := range crowd {
		crowd[i] = w.resident(nil)
	}
	rapid.Check(t, func(rt *rapid.T) {
		c.Set(dbtest.Noon)
		capacity := rapid.IntRange(0, 3).Draw(rt, "capacity")
		section := w.section(&capacity, nil)
		held := map[int]id.ID{}
		for step := range rapid.IntRange(1, 25).Draw(rt, "steps") {
			i := rapid.IntRange(0, len(crowd)-1).Draw(rt, "who")
			switch rapid.SampledFrom([]string{"apply", "apply", "cancel", "wait"}).Draw(rt, "what") {
			case "apply":
				d, err := w.Apply(context.Background(), crowd[i], request(section, fmt.Sprint(step)))
				if err != nil {
					rt.Fatal(err)
				}
				_, had := held[i]
				want := enrolment.Refused
				if had || len(held) < capacity {
					want = enrolment.Accepted
				}
				if d.Outcome != want || d.Repeat && !had && want == enrolment.Accepted {
					rt.Fatalf("%+v, want %s of %d, %d held", d, want, capacity, len(held))
				}
				if d.Outcome == enrolment.Accepted {
					held[i] = d.Application.ID
				}
			case "cancel":
				if app, ok := held[i]; ok {
					if err := w.Cancel(context.Background(), crowd[i], app); err != nil {
						rt.Fatal(err)
					}
					delete(held, i)
				} else if err := w.Cancel(context.Background(), crowd[i], id.New()); fault.Of(err) != fault.NotFound {
					rt.Fatal(err)
				}
			case "wait":
				c.Set(c.Now().Add(time.Minute))
			}
			if n := w.count("select taken from section_seats where section_id = ?", section); n != len(held) {
				rt.Fatalf("%d taken, %d held", n, len(held))
			}
		}
	})
	w.holds()
}
