package archtest

import (
	"go/ast"
	"slices"
	"testing"
)

// nobodys are the exported methods of features that take a context and nobody who asks, each with the reason.
var nobodys = map[string]string{
	"internal/people.Sessions": "they are how it is found out who asks",
	"internal/people.Actors":   "they are how it is found out who asks",
}

// TestWhoAsks keeps the third fence up: an exported method of a feature that reads or writes takes (ctx, who, …), so that its signature
// says on whose behalf, and its author meets the question what they may see.
func TestWhoAsks(t *testing.T) {
	held := 0
	for _, s := range sources(t) {
		if s.test() || !isFeature(s.dir) {
			continue
		}
		for _, d := range s.syntax.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || !f.Name.IsExported() || !ast.IsExported(receiver(f)) || !takes(f, 0, "context", "Context") {
				continue
			}
			name := s.dir + "." + receiver(f)
			if nobodys[name] != "" || nobodys[name+"."+f.Name.Name] != "" || background(f) {
				continue
			}
			held++
			if !takes(f, 1, "policy", "Actor") {
				t.Errorf("%s: %s.%s takes a context and nobody who asks: (ctx context.Context, who policy.Actor, …)", s.path(), receiver(f), f.Name.Name)
			}
		}
	}
	if held < 10 {
		t.Errorf("only %d methods were looked at: the test looks in the wrong place", held)
	}
}

func isFeature(dir string) bool {
	return slices.ContainsFunc(concat(features, []string{"internal/report", "internal/personal", "internal/auditing"}), func(f string) bool { return under(dir, f) })
}

// background reports whether a method acts as the system or keeps house: the clock asked for it.
func background(f *ast.FuncDecl) bool {
	found := false
	ast.Inspect(f.Body, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok && (sel.Sel.Name == "System" || sel.Sel.Name == "Housekeep") {
			found = true
		}
		return !found
	})
	return found
}

// receiver is the name of the type that a method belongs to.
func receiver(f *ast.FuncDecl) string {
	t := f.Recv.List[0].Type
	if p, ok := t.(*ast.StarExpr); ok {
		t = p.X
	}
	if id, ok := t.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// takes reports whether the n-th parameter is of type pkg.name.
func takes(f *ast.FuncDecl, n int, pkg, name string) bool {
	for _, field := range f.Type.Params.List {
		for range max(len(field.Names), 1) {
			if n == 0 {
				sel, ok := field.Type.(*ast.SelectorExpr)
				if !ok {
					return false
				}
				x, ok := sel.X.(*ast.Ident)
				return ok && x.Name == pkg && sel.Sel.Name == name
			}
			n--
		}
	}
	return false
}
