package people_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/policy"
)

const (
	secret = "a secret of at least thirty-two characters"
	good   = "blue-bridge-2026"
)

var visitor = policy.Nobody("192.0.2.1")

func from(origin string) policy.Actor { return policy.Nobody(origin) }

type desk struct {
	*people.Accounts
	d *db.DB
	t *testing.T
	c *dbtest.Clock
}

// closeByEmail closes an account as the operator's command does.
func (a desk) closeByEmail(ctx context.Context, who policy.Actor, email string) error {
	return personal.NewService(a.d, a.Accounts).CloseByEmail(ctx, who, email)
}

func each(t *testing.T, fn func(t *testing.T, a desk)) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		fn(t, desk{people.NewAccounts(d, secret).Hurry(), d, t, c})
	})
}

func (a desk) letters(kind string) (out []outbox.Message) {
	a.t.Helper()
	if err := a.d.Read(context.Background()).Where("kind = ?", kind).Order("at, id").Find(&out).Error; err != nil {
		a.t.Fatal(err)
	}
	return out
}

// link is the secret part of the newest letter's link.
func (a desk) link(kind string) string {
	a.t.Helper()
	all := a.letters(kind)
	if len(all) == 0 {
		a.t.Fatalf("no letter %s was written", kind)
	}
	var f map[string]string
	if err := json.Unmarshal([]byte(all[len(all)-1].Data), &f); err != nil {
		a.t.Fatal(err)
	}
	return people.NewLinks(secret).Token(f[people.FactLink])
}

func form(email string) people.Register {
	return people.Register{Name: "김이음", Email: email, Password: good, BirthOn: "1990-05-01", Terms: true, Privacy: true}
}

func (a desk) account(email string) people.Account {
	a.t.Helper()
	if err := a.Register(a.t.Context(), visitor, form(email)); err != nil {
		a.t.Fatal(err)
	}
	if err := a.ConfirmEmail(a.t.Context(), visitor, a.link(people.LetterConfirm), good); err != nil {
		a.t.Fatal(err)
	}
	acc, err := a.SignIn(a.t.Context(), visitor, people.SignIn{Email: email, Password: good})
	if err != nil {
		a.t.Fatal(err)
	}
	return acc
}

// put stores rows as an older release, or the world, would have.
func (a desk) put(rows ...any) {
	a.t.Helper()
	err := a.d.Housekeep(context.Background(), "world", func(tx *db.Tx) error {
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		a.t.Fatal(err)
	}
}

func self(acc people.Account) policy.Actor {
	return policy.Actor{Account: acc.ID, Person: acc.PersonID, Origin: "192.0.2.1"}
}

func count(t *testing.T, d *db.DB, q string, args ...any) (n int64) {
	t.Helper()
	if err := d.Read(context.Background()).Raw(q, args...).Scan(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

func TestRegisterConfirmSignIn(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		if err := a.Register(t.Context(), visitor, form(" Kim@Example.KR ")); err != nil {
			t.Fatal(err)
		}
		// Before its letter was read there is nothing to sign in to; the link works once and not for another purpose.
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); fault.FieldsOf(err)["email"].Key != "account.problem.wrong_pair" {
			t.Fatal(err)
		}
		token := a.link(people.LetterConfirm)
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: "another-good-one"}); fault.Of(err) != fault.NotFound {
			t.Errorf("a confirmation link reset a password: %v", err)
		}
		if err := a.ConfirmEmail(t.Context(), visitor, token, good); err != nil {
			t.Fatal(err)
		}
		if err := a.ConfirmEmail(t.Context(), visitor, token, good); fault.Of(err) != fault.NotFound {
			t.Errorf("the link worked twice: %v", err)
		}
		acc, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr\u200b", Password: good})
		if err != nil || acc.ConfirmedAt.IsZero() {
			t.Error(err, "not confirmed")
		}
		if n := count(t, a.d, "select count(*) from consents where person_id = ? and version = ?", acc.PersonID, people.ConsentVersion); n != 3 {
			t.Errorf("%d consents", n)
		}
		for _, m := range a.letters(people.LetterConfirm) {
			if strings.Contains(m.Data, token) {
				t.Error("the outbox holds a link that works")
			}
		}
		if count(t, a.d, "select count(*) from tokens where hash = ?", token) != 0 {
			t.Error("the token itself is stored")
		}
	})
}

