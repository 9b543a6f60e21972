package credit

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

type reader struct{ *gorm.DB }

type store struct{ *db.Tx }

// consents is the condition that a person, p.id, lets something be passed on to
// an organisation today; it takes the organisation and twice the day.
const consents = `exists (select 1 from provisions v where v.person_id = p.id and v.org_id = ? and v.withdrawn_at is null and v.from_on <= ? and v.until_on >= ?)`

// students are the registered, consenting students of a university.
func (r reader) students(org id.ID, today clock.Date) (rows []student, err error) {
	err = r.Raw(`select a.id as affiliation, a.person_id, a.number, p.name, a.department, a.grade, a.status,
		case when a.number_proved <> '' then 1 else 0 end as proved
		from affiliations a join people p on p.id = a.person_id
		where a.org_id = ? and a.kind = 'student' and a.state = 'verified' and `+consents+` order by a.number, a.id`, org, org, today, today).Scan(&rows).Error
	return rows, err
}

// check is one comparison. A difference about somebody who has withdrawn since is not shown.
func (r reader) check(check id.ID, orgs []id.ID, today clock.Date) (out RosterReport, err error) {
	if len(orgs) == 0 {
		return out, fault.New(fault.NotFound, "error.not_found")
	}
	res := r.Raw("select * from roster_checks where id = ? and org_id in ?", check, orgs).Scan(&out.RosterCheck)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return out, fault.New(fault.NotFound, "error.not_found")
		}
		return out, res.Error
	}
	if err := r.Raw("select case when now_ko <> '' then now_ko else name_ko end from organisations where id = ?", out.OrgID).Scan(&out.OrgName).Error; err != nil {
		return out, err
	}
	err = r.Raw(`select d.*, a.person_id, p.name, a.number, a.department, a.grade, a.status, a.state
		from roster_differences d join affiliations a on a.id = d.affiliation_id join people p on p.id = a.person_id
		where d.check_id = ? and `+consents+` order by d.kind, a.number, d.id`, check, out.OrgID, today, today).Scan(&out.Differences).Error
	return out, err
}

func (r reader) checks(orgs []id.ID) (rows []RosterCheck, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Where("org_id in ?", orgs).Order("made_at desc, id desc").Limit(50).Find(&rows).Error
	return rows, err
}

func (s store) addCheck(c *RosterCheck, rows []RosterDifference) error {
	if err := s.Create(c).Error; err != nil || len(rows) == 0 {
		return err
	}
	return s.CreateInBatches(rows, 200).Error
}

func (s store) affiliation(affiliation, org id.ID) (*people.Affiliation, error) {
	var a people.Affiliation
	err := s.Locked().Take(&a, "id = ? and org_id = ?", affiliation, org).Error
	return &a, err
}

func (s store) adopted(difference id.ID) error {
	return db.One(s.Model(&RosterDifference{}).Where("id = ? and taken_at is null", difference).
		Updates(map[string]any{"taken_by": s.Who.Account, "taken_at": s.Now}))
}
