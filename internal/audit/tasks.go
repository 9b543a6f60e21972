package audit

import "slices"

// Sort is what kind of look a task of the access log is.
type Sort string

// The sorts.
const (
	Listed   Sort = "list"   // many at once, names hidden or shortened
	Opened   Sort = "open"   // one person, or many in full, on a page
	Exported Sort = "export" // taken away as a file
	Printed  Sort = "print"  // laid out for paper
	Refused  Sort = "refuse" // nothing was shown: a bound was reached
)

// Sorts says of every task in the code what sort it is. A test walks the code and
// fails on a task that is not here: an auditor would miss it.
var Sorts = map[string]Sort{
	TaskList: Listed, TaskFull: Opened, TaskExport: Exported, TaskPrint: Printed,
	TaskAttendance: Opened, TaskCertificate: Opened,
	"affiliations.list": Opened,
	"audit.list":        Listed, "audit.full": Opened, "audit.export": Exported,
	"campus.inbox": Listed, "campus.roster": Opened, "campus.recognition": Opened, "campus.mileage": Listed, "campus.export": Exported,
	"desk.search": Listed, "desk.person": Opened, "desk.take": Opened, "desk.receipt": Opened, "desk.limit": Refused,
	"office.questions": Opened,
	"outbox.list":      Listed, "outbox.read": Opened,
}

// Tasks are the tasks of some sorts, in order.
func Tasks(of ...Sort) (out []string) {
	for task, sort := range Sorts {
		if slices.Contains(of, sort) {
			out = append(out, task)
		}
	}
	slices.Sort(out)
	return out
}