func TestALinkRunsOut(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		if err := a.Register(t.Context(), visitor, form("kim@example.kr")); err != nil {
			t.Fatal(err)
		}
		a.c.Set(dbtest.Noon.Add(24 * time.Hour))
		if err := a.ConfirmEmail(t.Context(), visitor, a.link(people.LetterConfirm), good); fault.Of(err) != fault.NotFound {
			t.Errorf("after a day: %v", err)
		}
		a.c.Set(dbtest.Noon.Add(24*time.Hour - time.Second))
		if err := a.ConfirmEmail(t.Context(), visitor, a.link(people.LetterConfirm), good); err != nil {
			t.Errorf("within the day: %v", err)
		}
	})
}

func TestAChildIsToldWhoCanApply(t *testing.T) {
	a := desk{people.NewAccounts(dbtest.SQLite(t, clock.Fixed(dbtest.Noon)), secret), nil, t, nil}
	for birth, want := range map[clock.Date]string{
		"2012-03-03": "account.problem.under_14", // 14 tomorrow
		"2012-03-02": "",                         // 14 today
		"2016-01-01": "account.problem.under_14",
		"":           "account.problem.birth_missing",
		"2026-03-03": "account.problem.birth_form",
		"1899-12-31": "account.problem.birth_form",
		"1990-02-30": "account.problem.birth_form",
	} {
		in := form("kid" + string(birth) + "@example.kr")
		in.BirthOn = birth
		err := a.Register(t.Context(), visitor, in)
		if got := fault.FieldsOf(err)["birth_date"].Key; got != want || (want == "") != (err == nil) {
			t.Errorf("born %s: %v, want %q", birth, err, want)
		}
	}
}

func TestARefusedFormLeavesNothing(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		bad := people.Register{Name: "900101-1234567", Email: "kim", Password: "short", BirthOn: "2020-01-01"}
		fields := fault.FieldsOf(a.Register(t.Context(), visitor, bad))
		for _, f := range []string{"name", "email", "password", "birth_date", "terms", "privacy"} {
			if _, ok := fields[f]; !ok {
				t.Errorf("%s was accepted", f)
			}
		}
		if n := count(t, a.d, "select count(*) from people"); n != 0 {
			t.Errorf("%d people were stored", n)
		}
	})
}

func TestAKnownAddressIsNotTold(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.account("kim@example.kr")
		in := form("KIM@example.kr")
		in.Name, in.Password = "도둑", "something-else-9"
		if err := a.Register(t.Context(), from("192.0.2.9"), in); err != nil {
			t.Fatal(err)
		}
		if _, err := a.SignIn(t.Context(), from("192.0.2.9"), people.SignIn{Email: "kim@example.kr", Password: "something-else-9"}); fault.Of(err) != fault.Invalid {
			t.Errorf("the account was taken over: %v", err)
		}
		if l := a.letters(people.LetterAlreadyHere); len(l) != 1 || l[0].AccountID != acc.ID {
			t.Errorf("the owner was not told: %v", l)
		}
		if err := a.RequestReset(t.Context(), visitor, "nobody@example.kr"); err != nil {
			t.Errorf("an unknown address has another answer: %v", err)
		}
	})
}

func TestTwoFormsForOneAddressAtOnce(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		var wg sync.WaitGroup
		errs := make(chan error, 4)
		for range 4 {
			wg.Go(func() { errs <- a.Register(context.Background(), visitor, form("kim@example.kr")) })
		}
		wg.Wait()
		close(errs)
		for err := range errs {
			if err != nil {
				t.Error(err)
			}
		}
		if n := count(t, a.d, "select count(*) from accounts"); n != 0 {
			t.Errorf("%d accounts before anything was confirmed", n)
		}
		// All four are confirmed in the same moment: one account.
		for _, m := range a.letters(people.LetterConfirm) {
			wg.Go(func() {
				f, err := m.Facts()
				if err == nil {
					err = a.ConfirmEmail(context.Background(), from("192.0.2."+m.ID.String()), people.NewLinks(secret).Token(f[people.FactLink]), good)
				}
				if err != nil && fault.Of(err) != fault.NotFound {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if n := count(t, a.d, "select count(*) from accounts where confirmed_at is not null"); n != 1 {
			t.Errorf("%d accounts", n)
		}
		if n := count(t, a.d, "select count(*) from people") + count(t, a.d, "select count(*) from registrations"); n != 1 {
			t.Errorf("%d people and registrations are left", n)
		}
	})
}

func TestGuessingIsLimitedByAccountAndNetwork(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.account("kim@example.kr")
		spellings := []string{"kim@example.kr", "KIM@example.kr", " kim@example.kr", "k\u200bim@example.kr", "Kim@Example.kr\ufeff"}
		limited := 0
		for i := 1; i <= 12 && limited == 0; i++ {
			_, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: spellings[i%len(spellings)], Password: fmt.Sprint("wrong guess ", i)})
			switch fault.Of(err) {
			case fault.TooMany:
				limited = i
			case fault.Invalid:
			default:
				t.Fatal(err)
			}
		}
		if limited < 6 || limited > 10 {
			t.Errorf("limited at the %dth guess", limited)
		}
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); fault.Of(err) != fault.TooMany {
			t.Errorf("the right password shows itself while limited: %v", err)
		}
		if _, err := a.SignIn(t.Context(), from("203.0.113.7"), people.SignIn{Email: "kim@example.kr", Password: good}); err != nil {
			t.Errorf("the owner is locked out elsewhere: %v", err)
		}
		a.c.Set(dbtest.Noon.Add(16 * time.Minute))
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); err != nil {
			t.Errorf("after a quarter of an hour: %v", err)
		}
		// The table names nobody.
		if n := count(t, a.d, "select count(*) from throttle where key like '%kim%' or key like '%192%'"); n != 0 {
			t.Error("the table of limits names somebody")
		}
	})
}

