package public

import (
	"net/http"

	"ieum/internal/attendance"
	"ieum/internal/fault"
	"ieum/internal/people"
	view "ieum/templates/public"
	"ieum/web/paths"
	"ieum/web/req"
)

// Checks answers whoever holds a certificate on paper and wants to know whether
// it is one.
type Checks struct {
	Attendance *attendance.Service
	Lookups    *people.Lookups
}

// Form takes a number as it stands on paper, and leads to its certificate.
func (h Checks) Form(r *req.Request) error {
	typed := r.QueryParam("serial")
	if typed == "" {
		return r.OK(view.CheckCertificate("", nil))
	}
	clean := attendance.CleanSerial(typed)
	if clean == "" {
		return h.unknown(r, http.StatusUnprocessableEntity, typed)
	}
	return r.Go(paths.CheckCertificate + "/" + clean)
}

// Show says whether a certificate is valid. Numbers that do not exist are
// counted by network, and too many are refused for a while.
func (h Checks) Show(r *req.Request) error {
	ctx, serial := r.Request().Context(), r.Param("serial")
	r.Response().Header().Set("X-Robots-Tag", "noindex")
	r.Response().Header().Set("Cache-Control", "no-store")
	if err := h.Lookups.Check(ctx, r.Who); err != nil {
		return err
	}
	p, err := h.Attendance.Verify(ctx, r.Who, serial)
	if err == nil {
		return r.OK(view.Certificate(p))
	}
	if fault.Of(err) != fault.NotFound {
		return err
	}
	if err := h.Lookups.Missed(ctx, r.Who); err != nil {
		return err
	}
	return h.unknown(r, http.StatusNotFound, serial)
}

// unknown is the form again, with a number that no certificate has.
func (h Checks) unknown(r *req.Request, status int, typed string) error {
	if len(typed) > 80 {
		typed = ""
	}
	return r.Page(status, view.CheckCertificate(typed, fault.Problems{"serial": fault.Say("certificate.check_unknown")}))
}
