package credit

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

func (r reader) one(recognition id.ID, orgs []id.ID, today clock.Date) (*Recognition, error) {
	if len(orgs) == 0 {
		return nil, errNotThere
	}
	var row Recognition
	res := r.Raw("select r.* from recognitions r join participations p on p.id = r.participation_id where r.id = ? and r.org_id in ? and "+shown, recognition, orgs, today, today).Scan(&row)
	if res.Error == nil && res.RowsAffected == 0 {
		return nil, errNotThere
	}
	return &row, res.Error
}

// consents says whether a person lets a university know today.
func (r reader) consents(person, org id.ID, today clock.Date) (bool, error) {
	var n int64
	err := r.Model(&people.Provision{}).Where(liveProvision, person, org, today, today).Count(&n).Error
	return n > 0, err
}

// file gathers what a decision is made by, and what the rule says.
func (r reader) file(row *Recognition) (f File, err error) {
	f.Recognition = *row
	for _, q := range []struct {
		into any
		id   func() id.ID
	}{
		{&f.Participation, func() id.ID { return row.ParticipationID }},
		{&f.Section, func() id.ID { return row.SectionID }},
		{&f.Programme, func() id.ID { return f.Section.ProgrammeID }},
		{&f.Host, func() id.ID { return f.Programme.OrgID }},
		{&f.University, func() id.ID { return row.OrgID }},
		{&f.Person, func() id.ID { return row.PersonID }},
		{&f.Affiliation, func() id.ID { return row.AffiliationID }},
	} {
		if err := r.Take(q.into, "id = ?", q.id()).Error; err != nil {
			return f, err
		}
	}
	if f.Status, err = r.statusOn(row.AffiliationID, row.ActivityOn); err != nil {
		return f, err
	}
	if f.Meetings, err = r.meetings(row.SectionID, f.Participation.ApplicationID); err != nil {
		return f, err
	}
	versions, err := r.rules([]id.ID{row.OrgID})
	if err != nil {
		return f, err
	}
	f.Rule = InForce(versions, row.ActivityOn)
	if f.Rule == nil {
		return f, nil
	}
	earlier, err := r.earlier(row.PersonID, row.OrgID, row.ID)
	if err != nil {
		return f, err
	}
	for _, e := range earlier {
		if e.CountsOn.Time().Year() == row.ActivityOn.Time().Year() {
			f.Year += e.Points
		}
	}
	f.Outcome = f.Rule.Apply(Case{
		Minutes: f.Participation.Minutes, ActivityOn: row.ActivityOn, Programme: f.Programme.ID, Status: f.Status, Spans: spansOf(f.Meetings), Earlier: earlier,
	})
	return f, nil
}

func (r reader) statusOn(affiliation id.ID, day clock.Date) (people.Status, error) {
	var rows []people.StatusRow
	if err := r.Where("affiliation_id = ?", affiliation).Find(&rows).Error; err != nil {
		return "", err
	}
	s, _ := people.StatusOn(rows, day)
	return s, nil
}

// meetings are a section's meetings with one application's marks.
func (r reader) meetings(section, application id.ID) (rows []Attended, err error) {
	err = r.Raw(`select m.number, m.held_on, m.start_minute, m.end_minute, m.topic, coalesce(k.mark, '') as mark
		from sessions m left join attendance_marks k on k.session_id = m.id and k.application_id = ? where m.section_id = ? order by m.number`, application, section).Scan(&rows).Error
	return rows, err
}

func (r reader) rules(orgs []id.ID) (rows []Rule, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Where("org_id in ?", orgs).Order("org_id, version").Find(&rows).Error
	return rows, err
}

// live is the condition that entry e stands: it gives points and nothing takes it back.
const live = `e.points > 0 and not exists (select 1 from mileage_entries x where x.reverses_id = e.id)`

// earlier is what stands in the ledger for a student at a university, but for
// one recognition, with the hours that it counted.
func (r reader) earlier(person, org, but id.ID) ([]Earlier, error) {
	var rows []struct {
		Points        Points
		CountsOn      clock.Date
		ProgrammeID   id.ID
		SectionID     id.ID
		ApplicationID id.ID
	}
	err := r.Raw(`select e.points, e.counts_on, s.programme_id, r.section_id, p.application_id from mileage_entries e
		join recognitions r on r.id = e.recognition_id join participations p on p.id = r.participation_id join sections s on s.id = r.section_id
		where e.person_id = ? and e.org_id = ? and e.recognition_id <> ? and `+live+` order by e.posted_at, e.id`, person, org, but).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	applications := make([]id.ID, len(rows))
	for i, x := range rows {
		applications[i] = x.ApplicationID
	}
	spans, err := r.spans(applications)
	out := make([]Earlier, len(rows))
	for i, x := range rows {
		out[i] = Earlier{Points: x.Points, CountsOn: x.CountsOn, Programme: x.ProgrammeID, Spans: spans[x.ApplicationID]}
	}
	return out, err
}

// spans are the attended stretches of some applications, in one query.
func (r reader) spans(applications []id.ID) (map[id.ID][]Span, error) {
	var rows []struct {
		ApplicationID id.ID
		Attended
	}
	err := r.Raw(`select k.application_id, m.number, m.held_on, m.start_minute, m.end_minute, k.mark from attendance_marks k join sessions m on m.id = k.session_id
		where k.application_id in ? order by m.held_on, m.start_minute`, applications).Scan(&rows).Error
	out := map[id.ID][]Span{}
	for _, x := range rows {
		if x.There() {
			out[x.ApplicationID] = append(out[x.ApplicationID], Span{x.HeldOn, x.StartMinute, x.EndMinute})
		}
	}
	return out, err
}

// history adds who said what until now.
func (r reader) history(f *File) error {
	err := r.Raw(`select d.*, coalesce(h.name, '') as by from recognition_decisions d left join accounts a on a.id = d.decided_by left join people h on h.id = a.person_id
		where d.recognition_id = ? order by d.decided_at, d.id`, f.ID).Scan(&f.Decisions).Error
	if err != nil {
		return err
	}
	if err := r.Where("recognition_id = ?", f.ID).Order("asked_at, id").Find(&f.Questions).Error; err != nil {
		return err
	}
	if err := r.Raw("select coalesce(h.name, '') from accounts a join people h on h.id = a.person_id where a.id = ?", f.Participation.ConfirmedBy).Scan(&f.ConfirmedBy).Error; err != nil {
		return err
	}
	if f.Programme.AgreementID.IsZero() {
		return nil
	}
	return r.Raw("select name_ko from agreements where id = ?", f.Programme.AgreementID).Scan(&f.Agreement).Error
}
