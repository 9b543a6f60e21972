package people_test

import (
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// person is somebody with an account as edit makes it; without edit, somebody without one.
func (a desk) person(phone string, edit func(*people.Account)) (id.ID, id.ID) {
	a.t.Helper()
	p := people.Person{ID: id.New(), Name: "김이음", BirthOn: "1990-05-01", Phone: phone, CreatedAt: 1, UpdatedAt: 1}
	a.put(&p)
	if edit == nil {
		return p.ID, id.None
	}
	acc := people.Account{ID: id.New(), PersonID: p.ID, Lang: "ko", CreatedAt: 1}
	edit(&acc)
	a.put(&acc)
	return p.ID, acc.ID
}

func (a desk) reach(person id.ID) (r people.Reach, ok bool) {
	a.t.Helper()
	who := policy.Actor{Account: id.New(), Person: person}
	err := a.d.Write(a.t.Context(), who, func(tx *db.Tx) (err error) {
		if _, err := tx.Allow(policy.ManageAccount, policy.PersonThing{Person: person, Name: "account"}); err != nil {
			return err
		}
		r, ok, err = people.ReachOf(tx, person)
		return err
	})
	if err != nil {
		a.t.Fatal(err)
	}
	return r, ok
}

func TestReachIsWhatWasProvedThenTheGuardianThenWhatWasWrittenDown(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		is := func(name string, person id.ID, channel outbox.Channel, address string) {
			t.Helper()
			r, ok := a.reach(person)
			if ok != (address != "") || r.Channel != channel || r.Address != address || ok && r.Lang == "" {
				t.Errorf("%s: %+v %v", name, r, ok)
			}
		}
		both, _ := a.person("", func(c *people.Account) {
			c.Email, c.ConfirmedAt, c.Phone, c.PhoneProvedAt, c.Lang = "both@example.kr", 1, "010-1000-0001", 1, "en"
		})
		is("both proved", both, outbox.Mail, "both@example.kr")
		if r, _ := a.reach(both); r.Lang != "en" || r.Account.IsZero() {
			t.Errorf("%+v", r)
		}
		phone, _ := a.person("", func(c *people.Account) {
			c.Email, c.Phone, c.PhoneProvedAt = "later@example.kr", "010-1000-0002", 1
		})
		is("the number alone is proved", phone, outbox.SMS, "010-1000-0002")
		unproved, _ := a.person("", func(c *people.Account) { c.Email = "never@example.kr" })
		is("nothing is proved", unproved, "", "")
		closed, _ := a.person("", func(c *people.Account) { c.Email, c.ConfirmedAt, c.ClosedAt = "closed@example.kr", 1, 1 })
		is("closed", closed, "", "")
		written, _ := a.person("010-1000-0003", nil)
		is("written down", written, outbox.SMS, "010-1000-0003")
		home, _ := a.person("051-123-4567", nil)
		is("a telephone without text messages", home, "", "")

		child, _ := a.person("010-1000-0004", nil)
		if err := a.exec("update people set birth_on = '2016-05-20' where id = ?", child); err != nil {
			t.Fatal(err)
		}
		tie := func(guardian id.ID, at, ended clock.Instant) {
			by := a.newAccount()
			g := people.Guardianship{ID: id.New(), ChildID: child, GuardianID: guardian, CreatedBy: by, CreatedAt: at, EndedAt: ended}
			if !ended.IsZero() {
				g.EndedBy = by
			}
			a.put(&g)
		}
		tie(both, 1, 2)
		is("a guardian no more", child, outbox.SMS, "010-1000-0004")
		tie(unproved, 3, 0)
		tie(phone, 4, 0)
		is("the second guardian, whom something reaches", child, outbox.SMS, "010-1000-0002")
	})
}

// newAccount is somebody's account, for columns that name one.
func (a desk) newAccount() id.ID {
	a.t.Helper()
	_, acc := a.person("", func(c *people.Account) { c.Email, c.ConfirmedAt = id.New().String()+"@example.kr", 1 })
	return acc
}

func TestAccountsWithoutAnAddressAreManyAndNumbersAreOne(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		_, first := a.person("", func(c *people.Account) { c.Phone, c.PhoneProvedAt = "010-2000-0001", 1 })
		a.person("", func(c *people.Account) { c.Phone, c.PhoneProvedAt = "010-2000-0002", 1 })
		if n := count(t, a.d, "select count(*) from accounts where email is null"); n != 2 {
			t.Errorf("%d accounts without an address", n)
		}
		again := people.Account{ID: id.New(), Phone: "010-2000-0001", PhoneProvedAt: 1, Lang: "ko", CreatedAt: 1}
		again.PersonID, _ = a.person("", nil)
		store := func() error {
			return a.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Create(&again).Error })
		}
		if err := store(); !db.Duplicate(err) {
			t.Errorf("a second live account of a number: %v", err)
		}
		err := a.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			return tx.Exec("update accounts set closed_at = 1 where id = ?", first).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := store(); err != nil {
			t.Errorf("the number of a closed account: %v", err)
		}
	})
}
