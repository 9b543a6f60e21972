package exchange

import (
	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

type store struct{ *db.Tx }

func (s store) addBatch(b *catalog.ImportBatch) error { return s.Create(b).Error }

func (s store) addRefusals(rs []catalog.ImportRefusal) error {
	if len(rs) == 0 {
		return nil
	}
	return s.CreateInBatches(&rs, 200).Error
}

// lock lets one import or undoing at a time write, whichever process runs it.
// SQLite has one writer anyway.
func (s store) lock() error {
	if s.Engine() == db.SQLite {
		return nil
	}
	const imports = 7_204_312 // any number that nothing else locks
	return s.Exec("select pg_advisory_xact_lock(?)", imports).Error
}

// claimUpload makes a kept file a batch's, once.
func (s store) claimUpload(upload, batch id.ID) error {
	var up Upload
	res := s.Locked().Select("id", "batch_id").Where("id = ? and account_id = ?", upload, s.Who.Account).Limit(1).Find(&up)
	if res.Error != nil {
		return res.Error
	}
	if res.RowsAffected == 0 {
		return fault.New(fault.NotFound, "import.upload_gone")
	}
	if !up.BatchID.IsZero() {
		return claimed{up.BatchID}
	}
	return db.One(s.Model(&Upload{}).Where("id = ?", upload).Update("batch_id", batch))
}

// progress notes what one more part did; an import that was undone in the
// meantime goes no further.
func (s store) progress(batch id.ID, did Report) error {
	return open(s.Model(&catalog.ImportBatch{}).Where("id = ? and finished_at is null and undo_at is null", batch).Updates(map[string]any{
		"added": gorm.Expr("added + ?", did.Added), "changed": gorm.Expr("changed + ?", did.Changed), "same": gorm.Expr("same + ?", did.Same),
		"kept": gorm.Expr("kept + ?", did.Kept), "busy_until": s.Now + lease,
	}))
}

func (s store) finish(batch id.ID) error {
	return open(s.Model(&catalog.ImportBatch{}).Where("id = ? and finished_at is null and undo_at is null", batch).
		Updates(map[string]any{"finished_at": s.Now, "busy_until": nil}))
}

func open(res *gorm.DB) error {
	if res.Error == nil && res.RowsAffected == 0 {
		return fault.New(fault.Conflict, "import.broken_off")
	}
	return res.Error
}

func (s store) release(batch id.ID) error {
	return s.Model(&catalog.ImportBatch{}).Where("id = ?", batch).Update("busy_until", nil).Error
}

func (s store) addOrganisations(batch id.ID, orgs []*people.Organisation) error {
	if len(orgs) == 0 {
		return nil
	}
	firsts := make([]Publisher, len(orgs))
	for i, o := range orgs {
		firsts[i] = Publisher{OrgID: o.ID, BatchID: batch}
	}
	if err := s.CreateInBatches(&orgs, 200).Error; err != nil {
		return err
	}
	return s.CreateInBatches(&firsts, 200).Error
}

// put stores new rows and the next version of changed ones, and notes what was there before.
func (s store) put(batch id.ID, rows []planned) error {
	var ps []catalog.Programme
	var ss []catalog.Section
	var rs []catalog.StandardRow
	var cs []Change
	for _, r := range rows {
		if r.effect != Adds && r.effect != Changes {
			continue
		}
		cs = append(cs, Change{BatchID: batch, SectionID: r.item.section.ID, BeforeRaw: r.before.Raw})
		if r.effect == Adds {
			ps, ss, rs = append(ps, r.item.programme), append(ss, r.item.section), append(rs, r.item.row)
			continue
		}
		if err := s.replace(r.item); err != nil {
			return err
		}
	}
	if len(ps) > 0 {
		for _, err := range []error{s.CreateInBatches(&ps, 100).Error, s.CreateInBatches(&ss, 100).Error, s.CreateInBatches(&rs, 100).Error} {
			if err != nil {
				return err
			}
		}
	}
	if batch.IsZero() || len(cs) == 0 { // an undo leaves no trace to undo
		return nil
	}
	return s.CreateInBatches(&cs, 100).Error
}

var (
	programmeColumns = []string{"title_ko", "summary_ko", "area", "audience", "audience_note", "year", "phone", "updated_at", "version"}
	sectionColumns   = []string{
		"capacity", "apply_from", "apply_until", "always_open", "mode", "method", "channel", "apply_url", "apply_phone", "fee", "material_cost", "fee_note",
		"place", "address", "city", "district", "starts_on", "ends_on", "weekdays", "start_minute", "end_minute", "updated_at", "version",
	}
)

// replace writes the next version over what the last import wrote.
func (s store) replace(i imported) error {
	if err := db.One(s.Model(&catalog.Programme{}).Where("id = ? and version = ?", i.programme.ID, i.programme.Version-1).Select(programmeColumns).Updates(i.programme)); err != nil {
		return err
	}
	if err := db.One(s.Model(&catalog.Section{}).Where("id = ? and version = ?", i.section.ID, i.section.Version-1).Select(sectionColumns).Updates(i.section)); err != nil {
		return err
	}
	return db.One(s.Model(&catalog.StandardRow{}).Where("section_id = ?", i.section.ID).
		Select("raw", "provider_code", "provider_name", "batch_id", "section_version", "programme_version").Updates(i.row))
}

// lockSections holds imported sections and their programmes until the end of
// the transaction, and says which somebody has worked on here.
func (s store) lockSections(sections []id.ID) (map[id.ID]bool, error) {
	out := map[id.ID]bool{}
	if len(sections) == 0 {
		return out, nil
	}
	var programmes []catalog.Programme
	if err := s.Locked().Select("id").Where("id in (select programme_id from sections where id in ?)", sections).Order("id").Find(&programmes).Error; err != nil {
		return nil, err
	}
	var locked []catalog.Section
	if err := s.Locked().Select("id").Where("id in ?", sections).Order("id").Find(&locked).Error; err != nil {
		return nil, err
	}
	var found []id.ID
	err := s.Table("standard_rows r").Joins("join sections s on s.id = r.section_id").Joins("join programmes p on p.id = s.programme_id").
		Where("s.id in ? and "+touched, sections).Pluck("s.id", &found).Error
	for _, i := range found {
		out[i] = true
	}
	return out, err
}

func (s store) addUpload(u *Upload) error { return s.Create(u).Error }

// forgetUploads is what a day makes of files that nobody confirmed, and of those that were.
func (s store) forgetUploads(before clock.Instant) error {
	return s.Where("created_at < ?", before).Delete(&Upload{}).Error
}

func (s store) addDraft(p *catalog.Programme, sec *catalog.Section) error {
	if err := s.Create(p).Error; err != nil {
		return err
	}
	return s.Create(sec).Error
}
