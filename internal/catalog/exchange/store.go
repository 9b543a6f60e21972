package exchange

import (
	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
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

func (s store) addOrganisations(orgs []*people.Organisation) error {
	if len(orgs) == 0 {
		return nil
	}
	return s.CreateInBatches(&orgs, 200).Error
}

// put stores new rows and the next version of changed ones, and notes what was there before.
func (s store) put(batch id.ID, rows []planned) error {
	var ps []catalog.Programme
	var ss []catalog.Section
	var rs []catalog.StandardRow
	var cs []Change
	for _, r := range rows {
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
	if batch.IsZero() { // an undo leaves no trace to undo
		return nil
	}
	return s.CreateInBatches(&cs, 100).Error
}

var (
	programmeColumns = []string{"title_ko", "summary_ko", "area", "audience", "audience_note", "year", "phone", "updated_at"}
	sectionColumns   = []string{
		"capacity", "apply_from", "apply_until", "always_open", "mode", "method", "channel", "apply_url", "apply_phone", "fee", "material_cost", "fee_note",
		"place", "address", "city", "district", "starts_on", "ends_on", "weekdays", "start_minute", "end_minute", "updated_at",
	}
)

func (s store) replace(i imported) error {
	if err := db.One(s.Model(&catalog.Programme{}).Where("id = ?", i.programme.ID).Select(programmeColumns).Updates(i.programme)); err != nil {
		return err
	}
	if err := db.One(s.Model(&catalog.Section{}).Where("id = ?", i.section.ID).Select(sectionColumns).Updates(i.section)); err != nil {
		return err
	}
	return db.One(s.Model(&catalog.StandardRow{}).Where("section_id = ?", i.section.ID).Select("raw", "provider_code", "provider_name", "batch_id").Updates(i.row))
}

// remove takes imported sections away, with what hangs on them.
func (s store) remove(sections []id.ID) error {
	var programmes []id.ID
	if err := s.Model(&catalog.Section{}).Where("id in ?", sections).Pluck("programme_id", &programmes).Error; err != nil {
		return err
	}
	for _, step := range []*gorm.DB{
		s.Model(&catalog.Section{}).Where("copied_from in ?", sections).Update("copied_from", nil),
		s.Exec("delete from section_alerts where section_id in ?", sections),
		s.Where("section_id in ?", sections).Delete(&catalog.StandardRow{}),
		s.Where("id in ?", sections).Delete(&catalog.Section{}),
		s.Where("id in ? and not exists (select 1 from sections x where x.programme_id = programmes.id)", programmes).Delete(&catalog.Programme{}),
	} {
		if step.Error != nil {
			return step.Error
		}
	}
	return nil
}

func (s store) markUndone(batch, account id.ID) error {
	if err := db.One(s.Model(&catalog.ImportBatch{}).Where("id = ? and undone_at is null", batch).Updates(map[string]any{"undone_at": s.Now, "undone_by": account})); err != nil {
		return err
	}
	return s.Where("batch_id = ?", batch).Delete(&Change{}).Error
}

func (s store) addUpload(u *Upload) error { return s.Create(u).Error }

func (s store) forgetUploads(before clock.Instant) error {
	return s.Where("created_at < ?", before).Delete(&Upload{}).Error
}

func (s store) addDraft(p *catalog.Programme, sec *catalog.Section) error {
	if err := s.Create(p).Error; err != nil {
		return err
	}
	return s.Create(sec).Error
}
