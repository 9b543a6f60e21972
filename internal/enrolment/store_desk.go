package enrolment

import (
	"slices"
	"strings"
	"unicode"

	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// deskReader is what the office reads of applicants.
type deskReader struct{ *gorm.DB }

var errNotThere = fault.New(fault.NotFound, "error.not_found")

// of reads a section of an organisation that the actor works for; others are as if they were not there.
func (r deskReader) of(who policy.Actor, section id.ID, orgs []id.ID) (l ApplicantList, err error) {
	if len(orgs) == 0 {
		return l, errNotThere
	}
	res := r.Raw("select s.* from sections s join programmes p on p.id = s.programme_id where s.id = ? and p.org_id in ?", section, orgs).Scan(&l.Section)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return l, errNotThere
		}
		return l, res.Error
	}
	if err := r.Where("id = ?", l.Section.ProgrammeID).Take(&l.Programme).Error; err != nil {
		return l, err
	}
	if err := r.Raw("select name_ko from organisations where id = ?", l.Programme.OrgID).Scan(&l.OrgName).Error; err != nil {
		return l, err
	}
	err = r.Where("section_id = ?", section).Limit(1).Find(&l.Seats).Error
	return l, err
}

// unreached are those with a place whom no message reaches: an officer calls them.
func (r deskReader) unreached(section id.ID, today clock.Date) ([]id.ID, error) {
	persons, err := r.seated(section)
	if err != nil {
		return nil, err
	}
	reach, err := people.ReachAll(r.DB, persons, today)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(persons, func(p id.ID) bool { _, ok := reach[p]; return ok }), nil
}

// seated are the persons who hold a place.
func (r deskReader) seated(section id.ID) (persons []id.ID, err error) {
	err = r.Model(&Application{}).Where("section_id = ? and state = 'accepted'", section).Pluck("person_id", &persons).Error
	return persons, err
}

// list is the applicants of a section, in the order of arrival.
func (r deskReader) list(who policy.Actor, section id.ID, f ApplicantFilter, size int, today clock.Date) (l ApplicantList, err error) {
	if l, err = r.of(who, section, policy.Visible(who).Desk()); err != nil {
		return l, err
	}
	if _, err := policy.Decide(who, policy.ReadApplicants, catalog.SectionThing(section, l.Programme.OrgID)); err != nil {
		return l, errNotThere
	}
	l.Filter, l.Counts = f, map[State]int{}
	var counts []struct {
		State State
		N     int
	}
	if err := r.Raw("select state, count(*) as n from applications where section_id = ? group by state", section).Scan(&counts).Error; err != nil {
		return l, err
	}
	for _, c := range counts {
		l.Counts[c.State] = c.N
	}
	unreached, err := r.unreached(section, today)
	if err != nil {
		return l, err
	}
	l.ByPhone = len(unreached)
	where, args := f.condition(&l.Section, unreached)
	const from = " from applications a join people p on p.id = a.person_id left join accounts c on c.person_id = p.id where a.section_id = ?"
	args = append([]any{section}, args...)
	total := 0
	if err := r.Raw("select count(*)"+from+where, args...).Row().Scan(&total); err != nil {
		return l, err
	}
	l.Page = paging.New(f.Page, size).Of(total)
	err = r.Raw(`select a.id, a.person_id, a.seq, a.state, a.reason, a.applied_at, p.name, p.phone,
		coalesce(c.email, '') as email, p.birth_on, p.city, p.district`+from+where+" order by a.seq limit ? offset ?", append(args, size, l.Page.Offset())...).Scan(&l.Applicants).Error
	return l, err
}

// condition is the filter as SQL.
func (f ApplicantFilter) condition(s *catalog.Section, unreached []id.ID) (where string, args []any) {
	if f.State != "" {
		where, args = " and a.state = ?", append(args, f.State)
	}
	if f.ByPhone {
		where, args = where+" and a.state = 'accepted' and a.person_id in ?", append(args, append(unreached, id.None))
	}
	q := people.CleanLine(f.Q)
	if q == "" {
		return where, args
	}
	digits := strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, q)
	switch {
	case strings.HasPrefix(strings.ToUpper(q), s.Number+"-"): // a receipt number
		where, args = where+" and a.seq = ?", append(args, sequence(q[len(s.Number)+1:]))
	case digits == q:
		where, args = where+" and (p.phone like ? or a.seq = ?)", append(args, "%"+q, sequence(q))
	case len(digits) >= 9:
		where, args = where+" and p.phone like ?", append(args, "%"+digits[len(digits)-4:])
	default:
		holds, typed := db.Contains(q, "p.name")
		where, args = where+" and "+holds, append(args, typed...)
	}
	return where, args
}

// sequence is a number in a receipt; -1 for none.
func sequence(s string) int64 {
	if s == "" || len(s) > 9 {
		return -1
	}
	var n int64
	for _, r := range s {
		if r < '0' || r > '9' {
			return -1
		}
		n = n*10 + int64(r-'0')
	}
	return n
}

func (r deskReader) sessions(section id.ID) (rows []catalog.Session, err error) {
	err = r.Where("section_id = ?", section).Order("number").Find(&rows).Error
	return rows, err
}

// recipients is how many can be written to of those who hold a place: somebody
// without an address and a mobile number can only be called.
func (r deskReader) recipients(who policy.Actor, section id.ID, today clock.Date) (n int, err error) {
	if _, err := r.of(who, section, policy.Visible(who).Runs); err != nil {
		return 0, err
	}
	persons, err := r.seated(section)
	if err != nil {
		return 0, err
	}
	reach, err := people.ReachAll(r.DB, persons, today)
	return len(reach), err
}

func (r deskReader) messages(who policy.Actor, programme id.ID) (rows []MessageLine, err error) {
	orgs := policy.Visible(who).Desk()
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw(`select m.*, coalesce(p.name, '') as sender, s.number as section from section_messages m
		join sections s on s.id = m.section_id join programmes g on g.id = s.programme_id
		join accounts a on a.id = m.sent_by join people p on p.id = a.person_id
		where g.id = ? and g.org_id in ? order by m.sent_at desc, m.id limit 200`, programme, orgs).Scan(&rows).Error
	return rows, err
}

func (s store) message(message id.ID) (*SectionMessage, error) {
	var m SectionMessage
	res := s.Where("id = ?", message).Limit(1).Find(&m)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &m, nil
}

func (s store) addMessage(m *SectionMessage) error { return s.Create(m).Error }

func (s store) setCapacity(before catalog.Seats, capacity *int) error {
	return db.One(s.Model(&catalog.Seats{}).Where("section_id = ? and taken = ?", before.SectionID, before.Taken).
		Updates(map[string]any{"capacity": capacity, "pressure": catalog.PressureOf(capacity, before.Taken)}))
}
