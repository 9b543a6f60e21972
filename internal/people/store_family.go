package people

import (
	"slices"
	"strings"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
)

type familyReader struct{ *gorm.DB }

// liveGuardianship says that the guardianship g holds on the day of its argument,
// lastAdult: it was not ended, and the child is not of full age. Nobody has to
// remember to end one on the nineteenth birthday.
const liveGuardianship = `(g.ended_at is null and exists (select 1 from people c where c.id = g.child_id and c.erased_at is null and (c.birth_on is null or c.birth_on > ?)))`

// UnderGuardian is a condition of SQL, with its argument: somebody answers today
// for the person whose id the column holds.
func UnderGuardian(column string, today clock.Date) (condition string, argument any) {
	return "exists (select 1 from guardianships g where g.child_id = " + column + " and " + liveGuardianship + ")", lastAdult(today)
}

// wards are the children whom a person answers for on a day.
func (r actorReader) wards(person id.ID, today clock.Date) (ids []id.ID, err error) {
	err = r.Raw("select g.child_id from guardianships g where g.guardian_id = ? and "+liveGuardianship+" order by g.child_id", person, lastAdult(today)).Scan(&ids).Error
	return ids, err
}

func (r familyReader) children(ids []id.ID, today clock.Date) ([]Child, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	var persons []Person
	if err := r.Where("id in ?", ids).Order("birth_on, id").Find(&persons).Error; err != nil {
		return nil, err
	}
	var pupils []Pupil
	if err := r.Where("person_id in ?", ids).Find(&pupils).Error; err != nil {
		return nil, err
	}
	var consents []GuardianConsent
	if err := r.Where("child_id in ? and withdrawn_at is null", ids).Find(&consents).Error; err != nil {
		return nil, err
	}
	var guardians []struct {
		ChildID id.ID
		Name    string
	}
	err := r.Raw(`select g.child_id, p.name from guardianships g join people p on p.id = g.guardian_id
		where g.child_id in ? and `+liveGuardianship+` order by g.created_at, g.id`, ids, lastAdult(today)).Scan(&guardians).Error
	if err != nil {
		return nil, err
	}
	out := make([]Child, len(persons))
	for i, p := range persons {
		c := Child{Person: p, Today: today}
		if n := slices.IndexFunc(pupils, func(x Pupil) bool { return x.PersonID == p.ID }); n >= 0 {
			c.Pupil = pupils[n]
			if err := r.Where("id = ?", c.Pupil.SchoolID).Take(&c.School).Error; err != nil {
				return nil, err
			}
		}
		if n := slices.IndexFunc(consents, func(x GuardianConsent) bool { return x.ChildID == p.ID }); n >= 0 {
			c.Consent = consents[n]
		}
		for _, g := range guardians {
			if g.ChildID == p.ID {
				c.Guardians = append(c.Guardians, g.Name)
			}
		}
		out[i] = c
	}
	return out, nil
}

func (r familyReader) schools() (rows []Organisation, err error) {
	err = r.Where("kind = ?", School).Find(&rows).Error
	slices.SortFunc(rows, func(a, b Organisation) int { return strings.Compare(a.City+"\x00"+a.NameKO, b.City+"\x00"+b.NameKO) })
	return rows, err
}

func (r familyReader) invitations(phone string, now clock.Instant) (rows []Invitation, err error) {
	err = r.Where("phone = ? and expires_at > ?", phone, now).Limit(20).Find(&rows).Error
	return rows, err
}

// Schooling is what the rules of admission ask of a pupil and of a child.
type Schooling struct {
	City      string // where the school is; "" for somebody without one
	Grade     string // e1…h3; "" for somebody without a school
	Consented bool   // a guardian's consent holds
}

// SchoolingOf reads, for many people, their school's city and whether a guardian's consent holds.
func SchoolingOf(g *gorm.DB, persons []id.ID) (map[id.ID]Schooling, error) {
	out := map[id.ID]Schooling{}
	for part := range slices.Chunk(persons, reachAtOnce) {
		var rows []struct {
			ID        id.ID
			City      string
			Grade     string
			Consented int
		}
		err := g.Raw(`select p.id, coalesce(o.city, '') as city, coalesce(u.grade, '') as grade, case when exists (
				select 1 from guardian_consents c where c.child_id = p.id and c.withdrawn_at is null) then 1 else 0 end as consented
			from people p left join pupils u on u.person_id = p.id left join organisations o on o.id = u.school_id where p.id in ?`, part).Scan(&rows).Error
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			out[r.ID] = Schooling{r.City, r.Grade, r.Consented == 1}
		}
	}
	return out, nil
}

// WardOf is a child as its guardian may act for it in the guardian's
// transaction; a child that is not theirs is not there, and whoever may not answer
// for a child is told so.
func WardOf(tx *db.Tx, guardian Person, child id.ID) (Person, error) {
	p, err := familyStore{tx}.own(child)
	if err == nil {
		err = MayAnswerFor(guardian.BirthOn, p.BirthOn, tx.Now.Date())
	}
	return p, err
}

