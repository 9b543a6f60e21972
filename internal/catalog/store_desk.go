package catalog

import (
	"maps"
	"slices"

	"gorm.io/gorm"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/policy"
)

type deskStore struct{ *db.Tx }

type deskReader struct{ *gorm.DB }

// programme locks a programme of one of the organisations; nil when it is none of theirs.
func (s deskStore) programme(programme id.ID, orgs []id.ID) (*Programme, error) {
	if len(orgs) == 0 {
		return nil, nil
	}
	var p Programme
	res := s.Locked().Where("id = ? and org_id in ?", programme, orgs).Limit(1).Find(&p)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &p, nil
}

// anyProgramme locks a programme whoever runs it.
func (s deskStore) anyProgramme(programme id.ID) (*Programme, error) {
	var p Programme
	if err := s.Locked().Where("id = ?", programme).Take(&p).Error; err != nil {
		return nil, err
	}
	return &p, nil
}

// programmeOf is the programme of a section; None for an unknown one.
func (s deskStore) programmeOf(section id.ID) (id.ID, error) {
	var row Section
	res := s.Select("programme_id").Where("id = ?", section).Limit(1).Find(&row)
	return row.ProgrammeID, res.Error
}

func (s deskStore) section(section id.ID) (*Section, error) {
	var row Section
	if err := s.Locked().Where("id = ?", section).Take(&row).Error; err != nil {
		return nil, err
	}
	return &row, nil
}

// sections are all sections of a programme, locked in the order of their ids.
func (s deskStore) sections(programme id.ID) (rows []Section, err error) {
	if err := s.lockSeats("section_id in (select id from sections where programme_id = ?)", programme); err != nil {
		return nil, err
	}
	err = s.Locked().Where("programme_id = ?", programme).Order("id").Find(&rows).Error
	return rows, err
}

func (s deskStore) sessions(section id.ID) (rows []Session, err error) {
	err = s.Where("section_id = ?", section).Order("number").Find(&rows).Error
	return rows, err
}

func (s deskStore) addProgramme(p *Programme) error { return s.Create(p).Error }

func (s deskStore) addSection(sec *Section) error { return s.Create(sec).Error }

func (s deskStore) addSessions(rows []Session) error {
	if len(rows) == 0 {
		return nil
	}
	return s.CreateInBatches(&rows, 100).Error
}

var programmeColumns = []string{
	"agreement_id", "award_id", "strand_id", "kind", "title_ko", "title_en", "summary_ko", "summary_en", "learn_ko", "learn_en", "bring_ko", "bring_en",
	"area", "audience", "audience_note", "min_age", "max_age", "grades", "school_city", "stage", "shared_type", "shared_year", "year", "department", "phone", "updated_at", "version",
}

// keepProgramme stores the fields of the form, and raises the version.
func (s deskStore) keepProgramme(p *Programme) error {
	p.Version++
	p.UpdatedAt = s.Now
	return db.One(s.Model(&Programme{}).Where("id = ?", p.ID).Select(programmeColumns).Updates(p))
}

var sectionColumns = []string{
	"name_ko", "name_en", "term", "capacity", "apply_from", "apply_until", "always_open", "mode", "method", "channel", "apply_url", "apply_phone", "fee",
	"material_cost", "fee_note", "place", "address", "city", "district", "starts_on", "ends_on", "weekdays", "start_minute", "end_minute", "updated_at", "version",
}

func (s deskStore) keepSection(sec *Section) error {
	sec.Version++
	sec.UpdatedAt = s.Now
	return db.One(s.Model(&Section{}).Where("id = ?", sec.ID).Select(sectionColumns).Updates(sec))
}

// moveProgramme changes the state of a programme, and only from the one expected.
func (s deskStore) moveProgramme(programme id.ID, from, to State, more map[string]any) error {
	return db.One(s.Model(&Programme{}).Where("id = ? and state = ?", programme, from).Updates(s.moved(to, more)))
}

// moveSection changes the state of a section, and only from the one expected.
func (s deskStore) moveSection(section id.ID, from, to State, more map[string]any) error {
	return db.One(s.Model(&Section{}).Where("id = ? and state = ?", section, from).Updates(s.moved(to, more)))
}

func (s deskStore) moved(to State, more map[string]any) map[string]any {
	set := map[string]any{"state": to, "updated_at": s.Now, "version": gorm.Expr("version + 1")}
	maps.Copy(set, more)
	return set
}

// closeSeats takes the seats of a section away that goes back to its draft, which
// only happens before anybody has applied.
func (s deskStore) closeSeats(section id.ID) error {
	return s.Where("section_id = ? and last_seq = 0", section).Delete(&Seats{}).Error
}

// openSeats gives a section that one applies to here its row of seats.
func (s deskStore) openSeats(sec *Section) error {
	if sec.Channel != Here {
		return nil
	}
	return s.Exec(`insert into section_seats (section_id, capacity, taken, last_seq, pressure) values (?, ?, 0, 0, ?)
		on conflict (section_id) do update set capacity = excluded.capacity, pressure = excluded.pressure`, sec.ID, sec.Capacity, PressureOf(sec.Capacity, 0)).Error
}

