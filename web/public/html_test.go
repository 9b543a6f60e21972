package public_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"ieum/internal/app/apptest"
)

// page is an answer as a tree, asked by selectors: tag, .class, #id, [attr] and
// [attr=value] joined, descendants apart by spaces.
type page struct {
	t    *testing.T
	name string
	root *html.Node
}

func parse(t *testing.T, name, body string) page {
	t.Helper()
	return page{t, name, apptest.Parse(t, body)}
}

func (p page) all(selector string) []*html.Node { return apptest.Select(p.root, selector) }

func attr(n *html.Node, name string) string { return apptest.Attr(n, name) }

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// has wants a node at the selector with the words in it.
func (p page) has(selector, words string) {
	p.t.Helper()
	nodes := p.all(selector)
	for _, n := range nodes {
		if strings.Contains(text(n), words) {
			return
		}
	}
	p.t.Errorf("%s: %d at %q, and none says %q", p.name, len(nodes), selector, words)
}

// hasNo wants no node at the selector with the words in it; "" is any.
func (p page) hasNo(selector, words string) {
	p.t.Helper()
	for _, n := range p.all(selector) {
		if strings.Contains(text(n), words) {
			p.t.Errorf("%s: %q at %q", p.name, text(n), selector)
		}
	}
}
