package people_test

import (
	"fmt"
	"testing"
	"time"

	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

var thief = from("198.51.100.66")

func (a desk) opens(email, password string) bool {
	a.t.Helper()
	_, err := a.SignIn(a.t.Context(), from("203.0.113.200"), people.SignIn{Email: email, Password: password})
	if err != nil && fault.FieldsOf(err)["email"].Key != "account.problem.wrong_pair" {
		a.t.Fatal(err)
	}
	return err == nil
}

func squat(email string) people.Register {
	in := form(email)
	in.Name, in.Password = "도둑", "the-squatters-own"
	return in
}

// The first administrator is made by a command and has duties before a password.
func TestTheFirstAdministratorCannotBeTakenOverByRegistering(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		cmd := policy.System("user command")
		token, err := a.AddUser(t.Context(), cmd, people.AddUser{Name: "관리자", Email: "root@example.kr"})
		if err != nil {
			t.Fatal(err)
		}
		if err := a.Grant(t.Context(), cmd, people.Grant{Email: "root@example.kr", Duty: policy.Admin}); err != nil {
			t.Fatal(err)
		}
		in := squat("root@example.kr")
		if err := a.Register(t.Context(), thief, in); err != nil {
			t.Fatal(err)
		}
		if a.opens("root@example.kr", in.Password) {
			t.Error("the thief is the administrator")
		}
		if len(a.letters(people.LetterConfirm)) != 0 || len(a.letters(people.LetterAlreadyHere)) != 1 {
			t.Error("a letter offers to confirm what the thief typed, or the owner was not told")
		}
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: token, Password: "a-password-of-mine"}); err != nil {
			t.Fatalf("the owner's own link died: %v", err)
		}
		if n := count(t, a.d, "select count(*) from people where name = '도둑'"); n != 0 {
			t.Error("the thief's name stands on the account")
		}
	})
}

// Whichever letter the victim follows, only the password of that letter's own
// form makes the account, and it is that password.
func TestALetterConfirmsItsOwnFormAlone(t *testing.T) {
	for _, first := range []string{"thief", "victim"} {
		t.Run(first+" registers first", func(t *testing.T) {
			each(t, func(t *testing.T, a desk) {
				ctx, in := t.Context(), squat("kim@example.kr")
				links := map[string]string{}
				ask := func(who string) {
					t.Helper()
					form, origin := form("kim@example.kr"), visitor
					if who == "thief" {
						form, origin = in, thief
					}
					if err := a.Register(ctx, origin, form); err != nil {
						t.Fatal(err)
					}
					all := a.letters(people.LetterConfirm)
					for _, m := range all {
						f, err := m.Facts()
						if err != nil {
							t.Fatal(err)
						}
						token := people.NewLinks(secret).Token(f[people.FactLink])
						if token != links["thief"] && token != links["victim"] {
							links[who] = token
						}
						if f["name"] != "" {
							t.Error("the letter greets by a name that a stranger may have typed")
						}
					}
				}
				second := map[string]string{"thief": "victim", "victim": "thief"}[first]
				ask(first)
				ask(second)
				if err := a.ConfirmEmail(ctx, visitor, links["thief"], good); fault.FieldsOf(err)["password"].Key != "account.problem.confirm_password" {
					t.Errorf("the victim's password confirms the thief's form: %v", err)
				}
				if err := a.ConfirmEmail(ctx, visitor, links["thief"], ""); fault.FieldsOf(err)["password"].Key == "" {
					t.Errorf("no password confirms: %v", err)
				}
				if err := a.ConfirmEmail(ctx, thief, links["victim"], in.Password); fault.Of(err) != fault.Invalid {
					t.Errorf("the thief's password confirms the victim's form: %v", err)
				}
				if a.opens("kim@example.kr", in.Password) || a.opens("kim@example.kr", good) {
					t.Error("somebody is signed in before anything is confirmed")
				}
				if err := a.ConfirmEmail(ctx, visitor, links["victim"], good); err != nil {
					t.Fatal(err)
				}
				if a.opens("kim@example.kr", in.Password) || !a.opens("kim@example.kr", good) {
					t.Error("the account opens with another password than the confirmed one")
				}
				if err := a.ConfirmEmail(ctx, thief, links["thief"], in.Password); fault.Of(err) != fault.NotFound {
					t.Errorf("the other registration lives on: %v", err)
				}
			})
		})
	}
}

// Registering an address and trying the password at once says nothing.
func TestSigningInAfterRegisteringTellsNothing(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.account("known@example.kr")
		put := people.Account{ID: id.New(), Email: "old@example.kr", Lang: "ko", CreatedAt: 1}
		person := people.Person{ID: id.New(), Name: "옛", CreatedAt: 1, UpdatedAt: 1}
		put.PersonID = person.ID
		hash, err := people.HashPassword(good)
		if err != nil {
			t.Fatal(err)
		}
		put.PasswordHash = hash // from before: never confirmed, with a password
		a.put(&person, &put)
		for _, email := range []string{"known@example.kr", "unknown@example.kr", "old@example.kr"} {
			in := form(email)
			in.Password = "chosen-just-now-1"
			if err := a.Register(t.Context(), thief, in); err != nil {
				t.Errorf("%s: %v", email, err)
			}
			if a.opens(email, in.Password) {
				t.Errorf("%s opens with a password that was chosen just now", email)
			}
		}
		if a.opens("old@example.kr", good) {
			t.Error("an account that was never confirmed opens")
		}
		if err := a.RequestReset(t.Context(), visitor, "old@example.kr"); err != nil {
			t.Fatal(err)
		}
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: a.link(people.LetterReset), Password: "another-good-one"}); err != nil {
			t.Fatal(err)
		}
		if !a.opens("old@example.kr", "another-good-one") {
			t.Error("a reset does not prove the address")
		}
	})
}

func TestGuessingThePasswordOfARegistrationIsLimited(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		if err := a.Register(t.Context(), visitor, form("kim@example.kr")); err != nil {
			t.Fatal(err)
		}
		token := a.link(people.LetterConfirm)
		for i := 1; ; i++ {
			err := a.ConfirmEmail(t.Context(), visitor, token, fmt.Sprint("wrong guess ", i))
			if fault.Of(err) == fault.TooMany {
				if i < 6 || i > 10 {
					t.Errorf("limited at the %dth guess", i)
				}
				break
			}
			if fault.Of(err) != fault.Invalid || i > 12 {
				t.Fatal(i, err)
			}
		}
		if err := a.ConfirmEmail(t.Context(), visitor, token, good); fault.Of(err) != fault.TooMany {
			t.Errorf("the right password shows itself while limited: %v", err)
		}
	})
}

func TestLinksThatRanOutAreSwept(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.account("kim@example.kr")
		if err := a.RequestReset(t.Context(), visitor, "kim@example.kr"); err != nil {
			t.Fatal(err)
		}
		if err := a.Register(t.Context(), visitor, form("lee@example.kr")); err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			after time.Duration
			want  int64
		}{{time.Minute, 0}, {time.Hour, 1}, {25 * time.Hour, 1}, {26 * time.Hour, 0}} {
			a.c.Set(dbtest.Noon.Add(step.after))
			if n, err := a.SweepLinks(t.Context()); n != step.want || err != nil {
				t.Errorf("after %s: %d swept, %v", step.after, n, err)
			}
		}
		if n := count(t, a.d, "select count(*) from tokens") + count(t, a.d, "select count(*) from registrations"); n != 0 {
			t.Errorf("%d are left", n)
		}
	})
}
