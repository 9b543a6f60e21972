package anchor

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"ieum/bench/internal/town"
	"ieum/internal/app"
	"ieum/internal/clock"
	"ieum/internal/config"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/policy"
)

// Engine lets so many callers at a time ask the portal's own enrolment, without HTTP, each for another person, and
// says how many decisions a second were made.
func Engine(ctx context.Context, dsn string, crowd []town.Person, section town.Section, waiting int) (rate float64, err error) {
	d, err := db.Open(dsn, clock.Real)
	if err != nil {
		return 0, err
	}
	defer d.Close()
	service := app.New(config.Config{Secret: town.Secret, BaseURL: "http://127.0.0.1"}, d).Enrolment
	var next atomic.Int64
	var wg sync.WaitGroup
	var mu sync.Mutex
	var failed []error
	start := time.Now()
	for range waiting {
		wg.Go(func() {
			for n := next.Add(1) - 1; int(n) < len(crowd); n = next.Add(1) - 1 {
				p := crowd[n]
				got, err := service.Apply(ctx, policy.Actor{Account: p.Account, Person: p.Person, Origin: "127.0.0.1"}, enrolment.Apply{
					SectionID: section.ID, RequestKey: p.Token[:32], Phone: town.Phone, Consent: true,
				})
				if err == nil && (got.Repeat || got.Outcome != enrolment.Accepted) {
					err = fmt.Errorf("anchor: decided %q, repeat %t", got.Outcome, got.Repeat)
				}
				if err != nil {
					mu.Lock()
					failed = append(failed, err)
					mu.Unlock()
				}
			}
		})
	}
	wg.Wait()
	took := time.Since(start)
	if len(failed) > 0 {
		return 0, fmt.Errorf("anchor: %d of %d failed: %w", len(failed), len(crowd), errors.Join(failed[0]))
	}
	return float64(len(crowd)) / took.Seconds(), nil
}
