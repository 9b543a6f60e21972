package enrolment

import (
	"errors"

	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// store is what changes, inside a transaction.
type store struct{ *db.Tx }

func missing(err error) error {
	if db.NotFound(err) {
		return fault.New(fault.NotFound, "error.not_found")
	}
	return err
}

// seatsLocked reads a section's seats for update: whoever comes second waits
// here, and then sees what the first has done.
func (s store) seatsLocked(section id.ID) (seats catalog.Seats, err error) {
	return seats, missing(s.Locked().Take(&seats, "section_id = ?", section).Error)
}

func (s store) section(section id.ID) (sec catalog.Section, p catalog.Programme, err error) {
	if err = s.Take(&sec, "id = ?", section).Error; err == nil {
		err = s.Take(&p, "id = ?", sec.ProgrammeID).Error
	}
	return sec, p, missing(err)
}

func (s store) add(a *Application, seats catalog.Seats) error {
	if err := s.Create(a).Error; err != nil {
		return err
	}
	after := seats
	after.LastSeq = a.Seq
	if a.State == Accepted {
		after.Taken++
		if err := s.Create(&Enrolment{ApplicationID: a.ID, SectionID: a.SectionID, PersonID: a.PersonID, TakenAt: s.Now}).Error; err != nil {
			return err
		}
	}
	return s.count(seats, after)
}

// count writes a section's seats. The condition repeats what was read under the
// lock, so that a lock that was forgotten somewhere is an error and not a lost seat.
func (s store) count(before, after catalog.Seats) error {
	after.Pressure = catalog.PressureOf(after.Capacity, after.Taken)
	err := db.One(s.Model(&catalog.Seats{}).Where("section_id = ? and taken = ? and last_seq = ?", before.SectionID, before.Taken, before.LastSeq).
		Updates(map[string]any{"taken": after.Taken, "last_seq": after.LastSeq, "pressure": after.Pressure}))
	if err != nil || after.Pressure == before.Pressure {
		return err
	}
	return catalog.Touch(s.Tx)
}

func (s store) applicationLocked(application id.ID) (a Application, err error) {
	return a, missing(s.Locked().Take(&a, "id = ?", application).Error)
}

// heldBy are the applications by which a person holds places.
func (s store) heldBy(person id.ID) (apps []Application, err error) {
	err = s.Where("person_id = ? and state = 'accepted'", person).Find(&apps).Error
	return apps, err
}

// release frees the place of one application.
func (s store) release(a *Application, reason string, seats catalog.Seats) error {
	a.State, a.Reason, a.CancelledAt, a.CancelledBy = Cancelled, reason, s.Now, s.Who.Account
	err := db.One(s.Model(&Application{}).Where("id = ? and state = 'accepted'", a.ID).Select("state", "reason", "cancelled_at", "cancelled_by").Updates(a))
	if err != nil {
		return err
	}
	if err := db.One(s.Model(&Enrolment{}).Where("application_id = ? and released_at is null", a.ID).Update("released_at", s.Now)); err != nil {
		return err
	}
	after := seats
	after.Taken--
	return s.count(seats, after)
}

// sentToday counts the receipts of one kind that an application was sent since the
// day began, under its lock: two who send at once are counted one after the other.
// What else was written about it is no receipt.
func (s store) sentToday(a *Application, kind string) (n int64, err error) {
	if _, err := s.applicationLocked(a.ID); err != nil {
		return 0, err
	}
	err = s.Table("outbox").Where("ref = ? and kind = ? and at >= ?", a.PolicyRef(), kind, s.Now.Date().At(0)).Count(&n).Error
	return n, err
}

// placesOf are a person's applications that hold a place, by section.
func (s store) placesOf(person id.ID) (apps []Application, err error) {
	err = s.Where("person_id = ? and state = 'accepted'", person).Order("section_id, id").Find(&apps).Error
	return apps, err
}

func (s store) schooling(person id.ID) (people.Schooling, error) {
	all, err := people.SchoolingOf(s.DB, []id.ID{person})
	return all[person], err
}

// holder is an application that holds a place, with how its person is told something.
type holder struct {
	Application Application
	Person      people.Person
	Reach       people.Reach
	Reached     bool // false: only a telephone call reaches them
}

func (s store) holders(section id.ID) ([]holder, error) {
	var apps []Application
	if err := s.Locked().Where("section_id = ? and state = 'accepted'", section).Order("id").Find(&apps).Error; err != nil {
		return nil, err
	}
	persons, who := map[id.ID]people.Person{}, keys(apps, func(a Application) id.ID { return a.PersonID })
	if err := gather(s.DB, persons, who, func(p people.Person) id.ID { return p.ID }); err != nil {
		return nil, err
	}
	reach, err := people.ReachAll(s.DB, who, s.Now.Date())
	if err != nil {
		return nil, err
	}
	out := make([]holder, len(apps))
	for i, a := range apps {
		out[i] = holder{Application: a, Person: persons[a.PersonID]}
		out[i].Reach, out[i].Reached = reach[a.PersonID]
	}
	return out, nil
}

func (s store) releaseAll(section id.ID, reason string) error {
	err := s.Model(&Application{}).Where("section_id = ? and state = 'accepted'", section).Updates(map[string]any{
		"state": Cancelled, "reason": reason, "cancelled_at": s.Now, "cancelled_by": s.Who.Account,
	}).Error
	if err != nil {
		return err
	}
	if err := s.Model(&Enrolment{}).Where("section_id = ? and released_at is null", section).Update("released_at", s.Now).Error; err != nil {
		return err
	}
	seats, err := s.seatsLocked(section)
	if err != nil {
		return err
	}
	after := seats
	after.Taken = 0
	return s.count(seats, after)
}

func (s store) ask(section, account id.ID) error {
	return s.Exec("insert into section_alerts (account_id, section_id, created_at) values (?, ?, ?) on conflict (account_id, section_id) do nothing", account, section, s.Now).Error
}

func (s store) unask(section, account id.ID) error {
	return s.Where("account_id = ? and section_id = ?", account, section).Delete(&Alert{}).Error
}

// takeAlert marks a wish as met; false when another worker was first.
func (s store) takeAlert(section, account id.ID) (bool, error) {
	res := s.Model(&Alert{}).Where("account_id = ? and section_id = ? and sent_at is null", account, section).Update("sent_at", s.Now)
	return res.RowsAffected == 1, res.Error
}

func asFault(err error) (*fault.Error, bool) { return errors.AsType[*fault.Error](err) }

// keys are the different ids in a list.
func keys[T any](rows []T, of func(T) id.ID) []id.ID {
	seen := map[id.ID]bool{}
	var out []id.ID
	for _, r := range rows {
		if k := of(r); !k.IsZero() && !seen[k] {
			seen[k] = true
			out = append(out, k)
		}
	}
	return out
}

// gather reads rows by id into a map, a few hundred at a time.
func gather[T any](g *gorm.DB, into map[id.ID]T, ids []id.ID, of func(T) id.ID) error {
	for len(ids) > 0 {
		part := ids[:min(len(ids), 300)]
		ids = ids[len(part):]
		var rows []T
		if err := g.Where("id in ?", part).Find(&rows).Error; err != nil {
			return err
		}
		for _, r := range rows {
			into[of(r)] = r
		}
	}
	return nil
}
