package catalog

import (
	"ieum/internal/clock"
	"ieum/internal/id"
)

const requestLines = `select v.*, o.name_ko as org_name, p.title_ko, p.agreement_id as agreement, coalesce(nullif(s.name_ko, ''), s.number, '') as section,
	coalesce(pa.name, '') as asker, coalesce(pd.name, '') as decider
	from approvals v join organisations o on o.id = v.org_id join programmes p on p.id = v.programme_id left join sections s on s.id = v.section_id
	left join accounts aa on aa.id = v.asked_by left join people pa on pa.id = aa.person_id
	left join accounts ad on ad.id = v.decided_by left join people pd on pd.id = ad.person_id `

// openRequests are all requests that wait, the oldest first. Who may decide which
// is worked out from the chain, so they are read whoever asks and narrowed by policy.
func (r deskReader) openRequests() (rows []ApprovalLine, err error) {
	err = r.Raw(requestLines + "where v.decided_at is null order by v.asked_at, v.id limit 5000").Scan(&rows).Error
	return rows, err
}

// decidedRequests are what was decided by an account or for its organisations, the newest first.
func (r deskReader) decidedRequests(account id.ID, orgs []id.ID) (rows []ApprovalLine, err error) {
	if len(orgs) == 0 {
		orgs = []id.ID{id.None}
	}
	err = r.Raw(requestLines+"where v.decided_at is not null and (v.decided_by = ? or v.org_id in ?) order by v.decided_at desc, v.id limit 100", account, orgs).Scan(&rows).Error
	return rows, err
}

func (r deskReader) request(approval id.ID) (row ApprovalLine, ok bool, err error) {
	res := r.Raw(requestLines+"where v.id = ?", approval).Scan(&row)
	return row, res.RowsAffected == 1, res.Error
}

func (r deskReader) orgNames(orgs []id.ID) (names []string, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw("select name_ko from organisations where id in ? order by name_ko", orgs).Scan(&names).Error
	return names, err
}

// drafts are those that came back from the second person, and those never asked.
func (r deskReader) drafts(orgs []id.ID) (returned, fresh []TodayProgramme, err error) {
	if len(orgs) == 0 {
		return nil, nil, nil
	}
	var rows []TodayProgramme
	err = r.Raw(`select p.id, p.title_ko, p.state = 'published' as public, p.updated_at, coalesce((select case when v.decision = 'returned' then v.reason else '' end from approvals v
			where v.programme_id = p.id and v.decided_at is not null order by v.decided_at desc limit 1), '') as reason
		from programmes p where p.org_id in ? and (p.state = 'draft' or (p.state = 'published' and exists (select 1 from sections s where s.programme_id = p.id and s.state = 'draft')))
		order by p.updated_at desc, p.id limit 200`, orgs).Scan(&rows).Error
	for _, row := range rows {
		if row.Reason != "" {
			returned = append(returned, row)
		} else {
			fresh = append(fresh, row)
		}
	}
	return returned, fresh, err
}

const sectionOfDay = `select s.id, s.number, s.name_ko, p.title_ko, s.apply_from, s.starts_on, coalesce(t.capacity, s.capacity) as capacity, coalesce(t.taken, 0) as taken
	from sections s join programmes p on p.id = s.programme_id left join section_seats t on t.section_id = s.id `

func (r deskReader) opening(orgs []id.ID, from, to clock.Instant) (rows []TodaySection, err error) {
	err = r.Raw(sectionOfDay+"where p.org_id in ? and s.state = 'published' and s.apply_from >= ? and s.apply_from < ? order by s.apply_from, s.number limit 100", orgs, from, to).Scan(&rows).Error
	return rows, err
}

func (r deskReader) nearlyEmpty(orgs []id.ID, from, to clock.Date) (rows []TodaySection, err error) {
	err = r.Raw(sectionOfDay+`where p.org_id in ? and s.state = 'published' and s.channel = 'here' and t.capacity is not null and t.taken * ? < t.capacity
		and s.starts_on >= ? and s.starts_on <= ? order by s.starts_on, s.number limit 100`, orgs, fewPart, from, to).Scan(&rows).Error
	return rows, err
}

func (r deskReader) ending(orgs []id.ID, from, to clock.Date) (rows []Ending, err error) {
	err = r.Raw(`select distinct a.slug, a.name_ko, a.name_en, a.ends_on from agreements a join agreement_parties x on x.agreement_id = a.id
		where x.org_id in ? and a.ends_on >= ? and a.ends_on <= ? order by a.ends_on, a.slug`, orgs, from, to).Scan(&rows).Error
	return rows, err
}
