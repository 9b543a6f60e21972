package app_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app"
	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// campus is the portal with the sample city, and its browsers.
type campus struct {
	*app.App
	t *testing.T
	d *db.DB
}

func newCampus(t *testing.T) *campus {
	t.Helper()
	d := worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon))
	return &campus{apptest.New(t, d), t, d}
}

func (c *campus) as(p world.Persona) *apptest.Client {
	return apptest.SignedIn(c.t, c.App, p.Account, len(p.Roles) > 0)
}

func (c *campus) count(q string, args ...any) (n int) {
	c.t.Helper()
	if err := c.d.Read(c.t.Context()).Raw(q, args...).Row().Scan(&n); err != nil {
		c.t.Fatal(err)
	}
	return n
}

func (c *campus) upload(b *apptest.Client, path, name, content string) apptest.Answer {
	c.t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	part, err := w.CreateFormFile("file", name)
	if err != nil {
		c.t.Fatal(err)
	}
	if _, err := part.Write([]byte(content)); err != nil {
		c.t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		c.t.Fatal(err)
	}
	return b.Do(http.MethodPost, path, w.FormDataContentType(), &body)
}

func TestStudentIsConfirmedByNumberOverHTTP(t *testing.T) {
	c := newCampus(t)
	student, staff, neighbour := c.as(world.Resident), c.as(world.StaffPKNU), c.as(world.StaffPNU)
	form := url.Values{"university": {world.PKNU.String()}, "number": {"202177777"}, "department": {"수산과학과"}, "status": {"enrolled"}, "method": {"number"}}
	if got := student.Post("/my/affiliation", form); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `id="consent-problem"`) || !strings.Contains(got.Body, "수산과학과") {
		t.Fatalf("%d without consent", got.Status)
	}
	form.Set("consent", "1")
	if got := student.Post("/my/affiliation", form); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status, got.Body)
	}
	if got := neighbour.Get("/campus/affiliations"); strings.Contains(got.Body, "202177777") || strings.Contains(got.Body, world.Resident.Name) {
		t.Error("another university's staff see who asks")
	}
	var row struct{ ID id.ID }
	if err := c.d.Read(t.Context()).Raw("select id from affiliations where person_id = ?", world.Resident.Person).Scan(&row).Error; err != nil {
		t.Fatal(err)
	}
	decide := "/campus/affiliations/" + row.ID.String() + "/decision"
	if got := neighbour.Post(decide, url.Values{"decision": {"confirm"}, "status": {"enrolled"}}); got.Status != http.StatusNotFound {
		t.Errorf("another university's staff decide: %d", got.Status)
	}
	if got := staff.Get("/campus/affiliations"); !strings.Contains(got.Body, "202177777") {
		t.Error("staff do not see who asks")
	}
	if got := staff.Post(decide, url.Values{"decision": {"refuse"}}); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("refused without a reason: %d", got.Status)
	}
	if got := staff.Post(decide, url.Values{"decision": {"confirm"}, "status": {"enrolled"}}); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status, got.Body)
	}
	if got := student.Get("/my/provision"); !strings.Contains(got.Body, "국립부경대학교에 제공하기") || strings.Contains(got.Body, "checked=\"checked\" name=\"agree\"") {
		t.Error("a confirmed student is not asked, or finds the consent ticked")
	}
}

