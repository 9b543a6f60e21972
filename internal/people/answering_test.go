package people_test

import (
	"context"
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestWhoMayAnswerForAChildToTheDay(t *testing.T) {
	for _, c := range []struct {
		guardian, child clock.Date
		want            string
	}{
		{"2007-03-02", "2016-05-20", ""}, // nineteen today
		{"2007-03-03", "2016-05-20", "family.problem.minor"},
		{"2012-01-01", "2016-05-20", "family.problem.minor"},
		{"", "2016-05-20", "family.problem.birth_unknown"},
		{"2000-05-20", "2000-05-20", "family.problem.older_child"},
		{"2000-05-21", "2000-05-20", "family.problem.older_child"},
		{"2000-05-19", "2000-05-20", ""},
	} {
		if got := key(people.MayAnswerFor(c.guardian, c.child, "2026-03-02")); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

// born is a person with a proved number of their own, born on a day.
func (f family) born(phone string, birth clock.Date) policy.Actor {
	f.t.Helper()
	g := f.guardian(phone)
	f.setBirth(g.Person, birth)
	return g
}

func TestAMinorIsNobodysGuardian(t *testing.T) {
	families(t, func(t *testing.T, f family) {
		school, adult := f.school(), f.guardian("010-3000-0001")
		kid, err := f.AddChild(t.Context(), adult, child(school, "2016-05-20"))
		if err != nil {
			t.Fatal(err)
		}
		adult = f.now(adult.Account)
		for _, c := range []struct {
			phone string
			birth clock.Date
			want  string
		}{
			{"010-3100-0001", "2012-03-02", "family.problem.minor"},
			{"010-3100-0002", "2007-03-03", "family.problem.minor"}, // nineteen tomorrow
			{"010-3100-0003", "", "family.problem.birth_unknown"},
		} {
			phone, birth, want := c.phone, c.birth, c.want
			f.c.Set(f.c.Now().Add(time.Millisecond)) // so that the newest message is the newest
			young := f.born(phone, birth)
			in := child(school, "2016-05-20")
			in.Name = "윤결"
			if _, err := f.AddChild(t.Context(), young, in); key(err) != want {
				t.Errorf("born %q adds a child: %v", birth, err)
			}
			if err := f.Invite(t.Context(), adult, kid, phone); err != nil {
				t.Fatal(err)
			}
			if _, err := f.Join(t.Context(), young, f.invitation()); key(err) != want {
				t.Errorf("born %q joins: %v", birth, err)
			}
			// One who became a guardian before the rule held gives no consent either.
			f.put(&people.Guardianship{ID: id.New(), ChildID: kid, GuardianID: young.Person, CreatedBy: young.Account, CreatedAt: 1})
			young = f.now(young.Account)
			if err := f.GiveConsent(t.Context(), young, kid, true); key(err) != want {
				t.Errorf("born %q consents: %v", birth, err)
			}
			if err := f.Invite(t.Context(), young, kid, "010-3000-0099"); key(err) != want {
				t.Errorf("born %q invites: %v", birth, err)
			}
			f.alter("delete from guardianships where guardian_id = ?", young.Person)
		}
		if n := count(t, f.d, "select count(*) from guardianships"); n != 1 {
			t.Errorf("%d guardianships", n)
		}
		if n := count(t, f.d, "select count(*) from guardian_consents"); n != 1 {
			t.Errorf("%d consents", n)
		}
		// Nineteen today is of full age today.
		in := child(school, "2016-05-20")
		in.Name = "윤결"
		if _, err := f.AddChild(t.Context(), f.born("010-3100-0004", "2007-03-02"), in); err != nil {
			t.Error(err)
		}
	})
}

// invitation is the code of the newest invitation.
func (f family) invitation() string {
	f.t.Helper()
	all := f.letters(people.LetterFamilyInvitation)
	facts, err := all[len(all)-1].Facts()
	if err != nil {
		f.t.Fatal(err)
	}
	return people.NewLinks(secret).Code(facts[people.FactCode])
}

func (f family) setBirth(person id.ID, birth clock.Date) {
	f.alter("update people set birth_on = ? where id = ?", birth, person)
}

func (a desk) alter(sql string, args ...any) {
	a.t.Helper()
	if err := a.d.Housekeep(context.Background(), "world", func(tx *db.Tx) error { return tx.Exec(sql, args...).Error }); err != nil {
		a.t.Fatal(err)
	}
}
