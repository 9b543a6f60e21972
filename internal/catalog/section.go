package catalog

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/money"
)

// Mode (선정 방법) is how places are given out.
type Mode string

// The modes of selection.
const (
	FirstCome Mode = "first_come" // 선착순
	Lottery   Mode = "lottery"    // 추첨
	Reviewed  Mode = "review"     // 심사·면접
	WalkIn    Mode = "walk_in"    // 자유 참여
)

// A section with at most one part in tightPart of its seats left is 마감임박.
const tightPart = 10

// Modes are all modes.
var Modes = []Mode{FirstCome, Lottery, Reviewed, WalkIn}

// Method (교육 방법) is how teaching happens.
type Method string

// The methods of teaching.
const (
	InPerson Method = "in_person"
	Online   Method = "online"
	Mixed    Method = "mixed"
	Post     Method = "post"
	Mobile   Method = "mobile"
)

// Methods are all methods.
var Methods = []Method{InPerson, Online, Mixed, Post, Mobile}

// Channel (신청처) is where one applies. Only a section whose channel is Here
// has a button and seats in this portal.
type Channel string

// The channels.
const (
	Here          Channel = "here"      // 이음에서 신청
	Elsewhere     Channel = "elsewhere" // 다른 누리집
	ByPhone       Channel = "phone"     // 전화·방문
	ThroughSchool Channel = "school"    // 학교를 통해
)

// Channels are all channels.
var Channels = []Channel{Here, Elsewhere, ByPhone, ThroughSchool}

// Section (분반·기수) is one run of a programme: what people apply for.
type Section struct {
	ID           id.ID `gorm:"primaryKey"`
	ProgrammeID  id.ID
	Number       string // human number: 2026-NAM-0012
	State        State
	NameKO       string `gorm:"column:name_ko"` // 1기, 오전반
	NameEN       string `gorm:"column:name_en"`
	Term         string // 2027-1
	Capacity     *int   // nil: no limit; 0: no seats at all
	ApplyFrom    clock.Instant
	ApplyUntil   clock.Instant // the first instant at which it is too late
	AlwaysOpen   bool          // 상시
	Mode         Mode
	Method       Method
	Channel      Channel
	ApplyURL     string `gorm:"column:apply_url"`
	ApplyPhone   string
	Fee          money.Won // 수강료
	MaterialCost money.Won // 재료비
	FeeNote      string
	Place        string
	Address      string
	City         string
	District     string
	StartsOn     clock.Date
	EndsOn       clock.Date
	Weekdays     int  // bit 0 is Monday … bit 6 Sunday
	StartMinute  *int // minutes since midnight
	EndMinute    *int
	PublishedAt  clock.Instant
	CancelledAt  clock.Instant
	CancelReason string
	CopiedFrom   id.ID
	BatchID      id.ID
	CreatedBy    id.ID
	CreatedAt    clock.Instant `gorm:"autoCreateTime:false"`
	UpdatedAt    clock.Instant `gorm:"autoUpdateTime:false"`
	Version      int
}

// TableName implements gorm's Tabler.
func (Section) TableName() string { return "sections" }

// Session (회차) is one meeting of a section.
type Session struct {
	ID          id.ID `gorm:"primaryKey"`
	SectionID   id.ID
	Number      int // 1회차
	HeldOn      clock.Date
	StartMinute int
	EndMinute   int
	Place       string
	Room        string
	Teacher     string // the name to show; publish only with consent
	TeacherID   id.ID  // the person, when they have an account here
	LessonHours int    // 차시
	Topic       string
}

// TableName implements gorm's Tabler.
func (Session) TableName() string { return "sessions" }

// Seats is how full a section is; enrolment keeps the row, in the transaction
// that gives or frees a place.
type Seats struct {
	SectionID id.ID `gorm:"primaryKey"`
	Capacity  *int
	Taken     int
	LastSeq   int64
	Pressure  Pressure
}

// TableName implements gorm's Tabler.
func (Seats) TableName() string { return "section_seats" }

// Left is how many places are free; -1 when there is no limit.
func (s Seats) Left() int {
	if s.Capacity == nil {
		return -1
	}
	return max(0, *s.Capacity-s.Taken)
}

// Pressure is how full a section is in three steps, which change a few times a
// day, where the number changes with every application.
type Pressure int

// The steps of pressure.
const (
	Roomy Pressure = iota // 여유
	Tight                 // 마감임박
	Full                  // 대기접수 or 접수마감
)

// PressureOf is the step for so many taken of a capacity; nil is no limit.
func PressureOf(capacity *int, taken int) Pressure {
	switch {
	case capacity == nil:
		return Roomy
	case taken >= *capacity:
		return Full
	case (*capacity-taken)*tightPart <= *capacity:
		return Tight
	}
	return Roomy
}

// StandardRow is the row of the national course set that a section came from, as it was read.
type StandardRow struct {
	SectionID    id.ID `gorm:"primaryKey"`
	RowKey       string
	GroupKey     string // RowKey without what tells neighbours apart
	Raw          string // JSON array of the 25 cells
	ProviderCode string
	ProviderName string
	BatchID      id.ID

	// The versions that the last import wrote; a later one was edited here.
	SectionVersion   int
	ProgrammeVersion int
}

// TableName implements gorm's Tabler.
func (StandardRow) TableName() string { return "standard_rows" }

// ImportBatch is one file that was read.
type ImportBatch struct {
	ID        id.ID `gorm:"primaryKey"`
	AccountID id.ID
	OrgID     id.ID
	ByRow     bool // each row is the body's that it names
	FileName  string
	ReadRows  int
	Added     int
	Changed   int
	Same      int
	Refused   int
	CreatedAt clock.Instant `gorm:"autoCreateTime:false"`
	UndoneAt  clock.Instant
	UndoneBy  id.ID

	Kept       int           // rows whose course was worked on here, and left as it is
	LeftBehind int           // courses that an undo left for the same reason
	BusyUntil  clock.Instant // somebody imports or undoes it at least until then
	FinishedAt clock.Instant // all rows are stored; zero after a break
	UndoAt     clock.Instant // when an undo began
}

// TableName implements gorm's Tabler.
func (ImportBatch) TableName() string { return "import_batches" }

// ImportRefusal is one row of a file that was not taken, and why.
type ImportRefusal struct {
	BatchID    id.ID `gorm:"primaryKey"`
	Position   int   `gorm:"primaryKey"`
	Line       int
	ColumnName string
	SaidKO     string `gorm:"column:said_ko"`
	SaidEN     string `gorm:"column:said_en"`
}

// TableName implements gorm's Tabler.
func (ImportRefusal) TableName() string { return "import_refusals" }

// Approval is a draft that waits for a second person, or what they decided.
type Approval struct {
	ID          id.ID `gorm:"primaryKey"`
	OrgID       id.ID
	ProgrammeID id.ID
	SectionID   id.ID // None: the programme with all its sections
	AskedBy     id.ID
	AskedAt     clock.Instant
	AskedNote   string
	DecidedBy   id.ID
	DecidedAt   clock.Instant
	Decision    string // approved, returned, withdrawn; "" while it waits
	DecidedAs   string // approver, stand_in, parent, party, asker
	StandInID   id.ID
	Reason      string
	Content     string // what was put before the second person: see statement.go
}

// TableName implements gorm's Tabler.
func (Approval) TableName() string { return "approvals" }
