package attendance

import (
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/policy"
)

func (r reader) orgName(org id.ID) (name string, err error) {
	err = r.Raw("select case when now_ko <> '' then now_ko else name_ko end from organisations where id = ?", org).Scan(&name).Error
	return name, err
}

// nameOf is the name of an account's person; "" for None.
func (r reader) nameOf(account id.ID) (name string, err error) {
	if account.IsZero() {
		return "", nil
	}
	err = r.Raw("select p.name from accounts a join people p on p.id = a.person_id where a.id = ?", account).Scan(&name).Error
	return name, err
}

func (r reader) personName(person id.ID) (name string, err error) {
	err = r.Raw("select name from people where id = ?", person).Scan(&name).Error
	return name, err
}

// counts are how many hold a place in a section, and how many are confirmed.
func (r reader) counts(section id.ID) (people, confirmed int, err error) {
	err = r.Raw(`select count(*), count(p.id) from enrolments e left join participations p on p.application_id = e.application_id
		where e.section_id = ? and e.released_at is null`, section).Row().Scan(&people, &confirmed)
	return people, confirmed, err
}

// people are those who hold a place and those who gave it back after they had
// been confirmed, in the order of arrival, with what is confirmed: a confirmation
// never stands where nobody sees it.
func (r reader) people(section id.ID) ([]Person, error) {
	var rows []Person
	err := r.Raw(`select e.application_id as application, e.person_id, a.seq, p.name, case when e.released_at is null then 0 else 1 end as released from enrolments e join applications a on a.id = e.application_id
		join people p on p.id = e.person_id
		where e.section_id = ? and (e.released_at is null or exists (select 1 from participations c where c.application_id = e.application_id)) order by a.seq`, section).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	done, err := r.confirmedIn(section)
	if err != nil {
		return nil, err
	}
	for i := range rows {
		if p, ok := done[rows[i].Application]; ok {
			rows[i].Confirmed = &p
		}
	}
	return rows, nil
}

func (r reader) sheet(session id.ID) (s Sheet, err error) {
	err = r.Where("session_id = ?", session).Limit(1).Find(&s).Error
	return s, err
}

func (r reader) marksOf(session id.ID) (map[id.ID]Mark, error) {
	var rows []Marked
	err := r.Where("session_id = ?", session).Find(&rows).Error
	out := make(map[id.ID]Mark, len(rows))
	for _, m := range rows {
		out[m.ApplicationID] = m.Mark
	}
	return out, err
}

type markKey struct{ session, application id.ID }

func (r reader) marksIn(section id.ID) (map[markKey]Mark, error) {
	var rows []Marked
	err := r.Where("session_id in (select id from sessions where section_id = ?)", section).Find(&rows).Error
	out := make(map[markKey]Mark, len(rows))
	for _, m := range rows {
		out[markKey{m.SessionID, m.ApplicationID}] = m.Mark
	}
	return out, err
}

// meetings are a section's meetings with how far their sheets are.
func (r reader) meetings(b *book, who policy.Actor) ([]Meeting, error) {
	var sheets []struct {
		Sheet `gorm:"embedded"`
		By    string
	}
	err := r.Raw(`select s.*, p.name as by from attendance_sheets s join accounts a on a.id = s.saved_by join people p on p.id = a.person_id
		where s.section_id = ?`, b.section.ID).Scan(&sheets).Error
	if err != nil {
		return nil, err
	}
	var counts []struct {
		SessionID id.ID
		Mark      Mark
		N         int
	}
	err = r.Raw(`select m.session_id, m.mark, count(*) as n from attendance_marks m join sessions t on t.id = m.session_id
		join enrolments e on e.application_id = m.application_id and e.released_at is null where t.section_id = ? group by m.session_id, m.mark`, b.section.ID).Scan(&counts).Error
	if err != nil {
		return nil, err
	}
	out := make([]Meeting, len(b.sessions))
	for i, m := range b.sessions {
		out[i] = Meeting{Session: m, Counts: map[Mark]int{}, Marks: policy.May(who, policy.TakeAttendance, b.meeting(&m))}
		for _, s := range sheets {
			if s.SessionID == m.ID {
				out[i].Sheet, out[i].SavedBy = s.Sheet, s.By
			}
		}
		for _, c := range counts {
			if c.SessionID == m.ID {
				out[i].Counts[c.Mark] = c.N
			}
		}
	}
	return out, nil
}

func (r reader) participation(participation id.ID) (*Participation, error) {
	var p Participation
	res := r.Where("id = ?", participation).Limit(1).Find(&p)
	if res.Error == nil && res.RowsAffected == 0 {
		return nil, errNotThere
	}
	return &p, res.Error
}

// worded are the columns of an entry with its words.
const worded = "e.*, coalesce(w.award, '') as award, coalesce(w.reason, '') as reason"

const wordedFrom = "participation_entries e left join participation_texts w on w.participation_id = e.participation_id and w.version = e.version"

func (r reader) entries(participation id.ID) (rows []EntryLine, err error) {
	err = r.Raw("select "+worded+`, p.name as by from `+wordedFrom+` join accounts a on a.id = e.confirmed_by join people p on p.id = a.person_id
		where e.participation_id = ? order by e.version desc`, participation).Scan(&rows).Error
	return rows, err
}

