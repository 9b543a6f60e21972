package web

import (
	"net/http"

	"ieum/web/campus"
	"ieum/web/paths"
)

// rosterBody is how large a roster may be, with the form around it.
const rosterBody = 16 << 20

// campusRoutes are the routes of university staff.
func (s *Server) campusRoutes() []Route {
	d := campus.Desk{Affiliations: s.Affiliations, Credit: s.Credit, Organisations: s.Organisation, Now: s.db.Now}
	const get, post = http.MethodGet, http.MethodPost
	return []Route{
		{Method: get, Path: paths.Campus, Access: Campus, Handler: d.Inbox},
		{Method: post, Path: paths.CampusBatch, Access: Campus, Handler: d.Batch},
		{Method: get, Path: paths.CampusRecognition, Access: Campus, Handler: d.Recognition},
		{Method: post, Path: paths.CampusDecide, Access: Campus, Handler: d.Decide},
		{Method: get, Path: paths.CampusMileage, Access: Campus, Handler: d.Mileage},
		{Method: post, Path: paths.CampusMileageFile, Access: Campus, Handler: d.ExportMileage},
		{Method: post, Path: paths.CampusReflections, Access: Campus, Handler: d.Reflect},
		{Method: get, Path: paths.CampusRules, Access: Campus, Handler: d.Rules},
		{Method: post, Path: paths.CampusRules, Access: Campus, Handler: d.NewRule},
		{Method: get, Path: paths.CampusAffiliations, Access: Campus, Handler: d.Asked},
		{Method: post, Path: paths.CampusAffiliation, Access: Campus, Handler: d.DecideAffiliation},
		{Method: post, Path: paths.CampusDomains, Access: Campus, Handler: d.AddDomain},
		{Method: post, Path: paths.CampusDomainGone, Access: Campus, Handler: d.DropDomain},
		{Method: get, Path: paths.CampusRosters, Access: Campus, Handler: d.Rosters},
		{Method: post, Path: paths.CampusRosters, Access: Campus, Handler: d.CompareRoster, MaxBody: rosterBody},
		{Method: get, Path: paths.CampusRoster, Access: Campus, Handler: d.Roster},
		{Method: post, Path: paths.CampusAdopt, Access: Campus, Handler: d.Adopt},
	}
}
