package people_test

import (
	"context"
	"fmt"
	"sync"
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
			return policy.Actor{Account: a.ID, Person: p.ID, Name: name, Roles: []policy.Role{{Duty: duty, Org: at}}}
		}
		officer, approver, stranger, second := staff("최담당", policy.Officer, org), staff("배승인", policy.Approver, org), staff("남의담당", policy.Officer, elsewhere), staff("또승인", policy.Approver, org)
		form := people.StandInForm{Org: org.String(), Absent: approver.Account.String(), StandIn: officer.Account.String(), StartsOn: "2026-03-02", EndsOn: "2026-03-06", Reason: "교육 출장"}
		for field, change := range map[string]func(*people.StandInForm){
			"org": func(f *people.StandInForm) { f.Org = "" },
			"absent": func(f *people.StandInForm) {
				f.Absent = officer.Account.String()
				f.StandIn = second.Account.String()
			},
			"stand_in":  func(f *people.StandInForm) { f.StandIn = stranger.Account.String() },
			"starts_on": func(f *people.StandInForm) { f.StartsOn = "2026-03-01" },
			"ends_on":   func(f *people.StandInForm) { f.EndsOn = "2026-12-31" },
			"reason":    func(f *people.StandInForm) { f.Reason = " " },
		} {
			f := form
			change(&f)
			_, err := s.RecordStandIn(bg, approver, f)
			if _, ok := fault.FieldsOf(err)[field]; !ok {
				t.Errorf("%s: %v", field, err)
			}
		}
		// Whoever asks for approvals does not choose who decides them, least of all themself.
		for name, who := range map[string]policy.Actor{"a stranger": stranger, "another's approver": staff("남의승인", policy.Approver, elsewhere), "an officer": staff("조담당", policy.Officer, org), "a host": staff("조운영", policy.Host, org)} {
			if _, err := s.RecordStandIn(bg, who, form); fault.Of(err) != fault.Forbidden {
				t.Errorf("%s: %v", name, err)
			}
		}
		self := form
		self.StandIn = second.Account.String()
		for name, who := range map[string]policy.Actor{"the officer who would decide": officer, "an approver who names themself": second} {
			f := self
			f.StandIn = who.Account.String()
			if _, ok := fault.FieldsOf(only(s.RecordStandIn(bg, who, f)))["stand_in"]; !ok {
				t.Errorf("%s was recorded", name)
			}
		}
		if n := letters(t, d); n != 0 {
			t.Errorf("%d letters about what was refused", n)
		}
		rec, err := s.RecordStandIn(bg, approver, form)
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
		if n := letters(t, d); n != 1 {
			t.Errorf("%d letters to the absent approver", n)
		}
		book, err := s.List(bg, officer)
		lines, colleagues := book.Lines, book.Staff
		if len(book.Orgs) != 0 {
			t.Error("an officer is offered the form")
		}
		if err != nil || len(lines) != 1 || lines[0].Absent != "배승인" || lines[0].Deputy != "최담당" || !lines[0].Live("2026-03-06") || lines[0].Live("2026-03-07") || len(colleagues) != 5 {
			t.Errorf("%+v %+v %v", lines, colleagues, err)
		}
		if b, err := s.List(bg, stranger); err != nil || len(b.Lines) != 0 {
			t.Errorf("%+v %v", b.Lines, err)
		}
		if err := s.EndStandIn(bg, officer, rec); fault.Of(err) != fault.Forbidden {
			t.Errorf("the deputy's officer ended it: %v", err)
		}
		if b, err := s.List(bg, second); err != nil || len(b.Orgs) != 1 || b.Orgs[0] != org {
			t.Errorf("%+v %v", b.Orgs, err)
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

func only(_ id.ID, err error) error { return err }

func letters(t *testing.T, d *db.DB) int64 {
	t.Helper()
	return count(t, d, "select count(*) from outbox where kind = ?", people.LetterStandIn)
}

// The approver of the organisation above, and the administrator, help where nobody else can.
func TestOnesAboveRecordStandIns(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		ctx, s := t.Context(), people.NewStandIns(a.d)
		city := people.Organisation{ID: id.New(), Slug: "si", Kind: people.City, NameKO: "큰시", CreatedAt: 1, UpdatedAt: 1}
		org := people.Organisation{ID: id.New(), Slug: "nam", Kind: people.District, NameKO: "남쪽구", ParentID: city.ID, CreatedAt: 1, UpdatedAt: 1}
		a.put(&city, &org)
		n := 0
		staff := func(duty policy.Duty, at id.ID) policy.Actor {
			t.Helper()
			n++
			p := people.Person{ID: id.New(), Name: fmt.Sprint("사람", n), CreatedAt: 1, UpdatedAt: 1}
			acc := people.Account{ID: id.New(), PersonID: p.ID, Email: fmt.Sprintf("o%d@test.example", n), Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
			a.put(&p, &acc, &people.RoleRow{ID: id.New(), AccountID: acc.ID, Duty: duty, OrgID: at, GrantedAt: 1})
			return policy.Actor{Account: acc.ID, Person: p.ID, Name: p.Name, Roles: []policy.Role{{Duty: duty, Org: at}}}
		}
		absent, officer := staff(policy.Approver, org.ID), staff(policy.Officer, org.ID)
		above, cityOfficer, admin := staff(policy.Approver, city.ID), staff(policy.Officer, city.ID), staff(policy.Admin, id.None)
		form := people.StandInForm{Org: org.ID.String(), Absent: absent.Account.String(), StandIn: officer.Account.String(), StartsOn: "2026-03-02", EndsOn: "2026-03-06", Reason: "병가"}
		if _, err := s.RecordStandIn(ctx, cityOfficer, form); fault.Of(err) != fault.Forbidden {
			t.Errorf("the officer above: %v", err)
		}
		for name, who := range map[string]policy.Actor{"the approver above": above, "the administrator": admin} {
			rec, err := s.RecordStandIn(ctx, who, form)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			if err := s.EndStandIn(ctx, who, rec); err != nil {
				t.Errorf("%s: %v", name, err)
			}
		}
		if b, err := s.List(ctx, above); err != nil || len(b.Orgs) != 2 || len(b.Lines) != 2 {
			t.Errorf("%+v %v", b, err)
		}
		// Two approvers record the same absence in the same moment: one of them is told.
		var wg sync.WaitGroup
		errs := make(chan error, 6)
		for range 6 {
			wg.Go(func() { errs <- only(s.RecordStandIn(context.Background(), above, form)) })
		}
		wg.Wait()
		close(errs)
		done := 0
		for err := range errs {
			if err == nil {
				done++
			} else if fault.FieldsOf(err)["starts_on"].Key == "" {
				t.Error(err)
			}
		}
		if done != 1 {
			t.Errorf("%d records for one absence", done)
		}
	})
}
