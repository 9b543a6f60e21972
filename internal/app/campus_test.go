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
