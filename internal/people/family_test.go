package people_test

import (
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

type family struct {
	desk
	*people.Families
}

func families(t *testing.T, fn func(t *testing.T, f family)) {
	each(t, func(t *testing.T, a desk) { fn(t, family{a, people.NewFamilies(a.d, a.Accounts)}) })
}

// guardian is somebody with a number of their own, as policy sees them now.
func (f family) guardian(phone string) policy.Actor {
	f.t.Helper()
	_, acc := f.person(phone, func(c *people.Account) { c.Phone, c.PhoneProvedAt = phone, 1 })
	return f.now(acc)
}

// now is an account's actor as its next request has it.
func (f family) now(account id.ID) policy.Actor {
	f.t.Helper()
	v, ok, err := people.NewActors(f.d).Viewer(f.t.Context(), account, "192.0.2.1")
	if err != nil || !ok {
		f.t.Fatal(ok, err)
	}
	return v.Actor
}

func (f family) school() id.ID {
	f.t.Helper()
	o := people.Organisation{ID: id.New(), Kind: people.School, NameKO: "파주초등학교", City: "파주시", CreatedAt: 1, UpdatedAt: 1}
	o.Slug = o.ID.String()
	f.put(&o)
	return o.ID
}

func child(school id.ID, birth clock.Date) people.AddChild {
	return people.AddChild{Name: "윤솔", BirthOn: birth, SchoolID: school, Grade: "e4", Guardian: true, Consent: true}
}

func TestAChildIsKeptWithItsConsentAndIsItsGuardiansAlone(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		school, g := f.school(), f.guardian("010-3000-0001")
		for field, edit := range map[string]func(*people.AddChild){
			"consent": func(c *people.AddChild) { c.Consent = false }, "guardian": func(c *people.AddChild) { c.Guardian = false },
			"school": func(c *people.AddChild) { c.SchoolID = id.New() }, "grade": func(c *people.AddChild) { c.Grade = "x" },
			"birth_date": func(c *people.AddChild) { c.BirthOn = "1990-01-01" }, "name": func(c *people.AddChild) { c.Name = "160520-3123456" },
		} {
			in := child(school, "2016-05-20")
			edit(&in)
			if _, err := f.AddChild(t.Context(), g, in); fault.FieldsOf(err)[field].Key == "" {
				t.Errorf("%s: %v", field, err)
			}
		}
		if n := count(t, f.d, "select count(*) from pupils"); n != 0 {
			t.Error("something of a child is kept without a consent")
		}
		_, bare := f.person("", func(c *people.Account) { c.Email, c.ConfirmedAt = "bare@example.kr", 1 })
		if _, err := f.AddChild(t.Context(), f.now(bare), child(school, "2016-05-20")); key(err) != "family.problem.phone_first" {
			t.Errorf("a guardian without a number: %v", err)
		}
		if _, err := f.AddChild(t.Context(), visitor, child(school, "2016-05-20")); fault.Of(err) != fault.SignIn {
			t.Errorf("nobody: %v", err)
		}
		kid, err := f.AddChild(t.Context(), g, child(school, "2016-05-20"))
		if err != nil {
			t.Fatal(err)
		}
		if n := count(t, f.d, "select count(*) from guardian_consents where child_id = ? and guardian_id = ? and account_id = ? and method = 'web_sms' and version = ? and given_at is not null", kid, g.Person, g.Account, people.GuardianConsentVersion); n != 1 {
			t.Error("the consent is not recorded with method, version, time and who")
		}
		if l := f.letters(people.LetterFamilyConsent); len(l) != 1 || l[0].Channel != "sms" || l[0].Address != "010-3000-0001" {
			t.Errorf("%+v", l)
		}
		if _, err := f.AddChild(t.Context(), g, child(school, "2016-05-20")); fault.FieldsOf(err)["name"].Key != "family.problem.known" {
			t.Errorf("twice: %v", err)
		}
		g = f.now(g.Account)
		got, err := f.Child(t.Context(), g, kid)
		if err != nil || got.Person.Name != "윤솔" || got.School.City != "파주시" || got.NeedsConsent() || got.Age() != 9 || len(got.Guardians) != 1 {
			t.Errorf("%+v %v", got, err)
		}
		if l, err := f.List(t.Context(), g); err != nil || len(l) != 1 {
			t.Errorf("%d %v", len(l), err)
		}
		// To everybody else the child is not there.
		other := f.guardian("010-3000-0002")
		for name, try := range map[string]func() error{
			"read": func() error { _, err := f.Child(t.Context(), other, kid); return err },
			"edit": func() error {
				return f.EditChild(t.Context(), other, kid, people.EditChild{SchoolID: school, Grade: "e5"})
			},
			"consent": func() error { return f.GiveConsent(t.Context(), other, kid, true) },
			"invite":  func() error { return f.Invite(t.Context(), other, kid, "010-3000-0003") },
			"account": func() error { return f.AskOwnAccount(t.Context(), other, kid, "010-3000-0003", browser, "ko") },
			"promote": func() error {
				return f.Promote(t.Context(), other, people.Promote{Child: kid, Browser: browser, Code: "123456", Terms: true, Privacy: true})
			},
		} {
			if err := try(); fault.Of(err) != fault.NotFound {
				t.Errorf("%s by another guardian: %v", name, err)
			}
		}
		// An actor who only claims the child is found out by the guardianships.
		liar := other
		liar.Wards = []id.ID{kid}
		if err := f.EditChild(t.Context(), liar, kid, people.EditChild{SchoolID: school, Grade: "e5"}); fault.Of(err) != fault.NotFound {
			t.Errorf("a stale actor: %v", err)
		}
		if err := f.EditChild(t.Context(), g, kid, people.EditChild{SchoolID: school, Grade: "e5"}); err != nil {
			t.Error(err)
		}
	})
}

