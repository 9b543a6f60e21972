package archtest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const (
	root   = "../.."
	module = "ieum"
)

// source is one Go file of the product.
type source struct {
	dir, name string
	imports   []string
	syntax    *ast.File
}

func (s source) path() string { return path.Join(s.dir, s.name) }
func (s source) test() bool   { return strings.HasSuffix(s.name, "_test.go") }

// sources reads every Go file of this module; folders that are modules of their own (tools, bench) are left out.
func sources(t *testing.T) []source {
	t.Helper()
	var out []source
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(root, p)
		if err != nil {
			return err
		}
		rel = filepath.ToSlash(rel)
		if d.IsDir() {
			if rel != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"tools", "bench", "e2e", "node_modules", "testdata"}, d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if !strings.HasSuffix(rel, ".go") {
			return nil
		}
		f, err := parser.ParseFile(token.NewFileSet(), p, nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		s := source{dir: path.Dir(rel), name: path.Base(rel), syntax: f}
		for _, imp := range f.Imports {
			name, err := strconv.Unquote(imp.Path.Value)
			if err != nil {
				return err
			}
			s.imports = append(s.imports, name)
		}
		out = append(out, s)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(out) < 10 {
		t.Fatalf("only %d Go files found from %s: the test looks in the wrong place", len(out), root)
	}
	return out
}

// ours returns the folder of an import of this module.
func ours(imp string) (string, bool) {
	dir, ok := strings.CutPrefix(imp, module+"/")
	return dir, ok
}

func layerOf(dir string) (layer, bool) {
	var best layer
	found := false
	for _, l := range layers {
		if under(dir, l.dir) && (!found || len(l.dir) > len(best.dir)) {
			best, found = l, true
		}
	}
	return best, found
}

// checkLayers returns one line for each import that the table of layers does not allow. Tests may reach for the sample city, the wiring
// and any feature, so only the product's own files are held to it.
func checkLayers(files []source) []string {
	var bad []string
	for _, s := range files {
		if s.test() {
			continue
		}
		l, ok := layerOf(s.dir)
		if !ok {
			bad = append(bad, s.path()+": "+s.dir+" has no line in internal/archtest/rules_test.go; say there what it may import")
			continue
		}
		for _, imp := range s.imports {
			dir, ok := ours(imp)
			if !ok || under(dir, l.dir) && l.dir != "web" && l.dir != "templates" {
				continue
			}
			if !slices.ContainsFunc(l.may, func(m string) bool { return under(dir, m) }) {
				bad = append(bad, s.path()+" imports "+imp+": "+l.why)
			}
		}
	}
	return bad
}

// checkBans returns one line for each library imported where it does not belong.
func checkBans(files []source) []string {
	var bad []string
	for _, s := range files {
		if s.test() {
			continue
		}
		for _, b := range bans {
			if !under(s.dir, b.dir) || slices.ContainsFunc(b.except, s.excepted) {
				continue
			}
			for _, imp := range s.imports {
				// database/sql/driver is a handful of interfaces that an id or an instant needs to be stored at all.
				if imp != "database/sql/driver" && slices.ContainsFunc(b.imports, func(x string) bool { return under(imp, x) }) {
					bad = append(bad, s.path()+" imports "+imp+": "+b.why)
				}
			}
		}
	}
	return bad
}

// excepted understands a folder (internal/db) and a pattern of file names (store*.go).
func (s source) excepted(pattern string) bool {
	if strings.HasSuffix(pattern, ".go") {
		ok, err := path.Match(pattern, s.name)
		return err == nil && ok
	}
	return under(s.dir, pattern)
}

// checkAudiences returns one line for each import that reaches from one audience's pages into another's.
func checkAudiences(files []source) []string {
	var bad []string
	for _, s := range files {
		_, mine, ok := audience(s.dir)
		if !ok {
			continue
		}
		for _, imp := range s.imports {
			dir, ok := ours(imp)
			if !ok {
				continue
			}
			if top, theirs, ok := audience(dir); ok && theirs != mine {
				bad = append(bad, s.path()+" imports "+imp+": pages of one audience do not lean on another's; what both need goes to "+top+"/ui or a feature")
			}
			if strings.HasPrefix(s.dir, "web/") && dir == "internal/db" && !s.test() {
				bad = append(bad, s.path()+" imports "+imp+": a handler calls a service of a feature")
			}
		}
	}
	return bad
}

// audience splits web/office or templates/office/form into its top folder and its audience.
func audience(dir string) (top, name string, ok bool) {
	top, rest, found := strings.Cut(dir, "/")
	if !found || (top != "web" && top != "templates") {
		return "", "", false
	}
	name, _, _ = strings.Cut(rest, "/")
	return top, name, slices.Contains(audiences, name)
}

// checkHousekeeping returns one line for each use of db.Housekeep outside the list of those who may.
func checkHousekeeping(files []source) []string {
	var bad []string
	for _, s := range files {
		if s.test() || slices.ContainsFunc(housekeepers, func(h string) bool { return under(s.dir, h) }) {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			if sel, ok := n.(*ast.SelectorExpr); ok && sel.Sel.Name == "Housekeep" {
				bad = append(bad, s.path()+" calls Housekeep: writes without a permit are for sessions, throttle, jobs, outbox state and the access log")
			}
			return true
		})
	}
	return bad
}

