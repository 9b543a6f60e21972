package report

import (
	"context"
	"sync"
	"time"

	"ieum/internal/clock"
	"ieum/internal/policy"
)

// Totals are the figures of the first page that the catalogue does not know.
type Totals struct {
	Organisations int // that are no example
	Learners      Learners
}

// totalsHeld is how long totals are good for while the catalogue stays as it is:
// they are sums over every application, and the first page is asked for most.
const totalsHeld = time.Minute

type held struct {
	sync.Mutex
	totals  Totals
	version int64
	at      clock.Instant
}

// Totals sums, at most once a minute for one version of the catalogue.
func (s *Service) Totals(ctx context.Context, who policy.Actor, version int64) (Totals, error) {
	now := s.db.Now()
	s.totals.Lock()
	defer s.totals.Unlock()
	if age := now.Sub(s.totals.at); s.totals.version == version && s.totals.at != 0 && age >= 0 && age < totalsHeld {
		return s.totals.totals, nil
	}
	var out Totals
	var err error
	if out.Organisations, err = organisations(s.db.Read(ctx)); err != nil {
		return out, err
	}
	if out.Learners, err = s.Learners(ctx, who); err != nil {
		return out, err
	}
	s.totals.totals, s.totals.version, s.totals.at = out, version, now
	return out, nil
}

// smallCell is the least number of people that a public figure names.
const smallCell = 5

// Few reports whether so many people are too few to be named in a public
// figure: whoever knows one of them could tell the others.
func Few(people int) bool { return people > 0 && people < smallCell }
