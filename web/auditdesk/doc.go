// Package auditdesk answers for the auditor's pages.
package auditdesk