// checkQueries returns one line for each query built on a transaction outside the store files: tx.Where(…) needs no import.
func checkQueries(files []source) []string {
	var bad []string
	for _, s := range files {
		if s.test() || !under(s.dir, "internal") || under(s.dir, "internal/db") || under(s.dir, "internal/world") || s.excepted("store*.go") {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			sel, ok := n.(*ast.SelectorExpr)
			if !ok || !slices.Contains(queries, sel.Sel.Name) {
				return true
			}
			if x, ok := sel.X.(*ast.Ident); ok && x.Name == "tx" {
				bad = append(bad, s.path()+" builds a query with tx."+sel.Sel.Name+": queries stand in store files")
			}
			return true
		})
	}
	return bad
}

func TestImports(t *testing.T) {
	files := sources(t)
	for _, bad := range concat(checkLayers(files), checkBans(files), checkAudiences(files), checkHousekeeping(files), checkQueries(files)) {
		t.Error(bad)
	}
}

// TestRules holds the rules themselves to examples, so that a slip in the table does not let everything through.
func TestRules(t *testing.T) {
	tests := []struct {
		path    string
		imports string
		body    string
		want    string
	}{
		{"internal/fault/fault.go", "ieum/internal/db", "", "vocabulary"},
		{"internal/draw/draw.go", "ieum/internal/policy", "", "no database"},
		{"internal/policy/policy.go", "ieum/internal/people", "", "without a database or a feature"},
		{"internal/people/register.go", "ieum/internal/catalog", "", "below every other feature"},
		{"internal/partnership/agreement.go", "ieum/internal/enrolment", "", "people and organisations only"},
		{"internal/catalog/section.go", "ieum/internal/enrolment", "", "who applied"},
		{"internal/enrolment/apply.go", "ieum/internal/credit", "", "credit"},
		{"internal/enrolment/apply.go", "gorm.io/gorm", "", "speak to the database"},
		{"internal/enrolment/apply.go", "gorm.io/gorm/clause", "", "speak to the database"},
		{"internal/enrolment/apply.go", "net/http", "", "on the web"},
		{"internal/enrolment/apply.go", "ieum/web/req", "", "attendance and credit"},
		{"internal/enrolment/apply.go", "ieum/internal/app", "", "attendance and credit"},
		{"internal/notify/sender.go", "ieum/internal/enrolment", "", "outbox"},
		{"internal/notify/sender.go", "ieum/templates/mail", "", "outbox"},
		{"internal/report/sums.go", "ieum/web/paths", "", "no page"},
		{"internal/enrolment/apply.go", "fmt", "func f(){ d.Housekeep() }", "without a permit"},
		{"internal/enrolment/apply.go", "fmt", "func f(){ tx.Where(``).Find(&x) }", "store files"},
		{"web/my/apply.go", "ieum/internal/db", "", "calls a service"},
		{"web/my/apply.go", "gorm.io/gorm", "", "speak to the database"},
		{"web/my/apply.go", "ieum/web/office", "", "another's"},
		{"web/my/apply.go", "ieum/templates/office", "", "another's"},
		{"web/errors.go", "ieum/internal/app", "", "not the wiring"},
		{"templates/office/list.go", "ieum/internal/db", "", "values"},
		{"templates/office/list.go", "ieum/web/req", "", "values"},
		{"templates/office/list.go", "github.com/labstack/echo/v4", "", "values"},
		{"templates/office/list.go", "ieum/templates/my", "", "another's"},
		{"internal/weather/weather.go", "fmt", "", "has no line"},
	}
	for _, tt := range tests {
		t.Run(tt.path+" "+tt.imports, func(t *testing.T) {
			if got := judge(t, tt.path, tt.imports, tt.body); !slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, tt.want) }) {
				t.Errorf("no complaint with %q, only %q", tt.want, got)
			}
		})
	}
	for _, ok := range [][2]string{
		{"internal/enrolment/store.go", "gorm.io/gorm"},
		{"internal/enrolment/store_seats.go", "gorm.io/gorm/clause"},
		{"internal/enrolment/apply.go", "ieum/internal/catalog"},
		{"internal/enrolment/apply_test.go", "ieum/internal/world"},
		{"internal/db/open.go", "gorm.io/driver/sqlite"},
		{"internal/border/smtp/send.go", "net/http"},
		{"web/my/apply.go", "ieum/internal/enrolment"},
		{"web/my/apply.go", "ieum/templates/my"},
		{"web/session.go", "ieum/internal/people"},
		{"templates/my/apply.go", "ieum/internal/enrolment"},
		{"templates/my/apply.go", "ieum/web/paths"},
		{"cmd/ieum/main.go", "ieum/internal/app"},
	} {
		if got := judge(t, ok[0], ok[1], ""); len(got) > 0 {
			t.Errorf("%s may import %s, but: %q", ok[0], ok[1], got)
		}
	}
}

// judge runs every rule over one file made up for it.
func judge(t *testing.T, file, imp, body string) []string {
	t.Helper()
	f, err := parser.ParseFile(token.NewFileSet(), file, "package p\nimport _ "+strconv.Quote(imp)+"\n"+body, 0)
	if err != nil {
		t.Fatal(err)
	}
	one := []source{{dir: path.Dir(file), name: path.Base(file), imports: []string{imp}, syntax: f}}
	return concat(checkLayers(one), checkBans(one), checkAudiences(one), checkHousekeeping(one), checkQueries(one))
}
