package paging

import (
	"slices"
	"testing"
)

func TestPage(t *testing.T) {
	p := New(3, 20).Of(45)
	if p.Last() != 3 || p.From() != 41 || p.To() != 45 || p.Offset() != 40 {
		t.Errorf("%+v last %d from %d to %d", p, p.Last(), p.From(), p.To())
	}
	if p := New(9, 20).Of(45); p.Number != 3 {
		t.Errorf("beyond the end: %d", p.Number)
	}
	if p := New(-1, 20).Of(0); p.Number != 1 || p.From() != 0 || p.To() != 0 || p.Last() != 1 {
		t.Errorf("empty: %+v", p)
	}
	if got := New(9, 1).Of(10).Window(5); !slices.Equal(got, []int{6, 7, 8, 9, 10}) {
		t.Errorf("%v", got)
	}
}
