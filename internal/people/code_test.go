package people_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

const (
	number  = "010-1234-5678"
	browser = "the cookie of a browser"
)

// code is the digits of the newest message.
func (a desk) code() string {
	a.t.Helper()
	all := a.letters(people.LetterCode)
	if len(all) == 0 {
		a.t.Fatal("no code was sent")
	}
	f, err := all[len(all)-1].Facts()
	if err != nil {
		a.t.Fatal(err)
	}
	return people.NewLinks(secret).Code(f[people.FactCode])
}

func (a desk) ask(contact, cookie string) error {
	a.c.Set(a.c.Now().Add(time.Millisecond)) // so that the newest message is the newest
	return a.AskCode(a.t.Context(), visitor, people.AskCode{Contact: contact, Browser: cookie, Purpose: people.ToEnter})
}

func (a desk) mustAsk(contact, cookie string) string {
	a.t.Helper()
	if err := a.ask(contact, cookie); err != nil {
		a.t.Fatal(err)
	}
	return a.code()
}

// other is a code of six digits that is not the right one.
func other(code string) string {
	if code == "000000" {
		return "000001"
	}
	return "000000"
}

func signUp(cookie string, birth clock.Date) people.SignUp {
	return people.SignUp{Browser: cookie, Name: "박복순", BirthOn: birth, Terms: true, Privacy: true}
}

func key(err error) string {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return e.Key
	}
	return ""
}

func TestANumberIsEnough(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		code := a.mustAsk(" +82 10 1234 5678 ", browser)
		m := a.letters(people.LetterCode)[0]
		if m.Channel != outbox.SMS || m.Address != number || strings.Contains(m.Data, code) {
			t.Errorf("%+v", m)
		}
		if n := count(t, a.d, "select count(*) from codes where hash like ? or browser like ?", "%"+code+"%", "%"+browser+"%"); n != 0 {
			t.Error("the code, or the cookie, is stored")
		}
		if n := count(t, a.d, "select count(*) from throttle where key like ?", "%5678%"); n != 0 {
			t.Error("the limiter names the number")
		}
		e, err := a.EnterCode(t.Context(), visitor, browser, " "+code[:3]+" "+code[3:])
		if err != nil || !e.New || !e.Account.ID.IsZero() {
			t.Fatalf("%+v %v", e, err)
		}
		if _, err := a.EnterCode(t.Context(), visitor, browser, code); key(err) != "account.code.gone" {
			t.Errorf("the code worked twice: %v", err)
		}
		if n := count(t, a.d, "select count(*) from people"); n != 0 {
			t.Error("somebody is kept before they have agreed")
		}
		if _, err := a.SignUp(t.Context(), visitor, signUp("another browser", "1957-04-02")); key(err) != "account.code.gone" {
			t.Errorf("another browser: %v", err)
		}
		acc, err := a.SignUp(t.Context(), visitor, signUp(browser, "1957-04-02"))
		if err != nil || acc.Phone != number || acc.Email != "" || acc.PasswordHash != "" || !acc.Proved() {
			t.Fatalf("%+v %v", acc, err)
		}
		if n := count(t, a.d, "select count(*) from consents where person_id = ? and agreed", acc.PersonID); n != 2 {
			t.Errorf("%d agreements", n)
		}
		if n := count(t, a.d, "select count(*) from audit where action in ('account.register', 'session.open') and ref = ?", "account/"+acc.PersonID.String()); n != 2 {
			t.Errorf("%d audit rows", n)
		}
		if n := count(t, a.d, "select count(*) from audit where detail like ?", "%1234%"); n != 0 {
			t.Error("the audit holds the number")
		}
		if _, err := a.SignUp(t.Context(), visitor, signUp(browser, "1957-04-02")); key(err) != "account.code.gone" {
			t.Errorf("a second account by one code: %v", err)
		}
		// From now on the number signs in.
		e, err = a.EnterCode(t.Context(), visitor, "phone 2", a.mustAsk(number, "phone 2"))
		if err != nil || e.Account.ID != acc.ID || e.New {
			t.Fatalf("%+v %v", e, err)
		}
		// And an account without a password takes none.
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: number, Password: good}); fault.FieldsOf(err) == nil {
			t.Errorf("%v", err)
		}
	})
}

