package attendance

import (
	"fmt"
	"strings"

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
	for _, o := range rows {
		s, err := r.signatory(o.ID)
		if err != nil {
			return nil, err
		}
		out = append(out, Body{Org: o, Signatory: s})
	}
	return out, nil
}

// certified reports whether somebody has a valid certificate of a kind.
func (s store) certified(participation id.ID, kind CertificateKind) (bool, error) {
	of, err := s.liveCertificate(participation, kind)
	return !of.IsZero(), err
}

func (s store) liveCertificate(participation id.ID, kind CertificateKind) (id.ID, error) {
	var row Certificate
	err := s.Select("id").Where("participation_id = ? and kind = ? and revoked_at is null", participation, kind).Limit(1).Find(&row).Error
	return row.ID, err
}

// ownParticipation is a participation of the actor's own, with its section locked.
func (s store) ownParticipation(who policy.Actor, participation id.ID) (*Participation, *book, error) {
	if who.Person.IsZero() {
		return nil, nil, errNotThere
	}
	var p Participation
	res := s.Where("id = ? and person_id = ?", participation, who.Person).Limit(1).Find(&p)
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
func (r reader) paper(condition string, args ...any) (p Paper, err error) {
	res := r.Raw("select c.* from certificates c where "+condition+" limit 1", args...).Scan(&p.Certificate)
	if res.Error != nil || res.RowsAffected == 0 {
		if res.Error == nil {
			return p, errNotThere
		}
		return p, res.Error
	}
	var person people.Person
	if err := r.Select("name", "birth_on").Where("id = ?", p.PersonID).Take(&person).Error; err != nil {
		return p, err
	}
	p.Name, p.BirthOn = person.Name, person.BirthOn
	if err := r.Where("participation_id = ? and version = ?", p.ParticipationID, p.EntryVersion).Take(&p.Entry).Error; err != nil {
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

// mine are a person's participations with their certificates.
func (r reader) mine(person id.ID) ([]MyCertificate, error) {
	var ps []Participation
	if err := r.Where("person_id = ?", person).Order("confirmed_at desc, id desc").Limit(500).Find(&ps).Error; err != nil {
		return nil, err
	}
	var cs []Certificate
	if err := r.Where("person_id = ?", person).Order("issued_at desc, id desc").Find(&cs).Error; err != nil {
		return nil, err
	}
	out := make([]MyCertificate, len(ps))
	for i, p := range ps {
		b, err := r.anyBook(p.SectionID)
		if err != nil {
			return nil, err
		}
		out[i] = MyCertificate{Participation: p, Section: b.section, Programme: b.programme}
		if err := r.Where("id = ?", b.programme.OrgID).Take(&out[i].Org).Error; err != nil {
			return nil, err
		}
		for _, c := range cs {
			if c.ParticipationID == p.ID {
				out[i].Certificates = append(out[i].Certificates, c)
			}
		}
	}
	return out, nil
}

// certified are a section's confirmed people, in the order of arrival.
func (r reader) certified(b *book) ([]Certified, error) {
	all, err := r.people(b.section.ID)
	if err != nil {
		return nil, err
	}
	var cs []Certificate
	err = r.Where("participation_id in (select id from participations where section_id = ?)", b.section.ID).Order("issued_at desc, id desc").Find(&cs).Error
	if err != nil {
		return nil, err
	}
	var out []Certified
	for _, x := range all {
		if x.Confirmed == nil {
			continue
		}
		row := Certified{Participation: *x.Confirmed, Name: x.Name, Fits: KindsFor(b.programme.Kind, x.Confirmed)}
		for _, c := range cs {
			if c.ParticipationID == x.Confirmed.ID {
				row.Certificates = append(row.Certificates, c)
			}
		}
		out = append(out, row)
	}
	return out, nil
}

func (s store) addSignatory(row *Signatory) error { return s.Create(row).Error }

func (s store) addCertificate(row *Certificate) error { return s.Create(row).Error }
