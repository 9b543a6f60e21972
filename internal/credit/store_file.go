package credit

import (
	"bytes"
	"slices"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
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
func (r reader) file(row *Recognition) (File, error) {
	all, err := r.files([]Recognition{*row})
	if err != nil {
		return File{}, err
	}
	return all[0], nil
}

// files is file for many, in as many queries as for one.
func (r reader) files(rows []Recognition) ([]File, error) {
	out := make([]File, len(rows))
	parts, err := byID(r, rows, func(p *attendance.Participation) id.ID { return p.ID }, func(x *Recognition) id.ID { return x.ParticipationID })
	if err != nil {
		return nil, err
	}
	sections, err := byID(r, rows, func(s *catalog.Section) id.ID { return s.ID }, func(x *Recognition) id.ID { return x.SectionID })
	if err != nil {
		return nil, err
	}
	programmes, err := byID(r, rows, func(g *catalog.Programme) id.ID { return g.ID }, func(x *Recognition) id.ID { return sections[x.SectionID].ProgrammeID })
	if err != nil {
		return nil, err
	}
	hosts, err := byID(r, rows, func(o *people.Organisation) id.ID { return o.ID }, func(x *Recognition) id.ID { return programmes[sections[x.SectionID].ProgrammeID].OrgID })
	if err != nil {
		return nil, err
	}
	universities, err := byID(r, rows, func(o *people.Organisation) id.ID { return o.ID }, func(x *Recognition) id.ID { return x.OrgID })
	if err != nil {
		return nil, err
	}
	persons, err := byID(r, rows, func(p *people.Person) id.ID { return p.ID }, func(x *Recognition) id.ID { return x.PersonID })
	if err != nil {
		return nil, err
	}
	affiliations, err := byID(r, rows, func(a *people.Affiliation) id.ID { return a.ID }, func(x *Recognition) id.ID { return x.AffiliationID })
	if err != nil {
		return nil, err
	}
	for i := range rows {
		x, f := &rows[i], &out[i]
		f.Recognition, f.Participation, f.Section, f.Person, f.Affiliation = *x, parts[x.ParticipationID], sections[x.SectionID], persons[x.PersonID], affiliations[x.AffiliationID]
		f.Programme = programmes[f.Section.ProgrammeID]
		f.Host, f.University = hosts[f.Programme.OrgID], universities[x.OrgID]
		if f.Participation.ID.IsZero() || f.Programme.ID.IsZero() || f.Person.ID.IsZero() || f.Affiliation.ID.IsZero() {
			return nil, errNotThere
		}
	}
	if err := r.addStatuses(out); err != nil {
		return nil, err
	}
	if err := r.addMeetings(out); err != nil {
		return nil, err
	}
	return out, r.addOutcomes(out)
}

// byID are the rows of a table that some recognitions name, by the id that key gives.
func byID[T any](r reader, of []Recognition, key func(*T) id.ID, name func(*Recognition) id.ID) (map[id.ID]T, error) {
	ids := make([]id.ID, 0, len(of))
	for i := range of {
		ids = append(ids, name(&of[i]))
	}
	out := make(map[id.ID]T, len(ids))
	for part := range slices.Chunk(distinct(ids), 200) {
		var all []T
		if err := r.Where("id in ?", part).Find(&all).Error; err != nil {
			return nil, err
		}
		for i := range all {
			out[key(&all[i])] = all[i]
		}
	}
	return out, nil
}

func distinct(ids []id.ID) []id.ID {
	out := slices.Clone(ids)
	slices.SortFunc(out, func(a, b id.ID) int { return bytes.Compare(a[:], b[:]) })
	return slices.Compact(out)
}

// addStatuses adds what each student was on the day of the activity.
func (r reader) addStatuses(files []File) error {
	ids := make([]id.ID, len(files))
	for i := range files {
		ids[i] = files[i].AffiliationID
	}
	of := map[id.ID][]people.StatusRow{}
	for part := range slices.Chunk(distinct(ids), 200) {
		var rows []people.StatusRow
		if err := r.Where("affiliation_id in ?", part).Find(&rows).Error; err != nil {
			return err
		}
		for _, s := range rows {
			of[s.AffiliationID] = append(of[s.AffiliationID], s)
		}
	}
	for i := range files {
		files[i].Status, _ = people.StatusOn(of[files[i].AffiliationID], files[i].ActivityOn)
	}
	return nil
}

// addMeetings adds the meetings of the sections with the students' marks.
func (r reader) addMeetings(files []File) error {
	var sections, applications []id.ID
	for i := range files {
		sections, applications = append(sections, files[i].SectionID), append(applications, files[i].Participation.ApplicationID)
	}
	type key struct{ session, application id.ID }
	marks := map[key]attendance.Mark{}
	for part := range slices.Chunk(distinct(applications), 200) {
		var rows []attendance.Marked
		if err := r.Where("application_id in ?", part).Find(&rows).Error; err != nil {
			return err
		}
		for _, m := range rows {
			marks[key{m.SessionID, m.ApplicationID}] = m.Mark
		}
	}
	of := map[id.ID][]catalog.Session{}
	for part := range slices.Chunk(distinct(sections), 200) {
		var rows []catalog.Session
		if err := r.Where("section_id in ?", part).Order("section_id, number").Find(&rows).Error; err != nil {
			return err
		}
		for i := range rows {
			of[rows[i].SectionID] = append(of[rows[i].SectionID], rows[i])
		}
	}
	for i := range files {
		f := &files[i]
		for j := range of[f.SectionID] {
			m := &of[f.SectionID][j]
			f.Meetings = append(f.Meetings, Attended{m.Number, m.HeldOn, m.StartMinute, m.EndMinute, m.Topic, marks[key{m.ID, f.Participation.ApplicationID}]})
		}
	}
	return nil
}

// addOutcomes applies to each file the rule of its day, with what stands for the
// same student at the same university.
func (r reader) addOutcomes(files []File) error {
	var orgs, persons []id.ID
	for i := range files {
		orgs, persons = append(orgs, files[i].OrgID), append(persons, files[i].PersonID)
	}
	versions, err := r.rules(distinct(orgs))
	if err != nil {
		return err
	}
	standing, err := r.standing(distinct(persons), distinct(orgs))
	if err != nil {
		return err
	}
	for i := range files {
		f := &files[i]
		f.Rule = InForce(slices.DeleteFunc(slices.Clone(versions), func(v Rule) bool { return v.OrgID != f.OrgID }), f.ActivityOn)
		for _, e := range standing[atUniversity{f.PersonID, f.OrgID}] {
			if e.recognition != f.ID {
				f.earlier = append(f.earlier, e.Earlier)
			}
		}
		f.apply()
	}
	return nil
}

func (r reader) rules(orgs []id.ID) (rows []Rule, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Where("org_id in ?", orgs).Order("org_id, version").Find(&rows).Error
	return rows, err
}

// frozen is what was frozen at the last decision about a recognition; nil for nothing.
func (r reader) frozen(recognition id.ID) (*Frozen, error) {
	var k Frozen
	res := r.Where("recognition_id = ?", recognition).Limit(1).Find(&k)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &k, nil
}

// asFrozen puts what was frozen in the place of what a file says today.
func (r reader) asFrozen(f *File) error {
	k, err := r.frozen(f.ID)
	if err != nil {
		return err
	}
	versions, err := r.rules([]id.ID{f.OrgID})
	if err != nil {
		return err
	}
	return f.thaw(k, versions)
}

// history adds who said what until now.
func (r reader) history(f *File) error {
	err := r.Raw(`select d.*, coalesce(t.body, '') as reason, coalesce(h.name, '') as by from recognition_decisions d left join recognition_texts t on t.id = d.id left join accounts a on a.id = d.decided_by left join people h on h.id = a.person_id
		where d.recognition_id = ? order by d.decided_at, d.id`, f.ID).Scan(&f.Decisions).Error
	if err != nil {
		return err
	}
	if err := r.Where("recognition_id = ?", f.ID).Order("asked_at, id").Find(&f.Questions).Error; err != nil {
		return err
	}
	if f.Programme.AgreementID.IsZero() {
		return nil
	}
	return r.Raw("select name_ko from agreements where id = ?", f.Programme.AgreementID).Scan(&f.Agreement).Error
}

// confirmedBy adds the name of whoever confirmed the participation.
func (r reader) confirmedBy(f *File) error {
	return r.Raw("select coalesce(h.name, '') from accounts a join people h on h.id = a.person_id where a.id = ?", f.Participation.ConfirmedBy).Scan(&f.ConfirmedBy).Error
}
