package exchange

import (
	"strings"

	"gorm.io/gorm"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// beginUndo holds a batch for whoever takes it back.
func (s store) beginUndo(batch id.ID) error {
	var b catalog.ImportBatch
	if err := s.Locked().Where("id = ?", batch).Take(&b).Error; err != nil {
		return err
	}
	switch {
	case !b.UndoneAt.IsZero():
		return fault.New(fault.Conflict, "import.undone_already")
	case b.BusyUntil > s.Now:
		return fault.New(fault.Conflict, "import.busy")
	}
	return db.One(s.Model(&catalog.ImportBatch{}).Where("id = ?", batch).Updates(map[string]any{"undo_at": s.Now, "busy_until": s.Now + lease}))
}

// progressUndo notes what was left behind, and that the undoing goes on.
func (s store) progressUndo(batch id.ID, left int, done []id.ID) error {
	if err := s.Where("batch_id = ? and section_id in ?", batch, done).Delete(&Change{}).Error; err != nil {
		return err
	}
	return db.One(s.Model(&catalog.ImportBatch{}).Where("id = ? and undone_at is null", batch).
		Updates(map[string]any{"left_behind": gorm.Expr("left_behind + ?", left), "busy_until": s.Now + lease}))
}

// remove takes imported sections away, with what hangs on them. Sections that
// have been worked on are not among them.
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

// orgRefs is where an organisation may be named; nothing else refers to one.
var orgRefs = []string{
	"organisations.parent_id", "roles.org_id", "stand_ins.org_id", "affiliations.org_id", "agreement_parties.org_id", "grants.grantor_id",
	"awards.grantee_id", "award_members.org_id", "budgets.org_id", "import_batches.org_id", "import_uploads.org_id", "programmes.org_id", "approvals.org_id",
	"audit_orgs.org_id",
	"university_domains.org_id", "provisions.org_id", "roster_checks.org_id", "recognition_rules.org_id", "recognitions.org_id",
	"recognition_questions.host_id", "mileage_entries.org_id", "signatories.org_id", "certificates.org_id", "pupils.school_id", "desk_people.org_id",
}

// finishUndo ends an undoing. Publishers that only undone imports named go too;
// those that somebody wrote about, or that anything refers to, stay.
func (s store) finishUndo(batch id.ID) error {
	err := db.One(s.Model(&catalog.ImportBatch{}).Where("id = ? and undone_at is null", batch).
		Updates(map[string]any{"undone_at": s.Now, "undone_by": s.Who.Account, "busy_until": nil}))
	if err != nil {
		return err
	}
	alone := []string{"o.updated_at = o.created_at"}
	for _, ref := range orgRefs {
		table, column, _ := strings.Cut(ref, ".")
		alone = append(alone, "not exists (select 1 from "+table+" x where x."+column+" = o.id)")
	}
	var gone []id.ID
	err = s.Table("organisations o").Joins("join import_organisations i on i.org_id = o.id").Joins("join import_batches b on b.id = i.batch_id").
		Where("b.undone_at is not null and "+strings.Join(alone, " and ")).Pluck("o.id", &gone).Error
	if err != nil || len(gone) == 0 {
		return err
	}
	if err := s.Where("org_id in ?", gone).Delete(&Publisher{}).Error; err != nil {
		return err
	}
	return s.Where("id in ?", gone).Delete(&people.Organisation{}).Error
}
