package app_test

import (
	"net/url"
	"strings"
	"testing"

	"ieum/internal/world"
)

// TestTheCounterServesSomebodyWithoutAnAccount goes from a search to a receipt as
// the officer at the counter, and asks for the same pages as others.
func TestTheCounterServesSomebodyWithoutAnAccount(t *testing.T) {
	c := openCity(t)
	clerk := c.as(world.DeskYeonje)
	if body := get(t, clerk, "/office/desk", 200); strings.Contains(body, `href="/office/programs"`) {
		t.Error("the counter is offered desks that are not theirs")
	}
	post(t, clerk, "/office/desk", url.Values{"name": {world.WalkInName}}, 422)
	search := url.Values{"name": {world.WalkInName}, "last4": {world.WalkInPhone[len(world.WalkInPhone)-4:]}}
	found := post(t, clerk, "/office/desk", search, 200)
	if strings.Contains(found.Body, world.WalkInPhone) || !strings.Contains(found.Body, "010-****-0391") || !strings.Contains(found.Body, "고*덕") {
		t.Error("the result shows the number, or nobody")
	}
	person := first(t, found.Body, `action="(/office/desk/people/[0-9a-f-]+)"`)
	post(t, clerk, person, url.Values{"name": {world.WalkInName}, "last4": {"0000"}}, 404)
	post(t, clerk, person, search, 303)
	page := get(t, clerk, person, 200)
	if !strings.Contains(page, world.WalkInPhone) {
		t.Error("the officer cannot read the number back")
	}
	apply := person + "/sections/" + world.OpenYeonje.String()
	if !strings.Contains(page, apply) {
		t.Error("an open section is not offered")
	}
	key := first(t, get(t, clerk, apply, 200), `name="request_key" value="([^"]+)"`)
	form := url.Values{"request_key": {key}, "phone": {world.WalkInPhone}, "method": {"phone_call"}}
	post(t, clerk, apply, form, 422)
	form.Set("read", "1")
	got := post(t, clerk, apply, form, 303)
	receipt := get(t, clerk, got.Location, 200)
	for _, want := range []string{world.WalkInName, "수강확정", "창구·전화로 신청"} {
		if !strings.Contains(receipt, want) {
			t.Errorf("the receipt does not say %s", want)
		}
	}
	post(t, clerk, got.Location+"/message", nil, 303)
	get(t, clerk, strings.Replace(apply, world.OpenYeonje.String(), world.OpenNamgu.String(), 1), 404)
	form.Set("request_key", "another")
	post(t, clerk, strings.Replace(apply, world.OpenYeonje.String(), world.OpenNamgu.String(), 1), form, 404)
	for name, who := range map[string]world.Persona{"neighbour": world.OfficerNamgu, "city": world.OfficerBusan} {
		for _, path := range []string{person, apply, got.Location} {
			if a := c.as(who).Get(path); a.Status != 404 {
				t.Errorf("%s: GET %s: %d", name, path, a.Status)
			}
		}
	}
	if a := c.as(world.Resident).Get(got.Location[len("/office/desk"):]); a.Status != 404 {
		t.Errorf("a resident reads the caller's receipt: %d", a.Status)
	}
	if body := get(t, c.as(world.AdminPersona), "/system/access-log", 200); !strings.Contains(body, "창구에서 찾기") || !strings.Contains(body, "창구에서 열기") || !strings.Contains(body, "창구·전화 응대") {
		t.Error("the access log does not say what the counter looked at, and why")
	}
	if body := get(t, c.as(world.AdminPersona), "/system/outbox?channel=sms", 200); !strings.Contains(body, "자리가 확정되었습니다") {
		t.Error("nobody texted the caller")
	}

	entered := url.Values{"name": {"배말순"}, "birth_date": {"1949-08-15"}, "phone": {"051-123-4567"}, "method": {"counter"}}
	post(t, clerk, "/office/desk/new", entered, 422)
	entered.Set("read", "1")
	at := post(t, clerk, "/office/desk/new", entered, 303).Location
	if body := get(t, clerk, at, 200); !strings.Contains(body, "전화로 알려 드려야 합니다") {
		t.Error("the page does not say that she must be called")
	}
}

// TestAGuardianAppliesForAChild goes to a child's receipt, and asks for it as another.
func TestAGuardianAppliesForAChild(t *testing.T) {
	c := openCity(t)
	g := c.as(world.Guardian)
	apply := "/sections/" + world.OpenPajuPupils.String() + "/applications"
	page := get(t, g, apply, 200)
	if !strings.Contains(page, world.YoungerChildName) || !strings.Contains(page, world.YoungerChild.String()) {
		t.Fatal("the form does not ask for whom")
	}
	key := first(t, page, `name="request_key" value="([^"]+)"`)
	form := url.Values{"person": {world.YoungerChild.String()}, "phone": {"010-0000-0104"}, "consent": {"1"}, "request_key": {key}}
	if a := c.as(world.Resident).Post(apply, form); a.Status != 404 {
		t.Errorf("another's child: %d", a.Status)
	}
	receipt := post(t, g, apply, form, 303).Location
	if body := get(t, g, receipt, 200); !strings.Contains(body, world.YoungerChildName) || !strings.Contains(body, "보호자가 대신 신청") || !strings.Contains(body, "자리가 확정되었습니다") {
		t.Error("the receipt is not the child's")
	}
	if body := get(t, g, "/my/applications?person="+world.YoungerChild.String(), 200); !strings.Contains(body, "습지") {
		t.Error("the switcher does not show the child's application")
	}
	if body := get(t, g, "/my/applications?person="+world.OlderChild.String(), 200); strings.Contains(body, "습지") {
		t.Error("the switcher shows it under the other child")
	}
	if a := c.as(world.StudentPKNU).Get(receipt); a.Status != 404 {
		t.Errorf("somebody else reads it: %d", a.Status)
	}
	form.Set("person", world.Guardian.Person.String())
	form.Set("request_key", "own")
	if a := g.Post(apply, form); a.Status != 409 || !strings.Contains(a.Body, "파주시에 있는 학교") {
		t.Errorf("an adult in a pupils' programme: %d", a.Status)
	}

	far := url.Values{"name": {"윤바다"}, "birth_date": {"2016-05-20"}, "school": {world.BusanSchool.String()}, "grade": {"e4"}, "guardian": {"1"}}
	post(t, g, "/my/family/new", far, 422)
	far.Set("consent", "1")
	child := strings.TrimPrefix(post(t, g, "/my/family/new", far, 303).Location, "/my/family/")
	if body := get(t, g, apply, 200); !strings.Contains(body, "파주시에 있는 학교의 학생만 참여할 수 있습니다") {
		t.Error("the form does not name the rule")
	}
	form.Set("person", child)
	form.Set("request_key", "far")
	refused := post(t, g, apply, form, 303).Location
	if body := get(t, g, refused, 200); !strings.Contains(body, "파주시에 있는 학교의 학생만 참여할 수 있습니다") || !strings.Contains(body, "신청불가") {
		t.Error("the refusal does not name the rule")
	}

	post(t, g, "/my/family/"+world.YoungerChild.String()+"/withdrawal", nil, 303)
	if body := get(t, g, receipt, 200); !strings.Contains(body, "신청취소") {
		t.Error("the place outlived the consent")
	}
	if a := c.as(world.Resident).Post("/my/family/"+world.YoungerChild.String()+"/withdrawal", nil); a.Status != 404 {
		t.Errorf("another's consent: %d", a.Status)
	}
}
