package id

import "testing"

func TestIDsSortByTimeAndReadBack(t *testing.T) {
	a, b := New(), New()
	if a.String() >= b.String() {
		t.Errorf("%s is not before %s", a, b)
	}
	got, err := Parse(a.String())
	if err != nil || got != a {
		t.Errorf("%v %v", got, err)
	}
	for _, bad := range []string{"", "x", "urn:uuid:" + a.String(), "{" + a.String() + "}", a.String()[:35] + "g"} {
		if _, err := Parse(bad); err == nil {
			t.Errorf("%q was read as an id", bad)
		}
	}
}

func TestNoneIsNull(t *testing.T) {
	if v, _ := None.Value(); v != nil {
		t.Errorf("%v", v)
	}
	i := New()
	if err := i.Scan(nil); err != nil || !i.IsZero() {
		t.Errorf("%v %v", i, err)
	}
	first, again := Named("a"), Named("a")
	if first != again || first == Named("b") {
		t.Error("names do not give stable ids")
	}
}
