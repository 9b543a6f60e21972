package people

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
)

type sessionReader struct{ *gorm.DB }

func (r sessionReader) find(hash string) (row WebSession, ok bool, err error) {
	res := r.Where("hash = ?", hash).Limit(1).Find(&row)
	return row, res.RowsAffected == 1, res.Error
}

type sessionStore struct{ *db.Tx }

func (s sessionStore) add(row *WebSession) error { return s.Create(row).Error }

func (s sessionStore) keep(hash, data string, now clock.Instant) error {
	return s.Model(&WebSession{}).Where("hash = ?", hash).Updates(map[string]any{"data": data, "seen_at": now}).Error
}

func (s sessionStore) seen(hash string, now clock.Instant) error {
	return s.Model(&WebSession{}).Where("hash = ?", hash).Updates(map[string]any{"seen_at": now}).Error
}

func (s sessionStore) end(hash string) error {
	return s.Where("hash = ?", hash).Delete(&WebSession{}).Error
}

func (s sessionStore) endAll(account id.ID, keep string) error {
	return s.Where("account_id = ? and hash <> ?", account, keep).Delete(&WebSession{}).Error
}

func (s sessionStore) sweep(now clock.Instant) (int64, error) {
	res := s.Where("expires_at <= ? or seen_at + idle_seconds * 1000000 <= ?", now, now).Delete(&WebSession{})
	return res.RowsAffected, res.Error
}
