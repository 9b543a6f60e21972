package catalog

import (
	"gorm.io/gorm"

	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// programme finds a public programme, or a draft of one of the desks in scope.
func (r reader) programme(condition string, arg any, scope policy.Scope) (p Programme, ok bool, err error) {
	q := r.Table("programmes p").Select("p.*").Where(condition, arg)
	if !scope.Everything {
		visible := publicProgrammes
		if desk := scope.Desk(); len(desk) > 0 {
			q = q.Where("("+visible+" or p.org_id in ?)", desk)
		} else {
			q = q.Where(visible)
		}
	}
	res := q.Limit(1).Find(&p)
	return p, res.RowsAffected == 1, res.Error
}

func (r reader) organisation(org id.ID) (o people.Organisation, err error) {
	err = r.Where("id = ?", org).Take(&o).Error
	return o, err
}

// filled is a section with how full it is.
type filled struct {
	Section  `gorm:"embedded"`
	Pressure Pressure
}

// sectionsOf are the sections of a programme by their first day; drafts too for those who work on them.
func (r reader) sectionsOf(programme id.ID, drafts bool) (rows []filled, err error) {
	q := r.Table("sections s").Select("s.*, coalesce(e.pressure, 0) as pressure").
		Joins("left join section_seats e on e.section_id = s.id").Where("s.programme_id = ?", programme)
	if !drafts {
		q = q.Where(publicSections)
	}
	err = q.Order("s.starts_on is null, s.starts_on, s.number").Find(&rows).Error
	return rows, err
}

func (r reader) sessions(section id.ID) (rows []Session, err error) {
	err = r.Where("section_id = ?", section).Order("number").Find(&rows).Error
	return rows, err
}

// seats is how full a section is; one whose row is not there yet has none taken.
func (r reader) seats(section id.ID) (s Seats, err error) {
	res := r.Raw(`select s.id as section_id, case when e.section_id is null then s.capacity else e.capacity end as capacity, coalesce(e.taken, 0) as taken, coalesce(e.pressure, 0) as pressure
		from sections s left join section_seats e on e.section_id = s.id where s.id = ?`, section).Scan(&s)
	return s, res.Error
}

// seatsOf are the seats of sections, by section.
func (r reader) seatsOf(sections []id.ID) (map[id.ID]Seats, error) {
	var rows []Seats
	if err := r.Where("section_id in ?", sections).Find(&rows).Error; err != nil {
		return nil, err
	}
	out := make(map[id.ID]Seats, len(rows))
	for _, s := range rows {
		out[s.SectionID] = s
	}
	return out, nil
}

// sectionNames are what sections are called, whatever their state.
func sectionNames(db *gorm.DB, of []id.ID) (rows []SectionName, err error) {
	err = db.Raw("select s.id, s.number, s.name_ko, p.title_ko from sections s join programmes p on p.id = s.programme_id where s.id in ?", of).Scan(&rows).Error
	return rows, err
}
