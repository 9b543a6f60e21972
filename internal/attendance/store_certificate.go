package attendance

import (
	"fmt"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// certificateSeries is the running number of an organisation's certificates in a year.
func certificateSeries(year int, code string) string {
	return fmt.Sprintf("certificate/%d-%s", year, code)
}

// code is an organisation's short code; one without has the first letters of its id.
func (s store) code(org id.ID) (string, error) {
	var row struct{ Code *string }
	if err := s.Raw("select code from organisations where id = ?", org).Scan(&row).Error; err != nil {
		return "", err
	}
	if row.Code == nil {
		return strings.ToUpper(org.String()[:6]), nil
	}
	return *row.Code, nil
}

// signatory is who signs for an organisation now; nil when nobody was named.
func (r reader) signatory(org id.ID) (*Signatory, error) {
	var row Signatory
	res := r.Where("org_id = ?", org).Order("set_at desc, id desc").Limit(1).Find(&row)
	if res.Error != nil || res.RowsAffected == 0 {
		return nil, res.Error
	}
	return &row, nil
}

func (r reader) bodies(orgs []id.ID) (out []Body, err error) {
	var rows []people.Organisation
	if err := r.Where("id in ?", orgs).Order("name_ko").Limit(200).Find(&rows).Error; err != nil {
		return nil, err
	}
	var all []Signatory
	if err := r.Where("org_id in ?", orgs).Order("set_at, id").Find(&all).Error; err != nil {
		return nil, err
	}
	now := make(map[id.ID]*Signatory, len(rows))
	for i := range all {
		now[all[i].OrgID] = &all[i] // the last of them signs
	}
	for _, o := range rows {
		out = append(out, Body{Org: o, Signatory: now[o.ID]})
	}
	return out, nil
}

// liveOf are the valid certificates of a kind in a section, by participation.
func (s store) liveOf(section id.ID, kind CertificateKind) (map[id.ID]Certificate, error) {
	var rows []Certificate
	err := s.Where("kind = ? and revoked_at is null and participation_id in (select id from participations where section_id = ?)", kind, section).Find(&rows).Error
	out := make(map[id.ID]Certificate, len(rows))
	for _, c := range rows {
		out[c.ParticipationID] = c
	}
	return out, err
}

// holdersIn are the people who have been confirmed in a section, as they are known now.
func (r reader) holdersIn(section id.ID) (map[id.ID]holder, error) {
	return r.holders("id in (select person_id from participations where section_id = ?)", section)
}

func (r reader) holders(condition string, arg any) (map[id.ID]holder, error) {
	var rows []people.Person
	err := r.Select("id", "name", "birth_on").Where(condition, arg).Find(&rows).Error
	out := make(map[id.ID]holder, len(rows))
	for i := range rows {
		out[rows[i].ID] = holder{rows[i].Name, rows[i].BirthOn}
	}
	return out, err
}

func (s store) liveCertificate(participation id.ID, kind CertificateKind) (id.ID, error) {
	var row Certificate
	err := s.Select("id").Where("participation_id = ? and kind = ? and revoked_at is null", participation, kind).Limit(1).Find(&row).Error
	return row.ID, err
}

// ownParticipation is a participation of the actor's own or of a child of theirs,
// with its section locked.
func (s store) ownParticipation(who policy.Actor, participation id.ID) (*Participation, *book, error) {
	persons := policy.Visible(who).Persons()
	if len(persons) == 0 {
		return nil, nil, errNotThere
	}
	var p Participation
	res := s.Where("id = ? and person_id in ?", participation, persons).Limit(1).Find(&p)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return nil, nil, errNotThere
		}
		return nil, nil, res.Error
	}
	b, err := reader{s.DB}.anyBook(p.SectionID)
	if err != nil {
		return nil, nil, err
	}
	if err := s.lockBook(b); err != nil {
		return nil, nil, err
	}
	var now Participation // as it is under the lock
	return &now, b, s.Where("id = ?", participation).Take(&now).Error
}

// certificate is one that the actor's organisation has issued, with its section locked.
func (s store) certificate(who policy.Actor, certificate id.ID) (*Certificate, *book, error) {
	var row struct{ SectionID id.ID }
	res := s.Raw("select p.section_id from certificates c join participations p on p.id = c.participation_id where c.id = ?", certificate).Scan(&row)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return nil, nil, errNotThere
		}
		return nil, nil, res.Error
	}
	b, err := s.openBook(who, row.SectionID)
	if err != nil {
		return nil, nil, err
	}
	var c Certificate
	return &c, b, s.Where("id = ?", certificate).Take(&c).Error
}

// revoke revokes the valid certificates that meet a condition.
func (s store) revoke(condition string, arg any, why Revoked) error {
	return s.Model(&Certificate{}).Where(condition+" and revoked_at is null", arg).
		Updates(map[string]any{"revoked_at": s.Now, "revoked_by": s.Who.Account, "reason": why}).Error
}

