package static

import (
	"path"
	"regexp"
	"strings"
	"sync"
)

var (
	svgTag  = regexp.MustCompile(`(?s)^.*?<svg[^>]*>|</svg>\s*$`)
	inner   = regexp.MustCompile(`fill="(?:white|#fff|#FFF)"`)
	outer   = regexp.MustCompile(`fill="#[0-9A-Fa-f]{3,6}"`)
	strokes = regexp.MustCompile(`stroke="[^"]*"`)
	masked  = regexp.MustCompile(`(?s)<mask.*?</mask>|</?g[^>]*>`)
)

// icons are the shapes of static/icons by name, coloured by the text around
// them (the white sign inside a filled one by the class ico-in).
var icons = sync.OnceValue(func() map[string]string {
	out := map[string]string{}
	entries, err := files.ReadDir("icons")
	if err != nil {
		panic(err) // the folder is embedded
	}
	for _, e := range entries {
		if path.Ext(e.Name()) != ".svg" {
			continue
		}
		raw, err := files.ReadFile("icons/" + e.Name())
		if err != nil {
			panic(err)
		}
		s := masked.ReplaceAllString(svgTag.ReplaceAllString(string(raw), ""), "")
		s = inner.ReplaceAllString(s, `class="ico-in"`)
		s = outer.ReplaceAllString(s, `fill="currentColor"`)
		s = strokes.ReplaceAllString(s, `stroke="currentColor"`)
		out[strings.TrimSuffix(e.Name(), ".svg")] = strings.TrimSpace(s)
	}
	return out
})

// Icon is the inside of a 24 × 24 SVG. An unknown name is a bug and panics.
func Icon(name string) string {
	s, ok := icons()[name]
	if !ok {
		panic("static: there is no icon " + name)
	}
	return s
}

// Mark is the inside of the portal's own 40 × 40 sign: two links that hold each other.
var Mark = sync.OnceValue(func() string {
	raw, err := files.ReadFile("img/mark.svg")
	if err != nil {
		panic(err) // the file is embedded
	}
	return strokes.ReplaceAllString(svgTag.ReplaceAllString(string(raw), ""), "")
})
