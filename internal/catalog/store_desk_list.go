package catalog

import (
	"slices"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/paging"
)

// deskSorts are the orders of the list. The first puts what runs before drafts,
// and those before what is over; its ? is today.
var deskSorts = map[string]string{
	"running": `case when p.state in ('draft', 'review') then 1
		when p.state = 'published' and exists (select 1 from sections s where s.programme_id = p.id and s.state = 'published' and coalesce(s.ends_on, s.starts_on, '9999') >= ?) then 0
		when p.state = 'published' then 2 else 3 end, p.updated_at desc, p.id`,
	"updated": "p.updated_at desc, p.id",
	"title":   "p.title_ko, p.id",
	"starts":  "coalesce((select min(s.starts_on) from sections s where s.programme_id = p.id and s.state <> 'cancelled'), '9999') desc, p.id",
}

func (r deskReader) programmes(orgs []id.ID, f DeskFilter, today clock.Date) (out DeskList, err error) {
	out = DeskList{Filter: f, Counts: map[State]int{}, Page: paging.New(f.Page, DeskPage).Of(0)}
	if len(orgs) == 0 {
		return out, nil
	}
	var counts []struct {
		State State
		N     int
	}
	if err := r.Raw("select state, count(*) as n from programmes where org_id in ? group by state", orgs).Scan(&counts).Error; err != nil {
		return out, err
	}
	for _, c := range counts {
		out.Counts[c.State] = c.N
	}
	if err := r.Raw("select distinct year from programmes where org_id in ? order by year desc", orgs).Scan(&out.Years).Error; err != nil {
		return out, err
	}
	where, args := f.condition(orgs)
	total := 0
	if err := r.Raw("select count(*) from programmes p where "+where, args...).Row().Scan(&total); err != nil {
		return out, err
	}
	out.Page = paging.New(f.Page, DeskPage).Of(total)
	order, ok := deskSorts[f.Sort]
	if !ok {
		f.Sort, order = "running", deskSorts["running"]
	}
	if f.Sort == "running" {
		args = append(args, today)
	}
	err = r.Raw(`select p.id, p.slug, o.name_ko as org_name, p.kind, p.state, p.title_ko, p.year, p.sample, p.updated_at,
			(select count(*) from sections s where s.programme_id = p.id) as sections,
			(select count(*) from sections s where s.programme_id = p.id and s.state = 'draft') as drafts,
			(select coalesce(sum(t.taken), 0) from section_seats t join sections s on s.id = t.section_id where s.programme_id = p.id) as taken,
			(select coalesce(sum(t.capacity), 0) from section_seats t join sections s on s.id = t.section_id where s.programme_id = p.id) as capacity,
			(select min(s.starts_on) from sections s where s.programme_id = p.id and s.state <> 'cancelled') as starts_on,
			coalesce(a.name_ko, g.name_ko, '') as coop
		from programmes p join organisations o on o.id = p.org_id left join agreements a on a.id = p.agreement_id
		left join awards w on w.id = p.award_id left join grants g on g.id = w.grant_id
		where `+where+" order by "+order+" limit ? offset ?", append(args, DeskPage, out.Page.Offset())...).Scan(&out.Lines).Error
	return out, err
}

func (f DeskFilter) condition(orgs []id.ID) (string, []any) {
	where, args := "p.org_id in ?", []any{orgs}
	if f.State != "" {
		where, args = where+" and p.state = ?", append(args, f.State)
	}
	if f.Year != 0 {
		where, args = where+" and p.year = ?", append(args, f.Year)
	}
	if what, which, ok := strings.Cut(f.Cooperation, ":"); ok {
		of, _ := id.Parse(which)
		if what == "agreement" {
			where, args = where+" and p.agreement_id = ?", append(args, of)
		} else {
			where, args = where+" and p.award_id = ?", append(args, of)
		}
	}
	if f.Q != "" {
		titles, typed := db.Contains(f.Q, "p.title_ko", "p.title_en")
		sections, again := db.Contains(f.Q, "s.number", "s.name_ko")
		where += " and (" + titles + " or exists (select 1 from sections s where s.programme_id = p.id and " + sections + "))"
		args = append(append(args, typed...), again...)
	}
	return where, args
}

