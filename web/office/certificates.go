package office

import (
	"net/http"

	"ieum/internal/attendance"
	"ieum/internal/attendance/paper"
	"ieum/internal/fault"
	"ieum/internal/id"
	view "ieum/templates/office"
	"ieum/web/paths"
	"ieum/web/req"
)

// Certificates are a section's confirmed people with their certificates.
func (h Field) Certificates(r *req.Request) error {
	return h.certificates(r, http.StatusOK, nil)
}

func (h Field) certificates(r *req.Request, status int, problems fault.Problems) error {
	of, err := r.ID("id")
	if err != nil {
		return err
	}
	l, err := h.Attendance.Certificates(r.Request().Context(), r.Who, of)
	if err != nil {
		return err
	}
	return h.present(r, status, view.CertificatesPage{SectionCertificates: l, Problems: problems})
}

// Issue issues certificates of a kind to one person, or to all whom it fits.
func (h Field) Issue(r *req.Request) error {
	var f struct {
		Kind          string `form:"kind"`
		Participation string `form:"participation"`
	}
	of, err := h.posted(r, &f)
	if err != nil {
		return err
	}
	cmd := attendance.Issue{Section: of, Kind: attendance.CertificateKind(f.Kind)}
	if f.Participation != "" {
		one, err := id.Parse(f.Participation)
		if err != nil {
			return fault.New(fault.NotFound, "error.not_found")
		}
		cmd.Participations = []id.ID{one}
	}
	n, err := h.Attendance.Issue(r.Request().Context(), r.Who, cmd)
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.certificates(r, status, problems)
	}
	return r.Done(sectionsPath+of.String()+"/certificates", "certificate.done_issued", "n", n)
}

// Certificate is one certificate that the organisation has issued.
func (h Field) Certificate(r *req.Request) error {
	return h.certificate(r, http.StatusOK, "", nil)
}

func (h Field) certificate(r *req.Request, status int, reason string, problems fault.Problems) error {
	p, err := h.paper(r)
	if err != nil {
		return err
	}
	w := paper.Of(r.Lang(), &p, h.Base)
	code, err := paper.CodeOf(w.URL)
	if err != nil {
		return err
	}
	return h.present(r, status, view.CertificatePage{Paper: p, Words: w, Code: code, Reason: reason, Problems: problems})
}

// CertificatePDF is one certificate to hand out.
func (h Field) CertificatePDF(r *req.Request) error {
	p, err := h.paper(r)
	if err != nil {
		return err
	}
	raw, err := paper.File(r.Lang(), &p, h.Base)
	if err != nil {
		return err
	}
	return r.PDF(p.Serial, raw)
}

func (h Field) paper(r *req.Request) (attendance.Paper, error) {
	of, err := r.ID("id")
	if err != nil {
		return attendance.Paper{}, err
	}
	return h.Attendance.DeskCertificate(r.Request().Context(), r.Who, of)
}

// Revoke takes the worth from a certificate.
func (h Field) Revoke(r *req.Request) error {
	var f struct {
		Reason string `form:"reason"`
	}
	of, err := h.posted(r, &f)
	if err != nil {
		return err
	}
	section, err := h.Attendance.Revoke(r.Request().Context(), r.Who, attendance.Revoke{Certificate: of, Reason: attendance.Revoked(f.Reason)})
	if err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.certificate(r, status, f.Reason, problems)
	}
	return r.Done(sectionsPath+section.String()+"/certificates", "certificate.done_revoked")
}

// Signatory shows who signs for the reader's organisations.
func (h Field) Signatory(r *req.Request) error {
	return h.signatory(r, http.StatusOK, nil, nil)
}

func (h Field) signatory(r *req.Request, status int, sent *attendance.SetSignatory, problems fault.Problems) error {
	bodies, err := h.Attendance.Signatories(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return h.present(r, status, view.SignatoryPage{Bodies: bodies, Sent: sent, Problems: problems})
}

// SetSignatory stores who signs for one organisation.
func (h Field) SetSignatory(r *req.Request) error {
	var f struct {
		Organisation string `form:"organisation"`
		TitleKO      string `form:"title_ko"`
		NameKO       string `form:"name_ko"`
		TitleEN      string `form:"title_en"`
		NameEN       string `form:"name_en"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	org, err := id.Parse(f.Organisation)
	if err != nil {
		return fault.New(fault.NotFound, "error.not_found")
	}
	cmd := attendance.SetSignatory{Org: org, TitleKO: f.TitleKO, NameKO: f.NameKO, TitleEN: f.TitleEN, NameEN: f.NameEN}
	if err := h.Attendance.SetSignatory(r.Request().Context(), r.Who, cmd); err != nil {
		problems, status, err := again(err)
		if err != nil {
			return err
		}
		return h.signatory(r, status, &cmd, problems)
	}
	return r.Done(paths.OfficeSignatory, "certificate.done_signatory")
}