type familyStore struct{ *db.Tx }

func (s familyStore) person(person id.ID) (p Person, err error) {
	if err = s.Take(&p, "id = ?", person).Error; db.NotFound(err) {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return p, err
}

func (s familyStore) answersFor(guardian, child id.ID) (bool, error) {
	var g Guardianship
	res := s.Locked().Table("guardianships as g").Where("g.guardian_id = ? and g.child_id = ? and "+liveGuardianship, guardian, child, lastAdult(s.Now.Date())).Limit(1).Find(&g)
	return res.RowsAffected == 1, res.Error
}

func (s familyStore) isSchool(org id.ID) error {
	var n int64
	err := s.Model(&Organisation{}).Where("id = ? and kind = ?", org, School).Count(&n).Error
	if err == nil && n == 0 {
		err = fault.Problems{"school": fault.Say("family.problem.school")}.Err()
	}
	return err
}

func (s familyStore) hasChild(guardian id.ID, name string, birth clock.Date) (bool, error) {
	var n int64
	err := s.Model(&Person{}).Where("name = ? and birth_on = ? and id in (select child_id from guardianships where guardian_id = ? and ended_at is null)", name, birth, guardian).Count(&n).Error
	return n > 0, err
}

func (s familyStore) addChild(p *Person, guardian id.ID, pupil *Pupil) error {
	if err := s.Create(p).Error; err != nil {
		return err
	}
	if err := s.Create(pupil).Error; err != nil {
		return err
	}
	return s.tie(p.ID, guardian)
}

// tie makes a person a guardian of a child.
func (s familyStore) tie(child, guardian id.ID) error {
	return s.Create(&Guardianship{ID: id.New(), ChildID: child, GuardianID: guardian, CreatedBy: s.Who.Account, CreatedAt: s.Now}).Error
}

func (s familyStore) setPupil(p *Pupil) error {
	return s.Exec("insert into pupils (person_id, school_id, grade, updated_at) values (?, ?, ?, ?) on conflict (person_id) do update set school_id = excluded.school_id, grade = excluded.grade, updated_at = excluded.updated_at",
		p.PersonID, p.SchoolID, p.Grade, p.UpdatedAt).Error
}

func (s familyStore) liveConsent(child id.ID) (bool, error) {
	var n int64
	err := s.Model(&GuardianConsent{}).Where("child_id = ? and withdrawn_at is null", child).Count(&n).Error
	return n > 0, err
}

func (s familyStore) addConsent(c *GuardianConsent) error { return s.Create(c).Error }

func (s familyStore) endConsent(child id.ID) error {
	return s.Model(&GuardianConsent{}).Where("child_id = ? and withdrawn_at is null", child).
		Updates(map[string]any{"withdrawn_at": s.Now, "withdrawn_by": s.Who.Account}).Error
}

func (s familyStore) invite(row *Invitation) error {
	if err := s.Where("child_id = ? and phone = ?", row.ChildID, row.Phone).Delete(&Invitation{}).Error; err != nil {
		return err
	}
	return s.Create(row).Error
}

// accept uses an invitation up; false when somebody was first.
func (s familyStore) accept(w *Invitation) (bool, error) {
	res := s.Where("id = ? and hash = ? and expires_at > ?", w.ID, w.Hash, s.Now).Delete(&Invitation{})
	return res.RowsAffected == 1, res.Error
}

// promote gives a child its own account and ends its guardians' part. A child who
// does it alone is the first to end it: nobody else's account is there.
func (s familyStore) promote(a *Account) error {
	if err := s.Create(a).Error; err != nil {
		return err
	}
	by := s.Who.Account
	if by.IsZero() {
		by = a.ID
	}
	if a.Phone != "" {
		if err := s.Model(&Person{}).Where("id = ?", a.PersonID).Updates(map[string]any{"phone": a.Phone, "updated_at": s.Now}).Error; err != nil {
			return err
		}
	}
	err := s.Model(&Guardianship{}).Where("child_id = ? and ended_at is null", a.PersonID).Updates(map[string]any{"ended_at": s.Now, "ended_by": by}).Error
	if err != nil {
		return err
	}
	return s.Where("child_id = ?", a.PersonID).Delete(&Invitation{}).Error
}

func (s accountStore) setPhone(a *Account, phone string) error {
	err := db.One(s.Model(&Account{}).Where("id = ?", a.ID).Updates(map[string]any{"phone": phone, "phone_proved_at": s.Now}))
	if err != nil {
		return err
	}
	return db.One(s.Model(&Person{}).Where("id = ?", a.PersonID).Updates(map[string]any{"phone": phone, "updated_at": s.Now}))
}
