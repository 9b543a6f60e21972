package office_test

import (
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/world"
)

// A view is kept from the page that it is a view of, stands there for its reader
// alone, and goes again; no script is needed for any of it.
func TestSavedViewsOnTheDesk(t *testing.T) {
	a := portal(t)
	mine, other := at(t, a, world.OfficerNamgu), at(t, a, world.ApproverNamgu)
	const list = "/office/programs?state=published"

	if got := mine.c.Post("/office/programs/views?state=published", url.Values{"view_name": {" "}}); got.Status != 422 || !strings.Contains(got.Body, `href="#view_name"`) {
		t.Fatalf("a view without a name: %d", got.Status)
	}
	if got := mine.c.Post("/office/programs/views?state=published&evil=1", url.Values{"view_name": {"공개 중"}}); got.Status != 303 || got.Header.Get("Location") != list {
		t.Fatalf("%d, to %q", got.Status, got.Header.Get("Location"))
	}
	page := mine.get("/office/programs")
	if to := mine.link(page, "공개 중"); to != list {
		t.Errorf("the view leads to %q", to)
	}
	if strings.Contains(other.c.Get("/office/programs").Body, "공개 중</a>") {
		t.Error("somebody else sees the view")
	}

	var gone string
	for _, f := range apptest.Select(page, "main form") {
		if to := apptest.Attr(f, "action"); strings.HasPrefix(to, "/office/views/") {
			gone = to
		}
	}
	if got := other.c.Post(gone, nil); got.Status != 404 {
		t.Errorf("somebody else takes the view away: %d", got.Status)
	}
	if got := mine.c.Post(gone, url.Values{"next": {"//evil.example"}}); got.Status != 303 || got.Header.Get("Location") != "/office/programs" {
		t.Errorf("%d, to %q", got.Status, got.Header.Get("Location"))
	}

	applicants := "/office/sections/" + world.OpenNamgu.String() + "/applicants"
	if got := mine.c.Post(applicants+"/views?state=accepted&q=김", url.Values{"view_name": {"자리 있음"}}); got.Status != 303 || got.Header.Get("Location") != applicants+"?state=accepted" {
		t.Errorf("%d, to %q", got.Status, got.Header.Get("Location"))
	}
}
