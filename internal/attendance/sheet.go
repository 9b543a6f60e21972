package attendance

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Sheet is the attendance of one meeting as it was last saved. Its version
// rises with each save, so that two who mark at once do not undo each other.
type Sheet struct {
	SessionID id.ID `gorm:"primaryKey"`
	SectionID id.ID
	Version   int
	SavedBy   id.ID
	SavedAt   clock.Instant
}

// TableName implements gorm's Tabler.
func (Sheet) TableName() string { return "attendance_sheets" }

// Marked is one person's mark at one meeting, as it stands.
type Marked struct {
	SessionID     id.ID `gorm:"primaryKey"`
	ApplicationID id.ID `gorm:"primaryKey"`
	Mark          Mark
}

// TableName implements gorm's Tabler.
func (Marked) TableName() string { return "attendance_marks" }

// MarkEntry is one mark as it was entered, and what stood there before. The
// table takes no change and no deletion.
type MarkEntry struct {
	ID            id.ID `gorm:"primaryKey"`
	SessionID     id.ID
	ApplicationID id.ID
	Before        Mark // "" for the first
	Mark          Mark
	EnteredBy     id.ID // account
	EnteredAt     clock.Instant
}

// TableName implements gorm's Tabler.
func (MarkEntry) TableName() string { return "attendance_entries" }
