package exchange

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// BatchView is an import as a list shows it.
type BatchView struct {
	catalog.ImportBatch
	OrgName string // "" when the rows name their own publishers
	ByName  string // who did it; "" for a command

	State BatchState `gorm:"-"`
}

// BatchState is how far an import has come.
type BatchState string

// The states of an import.
const (
	Running  BatchState = "running" // rows are being stored, or taken back
	Stopped  BatchState = "stopped" // broken off half-way: to be undone
	UndoneIs BatchState = "undone"  // taken back
	InPart   BatchState = "part"    // some rows were refused
	Complete BatchState = "all"     // all rows are stored
)

func stateOf(b *catalog.ImportBatch, now clock.Instant) BatchState {
	switch {
	case !b.UndoneAt.IsZero():
		return UndoneIs
	case b.BusyUntil > now:
		return Running
	case b.FinishedAt.IsZero(), !b.UndoAt.IsZero():
		return Stopped
	case b.Refused > 0:
		return InPart
	}
	return Complete
}

// BatchDetail is an import with what it refused.
type BatchDetail struct {
	BatchView
	Refusals []catalog.ImportRefusal
}

// seesBatches is the organisations whose imports the reader may see, and
// whether that is all of them.
func seesBatches(who policy.Actor) (orgs []id.ID, all bool) {
	return policy.Visible(who).Runs, who.Has(policy.Admin, id.None) || policy.Visible(who).Everything
}

// Batches are the last imports that the reader may see, the newest first.
func (s *Service) Batches(ctx context.Context, who policy.Actor) ([]BatchView, error) {
	orgs, all := seesBatches(who)
	bs, err := reader{s.db.Read(ctx)}.batches(orgs, all)
	now := s.db.Now()
	for i := range bs {
		bs[i].State = stateOf(&bs[i].ImportBatch, now)
	}
	return bs, err
}

// Batch is one import; another's is not found.
func (s *Service) Batch(ctx context.Context, who policy.Actor, batch id.ID) (BatchDetail, error) {
	orgs, all := seesBatches(who)
	b, ok, err := reader{s.db.Read(ctx)}.batch(batch, orgs, all)
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	b.State = stateOf(&b.ImportBatch, s.db.Now())
	return b, err
}

// ImportedTitle is the name of a public imported course.
func (s *Service) ImportedTitle(ctx context.Context, _ policy.Actor, section id.ID) (string, error) {
	p, _, ok, err := reader{s.db.Read(ctx)}.importedSection(section)
	if err != nil || !ok {
		return "", notFound(err)
	}
	return p.TitleKO, nil
}

// uploadKept is how long a file waits for its confirmation.
const uploadKept = 24 * 60 * 60 * 1_000_000 // one day, in microseconds

// expired is the instant before which uploads are forgotten.
func expired(now clock.Instant) clock.Instant { return now - uploadKept }
