package people

import (
	"gorm.io/gorm"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
)

type standInStore struct{ *db.Tx }

type standInReader struct{ *gorm.DB }

func (s standInStore) add(row *StandIn) error { return s.Create(row).Error }

func (s standInStore) find(record id.ID) (row StandIn, ok bool, err error) {
	res := s.Locked().Where("id = ?", record).Limit(1).Find(&row)
	return row, res.RowsAffected == 1, res.Error
}

func (s standInStore) end(record id.ID) error {
	return db.One(s.Model(&StandIn{}).Where("id = ? and ended_at is null", record).Updates(map[string]any{"ended_at": s.Now}))
}

// lockOrganisation makes whoever records for the same organisation wait.
func (s standInStore) lockOrganisation(org id.ID) (o Organisation, err error) {
	if err = s.Locked().Take(&o, "id = ?", org).Error; db.NotFound(err) {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return o, err
}

// overlaps reports whether somebody stands in for the absent person already on one of the days.
func (s standInStore) overlaps(row *StandIn) (bool, error) {
	var n int64
	err := s.Model(&StandIn{}).Where("org_id = ? and absent_id = ? and ended_at is null and starts_on <= ? and ends_on >= ?",
		row.OrgID, row.AbsentID, row.EndsOn, row.StartsOn).Count(&n).Error
	return n > 0, err
}

func (r standInReader) list(orgs []id.ID) (rows []StandInLine, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw(`select s.*, pa.name as absent, ps.name as deputy, pr.name as recorder, o.name_ko as org_name from stand_ins s
		join organisations o on o.id = s.org_id
		join accounts a on a.id = s.absent_id join people pa on pa.id = a.person_id
		join accounts b on b.id = s.stand_in_id join people ps on ps.id = b.person_id
		join accounts c on c.id = s.recorded_by join people pr on pr.id = c.person_id
		where s.org_id in ? order by s.recorded_at desc, s.id limit 200`, orgs).Scan(&rows).Error
	return rows, err
}

// under are the organisations and those right below them, each once.
func (r standInReader) under(orgs []id.ID) (ids []id.ID, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Model(&Organisation{}).Where("id in ? or parent_id in ?", orgs, orgs).Order("name_ko, id").Pluck("id", &ids).Error
	return ids, err
}

// staff are the accounts with a duty at the organisations.
func (r standInReader) staff(orgs []id.ID) (rows []Colleague, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	var found []struct {
		Account, Person, Org id.ID
		Name                 string
		Approver             int
	}
	err = r.Raw(`select r.account_id as account, p.id as person, r.org_id as org, p.name, max(case when r.duty = 'approver' then 1 else 0 end) as approver
		from roles r join accounts a on a.id = r.account_id join people p on p.id = a.person_id
		where r.org_id in ? and r.revoked_at is null and a.closed_at is null and r.duty in ('officer', 'host', 'approver', 'desk')
		group by r.account_id, p.id, r.org_id, p.name order by p.name, r.account_id`, orgs).Scan(&found).Error
	for _, f := range found {
		rows = append(rows, Colleague{f.Account, f.Person, f.Org, f.Name, f.Approver == 1})
	}
	return rows, err
}
