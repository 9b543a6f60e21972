package my_test

import (
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

// Whoever signs in lands on 나의 배움; what is theirs is a link away from there.
func TestTheFirstPageLeadsOn(t *testing.T) {
	a := apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))
	for _, c := range []struct {
		who   world.Persona
		wants []string
	}{
		{world.StaffPKNU, []string{`href="/campus"`, "업무 화면으로"}},
		{world.OfficerNamgu, []string{`href="/office"`, "업무 화면으로"}},
		{world.StudentPKNU, []string{`href="/my/mileage"`, `href="/my/provision"`}},
		{world.Guardian, []string{"윤결 님에게 맞는 프로그램 찾기", "윤솔 님에게 맞는 프로그램 찾기"}},
	} {
		got := apptest.SignedIn(t, a, c.who.Account, false).Get("/my")
		_, main, _ := strings.Cut(got.Body, "<main")
		for _, want := range c.wants {
			if got.Status != 200 || !strings.Contains(main, want) {
				t.Errorf("%s: no %s (%d)", c.who.Email, want, got.Status)
			}
		}
		if desk, now := strings.Index(main, `id="desks"`), strings.Index(main, `id="now"`); desk > now {
			t.Errorf("%s: the desk stands below what a learner has", c.who.Email)
		}
	}
}

func TestTheFormSaysWhenTheClassIs(t *testing.T) {
	a := apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))
	got := apptest.SignedIn(t, a, world.Resident.Account, false).Get("/sections/" + world.OpenBusan.String() + "/applications")
	_, main, _ := strings.Cut(got.Body, "<main")
	if got.Status != 200 || !strings.Contains(main, `>기간</dt><dd> <span class="nowrap">2026. 3. 17.(화) ~`) || !strings.Contains(main, "요일·시간") {
		t.Errorf("%d %s", got.Status, main)
	}
}

// Of several children the form chooses none, and a form without one is not the
// reader's own: the wrong child would be registered without anybody noticing.
func TestTheFormChoosesNoneOfSeveralChildren(t *testing.T) {
	a := apptest.New(t, worldtest.Open(t, db.SQLite, clock.Fixed(dbtest.Noon)))
	guardian, form := apptest.SignedIn(t, a, world.Guardian.Account, false), "/sections/"+world.OpenPajuPupils.String()+"/applications"
	got := guardian.Get(form)
	if n := strings.Count(got.Body, `name="person"`); got.Status != 200 || n != 3 || strings.Contains(got.Body, " checked") {
		t.Errorf("%d: %d to choose from", got.Status, n)
	}
	_, rest, _ := strings.Cut(got.Body, `name="request_key" value="`)
	key, _, _ := strings.Cut(rest, `"`)
	got = guardian.Post(form, url.Values{"request_key": {key}, "phone": {"010-2345-6789"}, "consent": {"1"}})
	if got.Status != 422 || !strings.Contains(got.Body, "누가 참여하는지 골라 주세요.") || !strings.Contains(got.Body, `href="#person`) {
		t.Errorf("%d", got.Status)
	}
	if got := guardian.Get(form + "?person=" + world.YoungerChild.String()); !strings.Contains(got.Body, `value="`+world.YoungerChild.String()+`" checked`) {
		t.Error("the child it was asked for is not chosen")
	}
}
