package exchange

import (
	"slices"

	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

type reader struct{ *gorm.DB }

func (r reader) organisations() (orgs []people.Organisation, err error) {
	err = r.Order("id").Find(&orgs).Error
	return orgs, err
}

func (r reader) organisation(org id.ID) (o people.Organisation, ok bool, err error) {
	res := r.Where("id = ?", org).Limit(1).Find(&o)
	return o, res.RowsAffected == 1, res.Error
}

// existing is a row of the set that is stored already.
type existing struct {
	RowKey           string
	GroupKey         string
	SectionID        id.ID
	ProgrammeID      id.ID
	Raw              string
	ProviderCode     string
	ProviderName     string
	BatchID          id.ID
	SectionVersion   int
	ProgrammeVersion int
	Touched          bool // somebody worked on it here
}

// touched is true of a standard row r of a section s of a programme p that
// somebody took up here: edited, put before a second person, closed, scheduled,
// opened for applications or given a second section.
const touched = `(s.version <> r.section_version or p.version <> r.programme_version or s.state <> 'published' or p.state <> 'published'
	or exists (select 1 from sessions x where x.section_id = s.id) or exists (select 1 from section_seats x where x.section_id = s.id)
	or exists (select 1 from applications x where x.section_id = s.id) or exists (select 1 from enrolments x where x.section_id = s.id)
	or exists (select 1 from section_messages x where x.section_id = s.id) or exists (select 1 from approvals x where x.section_id = s.id)
	or exists (select 1 from attendance_books x where x.section_id = s.id) or exists (select 1 from attendance_sheets x where x.section_id = s.id)
	or exists (select 1 from participations x where x.section_id = s.id) or exists (select 1 from recognitions x where x.section_id = s.id)
	or exists (select 1 from approvals x where x.programme_id = p.id) or exists (select 1 from sections x where x.programme_id = p.id and x.id <> s.id))`

func (r reader) rows() *gorm.DB {
	return r.Table("standard_rows r").Select(`r.row_key, r.group_key, r.section_id, s.programme_id, r.raw, r.provider_code, r.provider_name, s.batch_id,
		r.section_version, r.programme_version, ` + touched + ` as touched`).
		Joins("join sections s on s.id = r.section_id").Joins("join programmes p on p.id = s.programme_id")
}

// existing are the stored rows of groups, by group, the oldest first.
func (r reader) existing(groups []string) (map[string][]existing, error) {
	out := map[string][]existing{}
	for chunk := range slices.Chunk(groups, 500) {
		var rows []existing
		if err := r.rows().Where("r.group_key in ?", chunk).Order("r.section_id").Scan(&rows).Error; err != nil {
			return nil, err
		}
		for _, e := range rows {
			out[e.GroupKey] = append(out[e.GroupKey], e)
		}
	}
	return out, nil
}

// ownSections are those of ids that are sections of this portal's own bodies.
func (r reader) ownSections(ids []id.ID) (map[id.ID]bool, error) {
	out := map[id.ID]bool{}
	for chunk := range slices.Chunk(ids, 500) {
		var found []id.ID
		err := r.Model(&catalog.Section{}).Where("id in ? and not exists (select 1 from standard_rows r where r.section_id = sections.id)", chunk).Pluck("id", &found).Error
		if err != nil {
			return nil, err
		}
		for _, i := range found {
			out[i] = true
		}
	}
	return out, nil
}

// stored is a section of the set with its owner.
func (r reader) stored(section id.ID) (e existing, org people.Organisation, ok bool, err error) {
	res := r.rows().Where("r.section_id = ?", section).Limit(1).Scan(&e)
	if res.Error != nil || res.RowsAffected == 0 {
		return e, org, false, res.Error
	}
	res = r.Where("id = (select org_id from programmes where id = ?)", e.ProgrammeID).Limit(1).Find(&org)
	return e, org, res.RowsAffected == 1, res.Error
}

// changes are the next sections of a batch that nobody has taken back yet.
func (r reader) changes(batch id.ID) (cs []Change, err error) {
	err = r.Where("batch_id = ?", batch).Order("section_id").Limit(part).Find(&cs).Error
	return cs, err
}

// changedLater is the file of a later batch that changed what this one touched; "" when there is none.
func (r reader) changedLater(batch id.ID) (file string, err error) {
	// Ids are UUIDv7: a later batch has a greater one.
	err = r.Raw(`select b.file_name from import_changes mine join import_changes later on later.section_id = mine.section_id and later.batch_id > mine.batch_id
		join import_batches b on b.id = later.batch_id where mine.batch_id = ? order by b.id desc limit 1`, batch).Scan(&file).Error
	return file, err
}

const batchColumns = "b.*, coalesce(o.name_ko, '') as org_name, coalesce(p.name, '') as by_name"

func (r reader) batchList(orgs []id.ID, all bool) *gorm.DB {
	q := r.Table("import_batches b").Select(batchColumns).Joins("left join organisations o on o.id = b.org_id").
		Joins("left join accounts a on a.id = b.account_id").Joins("left join people p on p.id = a.person_id")
	if !all {
		if len(orgs) == 0 {
			orgs = []id.ID{id.None}
		}
		q = q.Where("b.org_id in ?", orgs)
	}
	return q
}

const batchesShown = 100

func (r reader) batches(orgs []id.ID, all bool) (bs []BatchView, err error) {
	err = r.batchList(orgs, all).Order("b.created_at desc").Limit(batchesShown).Scan(&bs).Error
	return bs, err
}

func (r reader) batch(batch id.ID, orgs []id.ID, all bool) (b BatchDetail, ok bool, err error) {
	res := r.batchList(orgs, all).Where("b.id = ?", batch).Limit(1).Scan(&b.BatchView)
	if res.Error != nil || res.RowsAffected == 0 {
		return b, false, res.Error
	}
	err = r.Where("batch_id = ?", batch).Order("position").Find(&b.Refusals).Error
	return b, true, err
}

func (r reader) upload(upload, account id.ID, after clock.Instant) (u Upload, ok bool, err error) {
	res := r.Where("id = ? and account_id = ? and created_at >= ?", upload, account, after).Limit(1).Find(&u)
	return u, res.RowsAffected == 1, res.Error
}

func (r reader) importedSection(section id.ID) (p catalog.Programme, s catalog.Section, ok bool, err error) {
	res := r.Where("id = ? and state in ? and exists (select 1 from standard_rows r where r.section_id = sections.id)", section, []catalog.State{catalog.Published, catalog.Closed}).Limit(1).Find(&s)
	if res.Error != nil || res.RowsAffected == 0 {
		return p, s, false, res.Error
	}
	res = r.Where("id = ?", s.ProgrammeID).Limit(1).Find(&p)
	return p, s, res.RowsAffected == 1, res.Error
}

// version is the number that rises with each change of the public catalogue.
func (r reader) version() (v int64, err error) {
	err = r.Raw("select version from catalogue_version where only_row = 1").Row().Scan(&v)
	return v, err
}

// each hands every course of the export to fn, in a stable order, until fn says no.
func (r reader) each(fn func(course) (bool, error)) error {
	rows, err := r.Table("sections s").Select(`s.*, p.title_ko as title, p.area, p.audience_note, p.phone,
		case when o.now_ko <> '' then o.now_ko else o.name_ko end as org_name, o.phone as org_phone, o.address as org_address,
		coalesce(r.raw, '') as raw, coalesce(r.provider_code, '') as provider_code, coalesce(r.provider_name, '') as provider_name`).
		Joins("join programmes p on p.id = s.programme_id").Joins("join organisations o on o.id = p.org_id").
		Joins("left join standard_rows r on r.section_id = s.id").
		Where("s.state in ('published', 'closed') and p.state in ('published', 'closed') and not p.sample and p.kind in ('course', 'lecture')").
		Order("o.id, s.starts_on, s.number").Rows()
	if err != nil {
		return err
	}
	defer func() { _ = rows.Close() }()
	for rows.Next() {
		var c course
		if err := r.ScanRows(rows, &c); err != nil {
			return err
		}
		if more, err := fn(c); err != nil || !more {
			return err
		}
	}
	return rows.Err()
}

// titles names courses.
func (r reader) titles(of []LeftCourse) ([]LeftCourse, error) {
	if len(of) == 0 {
		return of, nil
	}
	ids := make([]id.ID, len(of))
	for i, l := range of {
		ids[i] = l.Section
	}
	var out []LeftCourse
	err := r.Table("sections s").Select("s.id as section, p.title_ko as title").Joins("join programmes p on p.id = s.programme_id").
		Where("s.id in ?", ids).Order("s.id").Scan(&out).Error
	return out, err
}
