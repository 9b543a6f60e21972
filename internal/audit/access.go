package audit

import (
	"context"
	"slices"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/policy"
)

// Purpose is what somebody needs personal data for; the reasons of a form.
type Purpose string

// The purposes. Masked is the list as it opens, with names and numbers hidden.
const (
	Masked       Purpose = "masked"
	Running      Purpose = "class"     // 수업 운영
	Insurance    Purpose = "insurance" // 상해보험
	Texting      Purpose = "sms"       // 문자 안내
	AuditRequest Purpose = "audit"     // 감사 제출
	Serving      Purpose = "serving"   // 창구·전화 응대: somebody asked for it themself
	Other        Purpose = "other"     // 기타 + 사유
	Recognition  Purpose = "campus"    // 대학 비교과 인정: a campus at work on its own students; no form offers it
)

// Purposes are those that a form offers.
var Purposes = []Purpose{Running, Insurance, Texting, AuditRequest, Other}

// The tasks: what was done with the data.
const (
	TaskList   = "applicants.list"   // read in a list
	TaskFull   = "applicants.full"   // read without masking
	TaskExport = "applicants.export" // downloaded
	TaskPrint  = "applicants.print"  // laid out for printing

	TaskAttendance  = "attendance.read"  // the names on a sheet or a list to confirm
	TaskCertificate = "certificate.read" // somebody's certificate
)

// Look is one look at people's data.
type Look struct {
	Task    string
	Purpose Purpose
	Note    string // the reason, where the purpose is another
	Ref     string // section/…
	People  []id.ID
}

// LogAccess writes a look into the log, in the transaction of what was done. A
// note that names somebody is a problem of the form's field purpose_note: the log
// stays as it is for years, also when the person it would name has been erased.
func LogAccess(tx *db.Tx, who policy.Actor, l Look) error {
	seen := slices.Clone(l.People)
	slices.SortFunc(seen, func(a, b id.ID) int { return slices.Compare(a[:], b[:]) })
	seen = slices.Compact(seen)
	if named, err := (accessReader{tx.DB}).names(l.Note, seen); err != nil {
		return err
	} else if named {
		return fault.Problems{"purpose_note": fault.Say("office.problem.note_names")}.Err()
	}
	return accessStore{tx}.add(line{
		At: tx.Now, AccountID: who.Account, Origin: who.Origin, Task: l.Task, Purpose: l.Purpose, PurposeNote: l.Note, Ref: l.Ref, People: len(seen),
	}, seen)
}

// Log is the access log.
type Log struct{ db *db.DB }

// NewLog returns the access log in d.
func NewLog(d *db.DB) *Log { return &Log{d} }

// Looked logs a look that changes nothing else. Its error must keep the data from being shown.
func (l *Log) Looked(ctx context.Context, who policy.Actor, look Look) error {
	return l.db.Housekeep(ctx, "access", func(tx *db.Tx) error { return LogAccess(tx, who, look) })
}

// Entry is a line of the log as it is read.
type Entry struct {
	ID      int64
	At      clock.Instant
	Name    string // of the account's person
	Email   string
	Origin  string
	Task    string
	Purpose Purpose
	Note    string `gorm:"column:purpose_note"`
	Ref     string
	People  int
}

// Filter narrows the log.
type Filter struct {
	From, To clock.Date
	Purpose  Purpose // "" any
	Account  string  // e-mail, exact; "" any
	Full     bool    // only looks that were not masked
}

const pageSize = 50

// List reads the log, the newest first. Only the platform's administrator may;
// reading it changes nothing, and nothing can change it.
func (l *Log) List(ctx context.Context, who policy.Actor, f Filter, page int) ([]Entry, paging.Page, error) {
	if _, err := policy.Decide(who, policy.ReadAccessLog, policy.Platform{Name: "access_log"}); err != nil {
		return nil, paging.Page{}, err
	}
	return accessReader{l.db.Read(ctx)}.list(f, paging.New(page, pageSize))
}
