package credit

import (
	"maps"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
)

// live is the condition that entry e stands: it gives points and nothing takes it back.
const live = `e.points > 0 and not exists (select 1 from mileage_entries x where x.reverses_id = e.id)`

// atUniversity is one student at one university.
type atUniversity struct{ person, org id.ID }

// standing is an entry that stands, with the recognition that it is for.
type standing struct {
	Earlier
	recognition id.ID
}

// standing is what stands in the ledger for some students, with the hours that it counted.
func (r reader) standing(persons, orgs []id.ID) (map[atUniversity][]standing, error) {
	type row struct {
		RecognitionID id.ID
		PersonID      id.ID
		OrgID         id.ID
		Points        Points
		CountsOn      clock.Date
		ProgrammeID   id.ID
		Kind          catalog.Kind
		ApplicationID id.ID
	}
	var rows []row
	for part := range slices.Chunk(persons, 200) {
		var some []row
		err := r.Raw(`select e.recognition_id, e.person_id, e.org_id, e.points, e.counts_on, s.programme_id, g.kind, p.application_id from mileage_entries e
			join recognitions r on r.id = e.recognition_id join participations p on p.id = r.participation_id join sections s on s.id = r.section_id join programmes g on g.id = s.programme_id
			where e.person_id in ? and e.org_id in ? and `+live+` order by e.posted_at, e.id`, part, orgs).Scan(&some).Error
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	out := map[atUniversity][]standing{}
	applications := make([]id.ID, len(rows))
	for i, x := range rows {
		applications[i] = x.ApplicationID
	}
	spans := map[id.ID][]Span{}
	for part := range slices.Chunk(applications, 200) {
		some, err := r.spans(part)
		if err != nil {
			return nil, err
		}
		maps.Copy(spans, some)
	}
	for _, x := range rows {
		at := atUniversity{x.PersonID, x.OrgID}
		out[at] = append(out[at], standing{Earlier{Points: x.Points, CountsOn: x.CountsOn, Programme: x.ProgrammeID, Kind: x.Kind, Spans: spans[x.ApplicationID]}, x.RecognitionID})
	}
	return out, nil
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
			out[x.ApplicationID] = append(out[x.ApplicationID], x.span())
		}
	}
	return out, err
}
