package people_test

import (
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

const halfAYear = 180 * 24 * time.Hour

// proveAgain types a right code for a number in a browser.
func (a desk) proveAgain(contact, cookie string) people.Entry {
	a.t.Helper()
	e, err := a.EnterCode(a.t.Context(), visitor, cookie, a.mustAsk(contact, cookie))
	if err != nil {
		a.t.Fatal(err)
	}
	return e
}

func (a desk) must(query string, args ...any) {
	a.t.Helper()
	if err := a.exec(query, args...); err != nil {
		a.t.Fatal(err)
	}
}

// resident is somebody with a number, proved at noon, and perhaps an address.
func (a desk) resident(birth clock.Date, email string) people.Account {
	a.t.Helper()
	_, acc := a.person(number, func(c *people.Account) {
		c.Phone, c.PhoneProvedAt = number, a.c.Now()
		if email != "" {
			c.Email, c.ConfirmedAt = email, a.c.Now()
		}
	})
	a.must("update people set birth_on = ?, phone = ? where id = (select person_id from accounts where id = ?)", birth, number, acc)
	var row people.Account
	if err := a.d.Read(a.t.Context()).Take(&row, "id = ?", acc).Error; err != nil {
		a.t.Fatal(err)
	}
	return row
}

func TestANumberNotUsedForHalfAYearAsksTheDayOfBirth(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.resident("1957-04-02", "")
		a.c.Set(a.c.Now().Add(halfAYear - time.Hour))
		if e := a.proveAgain(number, browser); e.Account.ID != acc.ID || e.LongAgo {
			t.Fatalf("a day before: %+v", e)
		}
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour)) // since that sign-in, which proved it again
		if e := a.proveAgain(number, browser); !e.LongAgo || !e.Account.ID.IsZero() || e.New {
			t.Fatalf("%+v", e)
		}
		// The proof alone neither signs in nor up.
		if _, err := a.SignUp(t.Context(), visitor, signUp(browser, "1990-01-01")); key(err) != "account.code.gone" {
			t.Errorf("a person was made on another's number: %v", err)
		}
		if e := a.proveAgain(number, browser); !e.LongAgo {
			t.Fatalf("%+v", e)
		}
		if _, ok, err := a.Former(t.Context(), visitor, "another browser"); ok || err != nil {
			t.Errorf("another browser: %v", err)
		}
		if f, ok, err := a.Former(t.Context(), visitor, browser); !ok || err != nil || f.Address != number || !f.AsksBirth {
			t.Errorf("%+v %v %v", f, ok, err)
		}
		if _, err := a.EnterByBirth(t.Context(), visitor, "another browser", "1957-04-02"); key(err) != "account.code.gone" {
			t.Errorf("another browser: %v", err)
		}
		if _, err := a.EnterByBirth(t.Context(), visitor, browser, "1957-04-03"); fault.FieldsOf(err)["birth_date"].Key != "account.problem.birth_wrong" {
			t.Errorf("%v", err)
		}
		got, err := a.EnterByBirth(t.Context(), visitor, browser, "1957-04-02")
		if err != nil || got.ID != acc.ID {
			t.Fatalf("%+v %v", got, err)
		}
		if _, err := a.EnterByBirth(t.Context(), visitor, browser, "1957-04-02"); key(err) != "account.code.gone" {
			t.Errorf("one proof opened two sessions: %v", err)
		}
		if e := a.proveAgain(number, "later"); e.LongAgo || e.Account.ID != acc.ID {
			t.Errorf("asked again at once: %+v", e)
		}
	})
}

func TestADayOfBirthIsGuessedAFewTimesADay(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.resident("1957-04-02", "")
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour))
		a.proveAgain(number, browser)
		for n := range 5 {
			if _, err := a.EnterByBirth(t.Context(), visitor, browser, clock.Day(1960, 1, n+1)); fault.FieldsOf(err) == nil {
				t.Fatalf("guess %d: %v", n, err)
			}
		}
		if _, err := a.EnterByBirth(t.Context(), visitor, browser, "1957-04-02"); fault.Of(err) != fault.TooMany {
			t.Errorf("the sixth: %v", err)
		}
		a.proveAgain(number, "another browser")
		if _, err := a.EnterByBirth(t.Context(), from("198.51.100.7"), "another browser", "1957-04-02"); fault.Of(err) != fault.TooMany {
			t.Errorf("with another code, from elsewhere: %v", err)
		}
	})
}

