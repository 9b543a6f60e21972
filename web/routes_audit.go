package web

import (
	"net/http"

	"ieum/web/auditdesk"
	"ieum/web/paths"
)

// auditRoutes are the routes of this audience.
func (s *Server) auditRoutes() []Route {
	p := auditdesk.Pages{Audits: s.Audits}
	return []Route{
		{Method: http.MethodGet, Path: paths.Audit, Access: Audit, Handler: p.Home},
		{Method: http.MethodGet, Path: paths.AuditCase, Access: Audit, Handler: p.Case},
		{Method: http.MethodGet, Path: paths.AuditSample, Access: Audit, Handler: p.Sample},
		{Method: http.MethodGet, Path: paths.AuditLine, Access: Audit, Handler: p.Line},
		{Method: http.MethodPost, Path: paths.AuditLine, Access: Audit, Handler: p.FindLine},
		{Method: http.MethodGet, Path: paths.AuditChanges, Access: Audit, Handler: p.Changes},
		{Method: http.MethodGet, Path: paths.AuditApprovals, Access: Audit, Handler: p.Approvals},
		{Method: http.MethodGet, Path: paths.AuditUses, Access: Audit, Handler: p.Uses},
		{Method: http.MethodGet, Path: paths.AuditUnmask, Access: Audit, Handler: p.UnmaskForm},
		{Method: http.MethodPost, Path: paths.AuditUnmask, Access: Audit, Handler: p.Unmask},
		{Method: http.MethodPost, Path: paths.AuditFile, Access: Audit, Handler: p.File},
	}
}
