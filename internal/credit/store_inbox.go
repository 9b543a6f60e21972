package credit

import (
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/paging"
)

// inboxFrom takes the day twice and the universities. v is the consent that holds
// today, k what was frozen: whoever has withdrawn is read from there.
const inboxFrom = ` from recognitions r join participations p on p.id = r.participation_id join people h on h.id = r.person_id
	join sections s on s.id = r.section_id join programmes g on g.id = s.programme_id join organisations o on o.id = g.org_id join organisations u on u.id = r.org_id
	left join provisions v on v.person_id = r.person_id and v.org_id = r.org_id and v.withdrawn_at is null and v.from_on <= ? and v.until_on >= ?
	left join recognition_files k on k.recognition_id = r.id
	where r.org_id in ? and (r.state not in ('waiting', 'asked') or (p.result = 'completed' and v.id is not null))`

const inboxColumns = `select r.*, case when v.id is not null then h.name else coalesce(k.name, '') end as name, g.kind, g.title_ko, g.title_en, case when o.now_ko <> '' then o.now_ko else o.name_ko end as host, s.name_ko as section_ko,
	case when v.id is not null then p.minutes else coalesce(k.minutes, 0) end as minutes, case when v.id is not null then p.role else coalesce(k.role, '') end as role,
	case when v.id is not null then p.award else coalesce(k.award, '') end as award, case when u.now_ko <> '' then u.now_ko else u.name_ko end as university,
	exists (select 1 from recognition_questions q where q.recognition_id = r.id and q.replied_at is not null) as replied`

// changed is the condition that a participation was corrected after its
// recognition was decided, of a student who lets the university know of it.
const changed = `(v.id is not null and r.state in ('recognised', 'partly') and p.version > (select max(d.participation_version) from recognition_decisions d where d.recognition_id = r.id))`

var tabWhere = map[string]string{
	TabWaiting: " and r.state = 'waiting'",
	TabAsked:   " and r.state = 'asked'",
	TabDecided: " and r.state not in ('waiting', 'asked')",
	TabChanged: " and " + changed,
}

func (r reader) inbox(orgs []id.ID, f InboxFilter, now clock.Instant) (out Inbox, err error) {
	out = Inbox{Filter: f, Counts: map[string]int{}, Kinds: map[catalog.Kind]int{}, Now: now}
	if len(orgs) == 0 {
		return out, nil
	}
	today := now.Date()
	args := []any{today, today, orgs}
	var counts []struct {
		Tab string
		N   int
	}
	err = r.Raw(`select case when r.state = 'waiting' then 'waiting' when r.state = 'asked' then 'asked' else 'decided' end as tab, count(*) as n`+inboxFrom+` group by 1`, args...).Scan(&counts).Error
	if err != nil {
		return out, err
	}
	for _, c := range counts {
		out.Counts[c.Tab] = c.N
	}
	n := 0
	if err := r.Raw("select count(*)"+inboxFrom+" and "+changed, args...).Row().Scan(&n); err != nil {
		return out, err
	}
	out.Counts[TabChanged] = n
	if err := r.Raw("select count(*)"+inboxFrom+" and r.state = 'waiting' and r.waits_since < ?", append(args[:3:3], today.AddDays(-LateAfter).At(0))...).Row().Scan(&out.Late); err != nil {
		return out, err
	}
	var kinds []struct {
		Kind catalog.Kind
		N    int
	}
	if err := r.Raw("select g.kind, count(*) as n"+inboxFrom+tabWhere[f.Tab]+" group by g.kind", args...).Scan(&kinds).Error; err != nil {
		return out, err
	}
	total := 0
	for _, k := range kinds {
		out.Kinds[k.Kind] = k.N
		if f.Kind == "" || f.Kind == k.Kind {
			total += k.N
		}
	}
	where := tabWhere[f.Tab]
	if f.Kind != "" {
		where, args = where+" and g.kind = ?", append(args, f.Kind)
	}
	order := " order by r.waits_since, r.id"
	if f.Tab == TabDecided || f.Tab == TabChanged {
		order = " order by r.decided_at desc, r.id"
	}
	out.Page = paging.New(f.Page, InboxPage).Of(total)
	err = r.Raw(inboxColumns+inboxFrom+where+order+" limit ? offset ?", append(args, out.Page.Size, out.Page.Offset())...).Scan(&out.Lines).Error
	return out, err
}

// waiting are some recognitions that wait for the campus, in the order of their activities.
func (r reader) waiting(orgs, chosen []id.ID, today clock.Date) (rows []InboxLine, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	err = r.Raw(inboxColumns+inboxFrom+" and r.state = 'waiting' and r.id in ? order by r.activity_on, r.id", today, today, orgs, chosen).Scan(&rows).Error
	return rows, err
}
