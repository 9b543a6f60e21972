package credit

import (
	"ieum/internal/id"
	"ieum/internal/paging"
)

var ledgerWhere = map[string]string{"waiting": " and f.id is null", Reflected: " and f.result = 'reflected'", Rejected: " and f.result = 'rejected'"}

func (r reader) ledger(orgs []id.ID, state string, page, size int) (l Ledger, err error) {
	l = Ledger{State: state, Counts: map[string]int{}}
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
	l.Page = paging.New(page, size).Of(l.Counts[state])
	err = r.Raw(entryColumns+", n.name, a.number, a.department, case when w.now_ko <> '' then w.now_ko else w.name_ko end as university"+entryFrom+
		" join people n on n.id = e.person_id join affiliations a on a.id = r.affiliation_id join organisations w on w.id = e.org_id where e.org_id in ?"+ledgerWhere[state]+
		" order by e.posted_at, e.id limit ? offset ?", orgs, size, l.Page.Offset()).Scan(&l.Lines).Error
	return l, err
}

func (s store) entriesOf(entries, orgs []id.ID) (rows []Entry, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = s.Where("id in ? and org_id in ?", entries, orgs).Order("id").Find(&rows).Error
	return rows, err
}

func (s store) reflect(f *Reflection) error { return s.Create(f).Error }
