// Package static serves the bytes that no code runs over: styles, scripts,
// fonts and pictures. Each URL carries the hash of its content, so that a
// browser may keep it for ever and a new version is never mistaken for the old.
//
// Everything is computed when it is first asked for, once: a start-up costs nothing.
package static

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/base32"
	"fmt"
	"net/http"
	"path"
	"regexp"
	"strings"
	"sync"
	"time"
)

// Prefix is the path under which Handler expects to be mounted.
const Prefix = "/static/"

//go:embed css js fonts icons img vendor
var files embed.FS

// bundles are files made of others, in this order, so that a page asks once.
var bundles = map[string][]string{
	"css/app.css": {
		"css/reset.css", "css/tokens.css", "css/base.css", "css/shell.css", "css/layout.css", "css/forms.css",
		"css/components.css", "css/data.css", "css/pages.css", "css/modes.css", "css/print.css",
	},
	"js/app.js": {"js/summary.js", "js/menus.js", "js/session.js", "js/font.js"},
}

// types are the kinds of file that are served; anything else is not there.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".js":    "text/javascript; charset=utf-8",
	".svg":   "image/svg+xml",
	".woff2": "font/woff2",
	".png":   "image/png",
}

type asset struct {
	body     []byte
	hash     string
	kind     string
	mu       sync.Mutex
	squeezed map[string][]byte // by content coding
}

var (
	mu     sync.Mutex
	assets = map[string]*asset{}
)

// find returns the file called name, reading and hashing it the first time;
// nil when there is none.
func find(name string) *asset {
	kind, ok := types[path.Ext(name)]
	if !ok {
		return nil
	}
	mu.Lock()
	a, known := assets[name]
	mu.Unlock()
	if known {
		return a
	}
	body, err := read(name)
	if err != nil {
		return nil // not remembered: a stranger's guesses must not fill the memory
	}
	sum := sha256.Sum256(body)
	a = &asset{body: body, kind: kind, squeezed: map[string][]byte{}}
	a.hash = strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:]))[:12]
	mu.Lock()
	defer mu.Unlock()
	assets[name] = a
	return a
}

var fontURL = regexp.MustCompile(`url\(([\w.-]+)\)`)

// read returns a file's bytes: a bundle joined, a font list with hashed URLs.
func read(name string) ([]byte, error) {
	parts, ok := bundles[name]
	if !ok {
		raw, err := files.ReadFile(name)
		if err == nil && strings.HasPrefix(name, "fonts/") && path.Ext(name) == ".css" {
			raw = fontURL.ReplaceAllFunc(raw, func(m []byte) []byte {
				return []byte("url(" + URL("fonts/"+string(fontURL.FindSubmatch(m)[1])) + ")")
			})
		}
		return raw, err
	}
	var b bytes.Buffer
	for _, p := range parts {
		raw, err := files.ReadFile(p)
		if err != nil {
			return nil, err
		}
		if path.Ext(name) == ".css" {
			b.Write(slim(raw))
			continue
		}
		b.WriteString("{\n") // a block each, so that their constants do not meet
		b.Write(raw)
		b.WriteString("}\n")
	}
	return b.Bytes(), nil
}

var (
	comments = regexp.MustCompile(`(?s)/\*[^!].*?\*/`)
	indents  = regexp.MustCompile(`\n\s*`)
)

// slim leaves comments (but not licences, "/*!") and indents out of our own
// styles, which hold no strings with line breaks.
func slim(css []byte) []byte {
	return indents.ReplaceAll(comments.ReplaceAll(css, nil), []byte("\n"))
}

// URL is where the file called name is served: css/app.css is
// /static/css/app.<hash>.css. A name that does not exist is a bug and panics,
// so that a test of the page that links it fails.
func URL(name string) string {
	a := find(name)
	if a == nil {
		panic(fmt.Sprintf("static: there is no %q", name))
	}
	ext := path.Ext(name)
	return Prefix + strings.TrimSuffix(name, ext) + "." + a.hash + ext
}

// unhash splits css/app.<hash>.css into css/app.css and the hash.
func unhash(p string) (name, hash string) {
	ext := path.Ext(p)
	stem := strings.TrimSuffix(p, ext)
	i := strings.LastIndexByte(stem, '.')
	if i < 0 {
		return "", ""
	}
	return stem[:i] + ext, stem[i+1:]
}

// Handler serves what URL names under Prefix, and 404 for everything else:
// names without a hash, with another hash, folders.
func Handler() http.Handler { return http.HandlerFunc(serve) }

func serve(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, http.StatusText(http.StatusMethodNotAllowed), http.StatusMethodNotAllowed)
		return
	}
	name, hash := unhash(strings.TrimPrefix(r.URL.Path, Prefix))
	a := find(name)
	if a == nil || a.hash != hash {
		w.Header().Set("Cache-Control", "no-store") // it may exist after the next deployment
		http.NotFound(w, r)
		return
	}
	h := w.Header()
	h.Set("Content-Type", a.kind)
	h.Set("Cache-Control", "public, max-age=31536000, immutable")
	body, tag := a.body, a.hash
	if a.text() {
		h.Add("Vary", "Accept-Encoding")
		if coding := preferred(r.Header.Get("Accept-Encoding")); coding != "" {
			body, tag = a.as(coding), a.hash+"-"+coding
			h.Set("Content-Encoding", coding)
		}
	}
	h.Set("ETag", `"`+tag+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body))
}
