package archtest

import (
	"slices"
	"strings"
)

// Groups of packages that stand for themselves in the table below.
var (
	// vocabulary is what everything else is said in: no database, no request, no feature.
	vocabulary = []string{"internal/fault", "internal/money", "internal/clock", "internal/id", "internal/i18n", "internal/paging", "internal/draw"}
	// base is what every feature stands on.
	base = concat(vocabulary, []string{"internal/policy", "internal/db", "internal/audit", "internal/outbox", "internal/jobs", "internal/files"})
	// features in the order in which they may know each other; report is last and reads them all.
	features = []string{
		"internal/people", "internal/partnership", "internal/content", "internal/catalog", "internal/enrolment",
		"internal/attendance", "internal/credit",
	}
	// views is what a page may be drawn with.
	views = concat(vocabulary, []string{"internal/policy", "templates/ui", "templates/layout", "web/paths", "static"})
)

// layer says which packages of ours the packages under dir may import. A package belongs to the longest dir that it lies under, and a
// package that lies under none fails the test: whoever adds one decides here what it may know.
type layer struct {
	dir string
	may []string
	why string
}

var layers = []layer{
	{"internal/fault", vocabulary, "the vocabulary knows nothing above itself"},
	{"internal/money", vocabulary, "the vocabulary knows nothing above itself"},
	{"internal/clock", vocabulary, "the vocabulary knows nothing above itself"},
	{"internal/id", vocabulary, "the vocabulary knows nothing above itself"},
	{"internal/i18n", vocabulary, "the vocabulary knows nothing above itself"},
	{"internal/paging", vocabulary, "the vocabulary knows nothing above itself"},
	{"internal/draw", vocabulary, "verify-draw needs no database"},
	{"internal/archtest", nil, "it reads the tree as text"},

	{"internal/policy", vocabulary, "who may do what is decided without a database or a feature"},
	{"internal/config", vocabulary, "settings are read before anything exists"},
	{"internal/db", concat(vocabulary, []string{"internal/policy", "internal/db"}), "the database does not know what is kept in it"},
	{"internal/audit", base, "features call it, not the other way"},
	{"internal/outbox", base, "features call it, not the other way"},
	{"internal/jobs", base, "features call it, not the other way"},
	{"internal/files", base, "features call it, not the other way"},
	{"internal/border", concat(vocabulary, []string{"internal/policy", "internal/config", "internal/border"}), "a border speaks to the outside and knows no feature"},

	{"internal/people", base, "people stand below every other feature"},
	{"internal/partnership", concat(base, feature("people")), "agreements know people and organisations only"},
	{"internal/content", concat(base, feature("people")), "lectures know people and organisations only"},
	{"internal/catalog", concat(base, feature("people", "partnership"), []string{"internal/catalog"}), "what is offered does not know who applied"},
	{"internal/enrolment", concat(base, feature("people", "catalog", "partnership")), "applying does not know about attendance and credit"},
	{"internal/attendance", concat(base, feature("people", "catalog", "enrolment")), "attendance does not know about credit"},
	{"internal/attendance/paper", concat(base, feature("people", "catalog", "enrolment", "attendance")), "it lays out what attendance knows"},
	{"internal/credit", concat(base, feature("people", "catalog", "enrolment", "attendance")), "credit is read by report, and by no one below"},
	{"internal/notify", concat(base, feature("people"), []string{"internal/config", "internal/border"}), "features put facts in the outbox; notify does not know them"},
	{"internal/personal", concat(base, features), "a person's rights reach into every feature"},
	{"internal/auditing", concat(base, features), "an auditor reads every feature"},
	{"internal/report", concat(base, features), "it reads every feature and knows no page"},
	{"internal/world", concat(base, features, []string{"internal/world", "internal/config"}), "the sample city is made of features, and knows no page"},
	{"internal/app", []string{"internal", "web", "templates", "static"}, "it wires everything"},

	{"web", concat(base, features, []string{"internal/config", "internal/report", "internal/personal", "internal/auditing", "internal/notify", "web", "templates", "static"}), "the edge uses features, not the wiring"},
	{"web/paths", vocabulary, "an address is known to router and templates alike"},
	{"web/req", concat(vocabulary, []string{"internal/policy", "internal/people", "internal/config", "web/paths", "templates/layout", "templates/ui", "templates/errpage"}), "a request as any handler sees it, of no audience"},

	{"templates/ui", views, "the design system knows no feature"},
	{"templates/layout", concat(views, feature("people")), "the frame of a page knows no feature"},
	{"templates/certificate", concat(views, features), "a certificate as a page, for its own person and for its issuer"},
	{"templates", concat(views, features, []string{"templates/certificate", "internal/audit", "internal/report", "internal/personal", "internal/auditing", "internal/paging"}), "a template draws values of its own audience"},
	{"templates/gallery", concat(views, features, []string{"internal/report", "internal/world", "templates"}), "it shows every component"},
	{"static", nil, "bytes"},
	{"cmd", []string{"internal", "web", "templates", "static"}, "a command may start anything"},
}