func TestGuessesAtOnceDoNotPassTheLimitTogether(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.account("kim@example.kr")
		var wg sync.WaitGroup
		var mu sync.Mutex
		tried := 0
		for i := range 30 {
			wg.Go(func() {
				_, err := a.SignIn(context.Background(), visitor, people.SignIn{Email: "kim@example.kr", Password: fmt.Sprint("guess number ", i)})
				if fault.Of(err) == fault.Invalid {
					mu.Lock()
					tried++
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		if tried > 7 {
			t.Errorf("%d guesses were looked at", tried)
		}
	})
}

func TestOneNetworkCannotTryEverybody(t *testing.T) {
	if testing.Short() {
		t.Skip("60 hashes")
	}
	a := desk{people.NewAccounts(dbtest.SQLite(t, clock.Fixed(dbtest.Noon)), secret), nil, t, nil}
	for i := 1; i <= 60; i++ {
		// Every address of one IPv6 /64 is one network.
		_, err := a.SignIn(t.Context(), from(fmt.Sprintf("2001:db8::%x", i)), people.SignIn{Email: fmt.Sprintf("u%d@example.kr", i), Password: "Spring-is-here"})
		if fault.Of(err) == fault.TooMany {
			return
		}
	}
	t.Error("60 accounts were tried from one network")
}

func TestASuccessClearsTheSlips(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.account("kim@example.kr")
		for range 3 {
			for i := range 5 {
				if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: fmt.Sprint("slip ", i)}); fault.Of(err) != fault.Invalid {
					t.Fatal(err)
				}
			}
			if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestResetSignsOutEverywhereAndWorksOnce(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.account("kim@example.kr")
		sessions := people.NewSessions(a.d)
		cookie, err := sessions.Start(t.Context(), acc.ID, false, "")
		if err != nil {
			t.Fatal(err)
		}
		if err := a.RequestReset(t.Context(), visitor, "Kim@example.kr"); err != nil {
			t.Fatal(err)
		}
		token := a.link(people.LetterReset)
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: "password1234"}); fault.Of(err) != fault.Invalid {
			t.Errorf("a common password: %v", err)
		}
		a.c.Set(dbtest.Noon.Add(30 * time.Minute))
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: "another-good-one"}); fault.Of(err) != fault.NotFound {
			t.Errorf("after half an hour: %v", err)
		}
		a.c.Set(dbtest.Noon.Add(29 * time.Minute))
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: "another-good-one"}); err != nil {
			t.Fatal(err)
		}
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: "yet-another-good-one"}); fault.Of(err) != fault.NotFound {
			t.Errorf("twice: %v", err)
		}
		if _, ok, err := sessions.Find(t.Context(), cookie); ok || err != nil {
			t.Errorf("the old session lives: %v %v", ok, err)
		}
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); fault.Of(err) != fault.Invalid {
			t.Errorf("the old password works: %v", err)
		}
	})
}

