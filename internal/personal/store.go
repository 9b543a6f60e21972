package personal

import (
	"fmt"
	"strings"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
)

type reader struct{ *gorm.DB }

func (r reader) uncleaned() (ids []id.ID, err error) {
	err = r.Model(&Erasure{}).Where("cleaned_at is null").Order("at").Limit(1000).Pluck("id", &ids).Error
	return ids, err
}

// places is how many places these people hold in sections that are not over.
func (r reader) places(persons []id.ID, today clock.Date) (n int, err error) {
	err = r.Raw(`select count(*) from applications a join sections s on s.id = a.section_id
		where a.person_id in ? and a.state = 'accepted' and s.state <> 'cancelled' and (s.ends_on is null or s.ends_on >= ?)`, persons, today).Scan(&n).Error
	return n, err
}

// cell is one value with the name of its column.
type cell struct {
	column string
	value  any // string, int64, float64, or nil
}

// given runs a holding's query for a person.
func (r reader) given(query string, person, account id.ID) (columns []string, rows [][]cell, err error) {
	res, err := r.Raw(query, map[string]any{"person": person, "account": account}).Rows()
	if err != nil {
		return nil, nil, err
	}
	defer func() { _ = res.Close() }()
	if columns, err = res.Columns(); err != nil {
		return nil, nil, err
	}
	for res.Next() {
		values, into := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := res.Scan(into...); err != nil {
			return nil, nil, err
		}
		row := make([]cell, len(columns))
		for i, c := range columns {
			row[i] = cell{c, readable(c, values[i])}
		}
		rows = append(rows, row)
	}
	return columns, rows, res.Err()
}

// readable is a value as a person reads it: a column that ends in "at" is an instant.
func readable(column string, v any) any {
	switch x := v.(type) {
	case []byte:
		return string(x)
	case int64:
		if column == "at" || strings.HasSuffix(column, "_at") {
			return clock.Instant(x).Local().Format("2006-01-02T15:04:05-07:00")
		}
		return x
	case string, float64, nil:
		return x
	}
	return fmt.Sprint(v)
}

type store struct{ *db.Tx }

func (s store) cleaned(due []id.ID) (int64, error) {
	res := s.Model(&Erasure{}).Where("id in ? and cleaned_at is null", due).Update("cleaned_at", s.Now)
	return res.RowsAffected, res.Error
}

func (s store) note(e *Erasure) error { return s.Create(e).Error }

// erase runs what every holding says about somebody who goes.
func (s store) erase(holdings []db.Holding, person, account id.ID) error {
	var p people.Person
	if err := s.Take(&p, "id = ?", person).Error; err != nil {
		return err
	}
	var a people.Account
	if !account.IsZero() {
		if err := s.Take(&a, "id = ?", account).Error; err != nil {
			return err
		}
	}
	who := db.Gone{Person: p.ID, Account: a.ID, Name: p.Name}
	if !a.ConfirmedAt.IsZero() {
		who.Email = a.Email
	}
	if !a.PhoneProvedAt.IsZero() {
		who.Login = a.Phone
	}
	args := known(&who, p.Phone, s.Now)
	for _, h := range holdings {
		if h.Clear != nil {
			if err := h.Clear(s.Tx, who); err != nil {
				return fmt.Errorf("personal: %s: %w", h.Table, err)
			}
		}
		for _, q := range h.Erase {
			if err := s.Exec(q, args).Error; err != nil {
				return fmt.Errorf("personal: %s: %w", h.Table, err)
			}
		}
	}
	return nil
}

// nothing stands for what is not there: no row holds it.
const nothing = "\x01"

// known are the arguments of the statements. A number that somebody only wrote
// down may be another's: what stands under it elsewhere is not theirs to erase.
func known(who *db.Gone, written string, now clock.Instant) map[string]any {
	or := func(v string) string {
		if v == "" {
			return nothing
		}
		return v
	}
	return map[string]any{
		"person": who.Person, "account": who.Account, "now": now, "name": or(who.Name),
		"email": or(who.Email), "login": or(who.Login), "phone": or(who.Login), "written": or(written),
	}
}
