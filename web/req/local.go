package req

import (
	"net/url"
	"strings"
)

// LocalPath is p when it is a path of this portal, and otherwise the fallback.
// "//host", "/\host" and everything that a browser might take for another site is refused.
func LocalPath(p, otherwise string) string {
	if !strings.HasPrefix(p, "/") || strings.ContainsAny(p, "\\\x00\r\n\t") || strings.HasPrefix(p, "//") {
		return otherwise
	}
	u, err := url.Parse(p)
	if err != nil || u.Host != "" || u.Scheme != "" || u.User != nil {
		return otherwise
	}
	for _, r := range p {
		if r < ' ' || r == 0x7f {
			return otherwise
		}
	}
	return p
}