// ban keeps a library out of packages under dir, with exceptions by folder or by the beginning of a file's name.
type ban struct {
	dir     string
	imports []string
	except  []string
	why     string
}

var bans = []ban{
	{
		dir:     "",
		imports: []string{"gorm.io", "github.com/jackc/pgx", "github.com/mattn/go-sqlite3", "github.com/pressly/goose", "database/sql"},
		except:  []string{"internal/db", "internal/world", "store*.go", "cmd"},
		why:     "only internal/db and the store files of a feature speak to the database",
	},
	{
		dir:     "internal",
		imports: []string{"net/http", "github.com/labstack/echo", "github.com/gorilla", "github.com/a-h/templ"},
		except:  []string{"internal/border", "internal/app"},
		why:     "a feature does not know that it is on the web",
	},
	{
		dir:     "templates",
		imports: []string{"net/http", "github.com/labstack/echo", "github.com/gorilla", "os"},
		why:     "a template draws values",
	},
	{
		dir:     "cmd",
		imports: []string{"gorm.io"},
		why:     "a command calls a service, or internal/db",
	},
}

// audiences are the folders under web/ and templates/ that never import each other.
var audiences = []string{"public", "account", "my", "office", "campus", "school", "auditdesk", "system"}

// queries are the methods of a transaction that build or run SQL. db.Tx carries GORM's handle, so that a file can speak SQL without
// importing anything; only store files do.
var queries = []string{
	"Assign", "Attrs", "Begin", "Clauses", "Count", "Create", "CreateInBatches", "Delete", "Distinct", "Exec", "Find", "FindInBatches",
	"First", "FirstOrCreate", "FirstOrInit", "Group", "Having", "Joins", "Last", "Limit", "Model", "Not", "Offset", "Omit", "Or", "Order",
	"Pluck", "Preload", "Raw", "Row", "Rows", "Save", "Scan", "Scopes", "Select", "Session", "Table", "Take", "Transaction", "Update",
	"UpdateColumn", "UpdateColumns", "Updates", "Where",
}

// housekeepers may call db.Housekeep, which writes without a permit and without an audit row.
var housekeepers = []string{"internal/db", "internal/people", "internal/catalog", "internal/jobs", "internal/outbox", "internal/audit", "internal/notify", "internal/world", "internal/personal"}

func feature(names ...string) []string {
	out := make([]string, 0, len(names))
	for _, n := range names {
		if dir := "internal/" + n; slices.Contains(features, dir) {
			out = append(out, dir)
		} else {
			panic("archtest: " + n + " is no feature")
		}
	}
	return out
}

func concat(lists ...[]string) []string { return slices.Concat(lists...) }

// under says that dir is parent or lies in it.
func under(dir, parent string) bool {
	return parent == "" || dir == parent || strings.HasPrefix(dir, parent+"/")
}
