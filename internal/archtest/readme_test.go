package archtest

import (
	"go/ast"
	"os"
	"path/filepath"
	"slices"
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
