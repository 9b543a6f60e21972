package attendance

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/policy"
)

// Lesson is one meeting as the desk of whoever takes attendance lists it.
type Lesson struct {
	Session     catalog.Session `gorm:"embedded;embeddedPrefix:m_"`
	Title       string
	SectionName string
	Number      string
	OrgName     string
	People      int
	Version     int // of the sheet; 0: not marked yet
}

// Taught is a section as the desk lists it.
type Taught struct {
	Section   catalog.Section `gorm:"embedded;embeddedPrefix:s_"`
	Title     string
	OrgName   string
	Meetings  int
	Marked    int // meetings whose sheet has been saved
	Held      int // meetings whose day has come
	People    int
	Confirmed int
}

// Teaching is the desk of an instructor, and of whoever runs sections.
type Teaching struct {
	Now      clock.Instant
	Today    []Lesson // meetings of today
	Late     []Lesson // meetings before today that nobody has marked, the latest first
	Sections []Taught // the reader's own, the nearest first
	Waiting  []Taught // over, with people who are not confirmed
	Runs     bool
}

// Teaching lists the meetings and sections that the reader keeps the attendance of.
func (s *Service) Teaching(ctx context.Context, who policy.Actor) (Teaching, error) {
	scope, r := policy.Visible(who), reader{s.db.Read(ctx)}
	out := Teaching{Now: s.db.Now(), Runs: len(scope.Runs) > 0}
	if len(scope.Runs) == 0 && len(scope.Teaches) == 0 {
		return out, errNotThere
	}
	today := out.Now.Date()
	var err error
	if out.Today, err = r.lessons(scope, earliestFirst, "m.held_on = ?", today); err != nil {
		return out, err
	}
	if out.Late, err = r.lessons(scope, latestFirst, "m.held_on < ? and m.held_on >= ? and v.session_id is null", today, today.AddDays(-60)); err != nil {
		return out, err
	}
	if out.Sections, err = r.taught(scope, today); err != nil {
		return out, err
	}
	out.Waiting, err = r.waiting(scope, today)
	return out, err
}
