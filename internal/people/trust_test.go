package people_test

import (
	"fmt"
	"testing"
	"time"

	"ieum/internal/fault"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// codeFrom has a code sent and types it, or a wrong one.
func (a desk) codeFrom(who policy.Actor, cookie, device string, right bool) (people.Entry, error) {
	a.c.Set(a.c.Now().Add(time.Millisecond))
	err := a.AskCode(a.t.Context(), who, people.AskCode{Contact: number, Browser: cookie, Device: device, Purpose: people.ToEnter})
	if err != nil {
		return people.Entry{}, err
	}
	code := a.code()
	if !right {
		code = other(code)
	}
	return a.EnterCode(a.t.Context(), who, cookie, code)
}

// besiege uses up every code and try that strangers have, from a network and from many.
func (a desk) besiege(origin string) {
	a.t.Helper()
	refused := 0
	for i := range 40 {
		who := from(fmt.Sprintf("198.51.100.%d", i))
		if i%4 == 0 {
			who = from(origin)
		}
		cookie := fmt.Sprint("thief ", i)
		if _, err := a.codeFrom(who, cookie, "a mark that is none", false); fault.Of(err) == fault.TooMany {
			refused++
			continue
		}
		for range 4 {
			_, _ = a.EnterCode(a.t.Context(), who, cookie, other(a.code()))
		}
	}
	if refused == 0 {
		a.t.Fatal("strangers have no limit")
	}
}

func TestNobodyCanLockAResidentOutOfTheirNumber(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		_, account := a.person("", func(c *people.Account) { c.Phone, c.PhoneProvedAt = number, a.c.Now() })
		home := from("203.0.113.7")
		if e, err := a.codeFrom(home, "at home", "", true); err != nil || e.Account.ID != account {
			t.Fatalf("%+v %v", e, err)
		}
		mark := a.Device(&people.Account{ID: account})
		a.besiege("203.0.113.99")
		if _, err := a.codeFrom(from("192.0.2.1"), "stranger", "", true); fault.Of(err) != fault.TooMany {
			t.Errorf("a stranger after that: %v", err)
		}
		if e, err := a.codeFrom(home, "at home again", "", true); err != nil || e.Account.ID != account {
			t.Errorf("from the network of an earlier sign-in: %v", err)
		}
		// Even where the stranger sits behind the same address.
		a.besiege("203.0.113.7")
		if _, err := a.codeFrom(home, "at home", "", true); fault.Of(err) != fault.TooMany {
			t.Errorf("the network has no limit: %v", err)
		}
		if e, err := a.codeFrom(home, "own browser", mark, true); err != nil || e.Account.ID != account {
			t.Errorf("the browser that knows the account: %v", err)
		}
		_, stranger := a.person("", func(c *people.Account) { c.Phone, c.PhoneProvedAt = "010-5555-6666", 1 })
		if _, err := a.codeFrom(home, "another's mark", a.Device(&people.Account{ID: stranger}), true); fault.Of(err) != fault.TooMany {
			t.Errorf("the mark of another account: %v", err)
		}
		sent := 0
		for i := range 60 {
			if _, err := a.codeFrom(home, fmt.Sprint("own ", i), mark, false); fault.Of(err) == fault.TooMany {
				break
			}
			sent++
		}
		if sent > 20 {
			t.Errorf("%d codes in an hour to a browser that knows the account", sent)
		}
		a.c.Set(a.c.Now().Add(people.DeviceLife + time.Hour))
		if _, err := a.SweepCodes(t.Context()); err != nil || count(t, a.d, "select count(*) from known_networks") != 0 {
			t.Errorf("networks are remembered for ever: %v", err)
		}
	})
}
