package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Instructor is somebody who can be said to teach a section of their organisation.
type Instructor struct {
	Person id.ID
	Name   string
}

// Instructors are the instructors of the organisation whose section the actor runs.
func (d *Desk) Instructors(ctx context.Context, who policy.Actor, org id.ID) ([]Instructor, error) {
	if !who.Has(policy.Officer, org) && !who.Has(policy.Host, org) {
		return nil, errNotThere
	}
	return deskReader{d.db.Read(ctx)}.instructors(org)
}

// AssignTeacher says which account holder teaches a meeting, or every meeting
// when Session is None. Whoever teaches takes the attendance; the name that
// readers see is typed with the meeting and stays as it is.
type AssignTeacher struct {
	Section, Session id.ID
	Teacher          id.ID // person; None: nobody
}

// AssignTeacher stores who teaches. Only an instructor of the section's own organisation can.
func (d *Desk) AssignTeacher(ctx context.Context, who policy.Actor, cmd AssignTeacher) error {
	return d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		sec, p, err := s.ownSection(who, cmd.Section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.EditProgramme, sectionThing{sec.ID, p.OrgID}, "teacher", cmd.Teacher.String(), "session", cmd.Session.String()); err != nil {
			return err
		}
		if !cmd.Teacher.IsZero() {
			ok, err := deskReader{tx.DB}.instructs(cmd.Teacher, p.OrgID)
			if err != nil {
				return err
			}
			if !ok {
				return fault.Problems{"teacher": fault.Say("office.problem.choose")}.Err()
			}
		}
		err = s.setTeacher(sec.ID, cmd.Session, cmd.Teacher)
		if db.NotFound(err) {
			return errNotThere
		}
		return err
	})
}
