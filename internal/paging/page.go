// Package paging cuts long lists into pages.
package paging

// Page is one page of a list: which, how long, and of how many.
type Page struct {
	Number int // from 1
	Size   int
	Total  int
}

// New is page number of size; a number below 1 is the first page.
func New(number, size int) Page { return Page{Number: max(number, 1), Size: size} }

// Of is the page with its total filled in, moved back to the last page when it lies beyond.
func (p Page) Of(total int) Page {
	p.Total = total
	p.Number = min(p.Number, p.Last())
	return p
}

// Last is the number of the last page; an empty list has one empty page.
func (p Page) Last() int { return max(1, (p.Total+p.Size-1)/p.Size) }

// Offset is how many items come before the page.
func (p Page) Offset() int { return (p.Number - 1) * p.Size }

// From and To are the positions, from 1, of the page's first and last item; both 0 when empty.
func (p Page) From() int {
	if p.Total == 0 {
		return 0
	}
	return p.Offset() + 1
}

// To is the position of the page's last item.
func (p Page) To() int { return min(p.Offset()+p.Size, p.Total) }

// Window is the page numbers to show around this one, at most width of them.
func (p Page) Window(width int) []int {
	from := max(1, min(p.Number-width/2, p.Last()-width+1))
	var ns []int
	for n := from; n <= p.Last() && len(ns) < width; n++ {
		ns = append(ns, n)
	}
	return ns
}
