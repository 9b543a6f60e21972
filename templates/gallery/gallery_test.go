package gallery

import (
	"bytes"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"ieum/internal/i18n"
	"ieum/templates/errpage"
	"ieum/templates/layout"
)

func draw(t *testing.T, l i18n.Lang, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(layout.With(i18n.With(context.Background(), l), Chrome()), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// A key without a text shows itself; none may be left on a page.
func TestGalleryHasAllItsWords(t *testing.T) {
	for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
		for name, c := range map[string]templ.Component{"gallery": Gallery(), "desk": Desk(), "wrong": Wrong(), "home": Home(), "failure": errpage.Page(errpage.Failure{Status: 404, Ref: "R1"})} {
			html := draw(t, l, c)
			for _, area := range []string{">ui.", ">layout.", ">errpage.", ">error.", `"ui.`, `"layout.`} {
				if i := strings.Index(html, area); i >= 0 {
					t.Errorf("%s in %s shows a key: %.60s", name, l, html[i:])
				}
			}
			if strings.Count(html, "<h1") != 1 || strings.Count(html, "<main") != 1 {
				t.Errorf("%s in %s: %d h1, %d main", name, l, strings.Count(html, "<h1"), strings.Count(html, "<main"))
			}
			for _, inline := range []string{" style=", " onclick=", "<style"} {
				if strings.Contains(html, inline) {
					t.Errorf("%s in %s holds %q, which the content policy refuses", name, l, inline)
				}
			}
		}
	}
}

// Every exported component of ui is drawn here, so that it is looked at.
func TestGalleryDrawsEveryComponent(t *testing.T) {
	drawn := map[string]bool{}
	calls(t, ".", func(call *ast.CallExpr) {
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok {
			if pkg, ok := sel.X.(*ast.Ident); ok && pkg.Name == "ui" {
				drawn[sel.Sel.Name] = true
			}
		}
	})
	found := 0
	for name := range components(t, "../ui") {
		found++
		if !drawn[name] {
			t.Errorf("ui.%s is not in the gallery", name)
		}
	}
	if found < 30 {
		t.Errorf("only %d components were found: is the search still right?", found)
	}
}

func parse(t *testing.T, dir string) (out []*ast.File) {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if strings.HasSuffix(name, "_test.go") {
			continue
		}
		f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, f)
	}
	return out
}

func calls(t *testing.T, dir string, visit func(*ast.CallExpr)) {
	for _, f := range parse(t, dir) {
		ast.Inspect(f, func(n ast.Node) bool {
			if c, ok := n.(*ast.CallExpr); ok {
				visit(c)
			}
			return true
		})
	}
}

// components are the exported functions of a package that return a templ.Component.
func components(t *testing.T, dir string) map[string]bool {
	out := map[string]bool{}
	for _, f := range parse(t, dir) {
		for _, d := range f.Decls {
			fn, ok := d.(*ast.FuncDecl)
			if !ok || fn.Recv != nil || !fn.Name.IsExported() || fn.Type.Results == nil || len(fn.Type.Results.List) != 1 {
				continue
			}
			if sel, ok := fn.Type.Results.List[0].Type.(*ast.SelectorExpr); ok && sel.Sel.Name == "Component" {
				out[fn.Name.Name] = true
			}
		}
	}
	return out
}