// lockSeats holds back those who apply, until the transaction ends.
func (s deskStore) lockSeats(where string, args ...any) error {
	var rows []Seats
	return s.Locked().Where(where, args...).Order("section_id").Find(&rows).Error
}

// applied reports whether anybody has ever applied to a section: what was promised to them stays.
func (s deskStore) applied(section id.ID) (bool, error) {
	var n int64
	err := s.Model(&Seats{}).Where("section_id = ? and last_seq > 0", section).Count(&n).Error
	return n > 0, err
}

// appliedToAny is applied for all sections of a programme. Their seats are locked.
func (s deskStore) appliedToAny(programme id.ID) (bool, error) {
	if err := s.lockSeats("section_id in (select id from sections where programme_id = ?)", programme); err != nil {
		return false, err
	}
	var n int64
	err := s.Raw("select count(*) from section_seats t join sections s on s.id = t.section_id where s.programme_id = ? and t.last_seq > 0", programme).Row().Scan(&n)
	return n > 0, err
}

// inCooperation reports whether an organisation has a part in the agreement or
// the award that a programme names, and whether the strand belongs to it.
func (s deskStore) inCooperation(p *Programme) (part, strand bool, err error) {
	n := 0
	switch {
	case !p.AgreementID.IsZero():
		err = s.Raw("select count(*) from agreement_parties where agreement_id = ? and org_id = ?", p.AgreementID, p.OrgID).Row().Scan(&n)
	case !p.AwardID.IsZero():
		err = s.Raw(`select count(*) from awards a where a.id = ? and (a.grantee_id = ? or exists (select 1 from award_members m where m.award_id = a.id and m.org_id = ?))`,
			p.AwardID, p.OrgID, p.OrgID).Row().Scan(&n)
	default:
		n = 1
	}
	if err != nil || p.StrandID.IsZero() {
		return n > 0, true, err
	}
	m := 0
	err = s.Raw("select count(*) from strands where id = ? and (agreement_id = ? or award_id = ?)", p.StrandID, p.AgreementID, p.AwardID).Row().Scan(&m)
	return n > 0, m > 0, err
}

// Edit is who changed something last, and when.
type Edit struct {
	Name string
	At   clock.Instant
}

// lastEdit is the newest change of a thing in the audit trail, which holds looks and
// downloads too; the zero Edit when there is none.
func (r deskReader) lastEdit(ref string) (e Edit, err error) {
	err = r.Raw(`select coalesce(p.name, a.task) as name, a.at from audit a left join accounts c on c.id = a.account_id left join people p on p.id = c.person_id
		where a.ref = ? and a.action not in ? order by a.id desc limit 1`, ref, []policy.Action{policy.ReadApplicants, policy.ExportPeople, policy.MessagePeople}).Scan(&e).Error
	return e, err
}

// source is a section to copy: one of the organisations' own, or anybody's that is public.
func (r deskReader) source(section id.ID, runs []id.ID) (out source, ok bool, err error) {
	res := r.Where("id = ?", section).Limit(1).Find(&out.Section)
	if res.Error != nil || res.RowsAffected == 0 {
		return out, false, res.Error
	}
	if err := r.Where("id = ?", out.Section.ProgrammeID).Take(&out.Programme).Error; err != nil {
		return out, false, err
	}
	out.own = slices.Contains(runs, out.Programme.OrgID)
	if !out.own && (!out.Section.State.Public() || !out.Programme.State.Public()) {
		return out, false, nil
	}
	err = r.Where("section_id = ?", section).Order("number").Find(&out.sessions).Error
	return out, true, err
}

// nameOf is the name of an account's person.
func (r deskReader) nameOf(account id.ID) (name string, err error) {
	err = r.Raw("select p.name from accounts a join people p on p.id = a.person_id where a.id = ?", account).Scan(&name).Error
	return name, err
}

// MarkCancelled ends a section that OwnSection has locked, for a reason that everybody may read.
func MarkCancelled(tx *db.Tx, sec *Section, reason string) error {
	err := deskStore{tx}.moveSection(sec.ID, sec.State, Cancelled, map[string]any{"cancelled_at": tx.Now, "cancel_reason": reason})
	if err != nil {
		return err
	}
	sec.State, sec.CancelledAt, sec.CancelReason = Cancelled, tx.Now, reason
	return Touch(tx)
}

// SetCapacity changes how many places a section that OwnSection has locked offers; nil is no limit.
// The seats are enrolment's.
func SetCapacity(tx *db.Tx, sec *Section, capacity *int) error {
	return db.One(tx.Model(&Section{}).Where("id = ?", sec.ID).Updates(map[string]any{
		"capacity": capacity, "updated_at": tx.Now, "version": gorm.Expr("version + 1"),
	}))
}
