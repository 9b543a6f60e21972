package apptest

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Parse is an answer's page as a tree.
func Parse(t testing.TB, body string) *html.Node {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// Select finds elements by a selector: tag, .class, #id, [attr] and
// [attr=value] joined, descendants apart by spaces.
func Select(root *html.Node, selector string) []*html.Node {
	found := []*html.Node{root}
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
			ok = strings.Contains(" "+Attr(n, "class")+" ", " "+piece[1:]+" ")
		case '#':
			ok = Attr(n, "id") == piece[1:]
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

// Attr is an element's attribute; "" for none.
func Attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

// Text is what an element says, its spaces folded.
func Text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
