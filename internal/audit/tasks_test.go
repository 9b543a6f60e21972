package audit_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"ieum/internal/audit"
	"ieum/internal/i18n"
)

// TestEveryTaskOfTheAccessLogIsOfSomeSort reads the code: each constant whose name
// begins with Task, in a package that makes looks, is a task of the access log, and
// a look's task is never written where it is made.
func TestEveryTaskOfTheAccessLogIsOfSomeSort(t *testing.T) {
	found := map[string]string{}
	for _, root := range []string{"..", "../../web"} {
		err := filepath.WalkDir(root, func(path string, e fs.DirEntry, err error) error {
			if err != nil || e.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			f, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(f, func(n ast.Node) bool {
				switch x := n.(type) {
				case *ast.ValueSpec:
					for i, name := range x.Names {
						if l, ok := valueAt(x.Values, i); ok && strings.HasPrefix(name.Name, "Task") {
							found[l] = path
						}
					}
				case *ast.KeyValueExpr:
					if k, ok := x.Key.(*ast.Ident); ok && k.Name == "Task" {
						if l, ok := literal(x.Value); ok && strings.Contains(l, ".") {
							found[l] = path
						}
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) < 20 {
		t.Fatalf("only %d tasks found: the test looks in the wrong place", len(found))
	}
	for task, path := range found {
		if audit.Sorts[task] == "" {
			t.Errorf("%s: the task %s is of no sort: say in audit.Sorts what an auditor sees of it", path, task)
		}
		if !i18n.Has("system.access.task_" + task) {
			t.Errorf("%s: the task %s has no name", path, task)
		}
	}
	for task := range audit.Sorts {
		if found[task] == "" {
			t.Errorf("%s is in audit.Sorts and nowhere in the code", task)
		}
	}
	if !strings.Contains(strings.Join(audit.Tasks(audit.Exported), " "), "campus.export") {
		t.Error("a campus's download is no download")
	}
}

func valueAt(values []ast.Expr, i int) (string, bool) {
	if i >= len(values) {
		return "", false
	}
	return literal(values[i])
}

func literal(e ast.Expr) (string, bool) {
	l, ok := e.(*ast.BasicLit)
	if !ok || l.Kind != token.STRING {
		return "", false
	}
	s, err := strconv.Unquote(l.Value)
	return s, err == nil
}
