package public_test

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
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
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return page{t, name, root}
}

func (p page) all(selector string) []*html.Node {
	found := []*html.Node{p.root}
	for part := range strings.FieldsSeq(selector) {
		var next []*html.Node
		for _, n := range found {
			for d := range n.Descendants() {
				if d.Type == html.ElementNode && matches(d, part) {
					next = append(next, d)
				}
			}
		}
		found = next
	}
	return found
}

func matches(n *html.Node, part string) bool {
	for part != "" {
		end := strings.IndexAny(part[1:], ".#[") + 1
		if end == 0 {
			end = len(part)
		}
		piece := part[:end]
		part = part[end:]
		ok := false
		switch piece[0] {
		case '.':
			ok = strings.Contains(" "+attr(n, "class")+" ", " "+piece[1:]+" ")
		case '#':
			ok = attr(n, "id") == piece[1:]
		case '[':
			name, want, valued := strings.Cut(strings.Trim(piece, "[]"), "=")
			for _, a := range n.Attr {
				ok = ok || (a.Key == name && (!valued || a.Val == want))
			}
		default:
			ok = n.Data == piece
		}
		if !ok {
			return false
		}
	}
	return true
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

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