func (r reader) ofPersons(persons []id.ID) (map[id.ID]Participation, error) {
	var rows []Participation
	err := r.Where("person_id in ?", persons).Find(&rows).Error
	out := make(map[id.ID]Participation, len(rows))
	for _, p := range rows {
		out[p.ApplicationID] = p
	}
	return out, err
}

// mostListed is how many lines a part of the desk shows.
const mostListed = 50

// within is what somebody keeps the attendance of, as a condition on programmes g and meetings m.
func within(scope policy.Scope) (string, []any) {
	return "(g.org_id in ? or (g.org_id in ? and m.teacher_id = ?))", []any{orNone(scope.Runs), orNone(scope.Teaches), scope.Person}
}

// orNone keeps a list of ids from being empty, which SQL does not take.
func orNone(ids []id.ID) []id.ID {
	if len(ids) == 0 {
		return []id.ID{id.Named("nobody")}
	}
	return ids
}

const livePlaces = "(select count(*) from enrolments e where e.section_id = s.id and e.released_at is null)"

const (
	earliestFirst = "m.held_on, m.start_minute, s.number"
	latestFirst   = "m.held_on desc, m.start_minute desc, s.number"
)

func (r reader) lessons(scope policy.Scope, order, when string, args ...any) (rows []Lesson, err error) {
	mine, whose := within(scope)
	err = r.Raw(`select m.id as m_id, m.section_id as m_section_id, m.number as m_number, m.held_on as m_held_on, m.start_minute as m_start_minute,
		m.end_minute as m_end_minute, m.place as m_place, m.room as m_room, m.topic as m_topic, g.title_ko as title, s.name_ko as section_name, s.number,
		o.name_ko as org_name, coalesce(v.version, 0) as version, `+livePlaces+` as people
		from sessions m join sections s on s.id = m.section_id join programmes g on g.id = s.programme_id join organisations o on o.id = g.org_id
		left join attendance_sheets v on v.session_id = m.id
		where s.state in ('published', 'closed') and s.channel = 'here' and exists (select 1 from enrolments e where e.section_id = s.id and e.released_at is null)
		and `+when+" and "+mine+" order by "+order+" limit ?", append(append(args, whose...), mostListed)...).Scan(&rows).Error
	return rows, err
}

const taughtColumns = `s.id as s_id, s.number as s_number, s.name_ko as s_name_ko, s.state as s_state, s.starts_on as s_starts_on, s.ends_on as s_ends_on,
	s.weekdays as s_weekdays, s.start_minute as s_start_minute, s.end_minute as s_end_minute, s.place as s_place, g.title_ko as title, o.name_ko as org_name,
	(select count(*) from sessions m where m.section_id = s.id) as meetings, (select count(*) from attendance_sheets v where v.section_id = s.id) as marked,
	(select count(*) from sessions m where m.section_id = s.id and m.held_on <= ?) as held, ` + livePlaces + ` as people,
	(select count(*) from participations c join enrolments e on e.application_id = c.application_id and e.released_at is null where c.section_id = s.id) as confirmed
	from sections s join programmes g on g.id = s.programme_id join organisations o on o.id = g.org_id`

// taught are the sections that the reader themself teaches, those that run first.
func (r reader) taught(scope policy.Scope, today clock.Date) (rows []Taught, err error) {
	if scope.Person.IsZero() {
		return nil, nil
	}
	err = r.Raw("select "+taughtColumns+` where s.state in ('published', 'closed') and g.org_id in ?
		and exists (select 1 from sessions m where m.section_id = s.id and m.teacher_id = ?)
		order by case when s.ends_on >= ? then 0 else 1 end, s.starts_on, s.number limit ?`,
		today, orNone(append(append([]id.ID{}, scope.Teaches...), scope.Runs...)), scope.Person, today, mostListed).Scan(&rows).Error
	return rows, err
}

// waiting are sections that are over and hold people who are not confirmed.
func (r reader) waiting(scope policy.Scope, today clock.Date) (rows []Taught, err error) {
	err = r.Raw("select "+taughtColumns+` where s.state in ('published', 'closed') and s.ends_on <= ?
		and not exists (select 1 from sessions m where m.section_id = s.id and m.held_on > ?)
		and exists (select 1 from enrolments e where e.section_id = s.id and e.released_at is null
			and not exists (select 1 from participations c where c.application_id = e.application_id))
		and (g.org_id in ? or (g.org_id in ? and exists (select 1 from sessions m where m.section_id = s.id)
			and not exists (select 1 from sessions m where m.section_id = s.id and (m.teacher_id is null or m.teacher_id <> ?))))
		order by s.ends_on desc, s.number limit ?`, today, today, today, orNone(scope.Runs), orNone(scope.Teaches), scope.Person, mostListed).Scan(&rows).Error
	return rows, err
}

// Titled is the section's name with its programme's.
func (t *Taught) Titled() string { return titled(t.Title, t.Section.NameKO) }

// Titled is the section's name with its programme's.
func (l *Lesson) Titled() string { return titled(l.Title, l.SectionName) }

func titled(title, name string) string {
	s := catalog.Section{NameKO: name}
	return s.Titled(title)
}
