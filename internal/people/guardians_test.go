package people_test

import (
	"strings"
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func (f family) mustAdd(g policy.Actor, birth clock.Date) id.ID {
	f.t.Helper()
	kid, err := f.AddChild(f.t.Context(), g, child(f.school(), birth))
	if err != nil {
		f.t.Fatal(err)
	}
	return kid
}

// invited is the code of the newest invitation.
func (f family) invited(by policy.Actor, kid id.ID, phone string) string {
	f.t.Helper()
	f.c.Set(f.c.Now().Add(time.Millisecond))
	if err := f.Invite(f.t.Context(), by, kid, phone); err != nil {
		f.t.Fatal(err)
	}
	all := f.letters(people.LetterFamilyInvitation)
	facts, err := all[len(all)-1].Facts()
	if err != nil {
		f.t.Fatal(err)
	}
	return people.NewLinks(secret).Code(facts[people.FactCode])
}

// To the day, by the date in Seoul: on the eve of the nineteenth birthday the
// guardian answers for the child still, and on the day no more.
func TestAGuardianshipEndsOnTheNineteenthBirthday(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		g := f.guardian("010-3000-0001")
		kid := f.mustAdd(g, "2007-05-20")
		reach := func() string {
			t.Helper()
			var to string
			err := f.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
				r, _, err := people.ReachOf(tx, kid)
				to = r.Address
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			return to
		}
		f.c.Set(clock.AtSeoul(2026, 5, 19, 23, 59))
		eve := f.now(g.Account)
		if len(eve.Wards) != 1 || reach() != "010-3000-0001" {
			t.Errorf("on the eve: %v, told at %q", eve.Wards, reach())
		}
		if d, err := f.Dependents(t.Context(), eve); err != nil || len(d) != 1 {
			t.Errorf("on the eve: %v %v", d, err)
		}
		f.c.Set(clock.AtSeoul(2026, 5, 20, 0, 0))
		day := f.now(g.Account)
		if len(day.Wards) != 0 || reach() != "" {
			t.Errorf("on the day: %v, told at %q", day.Wards, reach())
		}
		if d, err := f.Dependents(t.Context(), day); err != nil || len(d) != 0 {
			t.Errorf("an adult would be erased with the guardian: %v %v", d, err)
		}
		if l, err := f.List(t.Context(), day); err != nil || len(l) != 0 {
			t.Errorf("%d %v", len(l), err)
		}
		// A session that was loaded on the eve changes nothing on the day.
		if err := f.EditChild(t.Context(), eve, kid, people.EditChild{SchoolID: f.school(), Grade: "h3"}); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		if err := f.Invite(t.Context(), eve, kid, "010-3000-0002"); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
	})
}

func TestTheTwentyNinthOfFebruaryHasABirthdayToo(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		g := f.guardian("010-3000-0001")
		f.mustAdd(g, "2008-02-29")
		for at, want := range map[clock.Instant]int{clock.AtSeoul(2027, 2, 28, 12, 0): 1, clock.AtSeoul(2027, 3, 1, 0, 0): 0} {
			f.c.Set(at)
			if got := f.now(g.Account); len(got.Wards) != want {
				t.Errorf("%v: %d", at, len(got.Wards))
			}
		}
	})
}

func TestFromFourteenOneTakesOnesOwnRecordOver(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		g, second := f.guardian("010-3000-0001"), f.guardian("010-3000-0002")
		kid := f.mustAdd(g, "2012-03-03") // fourteen tomorrow
		g = f.now(g.Account)
		if _, err := f.Join(t.Context(), second, f.invited(g, kid, "010-3000-0002")); err != nil {
			t.Fatal(err)
		}
		claim := func(last4 string) error {
			t.Helper()
			f.mustEnter("010-7777-0001", browser)
			in := signUp(browser, "2012-03-03")
			in.Name, in.GuardianLast4 = "윤솔", last4
			_, err := f.SignUp(t.Context(), visitor, in)
			return err
		}
		if err := claim("0001"); fault.FieldsOf(err)["birth_date"].Key != "account.problem.under_14" {
			t.Errorf("a day too young: %v", err)
		}
		f.c.Set(clock.AtSeoul(2026, 3, 3, 9, 0))
		for last4, want := range map[string]string{"12": "account.problem.guardian_last4", "9999": "account.problem.no_record"} {
			if err := claim(last4); fault.FieldsOf(err)["guardian_last4"].Key != want {
				t.Errorf("%q: %v", last4, err)
			}
		}
		if err := claim("0001"); err != nil {
			t.Fatal(err)
		}
		if n := count(t, f.d, "select count(*) from accounts where person_id = ? and phone = '010-7777-0001' and phone_proved_at is not null", kid); n != 1 {
			t.Error("the record is not the young person's own")
		}
		if got := f.now(g.Account); len(got.Wards) != 0 {
			t.Error("the guardian acts still")
		}
		told := map[string]bool{}
		for _, m := range f.letters(people.LetterFamilyAccount) {
			told[m.Address] = true
		}
		if !told["010-3000-0001"] || !told["010-3000-0002"] || len(told) != 2 {
			t.Errorf("told: %v", told)
		}
		if n := count(t, f.d, "select count(*) from audit where action = 'account.register' and ref = ? and detail like '%claimed%true%'", "account/"+kid.String()); n != 1 {
			t.Errorf("%d audit rows", n)
		}
	})
}

