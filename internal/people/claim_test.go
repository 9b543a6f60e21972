package people_test

import (
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
)

func TestWhomADeskWroteDownIsThemselvesWhenTheySignUp(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		ctx := t.Context()
		written := func(name string, birth clock.Date, phone string) id.ID {
			p := people.Person{ID: id.New(), Name: name, BirthOn: birth, Phone: phone, CreatedAt: 1, UpdatedAt: 1}
			a.put(&p)
			return p.ID
		}
		signUpBy := func(cookie, contact string, birth clock.Date) people.Account {
			t.Helper()
			if e, err := a.EnterCode(ctx, visitor, cookie, a.mustAsk(contact, cookie)); err != nil || !e.New {
				t.Fatalf("%+v %v", e, err)
			}
			acc, err := a.SignUp(ctx, visitor, signUp(cookie, birth))
			if err != nil {
				t.Fatal(err)
			}
			return acc
		}
		me := written("박복순", "1957-04-02", number)
		strangers := map[id.ID]string{
			written("박복남", "1957-04-02", number):          "another name",
			written("박복순", "1957-04-03", number):          "another day of birth",
			written("박복순", "1957-04-02", "010-1234-5679"): "another number",
		}
		acc := signUpBy("1", number, "1957-04-02")
		if acc.PersonID != me {
			t.Fatalf("claimed %q, not the one", strangers[acc.PersonID])
		}
		if n := count(t, a.d, "select count(*) from audit where action = 'account.register' and ref = ? and detail like '%claimed%true%'", "account/"+me.String()); n != 1 {
			t.Errorf("%d audit rows say so", n)
		}
		// Half of it, or an address instead of the number, is a new person.
		for contact, birth := range map[string]clock.Date{"010-1234-5679": "1957-04-01", "park@example.kr": "1957-04-02"} {
			if acc := signUpBy(contact, contact, birth); acc.PersonID == me || strangers[acc.PersonID] != "" {
				t.Errorf("%s claimed somebody", contact)
			}
		}
		// Nor does a number that was freed bring back whoever has an account, or had one.
		err := a.exec("update accounts set closed_at = 1, phone = null, phone_proved_at = null where id = ?", acc.ID)
		if err != nil {
			t.Fatal(err)
		}
		if acc := signUpBy("2", number, "1957-04-02"); acc.PersonID == me {
			t.Error("an account that was closed is brought back")
		}
	})
}

func (a desk) exec(query string, args ...any) error {
	return a.d.Housekeep(a.t.Context(), "world", func(tx *db.Tx) error { return tx.Exec(query, args...).Error })
}
