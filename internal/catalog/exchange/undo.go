package exchange

import (
	"context"
	"encoding/json"
	"fmt"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Undone is what taking a batch back did.
type Undone struct {
	// Left are courses that somebody worked on here since, which
	// stay as they are.
	Left []LeftCourse
}

// LeftCourse is a course that an undo left where it was.
type LeftCourse struct {
	Section id.ID
	Title   string
}

// Undo takes a batch back: what it brought goes, what it changed is again as it
// was. A batch whose rows a later one has changed must wait for that one. A
// course that somebody works on here is left to them and named.
//
// Like an import it goes part by part; one that breaks off goes on where it was
// when it is asked for again.
func (s *Service) Undo(ctx context.Context, who policy.Actor, batch id.ID) (Undone, error) {
	var out Undone
	b, err := s.Batch(ctx, who, batch)
	if err != nil {
		return out, err
	}
	if err := s.storing.take(ctx); err != nil {
		return out, err
	}
	defer s.storing.give()
	ctx = context.WithoutCancel(ctx)
	step := func(fn func(store) error) error {
		return s.patient(ctx, who, func(tx *db.Tx) error {
			if _, err := tx.Allow(policy.ImportCourses, courses(b.OrgID), "undo", batch.String()); err != nil {
				return err
			}
			st := store{tx}
			if err := st.lock(); err != nil {
				return err
			}
			return fn(st)
		})
	}
	err = step(func(st store) error {
		if err := notChangedLater(reader{st.DB}, batch); err != nil {
			return err
		}
		return st.beginUndo(batch)
	})
	if err != nil {
		return out, err
	}
	for more := true; more && err == nil; {
		var left []LeftCourse
		err = step(func(st store) (err error) {
			left, more, err = s.undoPart(st, batch)
			return err
		})
		if err == nil {
			out.Left = append(out.Left, left...)
		}
	}
	if err == nil {
		err = step(func(st store) error {
			if err := st.finishUndo(batch); err != nil {
				return err
			}
			return catalog.Touch(st.Tx)
		})
	}
	if err != nil {
		s.release(ctx, who, b.OrgID, batch)
	}
	return out, err
}

func notChangedLater(r reader, batch id.ID) error {
	later, err := r.changedLater(batch)
	if err == nil && later != "" {
		err = fault.New(fault.Conflict, "import.changed_later", "file", later)
	}
	return err
}

// undoPart takes some of a batch's sections back, and says whether there may be more.
func (s *Service) undoPart(st store, batch id.ID) (left []LeftCourse, more bool, err error) {
	r := reader{st.DB}
	if err := notChangedLater(r, batch); err != nil {
		return nil, false, err
	}
	changes, err := r.changes(batch)
	if err != nil || len(changes) == 0 {
		return nil, false, err
	}
	ids := make([]id.ID, len(changes))
	for i, c := range changes {
		ids[i] = c.SectionID
	}
	touched, err := st.lockSections(ids)
	if err != nil {
		return nil, false, err
	}
	var brought []id.ID
	var back []planned
	for _, c := range changes {
		switch {
		case touched[c.SectionID]:
			left = append(left, LeftCourse{Section: c.SectionID})
		case c.BeforeRaw == "":
			brought = append(brought, c.SectionID)
		default:
			row, ok, err := former(r, c, st)
			if err != nil {
				return nil, false, err
			}
			if ok {
				back = append(back, row)
			} else {
				left = append(left, LeftCourse{Section: c.SectionID})
			}
		}
	}
	if left, err = r.titles(left); err != nil {
		return nil, false, err
	}
	if err := st.put(id.None, back); err != nil {
		return nil, false, err
	}
	if err := st.remove(brought); err != nil {
		return nil, false, err
	}
	if err := st.progressUndo(batch, len(left), ids); err != nil {
		return nil, false, err
	}
	return left, true, catalog.Touch(st.Tx)
}

// former reads the cells that a batch replaced as if they came in again. Cells
// that are no longer understood are not put back.
func former(r reader, c Change, st store) (p planned, ok bool, err error) {
	old, org, ok, err := r.stored(c.SectionID)
	if err != nil || !ok {
		return p, false, err
	}
	rec := standard.Record{ProviderCode: old.ProviderCode, ProviderName: old.ProviderName}
	if err := json.Unmarshal([]byte(c.BeforeRaw), &rec.Cells); err != nil {
		return p, false, fmt.Errorf("exchange: %s: %w", c.SectionID, err)
	}
	row, bad := standard.Interpret(rec, standard.Options{HasOwner: true})
	if len(bad) > 0 {
		return p, false, nil
	}
	item, err := fromRow(row, &org, old.BatchID, st.Now)
	if err != nil {
		return p, false, err
	}
	p = planned{item: item}
	p.become(old)
	p.effect = Changes
	return p, true, nil
}