// mustEnter proves a new number.
func (a desk) mustEnter(contact, cookie string) {
	a.t.Helper()
	if e := a.proveAgain(contact, cookie); !e.New {
		a.t.Fatalf("%+v", e)
	}
}

func TestWithoutTheGuardiansDigitsANamesakeIsSomebodyElse(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		kid := f.mustAdd(f.guardian("010-3000-0001"), "2010-05-20")
		f.mustEnter("010-7777-0001", browser)
		in := signUp(browser, "2010-05-20")
		in.Name = "윤솔"
		acc, err := f.SignUp(t.Context(), visitor, in)
		if err != nil || acc.PersonID == kid {
			t.Errorf("%+v %v", acc, err)
		}
		for n := range 6 { // and guessing the digits ends
			f.mustEnter("010-7777-0002", browser)
			in.GuardianLast4 = "999" + string(rune('0'+n))
			if _, err = f.SignUp(t.Context(), visitor, in); n < 5 && fault.FieldsOf(err) == nil {
				t.Fatalf("%d: %v", n, err)
			}
			f.c.Set(f.c.Now().Add(time.Hour))
		}
		if fault.Of(err) != fault.TooMany {
			t.Errorf("%v", err)
		}
	})
}

func TestTwoGuardiansAtMostAndEachIsToldOfTheOther(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		first, second, third := f.guardian("010-3000-0001"), f.guardian("010-3000-0002"), f.guardian("010-3000-0003")
		kid := f.mustAdd(first, "2016-05-20")
		first = f.now(first.Account)
		toThird := f.invited(first, kid, "010-3000-0003")
		m := f.letters(people.LetterFamilyInvitation)[0]
		if strings.Contains(m.Data, "김이음") || !strings.Contains(m.Data, "김*음") {
			t.Errorf("a number that nobody has proved is told who invites: %s", m.Data)
		}
		if _, err := f.Join(t.Context(), second, f.invited(first, kid, "010-3000-0002")); err != nil {
			t.Fatal(err)
		}
		if l := f.letters(people.LetterFamilyJoined); len(l) != 1 || l[0].Address != "010-3000-0001" {
			t.Errorf("%+v", l)
		}
		if _, err := f.Join(t.Context(), third, toThird); key(err) != "family.problem.two" {
			t.Errorf("a third guardian: %v", err)
		}
		if err := f.Invite(t.Context(), first, kid, "010-3000-0004"); key(err) != "family.problem.two" {
			t.Errorf("a third invitation: %v", err)
		}
		err := f.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			return tx.Create(&people.Guardianship{ID: id.New(), ChildID: kid, GuardianID: third.Person, CreatedBy: third.Account, CreatedAt: 1}).Error
		})
		if err == nil {
			t.Error("the schema takes a third")
		}
		second = f.now(second.Account)
		err = f.d.Write(t.Context(), second, func(tx *db.Tx) error {
			_, err := people.EndConsent(tx, kid)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if l := f.letters(people.LetterFamilyWithdrawnTold); len(l) != 1 || l[0].Address != "010-3000-0001" {
			t.Errorf("%+v", l)
		}
		if err := f.GiveConsent(t.Context(), second, kid, true); err != nil {
			t.Fatal(err)
		}
		if l := f.letters(people.LetterFamilyConsentTold); len(l) != 1 || l[0].Address != "010-3000-0001" {
			t.Errorf("%+v", l)
		}
	})
}

func TestWithoutACodeNobodyUsesUpTheTriesAtAName(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		kid := f.mustAdd(f.guardian("010-3000-0001"), "2010-05-20")
		in := signUp("no code here", "2010-05-20")
		in.Name, in.GuardianLast4 = "윤솔", "9999"
		asked := in
		asked.Browser = "not typed"
		f.mustAsk("010-7777-0009", asked.Browser)
		for range 6 {
			for _, in := range []people.SignUp{in, asked} {
				if _, err := f.SignUp(t.Context(), visitor, in); key(err) != "account.code.gone" {
					t.Fatalf("%v", err)
				}
			}
		}
		f.mustEnter("mail@example.kr", "by mail")
		in.Browser = "by mail"
		for range 6 {
			if _, err := f.SignUp(t.Context(), visitor, in); fault.FieldsOf(err)["guardian_last4"].Key != "account.problem.claim_phone" {
				t.Fatalf("%v", err)
			}
		}
		f.mustEnter("010-7777-0001", browser)
		in.Browser, in.GuardianLast4 = browser, "0001"
		if acc, err := f.SignUp(t.Context(), visitor, in); err != nil || acc.PersonID != kid {
			t.Errorf("%+v %v", acc, err)
		}
	})
}
