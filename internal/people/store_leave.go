package people

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

type leaveReader struct{ *gorm.DB }

func (r leaveReader) dependents(guardian id.ID, today clock.Date) (out []Dependent, err error) {
	err = r.Raw(`select p.id as person, p.name,
		(select count(*) from guardianships o join people op on op.id = o.guardian_id where o.child_id = p.id and o.guardian_id <> g.guardian_id and o.ended_at is null and op.erased_at is null) as others,
		exists (select 1 from accounts a where a.person_id = p.id and a.closed_at is null) as own
		from guardianships g join people p on p.id = g.child_id where g.guardian_id = ? and `+liveGuardianship+` order by g.created_at, p.id`, guardian, lastAdult(today)).Scan(&out).Error
	return out, err
}

type leaveStore struct{ *db.Tx }

// ofPerson is somebody with an open account, or with none.
func (s leaveStore) ofPerson(person id.ID) (l Leaver, err error) {
	var acc Account
	res := s.Where("person_id = ?", person).Limit(1).Find(&acc)
	if res.Error != nil {
		return l, res.Error
	}
	if res.RowsAffected == 1 {
		return s.leaver(acc.ID)
	}
	l.Person, err = familyStore(s).person(person)
	if err == nil && !l.Person.ErasedAt.IsZero() {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return l, err
}

func (s leaveStore) leaver(account id.ID) (l Leaver, err error) {
	res := s.Locked().Where("id = ? and closed_at is null", account).Limit(1).Find(&l.Account)
	if res.Error != nil {
		return l, res.Error
	}
	if res.RowsAffected == 0 {
		return l, fault.New(fault.SignIn, "error.sign_in")
	}
	if err = s.Take(&l.Person, "id = ?", l.Account.PersonID).Error; err != nil {
		return l, err
	}
	if err = s.Where("account_id = ? and revoked_at is null", account).Order("granted_at, id").Find(&l.Duties).Error; err != nil {
		return l, err
	}
	for _, d := range l.Duties {
		if d.Duty != policy.Admin {
			continue
		}
		// All administrators are locked in one order, so that of two who close at once the second sees the first.
		var admins []RoleRow
		if err = s.Locked().Where("duty = ? and revoked_at is null", policy.Admin).Order("id").Find(&admins).Error; err != nil {
			return l, err
		}
		l.LastAdmin = true
		for _, a := range admins {
			if a.AccountID != account {
				l.LastAdmin = false
			}
		}
	}
	return l, nil
}
