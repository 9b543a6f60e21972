package credit

import (
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

// universitiesOf are where somebody is or was a student, or has mileage.
func (r reader) universitiesOf(person id.ID) (rows []people.Organisation, err error) {
	err = r.Raw(`select o.* from organisations o where o.id in (select a.org_id from affiliations a where a.person_id = ? and a.kind = 'student' and a.verified_at is not null)
		or o.id in (select e.org_id from mileage_entries e where e.person_id = ?) order by o.slug`, person, person).Scan(&rows).Error
	return rows, err
}

// reflected joins the last reflection of entry e.
const reflected = ` left join mileage_reflections f on f.id = (select y.id from mileage_reflections y where y.entry_id = e.id order by y.made_at desc, y.id desc limit 1)`

const entryColumns = `select e.*, g.title_ko, g.title_en, g.slug, s.name_ko as section_ko, case when h.now_ko <> '' then h.now_ko else h.name_ko end as host, u.own,
	exists (select 1 from mileage_entries x where x.reverses_id = e.id) as reversed, coalesce(f.result, '') as result, f.on_day, coalesce(ft.body, '') as refusal, coalesce(dt.body, '') as reason`

const entryFrom = ` from mileage_entries e join recognitions r on r.id = e.recognition_id join sections s on s.id = r.section_id join programmes g on g.id = s.programme_id
	join organisations h on h.id = g.org_id join recognition_rules u on u.id = e.rule_id left join recognition_texts dt on dt.id = e.decision_id` + reflected + ` left join recognition_texts ft on ft.id = f.id`

func (r reader) entries(person id.ID) (rows []EntryLine, err error) {
	err = r.Raw(entryColumns+entryFrom+" where e.person_id = ? order by e.posted_at desc, e.id desc", person).Scan(&rows).Error
	return rows, err
}

func (r reader) open(person id.ID) (rows []OpenLine, err error) {
	err = r.Raw(`select r.state, r.activity_on, r.org_id, g.title_ko, g.title_en,
		case when r.state in ('refused', 'cancelled') then coalesce((select t.body from recognition_decisions d join recognition_texts t on t.id = d.id where d.recognition_id = r.id order by d.decided_at desc, d.id desc limit 1), '') else '' end as reason
		from recognitions r join participations p on p.id = r.participation_id join sections s on s.id = r.section_id join programmes g on g.id = s.programme_id
		where r.person_id = ? and r.state not in ('recognised', 'partly') and (r.state in ('refused', 'cancelled') or p.result = 'completed') order by r.activity_on desc, r.id`, person).Scan(&rows).Error
	return rows, err
}

func (r reader) rule(rule id.ID) (x Rule, o people.Organisation, err error) {
	res := r.Where("id = ?", rule).Limit(1).Find(&x)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return x, o, errNotThere
		}
		return x, o, res.Error
	}
	err = r.Take(&o, "id = ?", x.OrgID).Error
	return x, o, err
}

func (r reader) shown(universities []id.ID, today clock.Date) ([]Shown, error) {
	where, args := "", []any{today}
	if universities != nil {
		if len(universities) == 0 {
			return nil, nil
		}
		where, args = " and r.org_id in ?", append(args, universities)
	}
	var rows []Shown
	err := r.Raw(`select r.*, o.id as u_id, o.slug as u_slug, o.name_ko as u_name_ko, o.name_en as u_name_en, o.now_ko as u_now_ko, a.id as agreement_id, a.slug as cooperation
		from recognition_rules r join organisations o on o.id = r.org_id join agreement_parties p on p.org_id = o.id join agreements a on a.id = p.agreement_id
		where r.effective_from <= ?`+where+" order by r.org_id, a.slug, r.effective_from desc, r.version desc", args...).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	// The first of each university and agreement is the version in force.
	rows = slices.CompactFunc(rows, func(a, b Shown) bool { return a.OrgID == b.OrgID && a.Cooperation == b.Cooperation })
	slices.SortFunc(rows, func(a, b Shown) int { return strings.Compare(a.University.NameKO, b.University.NameKO) })
	return rows, nil
}
