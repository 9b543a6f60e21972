package people_test

import (
	"testing"
	"time"

	"ieum/internal/fault"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// codesTo asks for another number and returns the codes that came, by address.
func (a desk) codesTo(who policy.Actor, cookie, phone string) map[string]string {
	a.t.Helper()
	a.c.Set(a.c.Now().Add(time.Millisecond))
	began := a.c.Now()
	if err := a.AskCode(a.t.Context(), who, people.AskCode{Contact: phone, Browser: cookie, Purpose: people.ToProve}); err != nil {
		a.t.Fatal(err)
	}
	out := map[string]string{}
	for _, m := range a.letters(people.LetterCode) {
		if m.At < began {
			continue
		}
		f, err := m.Facts()
		if err != nil {
			a.t.Fatal(err)
		}
		out[m.Address] = people.NewLinks(secret).Code(f[people.FactCode])
	}
	return out
}

func TestAnOpenBrowserCannotTakeAnAccountWithoutAPasswordOver(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		ctx, mine := t.Context(), "010-7777-0001"
		person, account := a.person("", func(c *people.Account) {
			c.Email = "old@example.kr"
			c.Phone, c.PhoneProvedAt, c.PasswordHash, c.ConfirmedAt = number, 1, "", 1
		})
		who := policy.Actor{Account: account, Person: person, Origin: visitor.Origin}
		sessions := people.NewSessions(a.d)
		here, err := sessions.Start(ctx, account, false, "")
		if err != nil {
			t.Fatal(err)
		}
		elsewhere, err := sessions.Start(ctx, account, false, "")
		if err != nil {
			t.Fatal(err)
		}
		codes := a.codesTo(who, here, mine)
		if len(codes) != 2 || codes[mine] == "" || codes["old@example.kr"] == "" {
			t.Fatalf("%d codes: the contact until now has none", len(codes))
		}
		for own, want := range map[string]string{"": "account.problem.code_form", other(codes["old@example.kr"]): "account.problem.code_wrong"} {
			err := a.ProvePhone(ctx, who, people.ProvePhone{Browser: here, Code: codes[mine], Own: own})
			if got := fault.FieldsOf(err)["own"].Key; got != want {
				t.Errorf("%q: %v", own, err)
			}
		}
		// The code of the new number, in both fields, is the thief's own.
		if codes[mine] != codes["old@example.kr"] {
			if err := a.ProvePhone(ctx, who, people.ProvePhone{Browser: here, Code: codes[mine], Own: codes[mine]}); err == nil {
				t.Error("the new number vouches for itself")
			}
		}
		if n := count(t, a.d, "select count(*) from accounts where phone = ?", mine); n != 0 {
			t.Fatal("the number was changed")
		}
		if err := a.ProvePhone(ctx, who, people.ProvePhone{Browser: here, Code: codes[mine], Own: codes["old@example.kr"]}); err != nil {
			t.Fatal(err)
		}
		if n := count(t, a.d, "select count(*) from accounts where id = ? and phone = ?", account, mine); n != 1 {
			t.Error("the number was not changed")
		}
		if _, ok, err := sessions.Find(ctx, here); err != nil || !ok {
			t.Errorf("the browser itself is signed out: %v", err)
		}
		if _, ok, err := sessions.Find(ctx, elsewhere); err != nil || ok {
			t.Errorf("another browser stays signed in: %v", err)
		}
		told := map[string]outbox.Channel{}
		for _, m := range a.letters(people.LetterPhoneNew) {
			told[m.Address] = m.Channel
		}
		if len(told) != 2 || told["old@example.kr"] != outbox.Mail || told[number] != outbox.SMS {
			t.Errorf("told: %v", told)
		}
		if err := a.ProvePhone(ctx, who, people.ProvePhone{Browser: here, Code: codes[mine], Own: codes["old@example.kr"]}); key(err) != "account.code.gone" {
			t.Errorf("twice: %v", err)
		}
	})
}
