package office

import (
	"context"

	"github.com/a-h/templ"

	"ieum/internal/attendance"
	"ieum/internal/attendance/paper"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/templates/layout"
	"ieum/templates/ui"
	"ieum/web/paths"
)

// CertificatesPage is a section's confirmed people with their certificates.
type CertificatesPage struct {
	attendance.SectionCertificates
	Problems fault.Problems
}

// Draw implements FieldPage.
func (p CertificatesPage) Draw() templ.Component { return certificates(p) }

// missing reports whether anybody could get a certificate of any kind.
func (p CertificatesPage) missing() bool {
	for _, k := range attendance.CertificateKinds {
		if p.Missing(k) > 0 {
			return true
		}
	}
	return false
}

// CertificatePage is one certificate that the reader's organisation has issued.
type CertificatePage struct {
	attendance.Paper
	Words    paper.Words
	Code     paper.Code
	Reason   string // of a revocation that came back
	Problems fault.Problems
}

// Draw implements FieldPage.
func (p CertificatePage) Draw() templ.Component { return officeCertificate(p) }

func (p CertificatePage) valid(ctx context.Context) string {
	if p.Valid() {
		return i18n.T(ctx, "certificate.valid")
	}
	return i18n.T(ctx, "certificate.revoked")
}

func (p CertificatePage) tone() ui.Tone {
	if p.Valid() {
		return ui.Success
	}
	return ui.Danger
}

// other is the PDF in the language that the reader is not reading.
func (p CertificatePage) other(ctx context.Context) string {
	l := i18n.EN
	if i18n.Of(ctx) == i18n.EN {
		l = i18n.KO
	}
	return paths.ToOfficeCertificate(i18n.With(ctx, l), p.ID, "pdf")
}

func crumbCertificates(ctx context.Context, p *CertificatePage) []layout.Crumb {
	a := attendance.About{Section: p.Section, Programme: p.Programme}
	return []layout.Crumb{crumbMarks(ctx, &a), {Label: i18n.T(ctx, "certificate.desk"), Href: paths.ToOfficeSection(ctx, p.Section.ID, "certificates")}}
}

// SignatoryPage is who signs for the reader's organisations.
type SignatoryPage struct {
	Bodies   []attendance.Body
	Sent     *attendance.SetSignatory // what came back; nil before anything was sent
	Problems fault.Problems
}

// Draw implements FieldPage.
func (p SignatoryPage) Draw() templ.Component { return signatory(p) }

type signatoryField struct {
	name, value string
	required    bool
}

func (p SignatoryPage) fields(b *attendance.Body) []signatoryField {
	var s attendance.SetSignatory
	switch {
	case p.sent(b):
		s = *p.Sent
	case b.Signatory != nil:
		s = attendance.SetSignatory{TitleKO: b.Signatory.TitleKO, NameKO: b.Signatory.NameKO, TitleEN: b.Signatory.TitleEN, NameEN: b.Signatory.NameEN}
	}
	return []signatoryField{{"title_ko", s.TitleKO, true}, {"name_ko", s.NameKO, true}, {"title_en", s.TitleEN, false}, {"name_en", s.NameEN, false}}
}

func (p SignatoryPage) sent(b *attendance.Body) bool { return p.Sent != nil && p.Sent.Org == b.Org.ID }

func (p SignatoryPage) problems(b *attendance.Body) fault.Problems {
	if p.sent(b) {
		return p.Problems
	}
	return nil
}

// id keeps the fields of several organisations on one page apart.
func (p SignatoryPage) id(b *attendance.Body, name string) string { return name + "-" + b.Org.Slug }

func (p SignatoryPage) refs(ctx context.Context) []ui.Ref {
	var out []ui.Ref
	for i := range p.Bodies {
		if !p.sent(&p.Bodies[i]) {
			continue
		}
		for _, f := range p.fields(&p.Bodies[i]) {
			out = append(out, ui.Ref{Name: f.name, Label: i18n.T(ctx, "certificate.field_"+f.name), ID: p.id(&p.Bodies[i], f.name)})
		}
	}
	return out
}