func TestRosterOverHTTPKeepsNothingOfAnybodyElse(t *testing.T) {
	c := newCampus(t)
	staff, neighbour := c.as(world.StaffPKNU), c.as(world.StaffPNU)
	const stranger, strangersNumber = "하늘소라빛", "209900001"
	roster := "학번,성명,학과,학년,학적상태\n" + world.StudentPKNUNumber + ",김도현,컴퓨터공학부,3,휴학\n" + strangersNumber + "," + stranger + ",법학과,1,재학\n209900002," + stranger + ",법학과,1,이상함\n"
	if got := c.upload(staff, "/campus/roster", "a.csv", "가,나\n1,2\n"); got.Status != http.StatusUnprocessableEntity {
		t.Errorf("a file that is no roster: %d", got.Status)
	}
	got := c.upload(staff, "/campus/roster", "명단.csv", roster)
	if got.Status != http.StatusSeeOther {
		t.Fatal(got.Status, got.Body)
	}
	if other := neighbour.Get(got.Location); other.Status != http.StatusNotFound {
		t.Errorf("another university reads it: %d", other.Status)
	}
	page := staff.Get(got.Location)
	if page.Status != http.StatusOK || !strings.Contains(page.Body, "학적상태가 다름") || !strings.Contains(page.Body, "4행 학적상태") || strings.Contains(page.Body, stranger) || strings.Contains(page.Body, strangersNumber) {
		t.Fatal(page.Body)
	}
	for _, table := range []string{"roster_checks", "roster_differences", "audit", "access_log", "outbox"} {
		var rows []map[string]any
		if err := c.d.Read(t.Context()).Table(table).Find(&rows).Error; err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			for col, v := range row {
				if s, ok := v.(string); ok && (strings.Contains(s, stranger) || strings.Contains(s, strangersNumber) || strings.Contains(s, "209900002")) {
					t.Errorf("%s.%s holds a row that matched nobody: %s", table, col, s)
				}
			}
		}
	}
	if n := c.count("select count(*) from access_log l join access_log_people p on p.log_id = l.id where l.task = 'campus.roster' and p.person_id = ?", world.StudentPKNU.Person); n < 2 {
		t.Errorf("%d looks in the log", n)
	}
	var diff struct{ ID id.ID }
	if err := c.d.Read(t.Context()).Raw("select id from roster_differences where kind = 'status'").Scan(&diff).Error; err != nil {
		t.Fatal(err)
	}
	adopt := url.Values{"difference": {diff.ID.String()}, "from": {"2026-03-01"}}
	if got := neighbour.Post(got.Location+"/adoption", adopt); got.Status != http.StatusNotFound {
		t.Errorf("another university takes it over: %d", got.Status)
	}
	if got := staff.Post(got.Location+"/adoption", adopt); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status, got.Body)
	}
	if n := c.count("select count(*) from affiliation_statuses s join affiliations a on a.id = s.affiliation_id where a.person_id = ? and s.status = 'leave' and s.source = 'roster' and a.status = 'leave'", world.StudentPKNU.Person); n != 1 {
		t.Error("the status was not taken over")
	}
	// Who withdraws is gone from the difference list, and is compared no more.
	var p struct{ ID id.ID }
	if err := c.d.Read(t.Context()).Raw("select id from provisions where person_id = ?", world.StudentPKNU.Person).Scan(&p).Error; err != nil {
		t.Fatal(err)
	}
	if got := c.as(world.StudentPKNU).Post("/my/provision/"+p.ID.String()+"/withdrawal", nil); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	if page := staff.Get(got.Location); strings.Contains(page.Body, world.StudentPKNUNumber) || strings.Contains(page.Body, world.StudentPKNU.Name) {
		t.Error("a student who withdrew is still on the difference list")
	}
	again := c.upload(staff, "/campus/roster", "명단.csv", roster)
	if page := staff.Get(again.Location); strings.Contains(page.Body, world.StudentPKNUNumber) || !strings.Contains(page.Body, "동의한 학생 0명") {
		t.Error("a student who withdrew is compared")
	}
}

// provisionOf is the consent that a student of the sample city has given.
func (c *campus) provisionOf(p world.Persona) id.ID {
	c.t.Helper()
	var row struct{ ID id.ID }
	if err := c.d.Read(c.t.Context()).Raw("select id from provisions where person_id = ? and withdrawn_at is null", p.Person).Scan(&row).Error; err != nil || row.ID.IsZero() {
		c.t.Fatal(row, err)
	}
	return row.ID
}

