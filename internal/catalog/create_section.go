package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// CreateSection adds a section to a programme, as a draft.
type CreateSection struct {
	Programme id.ID
	Form      SectionForm
}

// CreateSection stores the draft and returns its id.
func (d *Desk) CreateSection(ctx context.Context, who policy.Actor, cmd CreateSection) (id.ID, error) {
	sec := newSection(cmd.Programme, who)
	if err := cmd.Form.read(sec).Err(); err != nil {
		return id.None, err
	}
	err := d.db.Write(ctx, who, func(tx *db.Tx) error {
		return deskStore{tx}.createSections(who, cmd.Programme, []draftSection{{section: sec}})
	})
	return sec.ID, err
}

func newSection(programme id.ID, who policy.Actor) *Section {
	return &Section{ID: id.New(), ProgrammeID: programme, State: Draft, CreatedBy: who.Account, Version: 1}
}

// draftSection is a section that is about to be stored, with its sessions.
type draftSection struct {
	section  *Section
	sessions []Session
}

// createSections numbers and stores drafts under a programme that the actor runs.
func (s deskStore) createSections(who policy.Actor, programme id.ID, drafts []draftSection) error {
	p, err := s.own(who, programme)
	if err != nil {
		return err
	}
	switch p.State {
	case Review:
		return inReview
	case Closed, Cancelled:
		return fault.New(fault.Conflict, "office.problem.programme_closed")
	case Draft, Published:
	}
	code, err := s.code(p.OrgID)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		sec := d.section
		if sec.Number, err = NextNumber(s.Tx, sec.yearOr(p.Year), code); err != nil {
			return err
		}
		detail := []any{"created", sec.Number, "sessions", len(d.sessions)}
		if !sec.CopiedFrom.IsZero() {
			detail = append(detail, "copied_from", sec.CopiedFrom.String())
		}
		if _, err := s.Allow(policy.EditProgramme, sectionThing{sec.ID, p.OrgID}, detail...); err != nil {
			return err
		}
		sec.CreatedAt, sec.UpdatedAt = s.Now, s.Now
		if err := s.addSection(sec); err != nil {
			return err
		}
		for i := range d.sessions {
			d.sessions[i].ID, d.sessions[i].SectionID, d.sessions[i].Number = id.New(), sec.ID, i+1
		}
		if err := s.addSessions(d.sessions); err != nil {
			return err
		}
	}
	return nil
}

// yearOr is the year in which the section begins, or the programme's.
func (s *Section) yearOr(year int) int {
	if s.StartsOn == "" {
		return year
	}
	return s.StartsOn.Time().Year()
}
