package static

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
)

func get(t *testing.T, path string, header ...string) *http.Response {
	t.Helper()
	r := httptest.NewRequest(http.MethodGet, path, nil)
	for i := 0; i+1 < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, r)
	return w.Result()
}

func TestAFileIsServedUnderTheHashOfItsContent(t *testing.T) {
	url := URL("css/app.css")
	if !regexp.MustCompile(`^/static/css/app\.[a-z2-7]{12}\.css$`).MatchString(url) {
		t.Fatalf("%s", url)
	}
	r := get(t, url)
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/css; charset=utf-8" ||
		r.Header.Get("Cache-Control") != "public, max-age=31536000, immutable" || r.Header.Get("Content-Encoding") != "" {
		t.Errorf("%d %v", r.StatusCode, r.Header)
	}
	again := get(t, url, "If-None-Match", r.Header.Get("ETag"))
	if again.StatusCode != http.StatusNotModified {
		t.Errorf("with its ETag: %d", again.StatusCode)
	}
}

func TestWhatIsNotNamedByURLIsNotThere(t *testing.T) {
	wrong := strings.Replace(URL("css/app.css"), "/app.", "/app.x", 1)
	for _, path := range []string{
		"/static/css/app.css", wrong, "/static/", "/static/css/", "/static/css", "/static/static.go", "/static/../static.go",
		"/static/css/app.aaaaaaaaaaaa.css", "/static/js/summary.js", "/static/.css", "/static/css/%00.a.css",
	} {
		r := get(t, path)
		if r.StatusCode != http.StatusNotFound || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s: %d %s", path, r.StatusCode, r.Header.Get("Cache-Control"))
		}
	}
	w := httptest.NewRecorder()
	Handler().ServeHTTP(w, httptest.NewRequest(http.MethodPost, URL("css/app.css"), nil))
	if w.Code != http.StatusMethodNotAllowed {
		t.Errorf("POST: %d", w.Code)
	}
}

func TestTextIsPackedAsTheReaderTakesIt(t *testing.T) {
	plain, _ := io.ReadAll(get(t, URL("css/app.css")).Body)
	for accept, want := range map[string]string{
		"gzip, deflate, br, zstd": "br", "gzip": "gzip", "br;q=0, gzip;q=0.5": "gzip", "identity": "", "": "", "br;q=x": "", "GZIP": "gzip",
	} {
		r := get(t, URL("css/app.css"), "Accept-Encoding", accept)
		if got := r.Header.Get("Content-Encoding"); got != want {
			t.Errorf("%q: %q, want %q", accept, got, want)
			continue
		}
		if r.Header.Get("Vary") != "Accept-Encoding" {
			t.Errorf("%q: no Vary", accept)
		}
		body, _ := io.ReadAll(r.Body)
		switch want {
		case "br":
			body, _ = io.ReadAll(brotli.NewReader(bytes.NewReader(body)))
		case "gzip":
			z, err := gzip.NewReader(bytes.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			body, _ = io.ReadAll(z)
		}
		if !bytes.Equal(body, plain) {
			t.Errorf("%q: unpacked, it is another file", accept)
		}
	}
	if r := get(t, URL("fonts/PretendardGOVVariable.subset.0.woff2"), "Accept-Encoding", "br"); r.Header.Get("Content-Encoding") != "" || r.Header.Get("Content-Type") != "font/woff2" {
		t.Errorf("a font: %v", r.Header)
	}
}

func TestFontListNamesFilesThatAreServed(t *testing.T) {
	css, _ := io.ReadAll(get(t, URL("fonts/pretendard.css")).Body)
	urls := regexp.MustCompile(`url\(([^)]+)\)`).FindAllSubmatch(css, -1)
	if len(urls) != 120 {
		t.Fatalf("%d fonts", len(urls))
	}
	for _, u := range urls {
		if r := get(t, string(u[1])); r.StatusCode != http.StatusOK {
			t.Errorf("%s: %d", u[1], r.StatusCode)
		}
	}
}

// A first visit loads both; the budgets keep it quick on a phone.
func TestStylesAndScriptsKeepTheirBudgets(t *testing.T) {
	for name, budget := range map[string]int{"css/app.css": 14 << 10, "js/app.js": 6 << 10} {
		if n := len(find(name).as("br")); n > budget {
			t.Errorf("%s is %d bytes in brotli, more than %d", name, n, budget)
		} else {
			t.Logf("%s: %d bytes, %d in brotli", name, len(find(name).body), n)
		}
	}
	for _, outside := range []string{"@import", "http://", "https://", "data:", "url("} {
		if strings.Contains(string(find("css/app.css").body), outside) {
			t.Errorf("the styles hold %q", outside)
		}
	}
}

func TestIconsTakeTheColourOfTheText(t *testing.T) {
	for name, inside := range icons() {
		if strings.Contains(inside, `fill="#`) || strings.Contains(inside, "style=") || strings.Contains(inside, "id=") || inside == "" {
			t.Errorf("%s: %s", name, inside)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("an unknown icon was drawn")
		}
	}()
	Icon("taegeuk")
}

func TestAnUnknownNameIsABug(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("a URL was made for a file that does not exist")
		}
	}()
	URL("css/nothing.css")
}