func (r deskReader) bodies(orgs []id.ID) (out []Body, err error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	if err := r.Raw("select id, code, name_ko, name_en, city, district, address, department, phone from organisations where id in ? order by name_ko, id", orgs).Scan(&out).Error; err != nil {
		return nil, err
	}
	cities, err := r.schoolCities()
	if err != nil {
		return nil, err
	}
	for i := range out {
		out[i].SchoolCities = cities
		if out[i].Cooperations, err = r.cooperations(out[i].ID); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (r deskReader) cooperations(org id.ID) (out []Cooperation, err error) {
	var rows []struct {
		What           string
		ID             id.ID
		NameKO, NameEN string
		EndsOn         clock.Date
		Settled        bool
	}
	err = r.Raw(`select 'agreement' as what, a.id, a.name_ko as name_ko, a.name_en as name_en, a.ends_on, a.id is null as settled from agreements a
			join agreement_parties x on x.agreement_id = a.id where x.org_id = ?
		union all select 'award', w.id, g.name_ko, g.name_en, null, g.settled_on is not null from awards w join grants g on g.id = w.grant_id
			where w.grantee_id = ? or exists (select 1 from award_members m where m.award_id = w.id and m.org_id = ?)
		order by 3, 2`, org, org, org).Scan(&rows).Error
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		c := Cooperation{Value: row.What + ":" + row.ID.String(), NameKO: row.NameKO, NameEN: row.NameEN, EndsOn: row.EndsOn, Settled: row.Settled}
		if err := r.Raw("select id, name_ko, name_en from strands where "+row.What+"_id = ? order by position, id", row.ID).Scan(&c.Strands).Error; err != nil {
			return nil, err
		}
		out = append(out, c)
	}
	return out, nil
}

func (r deskReader) programmeOf(section id.ID) (id.ID, error) {
	var row Section
	res := r.Select("programme_id").Where("id = ?", section).Limit(1).Find(&row)
	return row.ProgrammeID, res.Error
}

// programme reads a programme of one of the organisations, with all that its desk shows.
func (r deskReader) programme(programme id.ID, orgs []id.ID) (p ProgrammeDesk, ok bool, err error) {
	if len(orgs) == 0 {
		return p, false, nil
	}
	res := r.Where("id = ? and org_id in ?", programme, orgs).Limit(1).Find(&p.Programme)
	if res.Error != nil || res.RowsAffected == 0 {
		return p, false, res.Error
	}
	var names struct{ OrgName, Cooperation, Strand string }
	if err := r.Raw(`select o.name_ko as org_name, coalesce(a.name_ko, g.name_ko, '') as cooperation, coalesce(t.name_ko, '') as strand
		from programmes p join organisations o on o.id = p.org_id left join agreements a on a.id = p.agreement_id
		left join awards w on w.id = p.award_id left join grants g on g.id = w.grant_id left join strands t on t.id = p.strand_id
		where p.id = ?`, programme).Scan(&names).Error; err != nil {
		return p, false, err
	}
	p.OrgName, p.Cooperation, p.Strand = names.OrgName, names.Cooperation, names.Strand
	if p.Sections, err = r.sectionLines(programme); err != nil {
		return p, false, err
	}
	if p.Waiting, p.Returned, err = r.requests(programme, id.None); err != nil {
		return p, false, err
	}
	p.Edited, err = r.lastEdit(p.PolicyRef())
	return p, true, err
}

func (r deskReader) sectionLines(programme id.ID) (out []SectionLine, err error) {
	var rows []Section
	if err := r.Where("programme_id = ?", programme).Order("coalesce(starts_on, '9999'), number").Find(&rows).Error; err != nil {
		return nil, err
	}
	ids := make([]id.ID, len(rows))
	for i, s := range rows {
		ids[i] = s.ID
	}
	seats, meetings := map[id.ID]Seats{}, map[id.ID]int{}
	for part := range slices.Chunk(ids, 300) {
		var ss []Seats
		if err := r.Where("section_id in ?", part).Find(&ss).Error; err != nil {
			return nil, err
		}
		for _, s := range ss {
			seats[s.SectionID] = s
		}
		var ms []struct {
			SectionID id.ID
			N         int
		}
		if err := r.Raw("select section_id, count(*) as n from sessions where section_id in ? group by section_id", part).Scan(&ms).Error; err != nil {
			return nil, err
		}
		for _, m := range ms {
			meetings[m.SectionID] = m.N
		}
	}
	for _, s := range rows {
		t, has := seats[s.ID]
		out = append(out, SectionLine{Section: s, Taken: t.Taken, LastSeq: t.LastSeq, HasSeats: has, SeatLimit: t.Capacity, Meetings: meetings[s.ID]})
	}
	return out, nil
}

// requests are the open request about a programme or a section, and the last one if it was sent back.
func (r deskReader) requests(programme, section id.ID) (open, returned *Approval, err error) {
	if open, err = r.open(programme, section); err != nil || open != nil {
		return open, nil, err
	}
	q := r.Where("programme_id = ? and decided_at is not null", programme)
	if section.IsZero() {
		q = q.Where("section_id is null")
	} else {
		q = q.Where("section_id = ? or section_id is null", section)
	}
	var a Approval
	res := q.Order("decided_at desc").Limit(1).Find(&a)
	if res.Error != nil || res.RowsAffected == 0 || a.Decision != "returned" {
		return nil, nil, res.Error
	}
	return nil, &a, nil
}

func (r deskReader) sectionDesk(section id.ID, p ProgrammeDesk) (out SectionDesk, err error) {
	i := slices.IndexFunc(p.Sections, func(l SectionLine) bool { return l.ID == section })
	if i < 0 {
		return out, errNotThere
	}
	out.SectionLine, out.Programme = p.Sections[i], p
	if err := r.Where("section_id = ?", section).Order("number").Find(&out.Sessions).Error; err != nil {
		return out, err
	}
	if out.Waiting, out.Returned, err = r.requests(p.ID, section); err != nil {
		return out, err
	}
	if !out.CopiedFrom.IsZero() {
		if err := r.Raw("select number from sections where id = ?", out.CopiedFrom).Scan(&out.Origin).Error; err != nil {
			return out, err
		}
	}
	out.Edited, err = r.lastEdit(sectionThing{section: section}.PolicyRef())
	return out, err
}

func (s deskStore) schoolCities() ([]string, error) { return deskReader{s.DB}.schoolCities() }

// schoolCities are the cities in which there is a school that guardians can name.
func (r deskReader) schoolCities() (out []string, err error) {
	err = r.Raw("select distinct city from organisations where kind = 'school' and city <> '' order by city").Scan(&out).Error
	return out, err
}