func TestAnAddressIsEnoughAndSignsInAnAccountWithAPassword(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		e, err := a.EnterCode(t.Context(), visitor, browser, a.mustAsk("Spring@Example.KR", browser))
		if err != nil || !e.New {
			t.Fatalf("%+v %v", e, err)
		}
		acc, err := a.SignUp(t.Context(), visitor, signUp(browser, "1990-01-01"))
		if err != nil || acc.Email != "spring@example.kr" || acc.ConfirmedAt.IsZero() {
			t.Fatalf("%+v %v", acc, err)
		}
		old := a.account("kim@example.kr")
		if e, err := a.EnterCode(t.Context(), visitor, browser, a.mustAsk("kim@example.kr", browser)); err != nil || e.Account.ID != old.ID {
			t.Errorf("%+v %v", e, err)
		}
		if err := a.closeByEmail(t.Context(), policy.System("user command"), "kim@example.kr"); err != nil {
			t.Fatal(err)
		}
		// Closing erased the address: whoever reads mail there now may begin anew.
		if e, err := a.EnterCode(t.Context(), visitor, browser, a.mustAsk("kim@example.kr", browser)); err != nil || !e.New {
			t.Errorf("closed: %+v %v", e, err)
		}
	})
}

func TestACodeIsOfItsBrowserForFiveMinutesAndFiveTries(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		code := a.mustAsk(number, browser)
		for name, try := range map[string]func() error{
			"another browser": func() error { _, err := a.EnterCode(t.Context(), visitor, "another", code); return err },
			"no browser":      func() error { _, err := a.EnterCode(t.Context(), visitor, "", code); return err },
			"somebody signed in": func() error {
				_, err := a.EnterCode(t.Context(), policy.Actor{Account: id.New(), Person: id.New()}, browser, code)
				return err
			},
			"another purpose": func() error { _, err := a.SignUp(t.Context(), visitor, signUp(browser, "1990-01-01")); return err },
		} {
			if err := try(); key(err) != "account.code.gone" {
				t.Errorf("%s: %v", name, err)
			}
		}
		for _, typed := range []string{"", "12345", "1234567", "12345a", "'or 1=1"} {
			if _, err := a.EnterCode(t.Context(), visitor, browser, typed); fault.FieldsOf(err)["code"].Key != "account.problem.code_form" {
				t.Errorf("%q: %v", typed, err)
			}
		}
		for left := 4; left > 0; left-- {
			_, err := a.EnterCode(t.Context(), visitor, browser, other(code))
			if f := fault.FieldsOf(err)["code"]; f.Key != "account.problem.code_wrong" || fmt.Sprint(f.Args) != fmt.Sprint([]any{"left", left}) {
				t.Errorf("%d left: %v %v", left, err, f)
			}
		}
		if _, err := a.EnterCode(t.Context(), visitor, browser, other(code)); key(err) != "account.code.spent" {
			t.Errorf("the fifth wrong one: %v", err)
		}
		if _, err := a.EnterCode(t.Context(), visitor, browser, code); key(err) != "account.code.gone" {
			t.Errorf("the right one, too late: %v", err)
		}
		code = a.mustAsk(number, browser)
		asked := a.c.Now()
		a.c.Set(asked.Add(5 * time.Minute))
		if _, err := a.EnterCode(t.Context(), visitor, browser, code); key(err) != "account.code.gone" {
			t.Errorf("after five minutes: %v", err)
		}
		a.c.Set(asked.Add(5*time.Minute - time.Second))
		old := code
		code = a.mustAsk(number, browser) // a new one ends the one before
		if old != code {
			if _, err := a.EnterCode(t.Context(), visitor, browser, old); fault.FieldsOf(err) == nil {
				t.Errorf("the older code: %v", err)
			}
		}
		if e, err := a.EnterCode(t.Context(), visitor, browser, code); err != nil || !e.New {
			t.Errorf("%+v %v", e, err)
		}
		a.c.Set(a.c.Now().Add(30 * time.Minute))
		if _, err := a.SignUp(t.Context(), visitor, signUp(browser, "1990-01-01")); key(err) != "account.code.gone" {
			t.Errorf("half an hour later: %v", err)
		}
		if n, err := a.SweepCodes(t.Context()); err != nil || n == 0 || count(t, a.d, "select count(*) from codes") != 0 {
			t.Errorf("%d swept, %v", n, err)
		}
	})
}

