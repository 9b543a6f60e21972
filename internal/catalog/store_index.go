package catalog

import (
	"fmt"

	"gorm.io/gorm"
)

type reader struct{ *gorm.DB }

// public is what anybody may read.
const (
	publicProgrammes = "p.state in ('published', 'closed')"
	publicSections   = "s.state in ('published', 'closed', 'cancelled')"
)

// publicRows reads what the index lists. The rows are scanned by hand: it is
// the whole catalogue, and reflection over it costs ten times as much.
func (r reader) publicRows() (out publicRows, err error) {
	if out.programmes, err = r.publicProgrammes(); err != nil {
		return out, fmt.Errorf("catalog: public programmes: %w", err)
	}
	if out.sections, err = r.publicSections(); err != nil {
		return out, fmt.Errorf("catalog: public sections: %w", err)
	}
	return out, nil
}

func (r reader) publicProgrammes() (out []Listed, err error) {
	rows, err := r.Raw(`select p.id, p.slug, p.title_ko, p.title_en, p.kind, p.area, p.audience, p.min_age, p.max_age, p.grades, p.stage,
			p.shared_type, p.year, p.sample, p.state, p.published_at, p.updated_at,
			o.id, o.slug, o.name_ko, o.name_en, o.city, o.district, o.short_ko, o.now_ko,
			coalesce(t.kind, ''), coalesce(t.code, ''), coalesce(t.name_ko, ''), coalesce(t.name_en, ''),
			coalesce(a.slug, g.slug, ''), coalesce(a.name_ko, g.name_ko, ''), coalesce(a.name_en, g.name_en, ''),
			coalesce(w.slug, ''), coalesce(w.project_ko, ''), coalesce(w.project_en, '')
		from programmes p join organisations o on o.id = p.org_id
		left join strands t on t.id = p.strand_id
		left join agreements a on a.id = p.agreement_id
		left join awards w on w.id = p.award_id
		left join grants g on g.id = w.grant_id
		where ` + publicProgrammes).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = closing(rows, err) }()
	for rows.Next() {
		var l Listed
		if err := rows.Scan(&l.ID, &l.Slug, &l.TitleKO, &l.TitleEN, &l.Kind, &l.Area, &l.Audience, &l.MinAge, &l.MaxAge, &l.Grades, &l.Stage,
			&l.SharedType, &l.Year, &l.Sample, &l.State, &l.PublishedAt, &l.UpdatedAt,
			&l.Org.ID, &l.Org.Slug, &l.Org.NameKO, &l.Org.NameEN, &l.Org.City, &l.Org.District, &l.orgShort, &l.orgNow,
			&l.Strand.Kind, &l.Strand.Code, &l.Strand.NameKO, &l.Strand.NameEN,
			&l.Cooperation.Slug, &l.Cooperation.NameKO, &l.Cooperation.NameEN, &l.Award.Slug, &l.Award.NameKO, &l.Award.NameEN); err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, rows.Err()
}

func (r reader) publicSections() (out []listedSection, err error) {
	rows, err := r.Raw(`select s.id, s.programme_id, s.number, s.state, s.name_ko, s.name_en, s.term, s.capacity, s.apply_from, s.apply_until,
			s.always_open, s.mode, s.method, s.channel, s.apply_url, s.apply_phone, s.fee, s.material_cost, s.place, s.city, s.district,
			s.starts_on, s.ends_on, s.weekdays, s.start_minute, s.end_minute, s.published_at, s.updated_at,
			coalesce(e.pressure, 0), coalesce(e.taken, 0)
		from sections s join programmes p on p.id = s.programme_id left join section_seats e on e.section_id = s.id
		where ` + publicSections + " and " + publicProgrammes).Rows()
	if err != nil {
		return nil, err
	}
	defer func() { err = closing(rows, err) }()
	for rows.Next() {
		var s listedSection
		if err := rows.Scan(&s.ID, &s.ProgrammeID, &s.Number, &s.State, &s.NameKO, &s.NameEN, &s.Term, &s.Capacity, &s.ApplyFrom, &s.ApplyUntil,
			&s.AlwaysOpen, &s.Mode, &s.Method, &s.Channel, &s.ApplyURL, &s.ApplyPhone, &s.Fee, &s.MaterialCost, &s.Place, &s.City, &s.District,
			&s.StartsOn, &s.EndsOn, &s.Weekdays, &s.StartMinute, &s.EndMinute, &s.PublishedAt, &s.UpdatedAt, &s.pressure, &s.taken); err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, rows.Err()
}

// closing closes a list of rows and keeps the first thing that went wrong.
func closing(rows interface{ Close() error }, err error) error {
	if e := rows.Close(); err == nil {
		return e
	}
	return err
}