func TestASecondGuardianComesByACodeToTheirOwnNumber(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		school, first, second, third := f.school(), f.guardian("010-3000-0001"), f.guardian("010-3000-0002"), f.guardian("010-3000-0003")
		kid, err := f.AddChild(t.Context(), first, child(school, "2016-05-20"))
		if err != nil {
			t.Fatal(err)
		}
		first = f.now(first.Account)
		for phone, want := range map[string]string{"": "account.problem.phone_missing", "051-123-4567": "account.problem.contact_phone", "010-3000-0001": "family.problem.own_phone"} {
			if err := f.Invite(t.Context(), first, kid, phone); fault.FieldsOf(err)["phone"].Key != want {
				t.Errorf("%q: %v", phone, err)
			}
		}
		if err := f.Invite(t.Context(), first, kid, "010 3000 0002"); err != nil {
			t.Fatal(err)
		}
		m := f.letters(people.LetterFamilyInvitation)[0]
		facts, err := m.Facts()
		if err != nil || facts["child"] != "윤*" {
			t.Errorf("%v %v: a number that may be mistyped is told the child's name", facts, err)
		}
		code := people.NewLinks(secret).Code(facts[people.FactCode])
		if _, err := f.Join(t.Context(), third, code); fault.FieldsOf(err)["code"].Key != "family.problem.invitation" {
			t.Errorf("somebody else with the code: %v", err)
		}
		if _, err := f.Join(t.Context(), second, other(code)); fault.FieldsOf(err)["code"].Key != "family.problem.invitation" {
			t.Errorf("a wrong code: %v", err)
		}
		if got, err := f.Join(t.Context(), second, code); err != nil || got != kid {
			t.Fatal(got, err)
		}
		if _, err := f.Join(t.Context(), second, code); fault.FieldsOf(err) == nil {
			t.Errorf("the code worked twice: %v", err)
		}
		second = f.now(second.Account)
		if c, err := f.Child(t.Context(), second, kid); err != nil || len(c.Guardians) != 2 {
			t.Errorf("%+v %v", c.Guardians, err)
		}
		if kid, err = f.AddChild(t.Context(), first, child(school, "2017-05-20")); err != nil {
			t.Fatal(err)
		}
		first = f.now(first.Account)
		if err := f.Invite(t.Context(), first, kid, "010-3000-0003"); err != nil {
			t.Fatal(err)
		}
		a := f.letters(people.LetterFamilyInvitation)
		facts, _ = a[len(a)-1].Facts()
		f.c.Set(dbtest.Noon.Add(7 * 24 * time.Hour))
		if _, err := f.Join(t.Context(), third, people.NewLinks(secret).Code(facts[people.FactCode])); fault.FieldsOf(err) == nil {
			t.Errorf("after a week: %v", err)
		}
	})
}

