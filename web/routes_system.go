package web

import (
	"net/http"

	"ieum/web/paths"
	"ieum/web/system"
)

// systemRoutes are the routes of the administrator.
func (s *Server) systemRoutes() []Route {
	p := system.Pages{Access: s.AccessLog, Catalog: s.Catalog, Outbox: s.Outbox, Sender: s.Sender, BaseURL: s.cfg.BaseURL, Demo: s.cfg.Demo}
	audits := system.Audits{Cases: s.Audits, Chain: s.Chain, Directory: s.Organisation, Now: s.db.Now}
	return []Route{
		{Method: http.MethodGet, Path: paths.SystemAudits, Access: Platform, Handler: audits.List},
		{Method: http.MethodPost, Path: paths.SystemAudits, Access: Platform, Handler: audits.Open},
		{Method: http.MethodGet, Path: paths.SystemAudit, Access: Platform, Handler: audits.Show},
		{Method: http.MethodPost, Path: paths.SystemAuditClose, Access: Platform, Handler: audits.Close},
		{Method: http.MethodGet, Path: paths.SystemAuditCheck, Access: Platform, Handler: audits.Checks},
		{Method: http.MethodPost, Path: paths.SystemAuditCheck, Access: Platform, Handler: audits.Check},
		{Method: http.MethodGet, Path: paths.System, Access: Platform, Handler: p.Home},
		{Method: http.MethodGet, Path: paths.Outbox, Access: Platform, Handler: p.Messages},
		{Method: http.MethodGet, Path: paths.OutboxMessage, Access: Platform, Handler: p.Message},
		{Method: http.MethodPost, Path: paths.SMSReports, Access: Anyone, Handler: p.SMSReport, Bare: true, MaxBody: 4 << 10},
		{Method: http.MethodGet, Path: paths.SystemAccessLog, Access: Platform, Handler: p.AccessLog},
	}
}
