package people

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/id"
)

type actorReader struct{ *gorm.DB }

func (r actorReader) account(account id.ID) (a Account, p Person, ok bool, err error) {
	res := r.Where("id = ? and closed_at is null", account).Limit(1).Find(&a)
	if res.Error != nil || res.RowsAffected == 0 {
		return a, p, false, res.Error
	}
	res = r.Where("id = ?", a.PersonID).Limit(1).Find(&p)
	return a, p, res.RowsAffected == 1, res.Error
}

func (r actorReader) roles(account id.ID) (rows []RoleRow, err error) {
	err = r.Where("account_id = ? and revoked_at is null", account).Order("granted_at, id").Find(&rows).Error
	return rows, err
}

func (r actorReader) standIns(account id.ID, today clock.Date) (s standing, err error) {
	err = r.Where("stand_in_id = ? and ended_at is null and starts_on <= ? and ends_on >= ?", account, today, today).Find(&s.records).Error
	if err != nil || len(s.records) == 0 {
		return s, err
	}
	absent := make([]id.ID, len(s.records))
	for i, rec := range s.records {
		absent[i] = rec.AbsentID
	}
	err = r.Where("account_id in ? and revoked_at is null", absent).Find(&s.roles).Error
	return s, err
}

// atDesk reports whether an account works at a desk, in person or for somebody absent.
func (r actorReader) atDesk(account id.ID, today clock.Date) (bool, error) {
	roles, err := r.roles(account)
	if err != nil || len(roles) > 0 {
		return len(roles) > 0, err
	}
	stand, err := r.standIns(account, today)
	return len(stand.records) > 0, err
}

func (r actorReader) parents() (map[id.ID]id.ID, error) {
	var rows []struct{ ID, ParentID id.ID }
	err := r.Model(&Organisation{}).Select("id, parent_id").Where("parent_id is not null").Find(&rows).Error
	out := make(map[id.ID]id.ID, len(rows))
	for _, o := range rows {
		out[o.ID] = o.ParentID
	}
	return out, err
}

// universities says twice that the state is none that ended: SQLite takes the
// partial index only when the query repeats its condition.
func (r actorReader) universities(person id.ID) (ids []id.ID, err error) {
	err = r.Model(&Affiliation{}).Where("person_id = ? and kind = 'student' and state = 'verified' and state <> 'ended'", person).Pluck("org_id", &ids).Error
	return ids, err
}
