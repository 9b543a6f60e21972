package world

import (
	"crypto/sha256"
	"fmt"

	"ieum/internal/attendance"
	"ieum/internal/id"
)

// Certificates that tests and links rely on, of student.pknu@demo.example.
var (
	CourseCertificate     = certificateID(EndedRun, StudentPKNU.Person)     // 수료증 of 남구
	VolunteersCertificate = certificateID(ConfirmedRun, StudentPKNU.Person) // 봉사활동 확인서 of 부산광역시
)

func certificateID(section, person id.ID) id.ID {
	return id.Named("certificate/" + section.String() + "/" + person.String())
}

// addCertificates says who signs, with names that are nobody's, and issues some.
func (b *builder) addCertificates() {
	for _, x := range []struct {
		org id.ID
		ko  string
		en  string
	}{
		{BusanCity, "부산광역시장", "Mayor of Busan"},
		{Namgu, "남구청장", "Mayor of Nam-gu"},
		{Yeonje, "연제구청장", "Mayor of Yeonje-gu"},
		{Paju, "파주시장", "Mayor of Paju"},
		{PajuEdu, "파주교육지원청 교육장", "Superintendent of the Paju Office of Education"},
		{Lifelong, "원장", "President"},
	} {
		b.signatories = append(b.signatories, attendance.Signatory{
			ID: signatoryID(x.org), OrgID: x.org, TitleKO: x.ko, NameKO: "한마음(예시)", TitleEN: x.en, NameEN: "Han Maeum (sample)", SetBy: officerOf[x.org], SetAt: registered,
		})
	}
	b.certify(EndedRun, StudentPKNU, attendance.CompletionCertificate)
	b.certify(ConfirmedRun, StudentPKNU, attendance.VolunteeringCertificate)
	b.certify(ConfirmedRun, StudentPNU, attendance.VolunteeringCertificate)
}

func signatoryID(org id.ID) id.ID { return id.Named("signatory/" + org.String()) }

// certify issues a certificate to somebody who has been confirmed. Its serial is
// the same each time the world is made.
func (b *builder) certify(section id.ID, p Persona, kind attendance.CertificateKind) {
	for _, c := range b.participations {
		if c.SectionID != section || c.PersonID != p.Person {
			continue
		}
		var org id.ID
		for i := range b.programmes {
			if b.programmes[i].ID == b.sections[b.at[section]].ProgrammeID {
				org = b.programmes[i].OrgID
			}
		}
		h, of := b.resident(p), certificateID(section, p.Person)
		at := min(c.ConfirmedAt.Add(hours(3)), b.now)
		code, year := *b.organisation(org).Code, at.Local().Year()
		b.certificates = append(b.certificates, attendance.Certificate{
			ID: of, Holder: attendance.NewSeal(b.opts.Secret).Of(of, h.Name, h.BirthOn), Serial: fmt.Sprintf("%d-%s-C%05d-%s", year, code, b.nextOf(fmt.Sprintf("certificate/%d-%s", year, code)), secretOf(c.ID)),
			Kind: kind, ParticipationID: c.ID, EntryVersion: c.Version, PersonID: p.Person, OrgID: org, SignatoryID: signatoryID(org), IssuedBy: p.Account, IssuedAt: at,
		})
		return
	}
	b.fail("%s is not confirmed in %s", p.Email, section)
}

// secretOf is the part of a serial that nobody can guess; in the sample world, anybody who reads this can.
func secretOf(of id.ID) string {
	const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	sum := sha256.Sum256(of[:])
	out := make([]byte, 0, 14)
	for i := range 12 {
		if i > 0 && i%4 == 0 {
			out = append(out, '-')
		}
		out = append(out, letters[sum[i]%32])
	}
	return string(out)
}
