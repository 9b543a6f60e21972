package exchange

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Change is what a batch did to one section: the cells before, as a JSON array,
// or "" when the batch brought the section.
type Change struct {
	BatchID   id.ID `gorm:"primaryKey"`
	SectionID id.ID `gorm:"primaryKey"`
	BeforeRaw string
}

// TableName implements gorm's Tabler.
func (Change) TableName() string { return "import_changes" }

// Upload is a file between its preview and its confirmation.
type Upload struct {
	ID        id.ID `gorm:"primaryKey"`
	AccountID id.ID
	OrgID     id.ID
	ByRow     bool // each row is the body's that it names
	FileName  string
	Content   []byte
	BatchID   id.ID         // the import that it became
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
}

// TableName implements gorm's Tabler.
func (Upload) TableName() string { return "import_uploads" }

// Publisher is an organisation that a batch was the first to name.
type Publisher struct {
	OrgID   id.ID `gorm:"primaryKey"`
	BatchID id.ID
}

// TableName implements gorm's Tabler.
func (Publisher) TableName() string { return "import_organisations" }
