package enrolment

import (
	"cmp"
	"slices"

	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

type reader struct{ *gorm.DB }

func (r reader) ofPersons(persons []id.ID) (apps []Application, err error) {
	err = r.Where("person_id in ?", persons).Order("applied_at desc, id desc").Limit(500).Find(&apps).Error
	return apps, err
}

// inSection are a person's and an account's applications in one section, the latest first.
func (r reader) inSection(section, person, account id.ID) (apps []Application, err error) {
	err = r.Where("section_id = ? and (person_id = ? or account_id = ?)", section, person, account).Order("seq desc").Limit(100).Find(&apps).Error
	return apps, err
}

func (r reader) one(application id.ID, persons []id.ID) (apps []Application, err error) {
	if len(persons) == 0 {
		return nil, nil
	}
	err = r.Where("id = ? and person_id in ?", application, persons).Find(&apps).Error
	return apps, err
}

func (r reader) live(section, person id.ID) (*Application, error) {
	var a Application
	res := r.Where("section_id = ? and person_id = ? and state = 'accepted'", section, person).Limit(1).Find(&a)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &a, nil
}

// receipts adds to applications what they are about.
func (r reader) receipts(apps []Application) ([]Receipt, error) {
	sections, programmes, orgs := map[id.ID]catalog.Section{}, map[id.ID]catalog.Programme{}, map[id.ID]people.Organisation{}
	if err := gather(r.DB, sections, keys(apps, func(a Application) id.ID { return a.SectionID }), func(s catalog.Section) id.ID { return s.ID }); err != nil {
		return nil, err
	}
	if err := gather(r.DB, programmes, values(sections, func(s catalog.Section) id.ID { return s.ProgrammeID }), func(p catalog.Programme) id.ID { return p.ID }); err != nil {
		return nil, err
	}
	if err := gather(r.DB, orgs, values(programmes, func(p catalog.Programme) id.ID { return p.OrgID }), func(o people.Organisation) id.ID { return o.ID }); err != nil {
		return nil, err
	}
	persons := map[id.ID]people.Person{}
	if err := gather(r.DB, persons, keys(apps, func(a Application) id.ID { return a.PersonID }), func(p people.Person) id.ID { return p.ID }); err != nil {
		return nil, err
	}
	out := make([]Receipt, len(apps))
	for i, a := range apps {
		s := sections[a.SectionID]
		p := programmes[s.ProgrammeID]
		out[i] = Receipt{Application: a, Section: s, Programme: p, Organisation: orgs[p.OrgID], Person: persons[a.PersonID]}
	}
	return out, nil
}

func values[K comparable, T any](m map[K]T, of func(T) id.ID) []id.ID {
	rows := make([]T, 0, len(m))
	for _, v := range m {
		rows = append(rows, v)
	}
	return keys(rows, of)
}

func (r reader) offer(section id.ID) (o Offer, err error) {
	if err = r.Take(&o.Section, "id = ?", section).Error; err != nil {
		return o, missing(err)
	}
	if err = r.Take(&o.Programme, "id = ?", o.Section.ProgrammeID).Error; err != nil {
		return o, missing(err)
	}
	if err = r.Take(&o.Organisation, "id = ?", o.Programme.OrgID).Error; err != nil {
		return o, missing(err)
	}
	err = r.Where("section_id = ?", section).Limit(1).Find(&o.Seats).Error
	return o, err
}

func (r reader) self(who policy.Actor) (a people.Account, p people.Person, err error) {
	if err = r.Take(&a, "id = ? and closed_at is null", who.Account).Error; err == nil {
		err = r.Take(&p, "id = ?", a.PersonID).Error
	}
	if db.NotFound(err) {
		err = fault.New(fault.SignIn, "error.sign_in")
	}
	return a, p, err
}

// persons are people by their ids, the oldest first.
func (r reader) persons(ids []id.ID) (rows []people.Person, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	err = r.Where("id in ?", ids).Order("birth_on, id").Find(&rows).Error
	return rows, err
}

func (r reader) schooling(person id.ID) (people.Schooling, error) {
	all, err := people.SchoolingOf(r.DB, []id.ID{person})
	return all[person], err
}

func (r reader) hasAlert(section, account id.ID) (bool, error) {
	var n int64
	err := r.Model(&Alert{}).Where("section_id = ? and account_id = ? and sent_at is null", section, account).Count(&n).Error
	return n > 0, err
}

// wishes are the alerts of an account that have not been sent, with what they are about.
func (r reader) wishes(account id.ID) ([]Wish, error) {
	var alerts []Alert
	if err := r.Where("account_id = ? and sent_at is null", account).Limit(200).Find(&alerts).Error; err != nil {
		return nil, err
	}
	apps := make([]Application, len(alerts))
	for i, a := range alerts {
		apps[i].SectionID = a.SectionID
	}
	found, err := r.receipts(apps)
	if err != nil {
		return nil, err
	}
	out := make([]Wish, 0, len(found))
	for _, x := range found {
		if x.Section.State.Public() && x.Programme.State.Public() {
			out = append(out, Wish{x.Section, x.Programme, x.Organisation})
		}
	}
	slices.SortFunc(out, func(a, b Wish) int {
		return cmp.Or(cmp.Compare(a.Section.ApplyFrom, b.Section.ApplyFrom), cmp.Compare(a.Section.Number, b.Section.Number))
	})
	return out, nil
}

// firstSession is a section's first meeting; nil where none is planned.
func (r reader) firstSession(section id.ID) (*catalog.Session, error) {
	var s catalog.Session
	res := r.Where("section_id = ?", section).Order("held_on, start_minute, number").Limit(1).Find(&s)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &s, nil
}

// dueAlert is a wish for a section that has opened.
type dueAlert struct {
	Alert
	Account   people.Account
	Section   catalog.Section
	Programme catalog.Programme
}

// reach is how those whose wishes are met are told so.
func (s store) reach(due []dueAlert) (map[id.ID]people.Reach, error) {
	return people.ReachAll(s.DB, keys(due, func(a dueAlert) id.ID { return a.Account.PersonID }), s.Now.Date())
}

func (r reader) alertsDue(now clock.Instant, limit int) ([]dueAlert, error) {
	var wishes []Alert
	err := r.Table("section_alerts as a").Select("a.*").Joins("join sections s on s.id = a.section_id").
		Where("a.sent_at is null and s.apply_from <= ?", now).Order("a.section_id, a.account_id").Limit(limit).Find(&wishes).Error
	if err != nil {
		return nil, err
	}
	accounts, sections, programmes := map[id.ID]people.Account{}, map[id.ID]catalog.Section{}, map[id.ID]catalog.Programme{}
	if err := gather(r.DB, accounts, keys(wishes, func(a Alert) id.ID { return a.AccountID }), func(a people.Account) id.ID { return a.ID }); err != nil {
		return nil, err
	}
	if err := gather(r.DB, sections, keys(wishes, func(a Alert) id.ID { return a.SectionID }), func(s catalog.Section) id.ID { return s.ID }); err != nil {
		return nil, err
	}
	if err := gather(r.DB, programmes, values(sections, func(s catalog.Section) id.ID { return s.ProgrammeID }), func(p catalog.Programme) id.ID { return p.ID }); err != nil {
		return nil, err
	}
	out := make([]dueAlert, len(wishes))
	for i, w := range wishes {
		s := sections[w.SectionID]
		out[i] = dueAlert{Alert: w, Account: accounts[w.AccountID], Section: s, Programme: programmes[s.ProgrammeID]}
	}
	return out, nil
}
