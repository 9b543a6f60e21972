package people_test

import (
	"strings"
	"testing"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

var command = policy.System("user command")

func (a desk) session(acc people.Account) (alive func() bool) {
	a.t.Helper()
	s := people.NewSessions(a.d)
	cookie, err := s.Start(a.t.Context(), acc.ID, false, "")
	if err != nil {
		a.t.Fatal(err)
	}
	return func() bool {
		a.t.Helper()
		_, ok, err := s.Find(a.t.Context(), cookie)
		if err != nil {
			a.t.Fatal(err)
		}
		return ok
	}
}

func TestANewDutySignsOutEverywhere(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.account("kim@example.kr")
		alive, admin := a.session(acc), people.Grant{Email: "kim@example.kr", Duty: policy.Admin}
		if err := a.Grant(t.Context(), command, admin); err != nil || alive() {
			t.Errorf("the long session goes on with a duty: %v", err)
		}
		alive = a.session(acc)
		if err := a.Grant(t.Context(), command, admin); err != nil || !alive() {
			t.Errorf("what changed nothing signed out: %v", err)
		}
	})
}

func TestADutyCanBeTakenAway(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc := a.account("kim@example.kr")
		org := people.Organisation{ID: id.New(), Slug: "nam", Kind: people.District, NameKO: "남쪽구", CreatedAt: 1, UpdatedAt: 1}
		a.put(&org)
		officer := people.Grant{Email: " KIM@example.kr", Duty: policy.Officer, Org: "nam"}
		for _, in := range []people.Grant{officer, {Email: "kim@example.kr", Duty: policy.Approver, Org: "nam"}, {Email: "kim@example.kr", Duty: policy.Admin}} {
			if err := a.Grant(t.Context(), command, in); err != nil {
				t.Fatal(err)
			}
		}
		roles := func() []policy.Role {
			t.Helper()
			v, _, err := people.NewActors(a.d).Viewer(t.Context(), acc.ID, "")
			if err != nil {
				t.Fatal(err)
			}
			return v.Actor.Roles
		}
		if err := a.Revoke(t.Context(), self(acc), officer); fault.Of(err) != fault.Forbidden {
			t.Errorf("somebody without the duty took one away: %v", err)
		}
		for name, in := range map[string]people.Grant{
			"never given":     {Email: "kim@example.kr", Duty: policy.Auditor},
			"unknown duty":    {Email: "kim@example.kr", Duty: "king"},
			"no organisation": {Email: "kim@example.kr", Duty: policy.Officer},
			"unknown account": {Email: "who@example.kr", Duty: policy.Admin},
		} {
			if err := a.Revoke(t.Context(), command, in); fault.Of(err) != fault.NotFound && fault.Of(err) != fault.Invalid {
				t.Errorf("%s: %v", name, err)
			}
		}
		if err := a.Revoke(t.Context(), command, officer); err != nil {
			t.Fatal(err)
		}
		if got := roles(); len(got) != 2 || got[0].Duty != policy.Approver || got[1].Duty != policy.Admin {
			t.Errorf("%v", got)
		}
		if err := a.Revoke(t.Context(), command, officer); fault.Of(err) != fault.NotFound {
			t.Errorf("twice: %v", err)
		}
		if err := a.Grant(t.Context(), command, officer); err != nil || len(roles()) != 3 {
			t.Errorf("not given again: %v", err)
		}
	})
}

func TestAClosedAccountIsOut(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		acc, admin := a.account("kim@example.kr"), people.Grant{Email: "kim@example.kr", Duty: policy.Admin}
		if err := a.Grant(t.Context(), command, admin); err != nil {
			t.Fatal(err)
		}
		if err := a.closeByEmail(t.Context(), command, "kim@example.kr"); fault.Of(err) != fault.Conflict {
			t.Errorf("the last administrator: %v", err)
		}
		a.account("second@example.kr")
		if err := a.Grant(t.Context(), command, people.Grant{Email: "second@example.kr", Duty: policy.Admin}); err != nil {
			t.Fatal(err)
		}
		if err := a.RequestReset(t.Context(), visitor, "kim@example.kr"); err != nil {
			t.Fatal(err)
		}
		alive, link := a.session(acc), a.link(people.LetterReset)
		if err := a.closeByEmail(t.Context(), self(acc), "kim@example.kr"); fault.Of(err) != fault.Forbidden {
			t.Errorf("%v", err)
		}
		if err := a.closeByEmail(t.Context(), command, "Kim@example.kr"); err != nil {
			t.Fatal(err)
		}
		if alive() || a.opens("kim@example.kr", good) {
			t.Error("a closed account is open")
		}
		if err := a.Reset(t.Context(), visitor, people.NewPassword{Token: link, Password: "another-good-one"}); fault.Of(err) != fault.NotFound {
			t.Errorf("a link opens it again: %v", err)
		}
		if n := count(t, a.d, "select count(*) from roles where account_id = ? and revoked_at is null", acc.ID); n != 0 {
			t.Errorf("%d duties are left", n)
		}
		if n := count(t, a.d, "select count(*) from audit where action = 'account.close'"); n != 1 {
			t.Errorf("%d lines in the audit", n)
		}
		for _, err := range []error{a.closeByEmail(t.Context(), command, "kim@example.kr"), a.Grant(t.Context(), command, admin), a.closeByEmail(t.Context(), command, "who@example.kr")} {
			if fault.Of(err) != fault.NotFound {
				t.Errorf("%v", err)
			}
		}
	})
}

// What every signed-in request asks must not read whole tables.
func TestWhatEveryRequestAsksUsesAnIndex(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		for q, index := range map[string]string{
			"select * from stand_ins where stand_in_id = ? and ended_at is null and starts_on <= '2026-03-02' and ends_on >= '2026-03-02'": "stand_ins_by_stand_in",
			"select org_id from affiliations where person_id = ? and kind = 'student' and state = 'verified' and state <> 'ended'":         "one_affiliation",
			"select * from roles where account_id = ? and revoked_at is null order by granted_at, id":                                      "one_live",
		} {
			var plan []string
			err := a.d.Write(t.Context(), command, func(tx *db.Tx) error {
				if _, err := tx.Allow(policy.GrantRole, policy.Platform{Name: "test"}); err != nil {
					return err
				}
				if a.d.Engine == db.Postgres {
					// The tables are empty: reading them whole would cost nothing.
					if err := tx.Exec("set local enable_seqscan = off").Error; err != nil {
						return err
					}
					return tx.Raw("explain "+q, id.New()).Scan(&plan).Error
				}
				var lines []struct{ Detail string }
				err := tx.Raw("explain query plan "+q, id.New()).Scan(&lines).Error
				for _, l := range lines {
					plan = append(plan, l.Detail)
				}
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(plan, "\n"); !strings.Contains(got, index) {
				t.Errorf("%s\n%s", q, got)
			}
		}
	})
}
