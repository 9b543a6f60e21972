package people

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// DeskPerson says that the counter of an organisation knows somebody: it entered
// them, or has acted for them.
type DeskPerson struct {
	PersonID  id.ID `gorm:"primaryKey"`
	OrgID     id.ID `gorm:"primaryKey"`
	EnteredBy id.ID
	EnteredAt clock.Instant
}

// TableName implements gorm's Tabler.
func (DeskPerson) TableName() string { return "desk_people" }
