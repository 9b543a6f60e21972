package exchange

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Undo takes a batch back: what it brought goes, what it changed is again as it
// was. A batch whose rows a later one has changed must wait for that one.
func (s *Service) Undo(ctx context.Context, who policy.Actor, batch id.ID) error {
	b, err := s.Batch(ctx, who, batch)
	if err != nil {
		return err
	}
	if !b.UndoneAt.IsZero() {
		return fault.New(fault.Conflict, "import.undone_already")
	}
	r := reader{s.db.Read(ctx)}
	if later, err := r.changedLater(batch); err != nil {
		return err
	} else if later != "" {
		return fault.New(fault.Conflict, "import.changed_later", "file", later)
	}
	changes, err := r.changes(batch)
	if err != nil {
		return err
	}
	back, err := s.formerRows(ctx, changes)
	if err != nil {
		return err
	}
	on := policy.OrgThing{Org: b.OrgID, Name: "courses"}
	var brought []id.ID
	for _, c := range changes {
		if c.BeforeRaw == "" {
			brought = append(brought, c.SectionID)
		}
	}
	for rows := range slices.Chunk(back, part) {
		if err := s.step(ctx, who, on, batch, func(st store) error { return st.put(id.None, rows) }); err != nil {
			return err
		}
	}
	for ids := range slices.Chunk(brought, part) {
		if err := s.step(ctx, who, on, batch, func(st store) error { return st.remove(ids) }); err != nil {
			return err
		}
	}
	return s.step(ctx, who, on, batch, func(st store) error { return st.markUndone(batch, who.Account) })
}

func (s *Service) step(ctx context.Context, who policy.Actor, on policy.Resource, batch id.ID, fn func(store) error) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ImportCourses, on, "undo", batch.String()); err != nil {
			return err
		}
		if err := fn(store{tx}); err != nil {
			return err
		}
		return catalog.Touch(tx)
	})
}

// formerRows reads the cells that a batch replaced as if they came in again.
func (s *Service) formerRows(ctx context.Context, changes []Change) ([]planned, error) {
	var out []planned
	r := reader{s.db.Read(ctx)}
	for _, c := range changes {
		if c.BeforeRaw == "" {
			continue
		}
		old, org, ok, err := r.stored(c.SectionID)
		if err != nil || !ok {
			return nil, notFound(err)
		}
		rec := standard.Record{ProviderCode: old.ProviderCode, ProviderName: old.ProviderName}
		if err := json.Unmarshal([]byte(c.BeforeRaw), &rec.Cells); err != nil {
			return nil, fmt.Errorf("exchange: %s: %w", c.SectionID, err)
		}
		row, bad := standard.Interpret(rec, standard.Options{HasOwner: true})
		if len(bad) > 0 {
			return nil, fmt.Errorf("exchange: %s: what was stored cannot be read again: %v", c.SectionID, bad)
		}
		item, err := fromRow(row, &org, old.BatchID, s.db.Now())
		if err != nil {
			return nil, err
		}
		item.row.RowKey = old.RowKey // numbered keys (key~2) are told from the whole file only
		p := planned{item: item}
		p.become(old)
		p.item.row.BatchID = old.BatchID
		out = append(out, p)
	}
	return out, nil
}