func TestConsentIsOfferedWithAnApplicationAndMayBeRefused(t *testing.T) {
	c := newCampus(t)
	student := c.as(world.StudentPKNU)
	var section struct{ ID id.ID }
	if err := c.d.Read(t.Context()).Raw("select s.id from sections s join programmes p on p.id = s.programme_id where p.slug = 'busan-sns-supporters'").Scan(&section).Error; err != nil {
		t.Fatal(err)
	}
	apply := "/sections/" + section.ID.String() + "/applications"
	if got := student.Get(apply); got.Status != http.StatusOK || strings.Contains(got.Body, `name="provision"`) {
		t.Fatalf("%d: offered to somebody who has agreed already", got.Status)
	}
	if got := student.Post("/my/provision/"+c.provisionOf(world.StudentPKNU).String()+"/withdrawal", nil); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	page := student.Get(apply)
	at := strings.Index(page.Body, `name="provision"`)
	if at < 0 {
		t.Fatal("not offered")
	}
	if box := page.Body[at-200 : at+200]; strings.Contains(box, "checked") || strings.Contains(box, "required") {
		t.Errorf("ticked or required: %s", box)
	}
	if got := c.as(world.Resident).Get(apply); strings.Contains(got.Body, `name="provision"`) {
		t.Error("offered to somebody who is no student")
	}
	_, rest, _ := strings.Cut(page.Body, `name="request_key" value="`)
	key, _, _ := strings.Cut(rest, `"`)
	got := student.Post(apply, url.Values{"phone": {"010-1234-5678"}, "consent": {"1"}, "request_key": {key}})
	if got.Status != http.StatusSeeOther || c.count("select count(*) from provisions where person_id = ? and withdrawn_at is null", world.StudentPKNU.Person) != 0 {
		t.Fatalf("%d: applying without it failed, or gave it", got.Status)
	}
	got = student.Post(apply, url.Values{"phone": {"010-1234-5678"}, "consent": {"1"}, "request_key": {key}, "provision": {world.PKNU.String()}})
	if got.Status != http.StatusSeeOther || c.count("select count(*) from provisions where person_id = ? and withdrawn_at is null", world.StudentPKNU.Person) != 1 {
		t.Errorf("%d: ticked, and not given", got.Status)
	}
}

func TestPointsAreShownToStudentsAsExamplesOnCardsPagesAndTheAPI(t *testing.T) {
	c := newCampus(t)
	const list = "/programs?cooperation=busan-extracurricular"
	anonymous := apptest.Visitor(t, c.App)
	if got := anonymous.Get(list); strings.Contains(got.Body, "비교과 3점") {
		t.Error("somebody who has not signed in sees points")
	}
	pknu, pnu := c.as(world.StudentPKNU).Get(list), c.as(world.StudentPNU).Get(list)
	if !strings.Contains(pknu.Body, "국립부경대 비교과 3점") || strings.Contains(pknu.Body, "부산대 비교과") || !strings.Contains(pnu.Body, "부산대 비교과 시간당 1점") {
		t.Error("the points of the reader's own university are not on the cards")
	}
	for _, chip := range strings.Split(pknu.Body, "국립부경대 비교과 3점")[1:] {
		if end := strings.Index(chip, "예시"); end < 0 || end > 200 {
			t.Error("points without 예시 beside them")
		}
	}
	one := c.as(world.StudentPKNU).Get("/programs/busan-sns-supporters")
	if !strings.Contains(one.Body, "국립부경대 비교과 3점") || !strings.Contains(one.Body, "/my/mileage/rules/") {
		t.Error("the programme's page does not lead to the rule")
	}
	api := anonymous.Get("/api/v1/programs?cooperation=busan-extracurricular&size=3")
	if api.Status != http.StatusOK || !strings.Contains(api.Body, `"university":"pknu"`) || strings.Contains(api.Body, `"version":1,"sample":false`) || !strings.Contains(api.Body, `"version":1,"sample":true`) {
		t.Error("the API does not say that the points are examples", api.Body[:min(len(api.Body), 800)])
	}
	if other := anonymous.Get("/api/v1/programs?org=namgu"); strings.Contains(other.Body, `"recognition"`) {
		t.Error("points for a programme of no agreement")
	}
}

