package paths

import (
	"context"
	"net/url"

	"ieum/internal/id"
)

// Patterns of the auditor's desk, and of the administrator's part in it.
const (
	Audit            = "/audit"
	AuditCase        = "/audit/:id"
	AuditSample      = "/audit/:id/sample"
	AuditLine        = "/audit/:id/line"
	AuditChanges     = "/audit/:id/changes"
	AuditApprovals   = "/audit/:id/approvals"
	AuditUses        = "/audit/:id/uses"
	AuditUnmask      = "/audit/:id/people/:person"
	AuditFile        = "/audit/:id/file"
	SystemAudits     = "/system/audits"
	SystemAudit      = "/system/audits/:id"
	SystemAuditClose = "/system/audits/:id/closing"
	SystemAuditCheck = "/system/audit-check"
)

// ToAudit is the auditor's first page.
func ToAudit(ctx context.Context) string { return In(ctx, Audit) }

// ToAuditPage is a page of an audit: "", sample, line, changes, approvals, uses, file.
func ToAuditPage(ctx context.Context, audit id.ID, page string, query url.Values) string {
	p := "/audit/" + audit.String()
	if page != "" {
		p += "/" + page
	}
	return with(In(ctx, p), query)
}

// ToAuditUnmask is where an auditor gives a reason to see who somebody is.
func ToAuditUnmask(ctx context.Context, audit, person id.ID) string {
	return In(ctx, "/audit/"+audit.String()+"/people/"+person.String())
}

// ToSystemAudits is every audit, and where one is opened.
func ToSystemAudits(ctx context.Context) string { return In(ctx, SystemAudits) }

// ToSystemAudit is one audit with its log of unmaskings.
func ToSystemAudit(ctx context.Context, audit id.ID) string {
	return In(ctx, "/system/audits/"+audit.String())
}

// ToSystemAuditClose closes an audit.
func ToSystemAuditClose(ctx context.Context, audit id.ID) string {
	return ToSystemAudit(ctx, audit) + "/closing"
}

// ToSystemAuditCheck is the check of the audit chain.
func ToSystemAuditCheck(ctx context.Context) string { return In(ctx, SystemAuditCheck) }
