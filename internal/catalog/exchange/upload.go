package exchange

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// MaxUpload is how large a file may be that comes through a page.
const MaxUpload = 8 << 20

// Keep stores a file until its owner confirms or leaves it, and returns its
// number. Nothing of the catalogue changes.
func (s *Service) Keep(ctx context.Context, who policy.Actor, in Import) (id.ID, error) {
	if len(in.Content) > MaxUpload {
		return id.None, fault.New(fault.TooLarge, "error.too_large")
	}
	if err := s.may(ctx, who, in.Org); err != nil {
		return id.None, err
	}
	up := Upload{ID: id.New(), AccountID: who.Account, OrgID: in.Org, ByRow: in.ByRow, FileName: in.FileName, Content: in.Content}
	err := s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ImportCourses, policy.OrgThing{Org: in.Org, Name: "courses"}, "kept", true, "bytes", len(in.Content)); err != nil {
			return err
		}
		up.CreatedAt = tx.Now
		st := store{tx}
		if err := st.forgetUploads(expired(tx.Now)); err != nil {
			return err
		}
		return st.addUpload(&up)
	})
	return up.ID, err
}

// Kept is a file that its owner has not confirmed yet; another's is not found.
func (s *Service) Kept(ctx context.Context, who policy.Actor, upload id.ID) (Import, error) {
	up, ok, err := reader{s.db.Read(ctx)}.upload(upload, who.Account, expired(s.db.Now()))
	if err == nil && !ok {
		err = fault.New(fault.NotFound, "import.upload_gone")
	}
	return Import{FileName: up.FileName, Content: up.Content, Org: up.OrgID, ByRow: up.ByRow, Upload: up.ID, Batch: up.BatchID}, err
}

// Confirm stores a kept file. Asked twice, it stores it once: the second time
// the report names the batch and nothing else. Rows of the lines that are
// separate are stored as courses of their own, whatever they look like.
func (s *Service) Confirm(ctx context.Context, who policy.Actor, upload id.ID, separate ...int) (*Report, error) {
	in, err := s.Kept(ctx, who, upload)
	if err != nil {
		return nil, err
	}
	if !in.Batch.IsZero() {
		return &Report{Batch: in.Batch}, nil
	}
	in.Separate = separate
	rep, err := s.Import(ctx, who, in)
	if fault.Of(err) != fault.Conflict {
		return rep, err
	}
	// Somebody else's import was in the way, or our own first click.
	if again, errAgain := s.Kept(ctx, who, upload); errAgain == nil && !again.Batch.IsZero() {
		return &Report{Batch: again.Batch}, nil
	}
	return nil, err
}

// Sweep forgets uploads that have waited for a day.
func (s *Service) Sweep(ctx context.Context) error {
	return s.db.Housekeep(ctx, "uploads", func(tx *db.Tx) error { return store{tx}.forgetUploads(expired(tx.Now)) })
}