// paper is the one certificate that meets a condition, with all that stands on it.
func (r reader) paper(seal Seal, condition string, args ...any) (p Paper, err error) {
	res := r.Raw("select c.* from certificates c where "+condition+" limit 1", args...).Scan(&p.Certificate)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return p, errNotThere
		}
		return p, res.Error
	}
	holders, err := r.holders("id = ?", p.PersonID)
	if err != nil {
		return p, err
	}
	seal.show(&p, holders[p.PersonID])
	res = r.Raw("select "+worded+" from "+wordedFrom+" where e.participation_id = ? and e.version = ?", p.ParticipationID, p.EntryVersion).Scan(&p.Entry)
	if err := db.One(res); err != nil {
		return p, err
	}
	if err := r.Where("id = (select section_id from participations where id = ?)", p.ParticipationID).Take(&p.Section).Error; err != nil {
		return p, err
	}
	if err := r.Where("id = ?", p.Section.ProgrammeID).Take(&p.Programme).Error; err != nil {
		return p, err
	}
	if err := r.Where("id = ?", p.OrgID).Take(&p.Org).Error; err != nil {
		return p, err
	}
	if err := r.Where("id = ?", p.SignatoryID).Take(&p.Signatory).Error; err != nil {
		return p, err
	}
	err = r.Raw(`select count(distinct t.held_on) from attendance_marks m join sessions t on t.id = m.session_id
		join participations q on q.application_id = m.application_id where q.id = ? and m.mark in ('present', 'late', 'left_early')`, p.ParticipationID).Row().Scan(&p.Days)
	return p, err
}

// mostMine is how many confirmed participations a list shows.
const mostMine = 500

// mine are the participations of some people with their certificates. What
// belongs to them is read at once for all of them.
func (r reader) mine(seal Seal, persons []id.ID) ([]MyCertificate, error) {
	var ps []Participation
	if err := r.Where("person_id in ?", persons).Order("confirmed_at desc, id desc").Limit(mostMine).Find(&ps).Error; err != nil {
		return nil, err
	}
	if len(ps) == 0 {
		return nil, nil
	}
	var abouts []struct {
		SectionID id.ID
		Section   catalog.Section     `gorm:"embedded;embeddedPrefix:s_"`
		Programme catalog.Programme   `gorm:"embedded;embeddedPrefix:g_"`
		Org       people.Organisation `gorm:"embedded;embeddedPrefix:o_"`
	}
	err := r.Raw(`select s.id as section_id, s.id as s_id, s.programme_id as s_programme_id, s.number as s_number, s.name_ko as s_name_ko, s.name_en as s_name_en,
		s.state as s_state, s.starts_on as s_starts_on, s.ends_on as s_ends_on, g.id as g_id, g.org_id as g_org_id, g.kind as g_kind, g.title_ko as g_title_ko, g.title_en as g_title_en,
		o.id as o_id, o.name_ko as o_name_ko, o.now_ko as o_now_ko, o.name_en as o_name_en
		from sections s join programmes g on g.id = s.programme_id join organisations o on o.id = g.org_id
		where s.id in (select section_id from participations where person_id in ?)`, persons).Scan(&abouts).Error
	if err != nil {
		return nil, err
	}
	var cs []Certificate
	if err := r.Where("person_id in ?", persons).Order("issued_at desc, id desc").Find(&cs).Error; err != nil {
		return nil, err
	}
	holders, err := r.holders("id in ?", persons)
	if err != nil {
		return nil, err
	}
	seal.mark(cs, holders)
	of := make(map[id.ID][]Certificate, len(ps))
	for _, c := range cs {
		of[c.ParticipationID] = append(of[c.ParticipationID], c)
	}
	at := make(map[id.ID]int, len(abouts))
	for i := range abouts {
		at[abouts[i].SectionID] = i
	}
	out := make([]MyCertificate, len(ps))
	for i, p := range ps {
		a := &abouts[at[p.SectionID]]
		out[i] = MyCertificate{Participation: p, Name: holders[p.PersonID].Name, Section: a.Section, Programme: a.Programme, Org: a.Org, Certificates: of[p.ID]}
	}
	return out, nil
}

// certified are a section's confirmed people, in the order of arrival.
func (r reader) certified(seal Seal, b *book) ([]Certified, error) {
	all, err := r.people(b.section.ID)
	if err != nil {
		return nil, err
	}
	var cs []Certificate
	err = r.Where("participation_id in (select id from participations where section_id = ?)", b.section.ID).Order("issued_at desc, id desc").Find(&cs).Error
	if err != nil {
		return nil, err
	}
	holders, err := r.holdersIn(b.section.ID)
	if err != nil {
		return nil, err
	}
	seal.mark(cs, holders)
	of := make(map[id.ID][]Certificate, len(all))
	for _, c := range cs {
		of[c.ParticipationID] = append(of[c.ParticipationID], c)
	}
	var out []Certified
	for _, x := range all {
		if x.Confirmed == nil {
			continue
		}
		out = append(out, Certified{
			Participation: *x.Confirmed, Name: x.Name, Released: x.Released, Fits: KindsFor(b.programme.Kind, x.Confirmed), Certificates: of[x.Confirmed.ID],
		})
	}
	return out, nil
}

func (s store) addSignatory(row *Signatory) error { return s.Create(row).Error }

// addCertificates writes many in few statements.
func (s store) addCertificates(rows []Certificate) error { return s.CreateInBatches(rows, 200).Error }
