package web

import (
	"net/http"

	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/web/office"
	"ieum/web/paths"
)

// uploadBody is a file of the national set with the form around it.
const uploadBody = exchange.MaxUpload + 64<<10

// dataRoutes are the national course set: its files for everybody, its import for the office.
func (s *Server) dataRoutes() []Route {
	h := office.Imports{Exchange: s.Exchange, Orgs: s.Organisation}
	return []Route{
		{Method: http.MethodGet, Path: paths.StandardCSV, Access: Anyone, Handler: h.Data(standard.CSV, "text/csv; charset=utf-8")},
		{Method: http.MethodGet, Path: paths.StandardJSON, Access: Anyone, Handler: h.Data(standard.JSON, "application/json; charset=utf-8")},
		{Method: http.MethodGet, Path: paths.StandardXML, Access: Anyone, Handler: h.Data(standard.XML, "application/xml; charset=utf-8")},

		{Method: http.MethodGet, Path: paths.Imports, Access: Importers, Handler: h.List},
		{Method: http.MethodPost, Path: paths.Imports, Access: Importers, Handler: h.Upload, MaxBody: uploadBody},
		{Method: http.MethodGet, Path: paths.ImportForm, Access: Importers, Handler: h.Form},
		{Method: http.MethodGet, Path: paths.ImportFile, Access: Importers, Handler: h.Preview},
		{Method: http.MethodPost, Path: paths.ImportConfirm, Access: Importers, Handler: h.Confirm},
		{Method: http.MethodGet, Path: paths.Import, Access: Importers, Handler: h.Show},
		{Method: http.MethodGet, Path: paths.ImportRefusals, Access: Importers, Handler: h.Refusals},
		{Method: http.MethodPost, Path: paths.ImportUndo, Access: Importers, Handler: h.Undo},
		{Method: http.MethodGet, Path: paths.CourseCopies, Access: Editors, Handler: h.CopyForm},
		{Method: http.MethodPost, Path: paths.CourseCopies, Access: Editors, Handler: h.Copy},
	}
}
