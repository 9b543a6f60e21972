package enrolment

import (
	"ieum/internal/catalog"
	"ieum/internal/id"
	"ieum/internal/people"
)

// openSections are the public sections of organisations that one applies to here, by their first day.
func (r deskReader) openSections(orgs []id.ID) ([]Receipt, error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	var sections []catalog.Section
	err := r.Raw(`select s.* from sections s join programmes p on p.id = s.programme_id
		where p.org_id in ? and p.state = 'published' and s.state = 'published' and s.channel = 'here' and s.mode = 'first_come'
		order by s.starts_on, s.number limit 200`, orgs).Scan(&sections).Error
	if err != nil {
		return nil, err
	}
	programmes, owners := map[id.ID]catalog.Programme{}, map[id.ID]people.Organisation{}
	if err := gather(r.DB, programmes, keys(sections, func(s catalog.Section) id.ID { return s.ProgrammeID }), func(p catalog.Programme) id.ID { return p.ID }); err != nil {
		return nil, err
	}
	if err := gather(r.DB, owners, values(programmes, func(p catalog.Programme) id.ID { return p.OrgID }), func(o people.Organisation) id.ID { return o.ID }); err != nil {
		return nil, err
	}
	out := make([]Receipt, len(sections))
	for i, s := range sections {
		p := programmes[s.ProgrammeID]
		out[i] = Receipt{Section: s, Programme: p, Organisation: owners[p.OrgID]}
	}
	return out, nil
}

func (r deskReader) applicationOf(application id.ID, orgs []id.ID) (apps []Application, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw(`select a.* from applications a join sections s on s.id = a.section_id join programmes p on p.id = s.programme_id
		where a.id = ? and p.org_id in ?`, application, orgs).Scan(&apps).Error
	return apps, err
}

func (r deskReader) applicationsOf(person id.ID, orgs []id.ID) (apps []Application, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw(`select a.* from applications a join sections s on s.id = a.section_id join programmes p on p.id = s.programme_id
		where a.person_id = ? and p.org_id in ? order by a.applied_at desc, a.id desc limit 100`, person, orgs).Scan(&apps).Error
	return apps, err
}
