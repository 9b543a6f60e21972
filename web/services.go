package web

import (
	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/auditing"
	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/credit"
	"ieum/internal/enrolment"
	"ieum/internal/notify"
	"ieum/internal/outbox"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/report"
)

// Services are what the edge may ask of the features. internal/app fills it in.
type Services struct {
	Sessions *people.Sessions
	Actors   *people.Actors
	Accounts *people.Accounts
	Families *people.Families
	Counter  *people.Counter

	Catalog      *catalog.Service
	Terms        *catalog.Terms
	Partnership  *partnership.Service
	Organisation *people.Directory
	Report       *report.Service
	Enrolment    *enrolment.Service
	Outbox       *outbox.Service
	Sender       *notify.Sender
	Exchange     *exchange.Service
	Desk         *catalog.Desk
	StandIns     *people.StandIns
	Views        *people.SavedViews
	AccessLog    *audit.Log
	Attendance   *attendance.Service
	Lookups      *people.Lookups
	Chain        *audit.Chain

	Affiliations *people.Affiliations
	Provisions   *people.Provisions
	Credit       *credit.Service
	Personal     *personal.Service
	Audits       *auditing.Service
}