func TestChangePasswordAsksForTheCurrentOne(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.account("kim@example.kr")
		sessions := people.NewSessions(a.d)
		here, err1 := sessions.Start(t.Context(), acc.ID, false, "")
		there, err2 := sessions.Start(t.Context(), acc.ID, false, "")
		if err := errors.Join(err1, err2); err != nil {
			t.Fatal(err)
		}
		for name, in := range map[string]people.ChangePassword{
			"current":  {Current: "not the password", Password: "another-good-one"},
			"password": {Current: good, Password: good},
		} {
			if got := fault.FieldsOf(a.ChangePassword(t.Context(), self(acc), in)); got[name].Key == "" {
				t.Errorf("%s: %v", name, got)
			}
		}
		if err := a.ChangePassword(t.Context(), self(acc), people.ChangePassword{Current: good, Password: "another-good-one", Keep: here}); err != nil {
			t.Fatal(err)
		}
		_, hereLives, err1 := sessions.Find(t.Context(), here)
		_, thereLives, err2 := sessions.Find(t.Context(), there)
		if !hereLives || thereLives || errors.Join(err1, err2) != nil {
			t.Errorf("here %v, there %v", hereLives, thereLives)
		}
		if err := a.SignOut(t.Context(), self(acc), here); err != nil {
			t.Fatal(err)
		}
		if _, ok, _ := sessions.Find(t.Context(), here); ok {
			t.Error("signed out and still signed in")
		}
	})
}

func TestProfileIsOnesOwn(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.account("kim@example.kr")
		if err := a.EditProfile(t.Context(), self(acc), people.EditProfile{Name: "  김   이음 ", Phone: "+82 10 1234 5678", City: "부산광역시", District: "남구", Lang: "en"}); err != nil {
			t.Fatal(err)
		}
		v, ok, err := people.NewActors(a.d).Viewer(t.Context(), acc.ID, "")
		if err != nil || !ok || v.Person.Name != "김 이음" || v.Person.Phone != "010-1234-5678" || v.Account.Lang != "en" {
			t.Errorf("%+v %v", v, err)
		}
		if err := a.EditProfile(t.Context(), visitor, people.EditProfile{Name: "x"}); fault.Of(err) != fault.SignIn {
			t.Errorf("a visitor: %v", err)
		}
		if f := fault.FieldsOf(a.EditProfile(t.Context(), self(acc), people.EditProfile{Name: "x", Phone: "none"})); f["phone"].Key == "" {
			t.Error("a phone that is none")
		}
	})
}

func TestTheFirstAdministratorChoosesAPasswordByAOneTimeLink(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		cmd := policy.System("user command")
		token, err := a.AddUser(t.Context(), cmd, people.AddUser{Name: "관리자", Email: "root@example.kr"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "root@example.kr", Password: "anything at all"}); fault.Of(err) != fault.Invalid {
			t.Errorf("without a password: %v", err)
		}
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: "a-password-of-mine"}); err != nil {
			t.Fatal(err)
		}
		acc, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "root@example.kr", Password: "a-password-of-mine"})
		if err != nil || acc.ConfirmedAt.IsZero() {
			t.Fatal(err)
		}
		for range 2 { // granting twice is one role
			if err := a.Grant(t.Context(), cmd, people.Grant{Email: "root@example.kr", Duty: policy.Admin}); err != nil {
				t.Fatal(err)
			}
		}
		v, _, err := people.NewActors(a.d).Viewer(t.Context(), acc.ID, "")
		if err != nil || len(v.Actor.Roles) != 1 || !v.Actor.Has(policy.Admin, id.None) {
			t.Errorf("%v %v", v.Actor.Roles, err)
		}
		for name, in := range map[string]people.Grant{
			"no organisation": {Email: "root@example.kr", Duty: policy.Officer},
			"unknown duty":    {Email: "root@example.kr", Duty: "king"},
			"unknown body":    {Email: "root@example.kr", Duty: policy.Officer, Org: "nowhere"},
			"unknown account": {Email: "who@example.kr", Duty: policy.Admin},
		} {
			if err := a.Grant(t.Context(), cmd, in); fault.Of(err) == fault.Internal {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := a.Grant(t.Context(), self(acc), people.Grant{Email: "root@example.kr", Duty: policy.Auditor}); fault.Of(err) != fault.Forbidden {
			t.Errorf("somebody without the role granted one: %v", err)
		}
	})
}

func TestKnownAndUnknownTakeAsLong(t *testing.T) {
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	a := people.NewAccounts(d, secret)
	desk{a, d, t, nil}.account("kim@example.kr")
	for _, email := range []string{"kim@example.kr", "nobody@example.kr"} {
		began := time.Now()
		if err := a.RequestReset(t.Context(), visitor, email); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took < 240*time.Millisecond {
			t.Errorf("%s was answered after %s: before it can have been looked up and written to alike", email, took)
		}
	}
}
