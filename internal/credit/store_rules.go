package credit

import (
	"encoding/json"
	"maps"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

func (s store) lastVersion(org id.ID) (n int, err error) {
	// Two who publish at once wait for each other at the university's row.
	var o people.Organisation
	if err := s.Locked().Take(&o, "id = ?", org).Error; err != nil {
		return 0, err
	}
	err = s.Raw("select coalesce(max(version), 0) from recognition_rules where org_id = ?", org).Row().Scan(&n)
	return n, err
}

func (s store) publish(r *Rule) error { return s.Create(r).Error }

// cases are the participations that a university knows of, by the days of their
// activities, for a simulation.
func (r reader) cases(org id.ID, from, to clock.Date) ([]simulated, error) {
	var rows []struct {
		PersonID      id.ID
		Kind          string
		Minutes       int
		ActivityOn    clock.Date
		ProgrammeID   id.ID
		AffiliationID id.ID
		ApplicationID id.ID
		Frozen        bool // the consent has ended: status and meetings are those of the decision
		Status        people.Status
		Evidence      string
		StartsOn      clock.Date
		EndsOn        clock.Date
	}
	err := r.Raw(`select r.person_id, g.kind, case when v.id is not null then p.minutes else k.minutes end as minutes, r.activity_on, g.id as programme_id, r.affiliation_id, p.application_id, s.starts_on, s.ends_on,
		case when v.id is null then 1 else 0 end as frozen, coalesce(k.status, '') as status, coalesce(k.evidence, '{}') as evidence
		from recognitions r join participations p on p.id = r.participation_id join sections s on s.id = r.section_id join programmes g on g.id = s.programme_id
		left join provisions v on v.person_id = r.person_id and v.org_id = r.org_id and v.withdrawn_at is null and v.from_on <= ? and v.until_on >= ? left join recognition_files k on k.recognition_id = r.id
		where r.org_id = ? and r.activity_on > ? and r.activity_on <= ? and ((v.id is not null and p.result = 'completed') or (v.id is null and k.minutes is not null and r.state not in ('waiting', 'asked')))
		order by r.activity_on, r.id limit 20000`, to, to, org, from, to).Scan(&rows).Error
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	var statuses []people.StatusRow
	if err := r.Raw("select x.* from affiliation_statuses x join affiliations a on a.id = x.affiliation_id where a.org_id = ?", org).Scan(&statuses).Error; err != nil {
		return nil, err
	}
	of := map[id.ID][]people.StatusRow{}
	for _, s := range statuses {
		of[s.AffiliationID] = append(of[s.AffiliationID], s)
	}
	spans := map[id.ID][]Span{}
	for at := 0; at < len(rows); at += 300 {
		var ids []id.ID
		for _, x := range rows[at:min(at+300, len(rows))] {
			ids = append(ids, x.ApplicationID)
		}
		part, err := r.spans(ids)
		if err != nil {
			return nil, err
		}
		maps.Copy(spans, part)
	}
	out := make([]simulated, len(rows))
	for i, x := range rows {
		status, _ := people.StatusOn(of[x.AffiliationID], x.ActivityOn)
		met := spans[x.ApplicationID]
		if x.Frozen {
			var e Evidence
			if err := json.Unmarshal([]byte(x.Evidence), &e); err != nil {
				return nil, err
			}
			status, met = x.Status, spansOf(e.Meetings)
		}
		out[i] = simulated{x.PersonID, catalog.Kind(x.Kind), Case{Minutes: x.Minutes, ActivityOn: x.ActivityOn, Programme: x.ProgrammeID, Kind: catalog.Kind(x.Kind), Days: days(&catalog.Section{StartsOn: x.StartsOn, EndsOn: x.EndsOn}), Status: status, Spans: met}}
	}
	return out, nil
}
