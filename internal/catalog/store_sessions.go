package catalog

import (
	"ieum/internal/db"
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
		if err := db.One(s.Where("id = ? and section_id = ?", h.ID, section).Delete(&Session{})); err != nil {
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
