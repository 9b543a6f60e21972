package exchange

import (
	"context"
	"errors"
	"fmt"
	"time"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// An import is too large for one transaction: everybody would wait behind it.
// So it claims its batch first, stores part after part, each of which looks
// again at what is stored, and says at the end that it has finished. A batch
// that never finished is shown as such and can be undone like any other.

const (
	// part is how many rows one transaction stores.
	part = 200
	// lease is how long a batch counts as being worked on after the last part.
	lease = clock.Instant(2 * time.Minute / time.Microsecond)
)

// claimed is the error of a kept file that is an import already.
type claimed struct{ batch id.ID }

func (claimed) Error() string { return "exchange: the file has been stored already" }

// run stores a file's good rows, whether or not the reader still waits for it.
func (s *Service) run(ctx context.Context, who policy.Actor, in Import, file *standard.File) (*Report, error) {
	if err := s.storing.take(ctx); err != nil {
		return nil, err
	}
	defer s.storing.give()
	ctx = context.WithoutCancel(ctx)
	rep := &Report{File: file, Batch: id.New()}
	err := s.patient(ctx, who, func(tx *db.Tx) error { return claim(tx, in, file, rep.Batch) })
	if was, ok := errors.AsType[claimed](err); ok {
		return &Report{Batch: was.batch}, nil
	}
	if err != nil {
		return nil, err
	}
	for _, rows := range parts(file.Rows) {
		if err := s.storePart(ctx, who, in, rows, rep); err != nil {
			s.release(ctx, who, in.Org, rep.Batch)
			return nil, err
		}
	}
	err = s.patient(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ImportCourses, courses(in.Org), "batch", rep.Batch.String(), "finished", true, "added", rep.Added, "changed", rep.Changed, "same", rep.Same, "kept", rep.Kept); err != nil {
			return err
		}
		return store{tx}.finish(rep.Batch)
	})
	if err != nil {
		s.release(ctx, who, in.Org, rep.Batch)
	}
	return rep, err
}

// claim notes that an import begins, and that its kept file is no longer free.
func claim(tx *db.Tx, in Import, file *standard.File, batch id.ID) error {
	if _, err := tx.Allow(policy.ImportCourses, courses(in.Org), "batch", batch.String(), "rows", file.Records, "refused", file.Refused, "by_row", in.ByRow, "separate", len(in.Separate)); err != nil {
		return err
	}
	st := store{tx}
	if err := st.addBatch(&catalog.ImportBatch{
		ID: batch, AccountID: tx.Who.Account, OrgID: in.Org, ByRow: in.ByRow, FileName: in.FileName, ReadRows: file.Records,
		Refused: file.Refused, CreatedAt: tx.Now, BusyUntil: tx.Now + lease,
	}); err != nil {
		return err
	}
	if !in.Upload.IsZero() {
		if err := st.claimUpload(in.Upload, batch); err != nil {
			return err
		}
	}
	return st.addRefusals(refusals(batch, file.Refusals))
}

// storePart stores some rows in one transaction.
func (s *Service) storePart(ctx context.Context, who policy.Actor, in Import, rows []standard.Row, rep *Report) error {
	var p *plan
	var did Report
	err := s.patient(ctx, who, func(tx *db.Tx) (err error) {
		if _, err := tx.Allow(policy.ImportCourses, courses(in.Org), "batch", rep.Batch.String(), "lines", fmt.Sprintf("%d-%d", rows[0].Line, rows[len(rows)-1].Line)); err != nil {
			return err
		}
		st := store{tx}
		if err := st.lock(); err != nil {
			return err
		}
		if p, err = s.plan(reader{tx.DB}, rows, planning{in.owner(), in.Separate, rep.Batch, tx.Now}); err != nil {
			return err
		}
		if err := p.lookAgain(st); err != nil {
			return err
		}
		did = Report{}
		p.count(&did)
		if err := st.progress(rep.Batch, did); err != nil {
			return err
		}
		if err := st.addOrganisations(rep.Batch, p.owners.made); err != nil {
			return err
		}
		if did.Added+did.Changed == 0 {
			return nil
		}
		if err := st.put(rep.Batch, p.rows); err != nil {
			return err
		}
		return catalog.Touch(tx)
	})
	if err == nil {
		rep.Added, rep.Changed, rep.Same, rep.Kept = rep.Added+did.Added, rep.Changed+did.Changed, rep.Same+did.Same, rep.Kept+did.Kept
		rep.Created, rep.KeptTitles = append(rep.Created, did.Created...), append(rep.KeptTitles, did.KeptTitles...)
	}
	return err
}

// lookAgain spares what somebody took up between the plan's look and its lock.
func (p *plan) lookAgain(st store) error {
	var ids []id.ID
	for _, r := range p.rows {
		if r.effect == Changes {
			ids = append(ids, r.item.section.ID)
		}
	}
	touched, err := st.lockSections(ids)
	if err != nil {
		return err
	}
	for i := range p.rows {
		if touched[p.rows[i].item.section.ID] && p.rows[i].effect == Changes {
			p.rows[i].effect = Spares
		}
	}
	return nil
}

// parts cuts rows into parts that never separate those of one group.
func parts(rows []standard.Row) (out [][]standard.Row) {
	at := map[string]int{}
	var groups [][]standard.Row
	for _, r := range rows {
		i, ok := at[r.Group]
		if !ok {
			i = len(groups)
			at[r.Group] = i
			groups = append(groups, nil)
		}
		groups[i] = append(groups[i], r)
	}
	var now []standard.Row
	for _, g := range groups {
		if len(now) > 0 && len(now)+len(g) > part {
			out, now = append(out, now), nil
		}
		now = append(now, g...)
	}
	if len(now) > 0 {
		out = append(out, now)
	}
	return out
}

// patient writes, and waits where the writer is taken by a crowd: an import is
// in no hurry, and one that gives up half-way must be undone.
func (s *Service) patient(ctx context.Context, who policy.Actor, fn func(*db.Tx) error) error {
	err := s.db.Write(ctx, who, fn)
	for pause := 100 * time.Millisecond; fault.Of(err) == fault.Unavailable && pause < 5*time.Second; pause *= 2 {
		time.Sleep(pause)
		err = s.db.Write(ctx, who, fn)
	}
	return err
}

// release says that nobody works on a batch any more. When even that cannot be
// written its lease runs out by itself.
func (s *Service) release(ctx context.Context, who policy.Actor, org, batch id.ID) {
	_ = s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ImportCourses, courses(org), "batch", batch.String(), "stopped", true); err != nil {
			return err
		}
		return store{tx}.release(batch)
	})
}
