package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// EditSection changes a section. Version is the one that the editor saw. Again
// says that the editor knows: what was approved changes, so the section comes
// out only after a second person has read it again.
type EditSection struct {
	Section id.ID
	Version int
	Again   bool
	Form    SectionForm
}

// Promised are the fields by which people decide to apply. They are what a
// second person approved; after the first application they stay (docs/adr).
var Promised = []string{"mode", "channel", "apply_from_day", "apply_until_day", "fee", "material_cost"}

// EditSection stores a changed section and reports whether it went back to being a draft.
func (d *Desk) EditSection(ctx context.Context, who policy.Actor, cmd EditSection) (again bool, err error) {
	err = d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		sec, p, err := s.ownSection(who, cmd.Section)
		if err != nil {
			return err
		}
		before := *sec
		problems := cmd.Form.read(sec)
		if _, err := tx.Allow(policy.EditProgramme, sectionThing{sec.ID, p.OrgID}, fromTo(SectionFormOf(&before).facts(), SectionFormOf(sec).facts())...); err != nil {
			return err
		}
		switch {
		case before.State == Review || p.State == Review:
			return inReview
		case before.State == Closed || before.State == Cancelled:
			return fault.New(fault.Conflict, "office.problem.section_over")
		case before.Version != cmd.Version:
			return s.stale(ctx, sectionThing{sec.ID, p.OrgID}.PolicyRef())
		}
		applied, err := s.applied(sec.ID)
		if err != nil {
			return err
		}
		again = keptSection(&before, sec, applied, cmd.Again, problems)
		if err := problems.Err(); err != nil {
			return err
		}
		if err := s.keepSection(sec); err != nil || before.State != Published {
			return err
		}
		if again {
			if err := s.moveSection(sec.ID, Published, Draft, nil); err != nil {
				return err
			}
			if err := s.closeSeats(sec.ID); err != nil {
				return err
			}
		}
		return Touch(tx)
	})
	return again, err
}

// keptSection notes what a published section may not change, and reports whether
// the change needs a second person again.
func keptSection(before, after *Section, applied, willing bool, problems fault.Problems) (again bool) {
	if before.State != Published {
		return false
	}
	if !sameNumber(before.Capacity, after.Capacity) && before.Channel == Here && after.Channel == Here {
		problems.Add("capacity", "office.problem.kept_capacity")
	}
	changed := map[string]bool{
		"mode": before.Mode != after.Mode, "channel": before.Channel != after.Channel,
		"apply_from_day":  before.ApplyFrom != after.ApplyFrom || before.AlwaysOpen != after.AlwaysOpen,
		"apply_until_day": before.ApplyUntil != after.ApplyUntil,
		"fee":             before.Fee != after.Fee, "material_cost": before.MaterialCost != after.MaterialCost,
	}
	for _, field := range Promised {
		switch {
		case !changed[field]:
		case applied:
			problems.Add(field, "office.problem.kept_promise")
		case !willing:
			problems.Add(field, "office.problem.needs_approval")
		default:
			again = true
		}
	}
	return again
}