func TestAChildGetsItsOwnAccountAtFourteen(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		school, g := f.school(), f.guardian("010-3000-0001")
		young, err := f.AddChild(t.Context(), g, child(school, "2012-03-03")) // 14 tomorrow
		if err != nil {
			t.Fatal(err)
		}
		in := child(school, "2012-03-02") // 14 today
		in.Name = "윤결"
		old, err := f.AddChild(t.Context(), g, in)
		if err != nil {
			t.Fatal(err)
		}
		g = f.now(g.Account)
		if err := f.AskOwnAccount(t.Context(), g, young, "010-3000-0009", browser, "ko"); key(err) != "family.problem.too_young" {
			t.Errorf("a day too young: %v", err)
		}
		ask := func() string {
			t.Helper()
			f.c.Set(f.c.Now().Add(time.Millisecond))
			if err := f.AskOwnAccount(t.Context(), g, old, "010-3000-0009", browser, "ko"); err != nil {
				t.Fatal(err)
			}
			return f.code()
		}
		p := people.Promote{Child: old, Browser: browser, Code: ask(), Terms: true}
		if err := f.Promote(t.Context(), g, p); fault.FieldsOf(err)["privacy"].Key == "" {
			t.Errorf("without the child's agreement: %v", err)
		}
		p.Privacy = true
		wrong := p
		wrong.Child = young
		if err := f.Promote(t.Context(), g, wrong); err == nil {
			t.Error("another child got the account")
		}
		if err := f.Promote(t.Context(), g, p); err != nil {
			t.Fatal(err)
		}
		if _, err := f.Child(t.Context(), f.now(g.Account), old); fault.Of(err) != fault.NotFound {
			t.Errorf("the guardian still sees the child: %v", err)
		}
		e, err := f.EnterCode(t.Context(), visitor, "the child's", f.mustAsk("010-3000-0009", "the child's"))
		if err != nil || e.Account.PersonID != old {
			t.Errorf("%+v %v", e, err)
		}
		if n := count(t, f.d, "select count(*) from consents where person_id = ? and account_id = ?", old, e.Account.ID); n != 3 {
			t.Errorf("%d agreements of the child", n)
		}
	})
}

func TestANumberBecomesOnesOwn(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		f.guardian("010-3000-0001")
		acc := f.account("kim@example.kr")
		who := f.now(acc.ID)
		ask := func(phone string) string {
			t.Helper()
			f.c.Set(f.c.Now().Add(time.Millisecond))
			if err := f.AskCode(t.Context(), who, people.AskCode{Contact: phone, Browser: browser, Purpose: people.ToProve}); err != nil {
				t.Fatal(err)
			}
			return f.code()
		}
		if err := f.AskCode(t.Context(), who, people.AskCode{Contact: "x@example.kr", Browser: browser, Purpose: people.ToProve}); fault.FieldsOf(err)["contact"].Key != "account.problem.contact_phone" {
			t.Errorf("%v", err)
		}
		code := ask("010-3000-0001")
		if err := f.ProvePhone(t.Context(), who, people.ProvePhone{Browser: browser, Code: code, Password: "wrong-wrong-wrong"}); fault.FieldsOf(err)["password"].Key != "account.problem.password_wrong" {
			t.Errorf("without the password: %v", err)
		}
		if err := f.ProvePhone(t.Context(), who, people.ProvePhone{Browser: browser, Code: code, Password: good}); key(err) != "account.problem.contact_taken" {
			t.Errorf("somebody else's number: %v", err)
		}
		if err := f.ProvePhone(t.Context(), who, people.ProvePhone{Browser: browser, Code: ask("010-3000-0007"), Password: good}); err != nil {
			t.Fatal(err)
		}
		if l := f.letters(people.LetterPhoneNew); len(l) != 1 || l[0].Address != "kim@example.kr" {
			t.Errorf("the earlier address is not told: %+v", l)
		}
		if e, err := f.EnterCode(t.Context(), visitor, "b", f.mustAsk("010-3000-0007", "b")); err != nil || e.Account.ID != acc.ID {
			t.Errorf("%+v %v", e, err)
		}
	})
}
