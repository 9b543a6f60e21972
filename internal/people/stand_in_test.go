package people_test

import (
	"context"
	"fmt"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestStandIns(t *testing.T) {
	bg := context.Background()
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		s := people.NewStandIns(d)
		put := func(rows ...any) {
			t.Helper()
			if err := d.Housekeep(bg, "world", func(tx *db.Tx) error {
				for _, r := range rows {
					if err := tx.Create(r).Error; err != nil {
						return err
					}
				}
				return nil
			}); err != nil {
				t.Fatal(err)
			}
		}
		org, elsewhere := id.New(), id.New()
		put(&people.Organisation{ID: org, Slug: "nam", Kind: people.District, NameKO: "남쪽구", CreatedAt: 1, UpdatedAt: 1},
			&people.Organisation{ID: elsewhere, Slug: "buk", Kind: people.District, NameKO: "북쪽구", CreatedAt: 1, UpdatedAt: 1})
		n := 0
		staff := func(name string, duty policy.Duty, at id.ID) policy.Actor {
			n++
			p := people.Person{ID: id.New(), Name: name, CreatedAt: 1, UpdatedAt: 1}
			a := people.Account{ID: id.New(), PersonID: p.ID, Email: fmt.Sprintf("s%d@test.example", n), Lang: "ko", CreatedAt: 1}
			put(&p, &a, &people.RoleRow{ID: id.New(), AccountID: a.ID, Duty: duty, OrgID: at, GrantedAt: 1})
			return policy.Actor{Account: a.ID, Person: p.ID, Roles: []policy.Role{{Duty: duty, Org: at}}}
		}
		officer, approver, stranger := staff("최담당", policy.Officer, org), staff("배승인", policy.Approver, org), staff("남의담당", policy.Officer, elsewhere)
		form := people.StandInForm{Org: org.String(), Absent: approver.Account.String(), StandIn: officer.Account.String(), StartsOn: "2026-03-02", EndsOn: "2026-03-06", Reason: "교육 출장"}
		for field, change := range map[string]func(*people.StandInForm){
			"org": func(f *people.StandInForm) { f.Org = "" },
			"absent": func(f *people.StandInForm) {
				f.Absent = officer.Account.String()
				f.StandIn = approver.Account.String()
			},
			"stand_in":  func(f *people.StandInForm) { f.StandIn = stranger.Account.String() },
			"starts_on": func(f *people.StandInForm) { f.StartsOn = "2026-03-01" },
			"ends_on":   func(f *people.StandInForm) { f.EndsOn = "2026-12-31" },
			"reason":    func(f *people.StandInForm) { f.Reason = " " },
		} {
			f := form
			change(&f)
			_, err := s.RecordStandIn(bg, officer, f)
			if _, ok := fault.FieldsOf(err)[field]; !ok {
				t.Errorf("%s: %v", field, err)
			}
		}
		if _, err := s.RecordStandIn(bg, stranger, form); fault.Of(err) != fault.Forbidden {
			t.Errorf("%v", err)
		}
		rec, err := s.RecordStandIn(bg, officer, form)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.RecordStandIn(bg, approver, form); fault.Of(err) != fault.Invalid {
			t.Errorf("two at once: %v", err)
		}
		v, _, err := people.NewActors(d).Viewer(bg, officer.Account, "")
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := v.Actor.StandInAt(policy.Approver, org); !ok {
			t.Error("the deputy does not stand in")
		}
		if err := s.EndStandIn(bg, stranger, rec); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		lines, colleagues, err := s.List(bg, officer)
		if err != nil || len(lines) != 1 || lines[0].Absent != "배승인" || lines[0].Deputy != "최담당" || !lines[0].Live("2026-03-06") || lines[0].Live("2026-03-07") || len(colleagues) != 2 {
			t.Errorf("%+v %+v %v", lines, colleagues, err)
		}
		if lines, _, err := s.List(bg, stranger); err != nil || len(lines) != 0 {
			t.Errorf("%+v %v", lines, err)
		}
		if err := s.EndStandIn(bg, approver, rec); err != nil {
			t.Fatal(err)
		}
		if err := s.EndStandIn(bg, approver, rec); fault.Of(err) != fault.Conflict {
			t.Errorf("%v", err)
		}
		if v, _, err = people.NewActors(d).Viewer(bg, officer.Account, ""); err != nil || len(v.Actor.StandsIn) != 0 {
			t.Errorf("%+v %v", v.Actor.StandsIn, err)
		}
	})
}
