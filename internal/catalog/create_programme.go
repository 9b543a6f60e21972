package catalog

import (
	"context"
	"slices"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// CreateProgramme begins a draft for an organisation.
type CreateProgramme struct {
	Org  id.ID
	Form ProgrammeForm
}

// CreateProgramme stores a draft and returns its id. Somebody who does not run
// programmes for the organisation is told that it is not there.
func (d *Desk) CreateProgramme(ctx context.Context, who policy.Actor, cmd CreateProgramme) (id.ID, error) {
	p := &Programme{ID: id.New(), OrgID: cmd.Org, State: Draft, CreatedBy: who.Account, Version: 1}
	if err := cmd.Form.read(p).Err(); err != nil {
		return id.None, err
	}
	err := d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		if _, err := tx.Allow(policy.EditProgramme, p, "created", true); err != nil {
			return err
		}
		if err := s.checkNamed(p); err != nil {
			return err
		}
		code, err := s.code(p.OrgID)
		if err != nil {
			return err
		}
		if p.Slug, err = s.freeSlug(p.Year, code); err != nil {
			return err
		}
		p.CreatedAt, p.UpdatedAt = tx.Now, tx.Now
		return s.addProgramme(p)
	})
	return p.ID, err
}

// checkNamed refuses a programme that names an agreement or an award in which
// its organisation has no part (nobody counts towards another's money), and one
// for the schools of a city of which we know none: nobody could ever apply.
func (s deskStore) checkNamed(p *Programme) error {
	part, strand, err := s.inCooperation(p)
	if err != nil {
		return err
	}
	problems := fault.Problems{}
	if !part {
		problems.Add("cooperation", "office.problem.no_part")
	}
	if !strand {
		problems.Add("strand", "office.problem.strand")
	}
	if p.SchoolCity != "" {
		cities, err := s.schoolCities()
		if err != nil {
			return err
		}
		if !slices.Contains(cities, p.SchoolCity) {
			problems.Add("school_city", "office.problem.choose")
		}
	}
	return problems.Err()
}