func TestCodesAreSentSparingly(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		for i := range 5 {
			if err := a.ask(number, fmt.Sprint(i)); err != nil {
				t.Fatal(i, err)
			}
		}
		if err := a.ask("010 1234 5678", "x"); fault.Of(err) != fault.TooMany {
			t.Errorf("the sixth from one network: %v", err)
		}
		from := func(n int) error {
			return a.AskCode(t.Context(), from(fmt.Sprintf("198.51.100.%d", n)), people.AskCode{Contact: number, Browser: "y", Purpose: people.ToEnter})
		}
		sent := 5
		for n := 1; n < 60 && from(n) == nil; n++ {
			sent++
		}
		if sent != 15 {
			t.Errorf("%d codes in an hour to one number, from many networks", sent)
		}
		if err := a.ask("010-9999-0000", "x"); err != nil {
			t.Errorf("another number: %v", err)
		}
		a.c.Set(a.c.Now().Add(61 * time.Minute))
		if err := a.ask(number, "x"); err != nil {
			t.Errorf("an hour later: %v", err)
		}
	})
}

func TestGuessingAtOneNumberEnds(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		wrong := 0
		for i := range 20 {
			who := from(fmt.Sprintf("198.51.100.%d", i))
			cookie := fmt.Sprint("b", i)
			if err := a.AskCode(t.Context(), who, people.AskCode{Contact: number, Browser: cookie, Purpose: people.ToEnter}); err != nil {
				break
			}
			for range 5 {
				if _, err := a.EnterCode(t.Context(), who, cookie, other(a.code())); fault.Of(err) != fault.TooMany {
					wrong++
				}
			}
		}
		if wrong > 15*5 { // fifteen codes in an hour, five tries each
			t.Errorf("%d guesses in an hour at one number", wrong)
		}
	})
}

func TestAKnownAndAnUnknownNumberAreAnsweredAlike(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.person("", func(c *people.Account) { c.Phone, c.PhoneProvedAt = number, 1 })
		known, unknown := a.ask(number, "a"), a.ask("010-8888-7777", "b")
		all := a.letters(people.LetterCode)
		if known != nil || unknown != nil || len(all) != 2 {
			t.Fatal(known, unknown, len(all))
		}
		if all[0].AccountID != all[1].AccountID || all[0].Lang != all[1].Lang || all[0].Ref != all[1].Ref || len(all[0].Data) != len(all[1].Data) {
			t.Errorf("%+v\n%+v", all[0], all[1])
		}
	})
	slow := desk{people.NewAccounts(dbtest.SQLite(t, clock.Fixed(dbtest.Noon)), secret), nil, t, nil}
	for _, contact := range []string{number, "nobody@example.kr"} {
		began := time.Now()
		if err := slow.AskCode(t.Context(), visitor, people.AskCode{Contact: contact, Browser: "b", Purpose: people.ToEnter}); err != nil || time.Since(began) < 250*time.Millisecond {
			t.Errorf("%s: %v after %s", contact, err, time.Since(began))
		}
	}
}

