package people

import (
	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

type counterReader struct{ *gorm.DB }

// mostMatches is more people of one name and four digits than there are.
const mostMatches = 20

// knownHere says of the person p whether a counter of the organisations has known
// them since an instant, or they have applied to one of their sections.
const knownHere = `(exists (select 1 from desk_people d where d.person_id = p.id and d.org_id in ? and d.entered_at > ?)
	or exists (select 1 from applications a join sections s on s.id = a.section_id join programmes g on g.id = s.programme_id where a.person_id = p.id and g.org_id in ?))`

func (r counterReader) find(in Search, orgs []id.ID, now clock.Instant) (rows []Match, err error) {
	err = r.Raw(`select p.id as person_id, p.name, p.phone, p.birth_on, p.district, case when `+knownHere+` then 1 else 0 end as known
		from people p where p.name = ? and p.phone like ? order by known desc, p.id limit ?`, orgs, now.Add(-deskKnows), orgs, in.Name, "%-"+in.Last4, mostMatches).Scan(&rows).Error
	return rows, err
}

func (r counterReader) served(person id.ID, orgs []id.ID, now clock.Instant) (s Served, err error) {
	missing := fault.New(fault.NotFound, "error.not_found")
	if len(orgs) == 0 || person.IsZero() {
		return s, missing
	}
	res := r.Raw("select p.* from people p where p.id = ? and "+knownHere, person, orgs, now.Add(-deskKnows), orgs).Scan(&s.Person)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			res.Error = missing
		}
		return s, res.Error
	}
	var n int64
	if err = r.Model(&Account{}).Where("person_id = ? and closed_at is null", person).Count(&n).Error; err != nil {
		return s, err
	}
	s.HasAccount = n > 0
	all, err := ReachAll(r.DB, []id.ID{person}, now.Date())
	s.Reach, s.Reached = all[person]
	return s, err
}

// AtDesk is a person whom one of the actor's counters knows; anybody else is not there.
func AtDesk(g *gorm.DB, who policy.Actor, person id.ID, now clock.Instant) (Person, error) {
	s, err := counterReader{g}.served(person, DeskOrgs(who), now)
	return s.Person, err
}

// proved are those, two at most, who have this name, these digits, and what they say beside it.
func (r counterReader) proved(in Search, proof Proof) (ids []id.ID, err error) {
	q := r.Model(&Person{}).Where("name = ? and phone like ?", in.Name, "%-"+in.Last4)
	if proof.Phone != "" {
		q = q.Where("phone = ?", proof.Phone)
	}
	if !proof.BirthOn.IsZero() {
		q = q.Where("birth_on = ?", proof.BirthOn)
	}
	err = q.Order("id").Limit(2).Pluck("id", &ids).Error
	return ids, err
}

type counterStore struct{ *db.Tx }

// looks are how many looks of a kind an account has had since an instant; its row
// is locked, so that many at once are counted one after the other.
func (s counterStore) looks(account id.ID, task string, since clock.Instant) (n int64, err error) {
	var a Account
	if err = s.Locked().Where("id = ?", account).Limit(1).Find(&a).Error; err == nil {
		err = s.Table("access_log").Where("account_id = ? and at >= ? and task = ?", account, since, task).Count(&n).Error
	}
	return n, err
}

func (s counterStore) matches(person id.ID, in Search) (bool, error) {
	var n int64
	err := s.Model(&Person{}).Where("id = ? and name = ? and phone like ?", person, in.Name, "%-"+in.Last4).Count(&n).Error
	return n == 1, err
}

// same finds the person with exactly this name, day of birth and number.
func (s counterStore) same(in EnterPerson) (person id.ID, found bool, err error) {
	var p Person
	res := s.Where("name = ? and birth_on = ? and phone = ?", in.Name, in.BirthOn, in.Phone).Order("id").Limit(1).Find(&p)
	return p.ID, res.RowsAffected == 1, res.Error
}

func (s counterStore) add(p *Person) error { return s.Create(p).Error }

func (s counterStore) know(person, org id.ID) error {
	return s.Exec("insert into desk_people (person_id, org_id, entered_by, entered_at) values (?, ?, ?, ?) on conflict (person_id, org_id) do update set entered_by = excluded.entered_by, entered_at = excluded.entered_at",
		person, org, s.Who.Account, s.Now).Error
}
