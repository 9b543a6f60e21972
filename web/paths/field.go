package paths

import (
	"context"
	"net/url"

	"ieum/internal/id"
)

// Patterns of attendance and of confirming who took part.
const (
	OfficeTeaching     = "/office/teaching"
	OfficeMarks        = "/office/sections/:id/attendance"
	OfficeThreshold    = "/office/sections/:id/attendance/threshold"
	OfficeTeacher      = "/office/sections/:id/attendance/teacher"
	OfficeMarkSheet    = "/office/sections/:id/sessions/:session/attendance"
	OfficeConfirmation = "/office/sections/:id/confirmation"
	OfficeCorrection   = "/office/participations/:id/correction"
	OfficeCertificates = "/office/sections/:id/certificates"
	OfficeCertificate  = "/office/certificates/:id"
	OfficeCertPDF      = "/office/certificates/:id/pdf"
	OfficeRevocation   = "/office/certificates/:id/revocation"
	OfficeSignatory    = "/office/signatory"
	MyCertificates     = "/my/certificates"
	MyCertificate      = "/my/certificates/:id"
	MyCertPDF          = "/my/certificates/:id/pdf"
	CheckCertificate   = "/certificates"
	Certificate        = "/certificates/:serial"
)

// ToTeaching is the desk of whoever takes attendance.
func ToTeaching(ctx context.Context) string { return In(ctx, OfficeTeaching) }

// ToCorrection corrects what was confirmed of one person.
func ToCorrection(ctx context.Context, participation id.ID) string {
	return In(ctx, under("/office/participations", participation, "correction"))
}

// ToOfficeCertificate is a certificate that the reader's organisation has issued, or one of its pages.
func ToOfficeCertificate(ctx context.Context, certificate id.ID, page string) string {
	return In(ctx, under("/office/certificates", certificate, page))
}

// ToSignatory is where an organisation says who signs its certificates.
func ToSignatory(ctx context.Context) string { return In(ctx, OfficeSignatory) }

// ToMyCertificates is the reader's certificates.
func ToMyCertificates(ctx context.Context) string { return In(ctx, MyCertificates) }

// ToMyCertificate is one of them, or its PDF.
func ToMyCertificate(ctx context.Context, certificate id.ID, page string) string {
	return In(ctx, under(MyCertificates, certificate, page))
}

// ToCertificate is where anybody checks a certificate by its serial.
func ToCertificate(ctx context.Context, serial string) string {
	return In(ctx, CheckCertificate+"/"+url.PathEscape(serial))
}

// ToCheckCertificate is where a serial is typed from paper.
func ToCheckCertificate(ctx context.Context) string { return In(ctx, CheckCertificate) }
