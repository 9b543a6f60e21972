package people

import (
	"gorm.io/gorm"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
)

type viewReader struct{ *gorm.DB }

func (r viewReader) list(account id.ID, page ListPage) (out []SavedView, err error) {
	return out, r.Where("account_id = ? and page = ?", account, page).Order("name, id").Find(&out).Error
}

type viewStore struct{ *db.Tx }

// standing is how many views an account keeps, and whether one has this name.
// It holds the account's row, so that two tabs cannot both take the last place.
func (s viewStore) standing(account id.ID, page ListPage, name string) (n int64, named bool, err error) {
	var held Account
	if err = s.Locked().Select("id").Take(&held, "id = ?", account).Error; err != nil {
		return 0, false, err
	}
	if err = s.Model(&SavedView{}).Where("account_id = ?", account).Count(&n).Error; err != nil {
		return 0, false, err
	}
	var same int64
	err = s.Model(&SavedView{}).Where("account_id = ? and page = ? and name = ?", account, page, name).Count(&same).Error
	return n, same > 0, err
}

func (s viewStore) add(v *SavedView) error { return s.Create(v).Error }

func (s viewStore) change(account id.ID, page ListPage, name, query string) error {
	return db.One(s.Model(&SavedView{}).Where("account_id = ? and page = ? and name = ?", account, page, name).Update("query", query))
}

func (s viewStore) remove(account, view id.ID) error {
	res := s.Where("account_id = ? and id = ?", account, view).Delete(&SavedView{})
	if res.Error == nil && res.RowsAffected == 0 {
		return fault.New(fault.NotFound, "error.not_found")
	}
	return res.Error
}
