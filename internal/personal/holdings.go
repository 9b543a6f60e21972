package personal

import (
	"slices"

	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/credit"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/outbox"
	"ieum/internal/people"
)

// Holdings is what every table of the portal keeps about a person, in the order
// in which an erasure goes through them: what is looked up by a name or an
// address comes before the people whose it is.
func Holdings() []db.Holding {
	return slices.Concat(outbox.Holdings, catalog.Holdings, credit.Holdings, attendance.Holdings, enrolment.Holdings, audit.Holdings, people.Holdings, own)
}

// own are the tables of this package.
var own = []db.Holding{{Table: "erasures", People: []string{"person_id", "asked_by"}, Keeps: "mydata.keeps.trail", Why: "that somebody has gone, by id"}}
