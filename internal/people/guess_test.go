package people_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/people"
)

// blockNetwork makes somebody behind the visitor's address try one password on everybody.
func (a desk) blockNetwork() {
	a.t.Helper()
	for i := range 60 {
		_, err := a.SignIn(a.t.Context(), visitor, people.SignIn{Email: fmt.Sprintf("u%d@example.kr", i), Password: "Spring-is-here"})
		if fault.Of(err) == fault.TooMany {
			return
		}
	}
	a.t.Fatal("60 accounts were tried from one network")
}

func TestNeighboursBehindOneAddressDoNotKeepAKnownBrowserOut(t *testing.T) {
	if testing.Short() {
		t.Skip("60 hashes")
	}
	c := dbtest.NewClock(dbtest.Noon)
	d := dbtest.SQLite(t, c.Now)
	a := desk{people.NewAccounts(d, secret).Hurry(), d, t, c}
	kim, lee := a.account("kim@example.kr"), a.account("lee@example.kr")
	mark, other := a.Device(&kim), a.Device(&lee)
	if mark == a.Device(&kim) {
		t.Error("two browsers have one mark")
	}
	a.blockNetwork()
	const in fault.Kind = -1 // no fault at all
	try := func(password, device string) fault.Kind {
		t.Helper()
		_, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: password, Device: device})
		if err == nil {
			return in
		}
		return fault.Of(err)
	}
	for name, device := range map[string]string{"no mark": "", "another's mark": other, "a made-up mark": "AAAA.BBBB", "half a mark": mark[:24], "a bent mark": mark[:len(mark)-2] + "xx"} {
		if got := try(good, device); got != fault.TooMany {
			t.Errorf("with %s, behind a blocked address: %v", name, got)
		}
	}
	if got := try(good, mark); got != in {
		t.Errorf("the owner's own browser, behind a blocked address: %v", got)
	}
	// The mark is no way around the limit: it has few tries of its own.
	for i := 1; ; i++ {
		got := try(fmt.Sprint("wrong guess ", i), mark)
		if got == fault.TooMany {
			if i < 6 || i > 10 {
				t.Errorf("limited at the %dth guess", i)
			}
			break
		}
		if got != fault.Invalid || i > 12 {
			t.Fatal(i, got)
		}
	}
	if got := try(good, mark); got != fault.TooMany {
		t.Errorf("the right password shows itself while limited: %v", got)
	}
	c.Set(dbtest.Noon.Add(20 * time.Minute))
	if err := a.ChangePassword(t.Context(), self(kim), people.ChangePassword{Current: good, Password: "another-good-one"}); err != nil {
		t.Fatal(err)
	}
	a.blockNetwork()
	if got := try("another-good-one", mark); got != fault.TooMany {
		t.Errorf("a mark from before the password was changed: %v", got)
	}
}

// A class that mistypes and then gets in has not guessed.
func TestSlipsOfThoseWhoGetInAreNoGuessesOfTheirNetwork(t *testing.T) {
	if testing.Short() {
		t.Skip("80 hashes")
	}
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	a := desk{people.NewAccounts(d, secret).Hurry(), d, t, nil}
	a.account("kim@example.kr")
	for round := range 14 { // 70 slips
		for i := range 5 {
			if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: fmt.Sprint("slip ", i)}); fault.Of(err) != fault.Invalid {
				t.Fatal(round, i, err)
			}
		}
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); err != nil {
			t.Fatal(round, err)
		}
	}
}

func TestOneAccountCannotBeTriedFromEverywhere(t *testing.T) {
	if testing.Short() {
		t.Skip("100 hashes")
	}
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	a := desk{people.NewAccounts(d, secret).Hurry(), d, t, nil}
	kim := a.account("kim@example.kr")
	mark := a.Device(&kim)
	for i := 1; ; i++ {
		_, err := a.SignIn(t.Context(), from(fmt.Sprintf("10.0.%d.1", i)), people.SignIn{Email: "kim@example.kr", Password: fmt.Sprint("guess ", i)})
		if fault.Of(err) == fault.TooMany {
			break
		}
		if i > 110 {
			t.Fatal("110 guesses at one account from 110 networks")
		}
	}
	if _, err := a.SignIn(t.Context(), from("10.9.9.9"), people.SignIn{Email: "kim@example.kr", Password: good, Device: mark}); err != nil {
		t.Errorf("strangers keep the owner's own browser out: %v", err)
	}
}

// While the database takes no writes, sign-ins must not hold what hashing needs.
func TestAWaitForTheDatabaseHoldsNoSlotForHashing(t *testing.T) {
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	a := desk{people.NewAccounts(d, secret).Hurry(), d, t, nil}
	a.account("kim@example.kr")
	free, locked, release := a.FreeHashes(), make(chan struct{}), make(chan struct{})
	held := make(chan error, 1)
	go func() {
		held <- d.Housekeep(context.Background(), "throttle", func(tx *db.Tx) error {
			close(locked)
			<-release
			return nil
		})
	}()
	<-locked
	signedIn := make(chan error, 1)
	go func() {
		_, err := a.SignIn(context.Background(), visitor, people.SignIn{Email: "kim@example.kr", Password: good})
		signedIn <- err
	}()
	for range 20 {
		time.Sleep(10 * time.Millisecond)
		if a.FreeHashes() != free {
			t.Error("a slot is held while the database is waited for")
			break
		}
	}
	close(release)
	if err := <-held; err != nil {
		t.Fatal(err)
	}
	if err := <-signedIn; err != nil {
		t.Error(err)
	}
}

// Whoever gave up waiting for a turn has not guessed.
func TestATryThatWasNeverLookedAtIsGivenBack(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		a.account("kim@example.kr")
		release := a.HoldHashes()
		for range 8 {
			ctx, stop := context.WithTimeout(t.Context(), 30*time.Millisecond)
			_, err := a.SignIn(ctx, visitor, people.SignIn{Email: "kim@example.kr", Password: good})
			stop()
			if err == nil || fault.Of(err) == fault.TooMany {
				t.Error(err)
			}
		}
		release()
		if _, err := a.SignIn(t.Context(), visitor, people.SignIn{Email: "kim@example.kr", Password: good}); err != nil {
			t.Error(err)
		}
	})
}
