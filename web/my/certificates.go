package my

import (
	"errors"

	"ieum/internal/attendance"
	"ieum/internal/attendance/paper"
	"ieum/internal/fault"
	"ieum/internal/id"
	view "ieum/templates/my"
	"ieum/templates/ui"
	"ieum/web/paths"
	"ieum/web/req"
)

// Certificates are the handlers of the reader's own certificates.
type Certificates struct {
	Attendance *attendance.Service
	Base       string // the portal's address, for the code on the paper
}

// List shows what the reader has been confirmed of, and their certificates.
func (h Certificates) List(r *req.Request) error {
	ms, err := h.Attendance.MyCertificates(r.Request().Context(), r.Who)
	if err != nil {
		return err
	}
	return r.OK(view.Certificates(ms))
}

// Take issues a certificate to its own person, at once.
func (h Certificates) Take(r *req.Request) error {
	var f struct {
		Participation string `form:"participation"`
		Kind          string `form:"kind"`
	}
	if err := r.Form(&f); err != nil {
		return err
	}
	of, err := id.Parse(f.Participation)
	if err != nil {
		return fault.New(fault.NotFound, "error.not_found")
	}
	got, err := h.Attendance.AskCertificate(r.Request().Context(), r.Who, attendance.AskCertificate{Participation: of, Kind: attendance.CertificateKind(f.Kind)})
	if e, ok := errors.AsType[*fault.Error](err); ok && e.Kind == fault.Conflict {
		if err := r.Flash(ui.Warning, e.Key, e.Args...); err != nil {
			return err
		}
		return r.Go(paths.MyCertificates)
	}
	if err != nil {
		return err
	}
	return r.Done(paths.MyCertificates+"/"+got.String(), "certificate.done_taken")
}

// Show is one certificate as a page.
func (h Certificates) Show(r *req.Request) error {
	p, err := h.paper(r)
	if err != nil {
		return err
	}
	w := paper.Of(r.Lang(), &p, h.Base)
	code, err := paper.CodeOf(w.URL)
	if err != nil {
		return err
	}
	return r.OK(view.Certificate(p, w, code))
}

// PDF is one certificate to keep.
func (h Certificates) PDF(r *req.Request) error {
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

func (h Certificates) paper(r *req.Request) (attendance.Paper, error) {
	of, err := r.ID("id")
	if err != nil {
		return attendance.Paper{}, err
	}
	return h.Attendance.MyCertificate(r.Request().Context(), r.Who, of)
}
