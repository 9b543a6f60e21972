package audit

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/paging"
)

type accessStore struct{ *db.Tx }

type accessReader struct{ *gorm.DB }

// line is a row of access_log; its number is given by the database.
type line struct {
	ID          int64 `gorm:"primaryKey;autoIncrement"`
	At          clock.Instant
	AccountID   id.ID
	Origin      string
	Task        string
	Purpose     Purpose
	PurposeNote string
	Ref         string
	People      int
}

// TableName implements gorm's Tabler.
func (line) TableName() string { return "access_log" }

type seen struct {
	LogID    int64 `gorm:"primaryKey"`
	PersonID id.ID `gorm:"primaryKey"`
}

// TableName implements gorm's Tabler.
func (seen) TableName() string { return "access_log_people" }

func (s accessStore) add(l line, who []id.ID) error {
	if err := s.Create(&l).Error; err != nil {
		return err
	}
	for part := range slices.Chunk(who, 200) {
		rows := make([]seen, len(part))
		for i, p := range part {
			rows[i] = seen{l.ID, p}
		}
		if err := s.Create(&rows).Error; err != nil {
			return err
		}
	}
	return nil
}

// names reports whether a note holds the name of one of these people, or a
// telephone number or an address of anybody.
func (r accessReader) names(note string, people []id.ID) (bool, error) {
	if note == "" {
		return false, nil
	}
	if strings.Contains(note, "@") || phoneNumber.MatchString(note) {
		return true, nil
	}
	note = strings.ReplaceAll(note, " ", "")
	for part := range slices.Chunk(people, 300) {
		var names []string
		if err := r.Raw("select name from people where id in ?", part).Scan(&names).Error; err != nil {
			return false, err
		}
		for _, n := range names {
			if n = strings.ReplaceAll(n, " ", ""); utf8.RuneCountInString(n) > 1 && strings.Contains(note, n) {
				return true, nil
			}
		}
	}
	return false, nil
}

// phoneNumber is a telephone number of this country, however it is spaced.
var phoneNumber = regexp.MustCompile(`(^|[^0-9])0[0-9]{1,2}[-. ]?[0-9]{3,4}[-. ]?[0-9]{4}([^0-9]|$)`)

func (r accessReader) list(f Filter, page paging.Page) ([]Entry, paging.Page, error) {
	where, args := "1 = 1", []any{}
	if f.From != "" {
		where, args = where+" and l.at >= ?", append(args, f.From.At(0))
	}
	if f.To != "" {
		where, args = where+" and l.at < ?", append(args, f.To.AddDays(1).At(0))
	}
	if f.Purpose != "" {
		where, args = where+" and l.purpose = ?", append(args, f.Purpose)
	}
	if f.Full {
		where, args = where+" and l.purpose <> ?", append(args, Masked)
	}
	if f.Account != "" {
		where, args = where+" and a.email = ?", append(args, f.Account)
	}
	const from = " from access_log l left join accounts a on a.id = l.account_id left join people p on p.id = a.person_id where "
	total := 0
	if err := r.Raw("select count(*)"+from+where, args...).Row().Scan(&total); err != nil {
		return nil, page, err
	}
	page = page.Of(total)
	var out []Entry
	err := r.Raw("select l.id, l.at, coalesce(p.name, '') as name, coalesce(a.email, '') as email, l.origin, l.task, l.purpose, l.purpose_note, l.ref, l.people"+
		from+where+" order by l.id desc limit ? offset ?", append(args, page.Size, page.Offset())...).Scan(&out).Error
	return out, page, err
}
