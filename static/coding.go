package static

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// text reports whether the asset shrinks; fonts and PNG are packed already.
func (a *asset) text() bool { return a.kind != types[".woff2"] && a.kind != types[".png"] }

// as is the asset in a content coding, packed as tightly as it goes, once.
func (a *asset) as(coding string) []byte {
	a.mu.Lock()
	defer a.mu.Unlock()
	if b, ok := a.squeezed[coding]; ok {
		return b
	}
	var out bytes.Buffer
	switch coding {
	case "br":
		w := brotli.NewWriterLevel(&out, brotli.BestCompression)
		_, _ = w.Write(a.body) // a bytes.Buffer takes everything
		_ = w.Close()
	case "gzip":
		w, _ := gzip.NewWriterLevel(&out, gzip.BestCompression) // a known level: no error
		_, _ = w.Write(a.body)
		_ = w.Close()
	}
	a.squeezed[coding] = out.Bytes()
	return a.squeezed[coding]
}

// preferred is the best coding that an Accept-Encoding header takes: br, gzip
// or none. A quality of 0 means "not this one".
func preferred(accept string) string {
	takes := map[string]bool{}
	for part := range strings.SplitSeq(accept, ",") {
		coding, q, _ := strings.Cut(part, ";")
		weight := 1.0
		if v, ok := strings.CutPrefix(strings.TrimSpace(q), "q="); ok {
			f, err := strconv.ParseFloat(v, 64)
			if err != nil {
				continue
			}
			weight = f
		}
		takes[strings.ToLower(strings.TrimSpace(coding))] = weight > 0
	}
	for _, coding := range []string{"br", "gzip"} {
		if takes[coding] {
			return coding
		}
	}
	return ""
}