func TestCampusPagesHoldNothingOfWhoHasNotAgreed(t *testing.T) {
	c := newCampus(t)
	staff := c.as(world.StaffPKNU)
	pages := []string{"/campus", "/campus?tab=asked", "/campus?tab=decided", "/campus?tab=changed", "/campus/mileage", "/campus/mileage?state=reflected", "/campus/mileage?state=rejected", "/campus/rules", "/campus/affiliations", "/campus/roster"}
	// Of 부산대's student nothing stands on 부경대's pages, and the other way round.
	masked := map[string]string{world.StudentPKNU.Name: "김*현", world.StudentPNU.Name: "박*진"}
	seen := 0
	for _, path := range pages {
		got := staff.Get(path)
		if got.Status != http.StatusOK {
			t.Errorf("%s: %d", path, got.Status)
		}
		if strings.Contains(got.Body, world.StudentPNU.Name) || strings.Contains(got.Body, masked[world.StudentPNU.Name]) || strings.Contains(got.Body, world.StudentPNUNumber) {
			t.Errorf("%s holds another university's student", path)
		}
		seen += strings.Count(got.Body, masked[world.StudentPKNU.Name])
		if strings.Contains(got.Body, world.StudentPKNU.Name) {
			t.Errorf("%s: a list shows a whole name", path)
		}
	}
	if seen < 3 {
		t.Errorf("the student who agreed stands on the pages %d times", seen)
	}
	export := url.Values{"university": {world.PKNU.String()}, "format": {"csv"}}
	if got := staff.Post("/campus/mileage/export", export); got.Status != http.StatusUnprocessableEntity || strings.Contains(got.Body, world.StudentPKNUNumber) {
		t.Errorf("%d: a file without a purpose", got.Status)
	}
	export.Set("purpose", "campus")
	if got := staff.Post("/campus/mileage/export", export); got.Status != http.StatusOK || !strings.Contains(got.Body, world.StudentPKNUNumber) || got.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%d: the file lacks the student", got.Status)
	}
	if got := c.as(world.StaffPNU).Post("/campus/mileage/export", export); got.Status != http.StatusNotFound {
		t.Errorf("another university's file: %d", got.Status)
	}
	one := "/campus/recognitions/" + world.WaitsAtPKNU.String()
	if got := staff.Get(one); got.Status != http.StatusOK || !strings.Contains(got.Body, world.StudentPKNU.Name) || !strings.Contains(got.Body, world.StudentPKNUNumber) {
		t.Errorf("%d: the decision lacks its student", got.Status)
	}
	if got := c.as(world.StaffPNU).Post(one+"/decision", url.Values{"decision": {"recognise"}}); got.Status != http.StatusNotFound {
		t.Errorf("another university decides: %d", got.Status)
	}
	if got := staff.Post(one+"/decision", url.Values{"decision": {"refuse"}}); got.Status != http.StatusUnprocessableEntity || !strings.Contains(got.Body, `id="reason-problem"`) {
		t.Errorf("%d: refused without a reason", got.Status)
	}
	// The consent withdrawn: what waits is gone, with its counts.
	if got := c.as(world.StudentPKNU).Post("/my/provision/"+c.provisionOf(world.StudentPKNU).String()+"/withdrawal", nil); got.Status != http.StatusSeeOther {
		t.Fatal(got.Status)
	}
	if got := staff.Get("/campus"); strings.Contains(got.Body, masked[world.StudentPKNU.Name]) || strings.Contains(got.Body, world.WaitsAtPKNU.String()) || !strings.Contains(got.Body, "심사를 기다리는 참여가 없습니다") {
		t.Error("what waits is still in the inbox after the consent was withdrawn")
	}
	if got := staff.Get(one); got.Status != http.StatusNotFound {
		t.Errorf("%d: its page is still there", got.Status)
	}
}

func TestMileageNamesItsOwnerAndItsRule(t *testing.T) {
	c := newCampus(t)
	pknu, pnu := c.as(world.StudentPKNU).Get("/my/mileage"), c.as(world.StudentPNU).Get("/my/mileage")
	for _, want := range []string{"국립부경대 비교과 마일리지", "3점", "활동 하나에 3점", "예시", "대기", "/my/mileage/rules/"} {
		if !strings.Contains(pknu.Body, want) {
			t.Errorf("부경대: no %q", want)
		}
	}
	for _, want := range []string{"부산대 비교과 마일리지", "시간당 1점", "예시", "반영", "운영기관에 보완요청 중"} {
		if !strings.Contains(pnu.Body, want) {
			t.Errorf("부산대: no %q", want)
		}
	}
	if got := c.as(world.Resident).Get("/my/mileage"); got.Status != http.StatusOK || !strings.Contains(got.Body, "확인된 소속 대학이 없습니다") {
		t.Errorf("%d", got.Status)
	}
	if got := c.as(world.StudentPKNU).Get("/my"); !strings.Contains(got.Body, "/my/mileage") {
		t.Error("a student's menu has no 마일리지")
	}
	if got := c.as(world.Resident).Get("/my"); strings.Contains(got.Body, `href="/my/mileage"`) {
		t.Error("a resident's menu has 마일리지")
	}
}
