package attendance

import (
	"context"
	"slices"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Paper is a certificate with all that stands on it.
type Paper struct {
	Certificate
	Name      string // "" once the person has been erased
	BirthOn   clock.Date
	Masked    bool // Name is hidden in part, and the day of birth left out
	Renamed   bool // the person has another name now: it is not drawn, and Name is ""
	Entry     Worded
	Section   catalog.Section
	Programme catalog.Programme
	Org       people.Organisation
	Signatory Signatory
	Days      int // on which the person was there; 0 where nobody took attendance
}

// Erased reports whether its person has gone: it was issued, and names nobody any more.
func (p *Paper) Erased() bool { return p.Holder == "" && p.Name == "" }

// MyCertificate is what somebody, the reader or a child of theirs, has been
// confirmed of, with their certificates and those they can take.
type MyCertificate struct {
	Participation Participation
	Name          string
	Child         bool // of the reader's
	Section       catalog.Section
	Programme     catalog.Programme
	Org           people.Organisation
	Certificates  []Certificate // the newest first, revoked ones too
	Ask           []CertificateKind
}

// MyCertificates are the confirmed participations of the reader and of their
// children, the newest first.
func (s *Service) MyCertificates(ctx context.Context, who policy.Actor) ([]MyCertificate, error) {
	persons := policy.Visible(who).Persons()
	if len(persons) == 0 {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	out, err := reader{s.db.Read(ctx)}.mine(s.seal, persons)
	for i := range out {
		m := &out[i]
		m.Child = m.Participation.PersonID != who.Person
		live := map[CertificateKind]bool{}
		for _, c := range m.Certificates {
			live[c.Kind] = live[c.Kind] || c.Valid() && !c.Renamed
		}
		for _, k := range KindsFor(m.Programme.Kind, &m.Participation) {
			if k.SelfService() && !live[k] && m.Name != "" {
				m.Ask = append(m.Ask, k)
			}
		}
	}
	return out, err
}

// MyCertificate is one certificate of the reader's own or of a child of theirs;
// anybody else's is not there.
func (s *Service) MyCertificate(ctx context.Context, who policy.Actor, certificate id.ID) (Paper, error) {
	persons := policy.Visible(who).Persons()
	if len(persons) == 0 {
		return Paper{}, errNotThere
	}
	return reader{s.db.Read(ctx)}.paper(s.seal, "c.id = ? and c.person_id in ?", certificate, persons)
}

// DeskCertificate is a certificate that the reader's organisation has issued, to
// hand out or to send. The look is logged.
func (s *Service) DeskCertificate(ctx context.Context, who policy.Actor, certificate id.ID) (Paper, error) {
	p, err := reader{s.db.Read(ctx)}.paper(s.seal, "c.id = ? and c.org_id in ?", certificate, orNone(policy.Visible(who).Runs))
	if err != nil {
		return Paper{}, err
	}
	return p, s.looked(ctx, who, audit.TaskCertificate, p.Section.ID, []Person{{PersonID: p.PersonID}})
}

// Verify is a certificate by its serial, for anybody who holds the paper. Its
// name is hidden in part, except from its own person and their guardian.
func (s *Service) Verify(ctx context.Context, who policy.Actor, serial string) (Paper, error) {
	clean := CleanSerial(serial)
	if clean == "" {
		return Paper{}, errNotThere
	}
	p, err := reader{s.db.Read(ctx)}.paper(s.seal, "c.serial = ?", clean)
	if err != nil {
		return Paper{}, err
	}
	if !slices.Contains(policy.Visible(who).Persons(), p.PersonID) {
		p.Name, p.BirthOn, p.Masked = people.MaskName(p.Name), "", true
	}
	return p, nil
}

// SectionCertificates is a section's confirmed people with their certificates.
type SectionCertificates struct {
	About
	Signatory *Signatory
	People    []Certified
}

// Certified is one confirmed person.
type Certified struct {
	Participation Participation
	Name          string
	Released      bool          // gave the place back after being confirmed
	Certificates  []Certificate // the newest first
	Fits          []CertificateKind
}

// Missing are how many would get a certificate of a kind now.
func (l *SectionCertificates) Missing(k CertificateKind) (n int) {
	for _, p := range l.People {
		if p.Lacks(k) {
			n++
		}
	}
	return n
}

// Lacks reports whether the kind fits and there is no valid one in the name that
// the person has now.
func (c *Certified) Lacks(k CertificateKind) bool {
	for _, have := range c.Certificates {
		if have.Kind == k && have.Valid() && !have.Renamed {
			return false
		}
	}
	return c.Name != "" && known(k, c.Fits)
}

// Certificates lists a section's confirmed people with their certificates, and
// logs whose names it shows.
func (s *Service) Certificates(ctx context.Context, who policy.Actor, section id.ID) (SectionCertificates, error) {
	r := reader{s.db.Read(ctx)}
	b, err := r.book(who, section)
	if err != nil {
		return SectionCertificates{}, err
	}
	if !policy.May(who, policy.Certify, b.whole()) {
		return SectionCertificates{}, errNotThere
	}
	name, err := r.orgName(b.programme.OrgID)
	if err != nil {
		return SectionCertificates{}, err
	}
	out := SectionCertificates{About: s.about(b, who, name)}
	if out.Signatory, err = r.signatory(b.programme.OrgID); err != nil {
		return out, err
	}
	if out.People, err = r.certified(s.seal, b); err != nil {
		return out, err
	}
	seen := make([]Person, len(out.People))
	for i, p := range out.People {
		seen[i].PersonID = p.Participation.PersonID
	}
	return out, s.looked(ctx, who, audit.TaskCertificate, section, seen)
}