func TestWithoutADayOfBirthOnlyTheDeskHelps(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.resident("", "")
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour))
		a.proveAgain(number, browser)
		if f, ok, err := a.Former(t.Context(), visitor, browser); !ok || err != nil || f.AsksBirth {
			t.Errorf("%+v %v %v", f, ok, err)
		}
		if _, err := a.EnterByBirth(t.Context(), visitor, browser, "1957-04-02"); fault.FieldsOf(err)["birth_date"].Key != "account.problem.birth_wrong" {
			t.Errorf("%v", err)
		}
	})
}

func TestWhoGotTheNumberBeginsAsSomebodyNew(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		former := a.resident("1957-04-02", "former@example.kr")
		if err := a.NotMine(t.Context(), visitor, browser); key(err) != "account.code.gone" {
			t.Fatalf("nothing was proved: %v", err)
		}
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour))
		a.proveAgain(number, browser)
		if err := a.NotMine(t.Context(), visitor, "another browser"); key(err) != "account.code.gone" {
			t.Fatalf("another browser: %v", err)
		}
		if err := a.NotMine(t.Context(), visitor, browser); err != nil {
			t.Fatal(err)
		}
		if n := count(t, a.d, "select count(*) from accounts a join people p on p.id = a.person_id where a.id = ? and a.phone is null and a.phone_proved_at is null and p.phone = '' and a.email = 'former@example.kr' and a.closed_at is null", former.ID); n != 1 {
			t.Error("the former owner keeps the number, or lost more than it")
		}
		if n := count(t, a.d, "select count(*) from audit where action = 'account.recover' and ref = ? and detail like '%not mine%'", "account/"+former.PersonID.String()); n != 1 {
			t.Errorf("%d audit rows", n)
		}
		if l := a.letters(people.LetterContactFreed); len(l) != 1 || l[0].Address != "former@example.kr" || l[0].Channel != outbox.Mail {
			t.Errorf("%+v", l)
		}
		if _, err := a.EnterByBirth(t.Context(), visitor, browser, "1957-04-02"); key(err) != "account.code.gone" {
			t.Errorf("the freed number opens the account: %v", err)
		}
		acc, err := a.SignUp(t.Context(), visitor, signUp(browser, "1990-01-01"))
		if err != nil || acc.PersonID == former.PersonID || acc.Phone != number {
			t.Fatalf("%+v %v", acc, err)
		}
		if e := a.proveAgain(number, "later"); e.Account.ID != acc.ID {
			t.Errorf("%+v", e)
		}
	})
}

func TestTheOnlyNumberIsFreedToo(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		former := a.resident("1957-04-02", "")
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour))
		a.proveAgain(number, browser)
		if err := a.NotMine(t.Context(), visitor, browser); err != nil {
			t.Fatal(err)
		}
		if n := count(t, a.d, "select count(*) from accounts where id = ? and phone is null and closed_at is null", former.ID); n != 1 {
			t.Error("the account of a number that was given away is gone")
		}
	})
}

func TestANumberUsedMeanwhileIsNotFreed(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		former := a.resident("1957-04-02", "")
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour))
		a.proveAgain(number, browser)
		a.must("update accounts set phone_proved_at = ? where id = ?", a.c.Now(), former.ID)
		if err := a.NotMine(t.Context(), visitor, browser); key(err) != "account.code.gone" {
			t.Errorf("%v", err)
		}
	})
}

func TestAnAccountThatGotADutyMeanwhileKeepsItsNumber(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		former := a.resident("1957-04-02", "former@example.kr")
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour))
		a.proveAgain(number, browser)
		if err := a.Grant(t.Context(), policy.System("user command"), people.Grant{Email: "former@example.kr", Duty: policy.Admin}); err != nil {
			t.Fatal(err)
		}
		if err := a.NotMine(t.Context(), visitor, browser); key(err) != "account.code.gone" {
			t.Errorf("%v", err)
		}
		if n := count(t, a.d, "select count(*) from accounts where id = ? and phone = ?", former.ID, number); n != 1 {
			t.Error("whoever has a desk lost their number")
		}
	})
}

