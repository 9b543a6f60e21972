package web_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/catalog/standard"
	"ieum/internal/world"
)

func TestAFileIsConfirmedTwiceAndUndone(t *testing.T) {
	a, _ := portal(t)
	c := apptest.SignedIn(t, a, world.OfficerNamgu.Account, true)
	var rec standard.Record
	for col, v := range map[standard.Column]string{standard.Title: "두 번 누른 강좌", standard.StartDate: "2026-05-04", standard.EndDate: "2026-06-22", standard.Operator: "남구"} {
		rec.Cells[col] = v
	}
	kept := upload(t, c, world.Namgu.String(), rec)
	if kept.Status != 303 {
		t.Fatalf("%d %s", kept.Status, kept.Body)
	}
	if got := c.Get(kept.Location); got.Status != 200 || !strings.Contains(got.Body, "두 번 누른 강좌") {
		t.Errorf("preview: %d", got.Status)
	}
	first := c.Post(kept.Location+"/confirmation", url.Values{})
	second := c.Post(kept.Location+"/confirmation", url.Values{})
	if first.Status != 303 || second.Status != 303 || first.Location != second.Location {
		t.Errorf("%d %q and %d %q", first.Status, first.Location, second.Status, second.Location)
	}
	if again := c.Get(kept.Location); again.Status != 303 || again.Location != first.Location {
		t.Errorf("the preview of what is stored: %d %s", again.Status, again.Location)
	}
	if got := c.Get("/data/standard-courses.csv"); strings.Count(got.Body, "두 번 누른 강좌") != 1 {
		t.Error("not stored once")
	}
	if got := c.Post(first.Location+"/undo", url.Values{}); got.Status != 303 {
		t.Errorf("undo: %d %s", got.Status, got.Body)
	}
	if got := c.Get(first.Location); got.Status != 200 || !strings.Contains(got.Body, "되돌림") {
		t.Errorf("%d", got.Status)
	}
	if got := c.Get("/data/standard-courses.csv"); strings.Contains(got.Body, "두 번 누른 강좌") {
		t.Error("not undone")
	}
}

// upload hands a file of one row in as a browser does.
func upload(t *testing.T, c *apptest.Client, owner string, recs ...standard.Record) apptest.Answer {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("org", owner); err != nil {
		t.Fatal(err)
	}
	file, err := form.CreateFormFile("file", "a.csv")
	if err == nil {
		err = standard.Write(file, standard.All(recs), standard.CSV, standard.WriteOptions{})
	}
	if err != nil || form.Close() != nil {
		t.Fatal(err)
	}
	return c.Do(http.MethodPost, "/office/imports", form.FormDataContentType(), &body)
}

func course(cells map[standard.Column]string) (rec standard.Record) {
	rec.Cells[standard.Title], rec.Cells[standard.StartDate], rec.Cells[standard.EndDate] = "살펴보는 강좌", "2026-05-04", "2026-06-22"
	for col, v := range cells {
		rec.Cells[col] = v
	}
	return rec
}

func TestAnotherBodysRowsAreShownAndRefused(t *testing.T) {
	a, _ := portal(t)
	c := apptest.SignedIn(t, a, world.OfficerNamgu.Account, true)
	recs := []standard.Record{
		course(map[standard.Column]string{standard.Operator: "남구", standard.Title: "우리 강좌"}),
		course(map[standard.Column]string{standard.Operator: "연제구", standard.Title: "연제 강좌"}),
		course(map[standard.Column]string{standard.Operator: "해오름시", standard.Title: "해오름 강좌"}),
	}
	for _, want := range []struct {
		owner     string
		says, not []string
	}{
		{world.Namgu.String(), []string{"이름이 적힌 행 2개", "연제구는 이 누리집에서 강좌를 직접", "‘해오름시’ 강좌로 적혀", "1개 강좌 저장하기"}, nil},
		{"rows", []string{"이름이 적힌 행 1개", "연제구는 이 누리집에서", "1개 강좌 저장하기"}, []string{"‘해오름시’ 강좌로 적혀"}},
	} {
		kept := upload(t, c, want.owner, recs...)
		if kept.Status != 303 {
			t.Fatalf("%s: %d %s", want.owner, kept.Status, kept.Body)
		}
		got := c.Get(kept.Location)
		for _, w := range want.says {
			if !strings.Contains(got.Body, w) {
				t.Errorf("%s: the preview does not say %q", want.owner, w)
			}
		}
		for _, w := range want.not {
			if strings.Contains(got.Body, w) {
				t.Errorf("%s: the preview says %q", want.owner, w)
			}
		}
		if stored := c.Post(kept.Location+"/confirmation", url.Values{}); stored.Status != 303 {
			t.Errorf("%s: %d", want.owner, stored.Status)
		}
	}
	if got := c.Get("/data/standard-courses.csv"); strings.Contains(got.Body, "연제 강좌") || !strings.Contains(got.Body, "우리 강좌") || !strings.Contains(got.Body, "해오름 강좌") {
		t.Error("what was refused was published, or what was good was not")
	}
	if got := upload(t, c, world.Yeonje.String(), recs[1]); got.Status == 303 {
		t.Error("an officer imported for a neighbour")
	}
	if got := upload(t, c, "", recs[0]); got.Status != 422 || !strings.Contains(got.Body, "강좌의 주인을 골라") {
		t.Errorf("no owner: %d", got.Status)
	}
}

func TestAChangeIsShownBeforeItIsMade(t *testing.T) {
	a, _ := portal(t)
	c := apptest.SignedIn(t, a, world.OfficerNamgu.Account, true)
	c.Post(upload(t, c, world.Namgu.String(), course(map[standard.Column]string{standard.Weekday: "월요일"})).Location+"/confirmation", url.Values{})
	kept := upload(t, c, world.Namgu.String(), course(map[standard.Column]string{standard.Weekday: "화요일"}))
	got := c.Get(kept.Location)
	for _, w := range []string{"운영요일", "<del>월요일</del>", "<ins>화요일</ins>", `name="separate"`, `value="2"`} {
		if !strings.Contains(got.Body, w) {
			t.Errorf("the preview has no %s", w)
		}
	}
	if got := c.Post(kept.Location+"/confirmation", url.Values{"separate": {"2"}}); got.Status != 303 {
		t.Fatal(got.Status)
	}
	if got := c.Get("/data/standard-courses.csv"); strings.Count(got.Body, "살펴보는 강좌") != 2 {
		t.Error("not stored as a course of its own")
	}
	if got := c.Post(kept.Location+"/confirmation", url.Values{"separate": {"x"}}); got.Status >= 500 {
		t.Errorf("a line that is no number: %d", got.Status)
	}
}

// The page of imports stands in each reader's own menu, with no way that is closed to them.
func TestTheMenuBesideImports(t *testing.T) {
	a, _ := portal(t)
	for _, one := range []struct {
		who        world.Persona
		has, lacks string
	}{
		{world.OfficerNamgu, `href="/office/imports"`, `href="/system/outbox"`},
		{world.AdminPersona, `href="/system/outbox"`, `href="/office/approvals"`},
	} {
		got := apptest.SignedIn(t, a, one.who.Account, true).Get("/office/imports")
		_, side, _ := strings.Cut(got.Body, `class="side`)
		if got.Status != 200 || !strings.Contains(side, one.has) || strings.Contains(got.Body, one.lacks) || !strings.Contains(side, `aria-current="page"`) {
			t.Errorf("%s: %d", one.who.Name, got.Status)
		}
	}
}
