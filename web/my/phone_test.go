package my_test

import (
	"net/url"
	"testing"

	"ieum/internal/world"
)

func TestWhereSomebodyWasGoingIsKeptWholeWhileTheyProveANumber(t *testing.T) {
	a, _ := city(t)
	c := persona(t, a, "student.pnu@demo.example")
	next := apply(world.OpenNamgu) + "?a=1&b=2"
	got := c.Post("/my/phone", url.Values{"contact": {"010-2345-6789"}, "next": {next}})
	if got.Status != 303 || got.Location != "/my/phone?next="+url.QueryEscape(next) {
		t.Errorf("%d %s", got.Status, got.Location)
	}
}