func TestWhatWaitsForTheFormerOwnerIsNotSentToTheNewOne(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		former := a.resident("1957-04-02", "former@example.kr")
		a.c.Set(a.c.Now().Add(halfAYear + time.Hour))
		a.proveAgain(number, browser)
		letter := func(kind string, by outbox.Channel, address string) outbox.Letter {
			return outbox.Letter{Kind: kind, Channel: by, Address: address, Account: former.ID, Facts: outbox.Facts{"title": "우쿨렐레"}}
		}
		err := a.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			return outbox.Enqueue(tx, letter("t.waits", outbox.SMS, number), letter("t.held", outbox.SMS, number),
				letter("t.other", outbox.SMS, "010-1234-5679"), letter("t.mail", outbox.Mail, "former@example.kr"))
		})
		if err != nil {
			t.Fatal(err)
		}
		a.must("update outbox set state = 'sending', lease_until = ? where kind = 't.held'", a.c.Now())
		if err := a.NotMine(t.Context(), visitor, browser); err != nil {
			t.Fatal(err)
		}
		if n := count(t, a.d, "select count(*) from outbox where kind in ('t.waits', 't.held') and state = 'dead' and data = '' and address <> ? and lease_until is null", number); n != 2 {
			t.Errorf("%d of two are given up and emptied", n)
		}
		if n := count(t, a.d, "select count(*) from outbox where kind in ('t.other', 't.mail') and state = 'waiting' and data <> ''"); n != 2 {
			t.Errorf("%d of two others wait still", n)
		}
		if l := a.letters(people.LetterContactFreed); len(l) != 1 || l[0].State != outbox.Waiting {
			t.Errorf("%+v", l)
		}
	})
}

func TestAnAddressIsAskedAboutAfterAYear(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.account("kim@example.kr")
		a.c.Set(a.c.Now().Add(2 * halfAYear))
		if e := a.proveAgain("kim@example.kr", browser); e.LongAgo || e.Account.ID != acc.ID {
			t.Errorf("within a year: %+v", e)
		}
		a.c.Set(a.c.Now().Add(2*halfAYear + 6*24*time.Hour))
		if e := a.proveAgain("kim@example.kr", browser); !e.LongAgo {
			t.Fatalf("%+v", e)
		}
		if err := a.NotMine(t.Context(), visitor, browser); err != nil {
			t.Fatal(err)
		}
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); fault.FieldsOf(err) == nil {
			t.Error("the address is freed and signs in still")
		}
	})
}

func TestALinkForAPasswordAsksTheDayOfBirthAfterAYear(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		const email, other = "kim@example.kr", "another-good-one"
		acc := a.account(email)
		a.must("update people set birth_on = '1957-04-02' where id = ?", acc.PersonID)
		reset := func(birth clock.Date) (people.ResetLink, error) {
			t.Helper()
			if err := a.RequestReset(t.Context(), visitor, email); err != nil {
				t.Fatal(err)
			}
			token := a.link(people.LetterReset)
			l, ok, err := a.ResetLink(t.Context(), visitor, token)
			if err != nil || !ok {
				t.Fatal(ok, err)
			}
			a.must("delete from outbox")
			return l, a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: other, BirthOn: birth})
		}
		asked := people.ResetLink{Birth: true}
		a.c.Set(a.c.Now().Add(2*halfAYear + 6*24*time.Hour))
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: email, Password: good}); err != nil {
			t.Fatal(err) // which proves no address
		}
		for birth, want := range map[clock.Date]string{"": "account.problem.birth_missing", "x": "account.problem.birth_form", "1957-04-03": "account.problem.birth_wrong"} {
			a.c.Set(a.c.Now().Add(2 * time.Hour))
			if l, err := reset(birth); l != asked || fault.FieldsOf(err)["birth_date"].Key != want || a.opens(email, other) {
				t.Errorf("%q: %+v %v", birth, l, err)
			}
		}
		a.c.Set(a.c.Now().Add(2 * time.Hour))
		if l, err := reset("1957-04-02"); l != asked || err != nil || !a.opens(email, other) {
			t.Fatalf("%+v %v", l, err)
		}
		a.c.Set(a.c.Now().Add(2 * halfAYear)) // the letter that was followed has proved the address
		if l, err := reset(""); l != (people.ResetLink{}) || err != nil {
			t.Errorf("%+v %v", l, err)
		}
		a.c.Set(a.c.Now().Add(3 * halfAYear))
		for n := range 6 {
			a.c.Set(a.c.Now().Add(2 * time.Hour))
			if _, err := reset(clock.Day(1960, 1, n+1)); n < 5 && fault.FieldsOf(err) == nil || n == 5 && fault.Of(err) != fault.TooMany {
				t.Errorf("guess %d: %v", n, err)
			}
		}
		a.c.Set(a.c.Now().Add(48 * time.Hour))
		a.must("update people set birth_on = null where id = ?", acc.PersonID)
		if l, err := reset("1957-04-02"); l != (people.ResetLink{Desk: true}) || fault.FieldsOf(err)["birth_date"].Key != "account.problem.birth_wrong" {
			t.Errorf("%+v %v", l, err)
		}
	})
}
