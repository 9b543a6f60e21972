package office_test

import (
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/world"
)

// What people stumbled over when they used the desks for the first time.
func TestTheListOfACancelledClassSaysSoAndWhatAFileWouldHold(t *testing.T) {
	a := portal(t)
	officer := apptest.SignedIn(t, a, world.OfficerNamgu.Account, true)
	section := "/office/sections/" + world.CancelledRun.String()
	before := officer.Get(section)
	if got := officer.Get(section + "/applicants"); got.Status != 200 || !strings.Contains(got.Body, "폐강한 분반입니다") || !strings.Contains(got.Body, "4명이 그대로 나옵니다") || !strings.Contains(got.Body, "4명은 취소했거나 자리가 없습니다") {
		t.Errorf("%d", got.Status)
	}
	if got := officer.Post(section+"/applicants.xlsx", url.Values{"purpose": {"insurance"}}); got.Status != 200 {
		t.Fatal(got.Status)
	}
	// A download is no change of the class.
	edited := func(body string) string {
		_, rest, _ := strings.Cut(body, "마지막으로 고친 사람")
		line, _, _ := strings.Cut(rest, "<")
		return line
	}
	if after := officer.Get(section); edited(after.Body) != edited(before.Body) {
		t.Errorf("last changed by %q, after a download by %q", edited(before.Body), edited(after.Body))
	}
}

func TestACourseWithOneClassOffersToCopyIt(t *testing.T) {
	a := portal(t)
	officer := apptest.SignedIn(t, a, world.OfficerNamgu.Account, true)
	_, page, _ := strings.Cut(officer.Get("/office/sections/"+world.Raised.String()).Body, "/office/programs/")
	programme, _, _ := strings.Cut(page, `"`)
	got := officer.Get("/office/programs/" + programme + "/sections")
	if got.Status != 200 || !strings.Contains(got.Body, `href="/office/sections/`+world.Raised.String()+`/clone"`) {
		t.Errorf("%s: %d", programme, got.Status)
	}
}

// A name that was looked for is kept for writing somebody down, and in no address.
func TestTheCounterKeepsTheNameThatNobodyHas(t *testing.T) {
	a := portal(t)
	clerk := apptest.SignedIn(t, a, world.DeskYeonje.Account, true)
	got := clerk.Post("/office/desk", url.Values{"name": {"정말순"}, "last4": {"8812"}})
	if got.Status != 200 || !strings.Contains(got.Body, "‘정말순’ 님을 새로 등록") || strings.Contains(got.Body, "?name=") {
		t.Fatal(got.Status)
	}
	got = clerk.Post("/office/desk/new", url.Values{"begin": {"1"}, "name": {"정말순"}})
	if got.Status != 200 || !strings.Contains(got.Body, `value="정말순"`) || strings.Contains(got.Body, "error-summary") {
		t.Error(got.Status)
	}
}
