package attendance

import (
	"crypto/rand"
	"fmt"
	"slices"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
)

// CertificateKind is what a certificate says.
type CertificateKind string

// The kinds of certificate.
const (
	CompletionCertificate    CertificateKind = "completion"    // 수료증: of a course
	ActivityCertificate      CertificateKind = "activity"      // 이수증: of an activity outside class
	ParticipationCertificate CertificateKind = "participation" // 참가확인서: was there
	VolunteeringCertificate  CertificateKind = "volunteering"  // 봉사활동 확인서: hours and days
	AppointmentCertificate   CertificateKind = "appointment"   // 위촉장
	AwardCertificate         CertificateKind = "award"         // 상장
)

// CertificateKinds are all kinds, in the order in which pages list them.
var CertificateKinds = []CertificateKind{
	CompletionCertificate, ActivityCertificate, ParticipationCertificate, VolunteeringCertificate, AppointmentCertificate, AwardCertificate,
}

// SelfService reports whether somebody may take a certificate of the kind
// without asking anybody, once they are confirmed. What honours or appoints is
// given by the organisation.
func (k CertificateKind) SelfService() bool {
	switch k {
	case CompletionCertificate, ActivityCertificate, ParticipationCertificate, VolunteeringCertificate:
		return true
	case AppointmentCertificate, AwardCertificate:
	}
	return false
}

// KindsFor are the certificates that fit what was confirmed in a kind of
// programme, the fullest first. Whoever did not complete it but was there for a
// time can still show that they took part.
func KindsFor(k catalog.Kind, p *Participation) (out []CertificateKind) {
	if p.Result != Completed {
		if p.Minutes > 0 && p.Role != Volunteer {
			return []CertificateKind{ParticipationCertificate}
		}
		return nil
	}
	if p.Award != "" {
		out = append(out, AwardCertificate)
	}
	switch p.Role {
	case Volunteer:
		out = append(out, VolunteeringCertificate)
	case Member:
		out = append(out, AppointmentCertificate)
	case Supporter:
		out = append(out, ActivityCertificate, AppointmentCertificate)
	case Participant, Winner, Speaker:
		switch k.Way() {
		case catalog.ByCourse:
			out = append(out, CompletionCertificate)
		case catalog.ByActivity:
			out = append(out, ActivityCertificate)
		case catalog.ByCompetition, catalog.ByCommittee, catalog.ByVolunteering:
		}
	}
	return append(out, ParticipationCertificate)
}

// Revoked is why a certificate is worth nothing any more; everybody who checks
// it reads it, so it is one of a list and names nobody.
type Revoked string

// The reasons.
const (
	Mistake   Revoked = "mistake"   // 기재 오류
	Corrected Revoked = "corrected" // 참여 확인이 정정됨
	Reissued  Revoked = "reissued"  // 다시 발급함
	Unfounded Revoked = "unfounded" // 사실과 다름
)

// RevokeReasons are those that an issuer chooses from.
var RevokeReasons = []Revoked{Mistake, Reissued, Unfounded}

// Certificate (증명서) says to others what was confirmed of somebody. It names
// nobody: the name is read from the person when it is shown, and shown only while
// it is the one that Holder was made of. EntryVersion is the confirmation or
// correction that it attests.
type Certificate struct {
	ID              id.ID `gorm:"primaryKey"`
	Serial          string
	Kind            CertificateKind
	ParticipationID id.ID
	EntryVersion    int
	PersonID        id.ID
	Holder          string // seal of name and day of birth at issue; "" once erased
	OrgID           id.ID
	SignatoryID     id.ID
	IssuedBy        id.ID // account: the person's own, or of whoever issued it
	IssuedAt        clock.Instant
	RevokedBy       id.ID
	RevokedAt       clock.Instant
	Reason          Revoked
	Renamed         bool `gorm:"-"` // its person has another name now; noted by whoever reads it
}

// TableName implements gorm's Tabler.
func (Certificate) TableName() string { return "certificates" }

// Valid reports whether the certificate has not been revoked.
func (c *Certificate) Valid() bool { return c.RevokedAt.IsZero() }

// Signatory is who signs for an organisation: its head, by title and name. A
// new one is a new row, so that old certificates keep theirs.
type Signatory struct {
	ID      id.ID `gorm:"primaryKey"`
	OrgID   id.ID
	TitleKO string `gorm:"column:title_ko"` // 남구청장
	NameKO  string `gorm:"column:name_ko"`
	TitleEN string `gorm:"column:title_en"`
	NameEN  string `gorm:"column:name_en"`
	SetBy   id.ID
	SetAt   clock.Instant
}

// TableName implements gorm's Tabler.
func (Signatory) TableName() string { return "signatories" }

// letters of a serial's secret: none of them is taken for another on paper.
const letters = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

// NewSerial is a certificate's number: year, organisation, running number, and
// 60 bits that nobody can guess: 2026-NAM-C00012-7K3M-PQ9X-TBWF.
func NewSerial(year int, code string, n int) string {
	var raw [12]byte
	_, _ = rand.Read(raw[:]) // never fails: crypto/rand ends the program instead
	secret := make([]byte, 0, 14)
	for i, b := range raw {
		if i > 0 && i%4 == 0 {
			secret = append(secret, '-')
		}
		secret = append(secret, letters[b%32])
	}
	return fmt.Sprintf("%d-%s-C%05d-%s", year, code, n, secret)
}

// CleanSerial is a serial as somebody typed it from paper: in any case, with or
// without spaces, O for 0 and I or L for 1 in the part where these never stand.
// What is no serial is "".
func CleanSerial(typed string) string {
	if len(typed) > 80 {
		return ""
	}
	s := strings.ToUpper(strings.Join(strings.Fields(typed), ""))
	parts := strings.Split(s, "-")
	if len(parts) < 4 {
		return ""
	}
	tail := len(parts) - 3
	for i := tail; i < len(parts); i++ {
		parts[i] = strings.NewReplacer("O", "0", "I", "1", "L", "1").Replace(parts[i])
		if len(parts[i]) != 4 || strings.Trim(parts[i], letters) != "" {
			return ""
		}
	}
	if slices.Contains(parts, "") {
		return ""
	}
	return strings.Join(parts, "-")
}
