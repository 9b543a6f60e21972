package attendance

import (
	"context"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Issue issues certificates of one kind to people of one section: to those
// named, or to everybody whom the kind fits.
type Issue struct {
	Section        id.ID
	Kind           CertificateKind
	Participations []id.ID // none: everybody whom it fits
}

// Issue returns how many certificates were issued. Whoever holds a valid one of
// the kind keeps it and gets no second.
func (s *Service) Issue(ctx context.Context, who policy.Actor, cmd Issue) (n int, err error) {
	if !known(cmd.Kind, CertificateKinds) {
		return 0, fault.Problems{"kind": fault.Say("certificate.problem.kind")}.Err()
	}
	return n, s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		b, err := st.openBook(who, cmd.Section)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.Certify, b.whole(), "kind", cmd.Kind, "people", len(cmd.Participations)); err != nil {
			return err
		}
		rows, err := st.toCertify(cmd)
		if err != nil {
			return err
		}
		n, err = s.issue(st, b, cmd.Kind, rows)
		if err == nil && n == 0 {
			return fault.New(fault.Conflict, "certificate.problem.nobody")
		}
		return err
	})
}

// toCertify are the participations that a command names; one of another section is not there.
func (s store) toCertify(cmd Issue) ([]Participation, error) {
	all, err := s.confirmedIn(cmd.Section)
	if err != nil {
		return nil, err
	}
	var out []Participation
	for _, p := range all {
		if len(cmd.Participations) == 0 || slices.Contains(cmd.Participations, p.ID) {
			out = append(out, p)
		}
	}
	if len(cmd.Participations) > len(out) {
		return nil, errNotThere
	}
	slices.SortFunc(out, func(a, b Participation) int { return slices.Compare(a.ID[:], b.ID[:]) })
	return out, nil
}

// issue writes certificates for those whom the kind fits and who have no valid
// one in the name they have now; one in another name is revoked as issued anew.
func (s *Service) issue(st store, b *book, kind CertificateKind, to []Participation) (int, error) {
	signatory, err := reader{st.DB}.signatory(b.programme.OrgID)
	if err != nil {
		return 0, err
	}
	if signatory == nil {
		return 0, fault.New(fault.Conflict, "certificate.problem.no_signatory")
	}
	holders, err := reader{st.DB}.holdersIn(b.section.ID)
	if err != nil {
		return 0, err
	}
	live, err := st.liveOf(b.section.ID, kind)
	if err != nil {
		return 0, err
	}
	rows, past := []Certificate(nil), []id.ID(nil)
	for i := range to {
		p := &to[i]
		h, old := holders[p.PersonID], live[p.ID]
		if h.Name == "" || !slices.Contains(KindsFor(b.programme.Kind, p), kind) {
			continue
		}
		if !old.ID.IsZero() {
			if fits, _ := s.seal.fits(&old, h.Name, h.BirthOn); fits {
				continue
			}
			past = append(past, old.ID)
		}
		of := id.New()
		rows = append(rows, Certificate{
			ID: of, Kind: kind, ParticipationID: p.ID, EntryVersion: p.Version, PersonID: p.PersonID, Holder: s.seal.Of(of, h.Name, h.BirthOn),
			OrgID: b.programme.OrgID, SignatoryID: signatory.ID, IssuedBy: st.Who.Account, IssuedAt: st.Now,
		})
	}
	if len(rows) == 0 {
		return 0, nil
	}
	if err := st.number(b.programme.OrgID, rows); err != nil {
		return 0, err
	}
	for part := range slices.Chunk(past, 200) {
		if err := st.revoke("id in ?", part, Reissued); err != nil {
			return 0, err
		}
	}
	return len(rows), st.addCertificates(rows)
}

// number gives new certificates their serials, from one range of the organisation's series.
func (s store) number(org id.ID, rows []Certificate) error {
	code, err := s.code(org)
	if err != nil {
		return err
	}
	year := s.Now.Local().Year()
	first, err := catalog.RangeInSeries(s.Tx, certificateSeries(year, code), len(rows))
	for i := range rows {
		rows[i].Serial = NewSerial(year, code, first+i)
	}
	return err
}

// AskCertificate is somebody taking a certificate of their own, or of their child's.
type AskCertificate struct {
	Participation id.ID
	Kind          CertificateKind
}

// AskCertificate issues the certificate at once: what it says has been
// confirmed. Asking twice is asking once. It returns the valid certificate.
func (s *Service) AskCertificate(ctx context.Context, who policy.Actor, cmd AskCertificate) (of id.ID, err error) {
	return of, s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		p, b, err := st.ownParticipation(who, cmd.Participation)
		if err != nil {
			return err
		}
		thing := policy.PersonThing{Person: p.PersonID, Name: "participation/" + p.ID.String() + "/person"}
		if _, err := tx.Allow(policy.AskCertificate, thing, "kind", cmd.Kind); err != nil {
			return err
		}
		if !cmd.Kind.SelfService() || !slices.Contains(KindsFor(b.programme.Kind, p), cmd.Kind) {
			return fault.New(fault.Conflict, "certificate.problem.does_not_fit")
		}
		if _, err := s.issue(st, b, cmd.Kind, []Participation{*p}); err != nil {
			return err
		}
		of, err = st.liveCertificate(p.ID, cmd.Kind)
		return err
	})
}

// Revoke takes the worth from a certificate.
type Revoke struct {
	Certificate id.ID
	Reason      Revoked
}

// Revoke marks a certificate of an organisation that the actor works for as
// revoked. It stays, so that whoever checks it reads when and why. It returns
// the section.
func (s *Service) Revoke(ctx context.Context, who policy.Actor, cmd Revoke) (section id.ID, err error) {
	if !known(cmd.Reason, RevokeReasons) {
		return id.None, fault.Problems{"reason": fault.Say("certificate.problem.reason")}.Err()
	}
	return section, s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		c, b, err := st.certificate(who, cmd.Certificate)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.RevokeCertify, b.whole(), "certificate", c.ID.String(), "reason", cmd.Reason); err != nil {
			return err
		}
		section = b.section.ID
		if !c.Valid() {
			return fault.New(fault.Conflict, "certificate.problem.revoked_already")
		}
		return st.revoke("id = ?", c.ID, cmd.Reason)
	})
}
