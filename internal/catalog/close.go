package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// CloseSection ends admission to a section before its window does. It stays
// readable, and those who hold a place keep it.
func (d *Desk) CloseSection(ctx context.Context, who policy.Actor, section id.ID) error {
	return d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		sec, p, err := s.ownSection(who, section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.CloseProgramme, sectionThing{sec.ID, p.OrgID}, "from", sec.State, "to", Closed); err != nil {
			return err
		}
		if sec.State != Published {
			return fault.New(fault.Conflict, "office.problem.not_public")
		}
		if err := s.moveSection(sec.ID, Published, Closed, nil); err != nil {
			return err
		}
		return Touch(tx)
	})
}

// CloseProgramme closes a programme and its public sections. Drafts that wait for
// a second person must be decided or taken back first.
func (d *Desk) CloseProgramme(ctx context.Context, who policy.Actor, programme id.ID) error {
	return d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		p, err := s.own(who, programme)
		if err != nil {
			return err
		}
		all, err := s.sections(p.ID)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.CloseProgramme, p, "from", p.State, "to", Closed, "sections", len(all)); err != nil {
			return err
		}
		if p.State != Published {
			return fault.New(fault.Conflict, "office.problem.not_public")
		}
		for _, sec := range all {
			if sec.State == Review {
				return inReview
			}
		}
		for _, sec := range all {
			if sec.State != Published {
				continue
			}
			if err := s.moveSection(sec.ID, Published, Closed, nil); err != nil {
				return err
			}
		}
		if err := s.moveProgramme(p.ID, Published, Closed, map[string]any{"closed_at": tx.Now}); err != nil {
			return err
		}
		return Touch(tx)
	})
}
