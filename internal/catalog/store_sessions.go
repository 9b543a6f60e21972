package catalog

import (
	"slices"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
)

// outOfTheWay keeps numbers apart while they are given anew: each is unique within its section.
const outOfTheWay = 100_000

// keepSessions makes the meetings of a section those of want: rows that are in
// neither are untouched, ids that stay keep what hangs on them.
func (s deskStore) keepSessions(section id.ID, have, want []Session) error {
	stay := map[id.ID]bool{}
	for _, w := range want {
		stay[w.ID] = !w.ID.IsZero()
	}
	for _, h := range have {
		if stay[h.ID] {
			continue
		}
		if err := db.One(s.Where("id = ? and section_id = ?", h.ID, section).Delete(&Session{})); db.Referenced(err) {
			return fault.Wrap(err, fault.Conflict, "office.problem.session_marked", "n", h.Number) // its attendance was taken
		} else if err != nil {
			return err
		}
	}
	if err := s.Exec("update sessions set number = number + ? where section_id = ?", outOfTheWay, section).Error; err != nil {
		return err
	}
	var fresh []Session
	for _, w := range want {
		if w.ID.IsZero() {
			w.ID, w.SectionID = id.New(), section
			fresh = append(fresh, w)
			continue
		}
		if err := db.One(s.Model(&Session{}).Where("id = ? and section_id = ?", w.ID, section).Updates(map[string]any{
			"number": w.Number, "held_on": w.HeldOn, "start_minute": w.StartMinute, "end_minute": w.EndMinute, "place": w.Place, "room": w.Room,
			"teacher": w.Teacher, "teacher_id": w.TeacherID, "lesson_hours": w.LessonHours, "topic": w.Topic,
		})); err != nil {
			return err
		}
	}
	return s.addSessions(fresh)
}

// instructs reports whether a person is an instructor of an organisation.
func (r deskReader) instructs(person, org id.ID) (bool, error) {
	all, err := r.instructors(org)
	return slices.ContainsFunc(all, func(i Instructor) bool { return i.Person == person }), err
}

func (r deskReader) instructors(org id.ID) (rows []Instructor, err error) {
	err = r.Raw(`select distinct p.id as person, p.name from roles r join accounts a on a.id = r.account_id and a.closed_at is null join people p on p.id = a.person_id
		where r.duty = 'instructor' and r.org_id = ? and r.revoked_at is null order by p.name limit 500`, org).Scan(&rows).Error
	return rows, err
}

// setTeacher says who teaches a meeting, or all of a section's when it is None.
func (s deskStore) setTeacher(section, session, teacher id.ID) error {
	q := s.Model(&Session{}).Where("section_id = ?", section)
	if !session.IsZero() {
		q = q.Where("id = ?", session)
	}
	return db.One(q.Update("teacher_id", teacher))
}
