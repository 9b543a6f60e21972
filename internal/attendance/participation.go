package attendance

import (
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
)

// Result is what a participation came to.
type Result string

// The results; pages use the words of the programme's kind for them.
const (
	Completed  Result = "completed"  // 이수·수료·활동 확인
	Incomplete Result = "incomplete" // 미이수
)

// Results are both results.
var Results = []Result{Completed, Incomplete}

// Role is what somebody was there as.
type Role string

// The roles.
const (
	Participant Role = "participant" // 참여자·수강생
	Supporter   Role = "supporter"   // 서포터즈
	Member      Role = "member"      // 위원
	Volunteer   Role = "volunteer"   // 봉사자
	Winner      Role = "winner"      // 수상자
	Speaker     Role = "speaker"     // 발표자
)

// Roles are all roles, in the order in which pages list them.
var Roles = []Role{Participant, Supporter, Member, Volunteer, Winner, Speaker}

// RoleFor is the role that people usually have in a kind of programme.
func RoleFor(k catalog.Kind) Role {
	switch k {
	case catalog.Supporters:
		return Supporter
	case catalog.Committee:
		return Member
	case catalog.Volunteering:
		return Volunteer
	case catalog.Course, catalog.Lecture, catalog.SchoolProgramme, catalog.Competition, catalog.Challenge:
	}
	return Participant
}

// Participation (참여) is what the host has confirmed of one application: whether
// it was completed, for how long, and as what. There is one for an application;
// each confirmation and correction of it is an Entry as well.
type Participation struct {
	ID            id.ID `gorm:"primaryKey"`
	ApplicationID id.ID
	SectionID     id.ID
	PersonID      id.ID
	Result        Result
	Minutes       int // confirmed
	Role          Role
	Award         string // 최우수상; "" for none
	ConfirmedBy   id.ID  // account
	ConfirmedAt   clock.Instant
	Version       int // 1 is the confirmation, what follows are corrections
}

// TableName implements gorm's Tabler.
func (Participation) TableName() string { return "participations" }

// says reports whether the participation already says what a line would.
func (p *Participation) says(l Line) bool {
	return p.Result == l.Result && p.Minutes == l.Minutes && p.Role == l.Role && p.Award == l.Award
}

// Entry is one confirmation or correction, as it was made. The table takes no
// change and no deletion, and so holds no words about anybody: see Words.
type Entry struct {
	ParticipationID id.ID `gorm:"primaryKey"`
	Version         int   `gorm:"primaryKey"`
	Result          Result
	Minutes         int
	Role            Role
	ConfirmedBy     id.ID
	ConfirmedAt     clock.Instant
}

// TableName implements gorm's Tabler.
func (Entry) TableName() string { return "participation_entries" }

// Words are what an entry says in words. They can be emptied, when its person
// has gone, and not rewritten. An entry without words has no row.
type Words struct {
	ParticipationID id.ID `gorm:"primaryKey"`
	Version         int   `gorm:"primaryKey"`
	PersonID        id.ID
	Award           string
	Reason          string // of a correction, or of a confirmation before the end
}

// TableName implements gorm's Tabler.
func (Words) TableName() string { return "participation_texts" }

// Worded is an entry with its words.
type Worded struct {
	Entry  `gorm:"embedded"`
	Award  string
	Reason string
}

func (p *Participation) entry() *Entry {
	return &Entry{
		ParticipationID: p.ID, Version: p.Version, Result: p.Result, Minutes: p.Minutes, Role: p.Role, ConfirmedBy: p.ConfirmedBy, ConfirmedAt: p.ConfirmedAt,
	}
}

// Book is what a section's attendance is kept by.
type Book struct {
	SectionID id.ID `gorm:"primaryKey"`
	Threshold int
	SetBy     id.ID
	SetAt     clock.Instant
}

// TableName implements gorm's Tabler.
func (Book) TableName() string { return "attendance_books" }

// BeginOf is the beginning of a section's first meeting; where it has none, that
// of its first day. It is zero when neither is known.
func BeginOf(s *catalog.Section, sessions []catalog.Session) (begin clock.Instant) {
	for _, m := range sessions {
		if at := m.HeldOn.At(m.StartMinute); begin.IsZero() || at < begin {
			begin = at
		}
	}
	if begin.IsZero() && !s.StartsOn.IsZero() {
		begin = s.StartsOn.At(0)
	}
	return begin
}

// EndOf is the end of a section's last meeting; where it has none, the end of
// its last day. It is zero when neither is known.
func EndOf(s *catalog.Section, sessions []catalog.Session) clock.Instant {
	end := clock.Instant(0)
	for _, m := range sessions {
		end = max(end, m.HeldOn.At(m.EndMinute))
	}
	if end.IsZero() && !s.EndsOn.IsZero() {
		end = s.EndsOn.AddDays(1).At(0)
	}
	return end
}

func known[T comparable](v T, all []T) bool { return slices.Contains(all, v) }
