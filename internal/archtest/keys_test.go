package archtest

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"ieum/internal/i18n"
)

var (
	// literal is a string that may be a key, or the beginning of several: "imports.effect_".
	literal = regexp.MustCompile(`"([a-z][a-z0-9]*(?:[._][a-z0-9_]*)+)"`)
	// ending is the end of a key that is put together: "_of".
	ending = regexp.MustCompile(`"(_[a-z_]+)"`)
	// asked is a place where a key is certainly meant.
	asked = regexp.MustCompile(`(?:i18n\.T\(ctx, |i18n\.T\(r\.Request\(\)\.Context\(\), |\br\.T\(|fault\.Say\(|fault\.New\(fault\.[A-Za-z]+, |fault\.Wrap\([^,]+, fault\.[A-Za-z]+, |\.Done\([^"\n]*, )"([^"]+)"([^"\n]?)`)
)

// TestEveryMessageIsThereAndIsSaid finds keys that have no text, and texts that nothing says.
func TestEveryMessageIsThereAndIsSaid(t *testing.T) {
	known := i18n.Keys(i18n.KO)
	used := map[string]bool{}
	var prefixes, endings []string
	err := filepath.WalkDir(root, func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if p != root && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"tools", "bench", "e2e", "node_modules", "testdata"}, d.Name())) {
				return fs.SkipDir
			}
			return nil
		}
		if d.Name() == "doc.go" || strings.HasSuffix(p, "_test.go") || strings.HasSuffix(p, "_templ.go") || (!strings.HasSuffix(p, ".go") && !strings.HasSuffix(p, ".templ")) {
			return nil
		}
		raw, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		for _, m := range asked.FindAllStringSubmatch(string(raw), -1) {
			if whole := strings.TrimSpace(m[2]) != "+"; whole && !strings.HasSuffix(m[1], ".") && !strings.HasSuffix(m[1], "_") && !i18n.Has(m[1]) {
				t.Errorf("%s says %s, which has no text", p, m[1])
			}
		}
		for _, m := range ending.FindAllStringSubmatch(string(raw), -1) {
			endings = append(endings, m[1])
		}
		for _, m := range literal.FindAllStringSubmatch(string(raw), -1) {
			used[m[1]] = true
			if strings.HasSuffix(m[1], ".") || strings.HasSuffix(m[1], "_") {
				prefixes = append(prefixes, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, key := range known {
		begun := slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(key, p) && len(p) > 3 })
		ended := slices.ContainsFunc(endings, func(e string) bool {
			stem, ok := strings.CutSuffix(key, e)
			return ok && used[stem]
		})
		if !used[key] && !begun && !ended {
			t.Errorf("nothing says %s", key)
		}
	}
}
