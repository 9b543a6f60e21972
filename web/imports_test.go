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
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	if err := form.WriteField("org", world.Namgu.String()); err != nil {
		t.Fatal(err)
	}
	file, err := form.CreateFormFile("file", "a.csv")
	if err == nil {
		err = standard.Write(file, standard.All([]standard.Record{rec}), standard.CSV, standard.WriteOptions{})
	}
	if err != nil || form.Close() != nil {
		t.Fatal(err)
	}
	kept := c.Do(http.MethodPost, "/office/imports", form.FormDataContentType(), &body)
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
