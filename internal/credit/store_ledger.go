package credit

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/people"
)

var ledgerWhere = map[string]string{"waiting": " and f.id is null", Reflected: " and f.result = 'reflected'", Rejected: " and f.result = 'rejected'"}

// ledgerColumns are whose entry it is: as it was frozen at the decision, once the consent has ended.
const ledgerColumns = `, case when v.id is not null then n.name else coalesce(k.name, '') end as name, case when v.id is not null then a.number else coalesce(k.number, '') end as number,
	case when v.id is not null then a.department else coalesce(k.department, '') end as department`

const ledgerConsent = ` left join provisions v on v.person_id = e.person_id and v.org_id = e.org_id and v.withdrawn_at is null and v.from_on <= ? and v.until_on >= ?
	left join recognition_files k on k.recognition_id = e.recognition_id`

func (r reader) ledger(orgs []id.ID, state string, today clock.Date, page, size int, proved bool) (l Ledger, err error) {
	l = Ledger{State: state, Counts: map[string]int{}, Files: map[id.ID]Pending{}}
	if len(orgs) == 0 {
		return l, nil
	}
	var counts []struct {
		State string
		N     int
	}
	if err := r.Raw("select coalesce(f.result, 'waiting') as state, count(*) as n"+entryFrom+" where e.org_id in ? group by 1", orgs).Scan(&counts).Error; err != nil {
		return l, err
	}
	for _, c := range counts {
		l.Counts[c.State] = c.N
	}
	var files []struct {
		OrgID    id.ID
		Ready    int
		Unproved int
	}
	err = r.Raw("select e.org_id, sum(case when a.number_proved <> '' then 1 else 0 end) as ready, sum(case when a.number_proved = '' then 1 else 0 end) as unproved"+entryFrom+
		" join affiliations a on a.id = r.affiliation_id where e.org_id in ?"+ledgerWhere["waiting"]+" group by e.org_id", orgs).Scan(&files).Error
	if err != nil {
		return l, err
	}
	total, where := l.Counts[state], ledgerWhere[state]
	if proved {
		total, where = 0, where+" and a.number_proved <> ''"
	}
	for _, f := range files {
		l.Files[f.OrgID] = Pending{f.Ready, f.Unproved}
		if proved {
			total += f.Ready
		}
	}
	l.Page = paging.New(page, size).Of(total)
	err = r.Raw(entryColumns+ledgerColumns+", case when w.now_ko <> '' then w.now_ko else w.name_ko end as university"+entryFrom+
		" join people n on n.id = e.person_id join affiliations a on a.id = r.affiliation_id join organisations w on w.id = e.org_id"+ledgerConsent+" where e.org_id in ?"+where+
		" order by e.posted_at, e.id limit ? offset ?", today, today, orgs, size, l.Page.Offset()).Scan(&l.Lines).Error
	return l, err
}

func (s store) entriesOf(entries, orgs []id.ID) (rows []Entry, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = s.Where("id in ? and org_id in ?", entries, orgs).Order("id").Find(&rows).Error
	return rows, err
}

// gone are which of the entries' students have been erased; none is while the
// transaction lasts. Words about them would never be emptied again.
func (s store) gone(rows []Entry) (map[id.ID]bool, error) {
	persons := make([]id.ID, len(rows))
	for i := range rows {
		persons[i] = rows[i].PersonID
	}
	persons = distinct(persons)
	if err := s.lockPersons(persons); err != nil {
		return nil, err
	}
	return people.Erased(s.Tx, persons...)
}

// reflect adds what was said of entries, and the words beside it.
func (s store) reflect(rows []Reflection, words []Text) error {
	if err := addAll(s, rows); err != nil {
		return err
	}
	return addAll(s, words)
}
