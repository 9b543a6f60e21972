package report

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
)

func learnersBetween(q *gorm.DB, first, last clock.Date, sample bool) (n int, err error) {
	err = q.Raw(`select count(distinct e.person_id) from enrolments e
		join sections s on s.id = e.section_id join programmes p on p.id = s.programme_id
		where e.released_at is null and s.state <> 'cancelled' and p.sample = ?
		and s.starts_on <= ? and coalesce(s.ends_on, s.starts_on) >= ?`, sample, last, first).Scan(&n).Error
	return n, err
}

func organisations(q *gorm.DB) (n int, err error) {
	err = q.Raw("select count(*) from organisations where sample = ?", false).Scan(&n).Error
	return n, err
}
