package archtest

import (
	"go/ast"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestReadmeMap holds the package map of README.md to the tree, both ways: a map that lags behind sends its reader astray.
func TestReadmeMap(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	listed := packageMap(string(text))
	if len(listed) == 0 {
		t.Fatal("README.md has no fenced block under the heading “Package map”")
	}
	tree := map[string]bool{}
	for _, s := range sources(t) {
		if s.dir != "." {
			tree[s.dir] = true
		}
	}
	for dir := range tree {
		if !slices.Contains(listed, dir) {
			t.Errorf("%s holds Go files and is not in README.md's package map", dir)
		}
	}
	for i, dir := range listed {
		if !tree[dir] {
			t.Errorf("README.md's package map lists %s, which holds no Go file", dir)
		}
		if slices.Contains(listed[:i], dir) {
			t.Errorf("README.md's package map lists %s twice", dir)
		}
	}
}

// TestPackagesSayWhatTheyAre wants a package comment in each folder, in one file.
func TestPackagesSayWhatTheyAre(t *testing.T) {
	docs := map[string]int{}
	for _, s := range sources(t) {
		if s.test() || ast.IsGenerated(s.syntax) {
			continue
		}
		if s.syntax.Doc == nil {
			docs[s.dir] += 0
		} else {
			docs[s.dir]++
		}
	}
	for dir, n := range docs {
		if n != 1 {
			t.Errorf("%s has a package comment in %d files; one is wanted, in doc.go or in the file named after it", dir, n)
		}
	}
}

// packageMap returns the first word of each line in the first fenced block after the heading.
func packageMap(readme string) []string {
	_, rest, ok := strings.Cut(readme, "\n## Package map")
	if !ok {
		return nil
	}
	_, rest, ok = strings.Cut(rest, "\n```")
	if !ok {
		return nil
	}
	block, _, _ := strings.Cut(rest, "\n```")
	var out []string
	for i, line := range strings.Split(block, "\n") {
		if words := strings.Fields(line); i > 0 && len(words) > 0 {
			out = append(out, words[0])
		}
	}
	return out
}

var settingName = regexp.MustCompile(`IEUM_[A-Z_]+`)

// TestReadmeSettings holds the table of settings to the names that internal/config reads, both ways.
func TestReadmeSettings(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "\n## Settings")
	table, _, _ := strings.Cut(rest, "\n## ")
	told := map[string]bool{}
	for _, name := range settingName.FindAllString(table, -1) {
		told[name] = true
	}
	read := map[string]bool{}
	for _, s := range sources(t) {
		if s.dir != "internal/config" || s.test() {
			continue
		}
		ast.Inspect(s.syntax, func(n ast.Node) bool {
			if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if name := settingName.FindString(lit.Value); name != "" && strconv.Quote(name) == lit.Value {
					read[name] = true
				}
			}
			return true
		})
	}
	if len(read) == 0 {
		t.Fatal("internal/config reads no setting: the test looks in the wrong place")
	}
	for name := range read {
		if !told[name] {
			t.Errorf("README.md does not tell of %s", name)
		}
	}
	for name := range told {
		if !read[strings.TrimSuffix(name, "_FILE")] {
			t.Errorf("README.md tells of %s, which internal/config does not read", name)
		}
	}
}
