package my_test

import (
	"archive/zip"
	"bytes"
	"net/url"
	"strings"
	"testing"

	"ieum/internal/app/apptest"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

func TestOnesDataIsGivenAndErasedToItsOwnerAlone(t *testing.T) {
	d := worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon))
	a := apptest.New(t, d)
	if got := apptest.Visitor(t, a).Post("/my/data/copy", url.Values{"password": {world.Password}}); got.Status == 200 {
		t.Fatal("a visitor has a copy")
	}
	c := apptest.SignedIn(t, a, world.Resident.Account, false)
	if got := c.Get("/my/data"); got.Status != 200 || !strings.Contains(got.Body, world.Resident.Name) || !strings.Contains(got.Body, `action="/my/data/copy"`) {
		t.Fatalf("%d", got.Status)
	}
	for _, password := range []string{"", "blue-bridge-2027"} {
		got := c.Post("/my/data/copy", url.Values{"password": {password}})
		if got.Status != 422 || !strings.Contains(got.Body, "오류:") || !strings.Contains(got.Body, `aria-invalid="true"`) {
			t.Errorf("%q: %d", password, got.Status)
		}
	}
	got := c.Post("/my/data/copy", url.Values{"password": {world.Password}})
	if got.Status != 200 || got.Header.Get("Content-Type") != "application/zip" || got.Header.Get("Cache-Control") != "no-store" ||
		!strings.HasPrefix(got.Header.Get("Content-Disposition"), "attachment;") {
		t.Fatalf("%d %v", got.Status, got.Header)
	}
	if _, err := zip.NewReader(bytes.NewReader([]byte(got.Body)), int64(len(got.Body))); err != nil {
		t.Fatal(err)
	}
	if got := c.Get("/my/data/looks"); got.Status != 200 || !strings.Contains(got.Body, "아직 본 기록이 없습니다") {
		t.Errorf("%d", got.Status)
	}
	if got := c.Get("/my/data/closing"); got.Status != 200 || !strings.Contains(got.Body, "되돌릴 수 없습니다") {
		t.Errorf("%d", got.Status)
	}
	if got := c.Post("/my/data/closing", url.Values{"password": {world.Password}}); got.Status != 422 {
		t.Errorf("without agreeing: %d", got.Status)
	}
	got = c.Post("/my/data/closing", url.Values{"password": {world.Password}, "agree": {"1"}})
	if got.Status != 200 || !strings.Contains(got.Body, "계정을 닫았습니다") {
		t.Fatalf("%d", got.Status)
	}
	if got := c.Get("/my"); got.Status != 303 {
		t.Errorf("still in: %d", got.Status)
	}
	login := apptest.Visitor(t, a).Post("/login", url.Values{"email": {world.Resident.Email}, "password": {world.Password}})
	if login.Status != 422 {
		t.Errorf("signed in after closing: %d", login.Status)
	}
}

func TestAnOfficerIsToldWhoTakesTheDutyAway(t *testing.T) {
	d := worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon))
	a := apptest.New(t, d)
	c := apptest.SignedIn(t, a, world.OfficerNamgu.Account, true)
	if got := c.Get("/my/data/closing"); got.Status != 200 || !strings.Contains(got.Body, "직무가 있는 계정은 닫을 수 없습니다") || strings.Contains(got.Body, `name="agree"`) {
		t.Errorf("%d", got.Status)
	}
	if got := c.Post("/my/data/closing", url.Values{"password": {world.Password}, "agree": {"1"}}); got.Status != 409 {
		t.Errorf("%d", got.Status)
	}
}