func TestDutiesAreNotOpenedByACode(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		for _, duty := range []policy.Duty{policy.Officer, policy.Approver, policy.Desk, policy.Campus, policy.Auditor, policy.Admin} {
			phone := "010-7000-" + fmt.Sprint(1000+len(duty))
			if duty == policy.Admin {
				phone = "010-7000-9999"
			}
			_, acc := a.person("", func(c *people.Account) { c.Phone, c.PhoneProvedAt = phone, 1 })
			org := id.None
			if duty != policy.Admin && duty != policy.Auditor {
				org = a.organisation()
			}
			a.put(&people.RoleRow{ID: id.New(), AccountID: acc, Duty: duty, OrgID: org, GrantedAt: 1})
			e, err := a.EnterCode(t.Context(), visitor, browser, a.mustAsk(phone, browser))
			if err != nil || !e.NeedsPassword || !e.Account.ID.IsZero() {
				t.Errorf("%s: %+v %v", duty, e, err)
			}
			if err := a.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec("delete from throttle").Error }); err != nil {
				t.Fatal(err)
			}
			err = a.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
				return tx.Exec("update accounts set closed_at = 1 where id = ?", acc).Error
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	})
}

// organisation is a body that duties can be held at.
func (a desk) organisation() id.ID {
	a.t.Helper()
	o := people.Organisation{ID: id.New(), Kind: people.District, NameKO: "시험구", CreatedAt: 1, UpdatedAt: 1}
	o.Slug = o.ID.String()
	a.put(&o)
	return o.ID
}

func TestBelowFourteenNothingIsKept(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		if _, err := a.EnterCode(t.Context(), visitor, browser, a.mustAsk(number, browser)); err != nil {
			t.Fatal(err)
		}
		for birth, want := range map[clock.Date]string{"2012-03-03": "account.problem.under_14", "2019-01-01": "account.problem.under_14", "": "account.problem.birth_missing"} {
			_, err := a.SignUp(t.Context(), visitor, signUp(browser, birth))
			if got := fault.FieldsOf(err)["birth_date"].Key; got != want {
				t.Errorf("born %s: %v", birth, err)
			}
		}
		if count(t, a.d, "select count(*) from people") != 0 {
			t.Error("a child is kept")
		}
		if _, err := a.SignUp(t.Context(), visitor, people.SignUp{Browser: browser, Name: "900101-1234567", BirthOn: "1990-01-01"}); len(fault.FieldsOf(err)) != 3 {
			t.Errorf("%v", fault.FieldsOf(err))
		}
		if _, err := a.SignUp(t.Context(), visitor, signUp(browser, "2012-03-02")); err != nil { // 14 today
			t.Errorf("fourteen today: %v", err)
		}
	})
}

func TestWhatIsNoContactIsRefused(t *testing.T) {
	a := desk{people.NewAccounts(dbtest.SQLite(t, clock.Fixed(dbtest.Noon)), secret).Hurry(), nil, t, dbtest.NewClock(dbtest.Noon)}
	for contact, want := range map[string]string{
		"": "account.problem.contact_missing", "051-123-4567": "account.problem.contact_form", "홍길동": "account.problem.contact_form",
		"a@b": "account.problem.email_form", strings.Repeat("0", 300): "account.problem.contact_missing",
	} {
		if err := a.ask(contact, "b"); fault.FieldsOf(err)["contact"].Key != want {
			t.Errorf("%.20q: %v", contact, err)
		}
	}
	if err := a.ask(number, ""); key(err) != "account.code.gone" {
		t.Errorf("without a browser: %v", err)
	}
	a.WithoutTexts()
	if err := a.ask(number, "b"); fault.FieldsOf(err)["contact"].Key != "account.problem.no_texts" {
		t.Errorf("without a gateway: %v", err)
	}
}
