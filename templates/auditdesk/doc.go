// Package auditdesk draws the auditor's pages.
package auditdesk
