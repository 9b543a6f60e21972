package people

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
)

type throttleReader struct{ *gorm.DB }

func (r throttleReader) blocked(now clock.Instant, keys []string) (until clock.Instant, err error) {
	err = r.Model(&Throttle{}).Select("coalesce(max(blocked_until), 0)").Where("key in ? and blocked_until > ?", keys, now).Scan(&until).Error
	return until, err
}

type throttleStore struct{ *db.Tx }

// lock reads a counter for update, making it first: two tries at a new key wait for each other.
func (s throttleStore) lock(key string) (*Throttle, error) {
	if err := s.Exec("insert into throttle (key, failures, since) values (?, 0, ?) on conflict (key) do nothing", key, s.Now).Error; err != nil {
		return nil, err
	}
	var row Throttle
	err := s.Locked().Take(&row, "key = ?", key).Error
	return &row, err
}

func (s throttleStore) keep(row *Throttle) error {
	return db.One(s.Model(&Throttle{}).Where("key = ?", row.Key).Updates(map[string]any{
		"failures": row.Failures, "since": row.Since, "blocked_until": row.BlockedUntil,
	}))
}

func (s throttleStore) refund(n int, since clock.Instant, keys []string) error {
	return s.Model(&Throttle{}).Where("key in ? and since <= ?", keys, since).
		Update("failures", gorm.Expr("case when failures > ? then failures - ? else 0 end", n, n)).Error
}

func (s throttleStore) forget(key string) error {
	return s.Where("key = ?", key).Delete(&Throttle{}).Error
}

func (s throttleStore) sweep(before clock.Instant) (int64, error) {
	res := s.Where("since < ? and (blocked_until is null or blocked_until < ?)", before, s.Now).Delete(&Throttle{})
	return res.RowsAffected, res.Error
}
