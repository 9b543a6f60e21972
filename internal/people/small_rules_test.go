package people_test

import (
	"testing"
	"time"

	"ieum/internal/fault"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/policy"
)

func TestANameIsOnlyAName(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.mustEnter(number, browser)
		for _, name := range []string{"김 evil.example", "https://a", "www.a", "a@b", "전화 010-1234-5678", "김０１０", "내이름 1 2 3"} {
			in := signUp(browser, "1990-01-01")
			in.Name = name
			if _, err := a.SignUp(t.Context(), visitor, in); fault.FieldsOf(err)["name"].Key != "account.problem.name_contact" {
				t.Errorf("%q: %v", name, err)
			}
		}
		in := signUp(browser, "1990-01-01")
		in.Name = "J. R. O'Neil-García 2세"
		if _, err := a.SignUp(t.Context(), visitor, in); err != nil {
			t.Error(err)
		}
	})
}

func TestAnAccountWithoutAPasswordGetsOneByACode(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.mustEnter("kim@example.kr", browser)
		acc, err := a.SignUp(t.Context(), visitor, signUp(browser, "1990-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		who := self(acc)
		set := people.ChangePassword{Password: good, Keep: browser}
		if err := a.ChangePassword(t.Context(), who, set); fault.FieldsOf(err)["code"].Key == "" {
			t.Errorf("an open browser was enough: %v", err)
		}
		a.c.Set(a.c.Now().Add(time.Millisecond))
		if err := a.AskAgain(t.Context(), who, browser, "ko"); err != nil {
			t.Fatal(err)
		}
		set.Code = other(a.code())
		if err := a.ChangePassword(t.Context(), who, set); fault.FieldsOf(err)["code"].Key == "" {
			t.Errorf("a wrong code: %v", err)
		}
		set.Code = a.code()
		if err := a.ChangePassword(t.Context(), who, set); err != nil {
			t.Fatal(err)
		}
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); err != nil {
			t.Error(err)
		}
		if l := a.letters(people.LetterPasswordNew); len(l) != 1 {
			t.Errorf("%d letters", len(l))
		}
		// A number alone signs in by codes: a password would be of no use.
		a.mustEnter(number, "another")
		phone, err := a.SignUp(t.Context(), visitor, signUp("another", "1990-01-01"))
		if err != nil {
			t.Fatal(err)
		}
		if err := a.ChangePassword(t.Context(), self(phone), set); key(err) != "my.password.no_email" {
			t.Errorf("%v", err)
		}
	})
}

func TestAnOldConsentKeepsItsVersion(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		g := f.guardian("010-3000-0001")
		kid := f.mustAdd(g, "2016-05-20")
		f.must("update guardian_consents set version = '2026-03-01' where child_id = ?", kid)
		g = f.now(g.Account)
		if c, err := f.Child(t.Context(), g, kid); err != nil || c.Consent.Version != "2026-03-01" {
			t.Errorf("%+v %v", c.Consent, err)
		}
		if people.GuardianConsentVersion == "2026-03-01" {
			t.Error("the words were changed under the old version")
		}
	})
}

func TestInvitationsAreFewInADay(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		g := f.guardian("010-3000-0001")
		kid := f.mustAdd(g, "2016-05-20")
		g = f.now(g.Account)
		for n := range 5 {
			f.invited(g, kid, "010-5000-000"+string(rune('0'+n)))
		}
		if err := f.Invite(t.Context(), g, kid, "010-5000-0009"); fault.Of(err) != fault.TooMany {
			t.Errorf("%v", err)
		}
	})
}

func TestTheOperatorErasesWhoeverLeavesByNumberOrById(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		s := personal.NewService(a.d, a.Accounts)
		acc := a.resident("1957-04-02", "")
		written, _ := a.person("010-9000-0001", nil)
		who := policy.System("user command")
		for _, in := range []people.Leaving{{Phone: "010-0000-0000"}, {Person: "x"}, {Phone: number, Person: written.String()}} {
			if err := s.CloseOne(t.Context(), who, in); err == nil {
				t.Errorf("%+v was closed", in)
			}
		}
		if err := s.CloseOne(t.Context(), who, people.Leaving{Phone: "01012345678"}); err != nil {
			t.Fatal(err)
		}
		if err := s.CloseOne(t.Context(), who, people.Leaving{Person: written.String()}); err != nil {
			t.Fatal(err)
		}
		if n := count(t, a.d, "select count(*) from people where id in (?, ?) and name = '' and erased_at is not null", acc.PersonID, written); n != 2 {
			t.Errorf("%d are gone", n)
		}
		if n := count(t, a.d, "select count(*) from audit where action = 'account.close' and ref = ?", "account/"+written.String()); n != 1 {
			t.Errorf("%d audit rows", n)
		}
		if err := s.CloseOne(t.Context(), who, people.Leaving{Person: written.String()}); fault.Of(err) != fault.NotFound {
			t.Errorf("twice: %v", err)
		}
	})
}
