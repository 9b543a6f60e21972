package audit

import (
	"fmt"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

type chainReader struct{ *gorm.DB }

func (r chainReader) last() (s Seal, err error) {
	err = r.Order("n desc").Limit(1).Find(&s).Error
	return s, err
}

// after reports whether there is any row newer than a seal.
func (r chainReader) after(s *Seal) (bool, error) {
	n, err := r.newest(s, " limit 1")
	return n > 0, err
}

// newer is how many rows are newer than a seal.
func (r chainReader) newer(s *Seal) (int64, error) { return r.newest(s, "") }

func (r chainReader) newest(s *Seal, limit string) (n int64, err error) {
	for _, t := range []struct {
		name string
		to   int64
	}{{"audit", s.AuditTo}, {"access_log", s.AccessTo}, {"unmaskings", s.UnmaskingTo}, {"ledger_log", s.LedgerTo}} {
		var some int64
		if err := r.Raw("select count(*) from (select 1 from "+t.name+" where id > ?"+limit+") x", t.to).Scan(&some).Error; err != nil {
			return 0, err
		}
		n += some
	}
	return n, nil
}

// extent is the last number of at most so many rows after from, none beyond the
// horizon, and how many they are. Without rows it is from.
func (r chainReader) extent(table string, from, horizon int64, most int) (to, n int64, err error) {
	var got struct{ Last, N int64 }
	err = r.Raw("select coalesce(max(id), 0) as last, count(*) as n from (select id from "+table+" where id > ? and id <= ? order by id limit ?) x", from, horizon, most).Scan(&got).Error
	return max(got.Last, from), got.N, err
}

// covered is what a seal's rows come to.
type covered struct {
	sum                              string
	audit, access, unmasking, ledger int64
}

// piece is how many rows are read at once.
const piece = 500

// rows adds up the rows that a seal covers, in the order of the canonical form:
// the trail, the access log, the unmaskings, the ledgers, each by number.
func (r chainReader) rows(before, s *Seal) (c covered, err error) {
	sum := newRowsSum()
	err = pages(before.AuditTo, s.AuditTo, func(from, to int64) (last int64, n int, err error) {
		var rows []db.Audit
		if err = r.Where("id > ? and id <= ?", from, to).Order("id").Limit(piece).Find(&rows).Error; err != nil || len(rows) == 0 {
			return 0, 0, err
		}
		for i := range rows {
			sum.audit(&rows[i])
		}
		c.audit += int64(len(rows))
		return rows[len(rows)-1].ID, len(rows), nil
	})
	if err != nil {
		return c, err
	}
	err = pages(before.AccessTo, s.AccessTo, func(from, to int64) (last int64, n int, err error) {
		var rows []line
		if err = r.Where("id > ? and id <= ?", from, to).Order("id").Limit(piece).Find(&rows).Error; err != nil || len(rows) == 0 {
			return 0, 0, err
		}
		last = rows[len(rows)-1].ID
		people, err := r.seen(from, last)
		if err != nil {
			return 0, 0, err
		}
		for i := range rows {
			sum.access(&rows[i], people[rows[i].ID])
		}
		c.access += int64(len(rows))
		return last, len(rows), nil
	})
	if err != nil {
		return c, err
	}
	err = pages(before.UnmaskingTo, s.UnmaskingTo, func(from, to int64) (last int64, n int, err error) {
		var rows []Unmasking
		if err = r.Where("id > ? and id <= ?", from, to).Order("id").Limit(piece).Find(&rows).Error; err != nil || len(rows) == 0 {
			return 0, 0, err
		}
		for i := range rows {
			sum.unmasking(&rows[i])
		}
		c.unmasking += int64(len(rows))
		return rows[len(rows)-1].ID, len(rows), nil
	})
	if err != nil {
		return c, err
	}
	err = pages(before.LedgerTo, s.LedgerTo, func(from, to int64) (last int64, n int, err error) {
		last, n, err = r.entries(sum, from, to)
		c.ledger += int64(n)
		return last, n, err
	})
	c.sum = sum.hex()
	return c, err
}

// pages calls read again and again from after the last number it returned.
func pages(from, to int64, read func(from, to int64) (last int64, n int, err error)) error {
	for from < to {
		last, n, err := read(from, to)
		if err != nil || n == 0 {
			return err
		}
		from = last
	}
	return nil
}

// seen are the people of the looks after from up to a number.
func (r chainReader) seen(from, to int64) (map[int64][]id.ID, error) {
	var rows []seen
	if err := r.Where("log_id > ? and log_id <= ?", from, to).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := map[int64][]id.ID{}
	for _, s := range rows {
		out[s.LogID] = append(out[s.LogID], s.PersonID)
	}
	return out, nil
}

// seals calls fn with each seal in order.
func (r chainReader) seals(fn func(*Seal) error) error {
	var after int64
	for {
		var part []Seal
		if err := r.Where("n > ?", after).Order("n").Limit(piece).Find(&part).Error; err != nil || len(part) == 0 {
			return err
		}
		for i := range part {
			if err := fn(&part[i]); err != nil {
				return err
			}
		}
		after = part[len(part)-1].N
	}
}

// below are the tables of the chain with rows whose numbers lie before every seal.
func (r chainReader) below() (out []string, err error) {
	for _, t := range []string{"audit", "access_log", "unmaskings", "ledger_log"} {
		var n int64
		if err := r.Raw("select count(*) from " + t + " where id < 1").Scan(&n).Error; err != nil {
			return nil, err
		}
		if n > 0 {
			out = append(out, t)
		}
	}
	return out, nil
}

type chainStore struct{ *db.Tx }

// lease takes a piece of background work until an instant, unless another
// program has it.
func (s chainStore) lease(task, holder string, until clock.Instant) (bool, error) {
	if err := s.Exec("insert into worker_leases (task, holder, until) values (?, '', 0) on conflict (task) do nothing", task).Error; err != nil {
		return false, fmt.Errorf("audit: %w", err)
	}
	res := s.Exec("update worker_leases set holder = ?, until = ? where task = ? and (holder = ? or until <= ?)", holder, until, task, holder, s.Now)
	return res.RowsAffected == 1, res.Error
}

func (s chainStore) release(task, holder string) error {
	return s.Exec("update worker_leases set until = 0 where task = ? and holder = ?", task, holder).Error
}

func (s chainStore) add(seal *Seal) error { return s.Create(seal).Error }

func (r chainReader) latest(n int) (rows []Check, err error) {
	err = r.Order("started_at desc, id desc").Limit(n).Find(&rows).Error
	return rows, err
}

func (s chainStore) begin(c *Check) error { return s.Create(c).Error }

func (s chainStore) progress(c *Check) error {
	return db.One(s.Model(&Check{}).Where("id = ?", c.ID).Select("seen_at", "finished_at", "seals", "seals_done", "rows_done", "unsealed", "head", "breaches").Updates(c))
}
