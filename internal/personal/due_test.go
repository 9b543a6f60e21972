package personal_test

import (
	"strings"
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// TestWhoIsDue has one person for each reason to be, or not to be, destroyed on
// 1 September 2025, whose form is of a day before September 2024.
func TestWhoIsDue(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		long := clock.AtSeoul(2024, 3, 10, 10, 0)
		now := dbtest.NewClock(clock.AtSeoul(2025, 9, 1, 3, 0))
		late, err := db.Open(d.DSN(), now.Now)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(late.Close)
		s := personal.NewService(late, people.NewAccounts(late, strings.Repeat("x", 40)))
		ended, undated, running := world.OpenNamgu, world.Raised, world.EndedRun
		days := func(section id.ID, from, until any) {
			t.Helper()
			exec(t, d, "update sections set starts_on = ?, ends_on = ? where id = ?", from, until, section)
		}
		days(ended, "2024-03-11", "2024-08-31")
		days(undated, "2024-03-11", nil)
		days(running, "2024-03-11", "2025-09-01")
		seq := int64(9000)
		person := func(name string, more func(p *people.Person)) id.ID {
			t.Helper()
			p := &people.Person{ID: id.New(), Name: name, Phone: "01055550001", City: "부산광역시", District: "남구", BirthOn: "1957-04-02", CreatedAt: long, UpdatedAt: long}
			if more != nil {
				more(p)
			}
			put(t, d, p)
			return p.ID
		}
		place := func(p, section id.ID, state enrolment.State) id.ID {
			t.Helper()
			seq++
			a := &enrolment.Application{ID: id.New(), SectionID: section, PersonID: p, AccountID: world.DeskYeonje.Account, MadeAs: enrolment.AtDesk, Seq: seq, State: state, PolicyVersion: "test", RequestKey: p.String(), AppliedAt: long}
			if state == enrolment.Cancelled {
				a.CancelledAt = long
			}
			put(t, d, a)
			return a.ID
		}
		completed := func(p id.ID, at clock.Instant) {
			t.Helper()
			put(t, d, &attendance.Participation{ID: id.New(), ApplicationID: place(p, ended, enrolment.Accepted), SectionID: ended, PersonID: p, Result: attendance.Completed, Minutes: 60, Role: attendance.Participant, ConfirmedBy: world.OfficerNamgu.Account, ConfirmedAt: at, Version: 1})
		}
		due := map[string]id.ID{"whose class ended": person("끝난이", nil), "who gave the place back": person("취소한이", nil), "who was a child then": person("어른된이", func(p *people.Person) { p.BirthOn = "2006-09-01" }), "who completed ten years ago": person("오래전이", nil)}
		place(due["whose class ended"], ended, enrolment.Accepted)
		place(due["who gave the place back"], undated, enrolment.Cancelled)
		put(t, d, &people.Guardianship{ID: id.New(), ChildID: due["who was a child then"], GuardianID: world.Resident.Person, CreatedBy: world.Resident.Account, CreatedAt: long})
		completed(due["who completed ten years ago"], clock.AtSeoul(2015, 9, 1, 2, 59))
		stays := map[string]id.ID{"in a club without a last day": person("모임인이", nil), "whose class ends today": person("오늘까지", nil), "for whom a guardian answers": person("아이인이", func(p *people.Person) { p.BirthOn = "2006-09-02" })}
		place(stays["in a club without a last day"], undated, enrolment.Accepted)
		place(stays["whose class ends today"], running, enrolment.Accepted)
		put(t, d, &people.Guardianship{ID: id.New(), ChildID: stays["for whom a guardian answers"], GuardianID: world.Resident.Person, CreatedBy: world.Resident.Account, CreatedAt: long})
		certified := person("수료한이", nil)
		completed(certified, clock.AtSeoul(2015, 9, 1, 3, 0))
		if _, err := s.Destroy(t.Context()); err != nil {
			t.Fatal(err)
		}
		row := func(who id.ID) (p people.Person) {
			t.Helper()
			if err := d.Read(t.Context()).Take(&p, "id = ?", who).Error; err != nil {
				t.Fatal(err)
			}
			return p
		}
		for why, who := range due {
			if p := row(who); p.Name != "" || p.Phone != "" || !p.BirthOn.IsZero() {
				t.Errorf("%s: %s is still there", why, p.Name)
			}
		}
		for why, who := range stays {
			if p := row(who); p.Name == "" || p.Phone == "" {
				t.Errorf("%s: gone", why)
			}
		}
		if p := row(certified); p.Name == "" || p.BirthOn.IsZero() || p.Phone != "" || p.City != "" || p.District != "" {
			t.Errorf("of a completion there is %+v", p)
		}
		// The list was made; then one signed up, and one was given a place at a desk.
		member, placed, left := person("가입한이", nil), person("등록된이", nil), person("남은이", nil)
		put(t, d, &people.Account{ID: id.New(), PersonID: member, Email: "new@stay.example", ConfirmedAt: 1, Lang: "ko", CreatedAt: 1})
		place(placed, running, enrolment.Accepted)
		n, err := s.DestroyListed(t.Context(), member, placed, left)
		if err != nil || n != 1 || row(member).Name == "" || row(placed).Name == "" || row(left).Name != "" {
			t.Errorf("%d of one, %v", n, err)
		}
		if n, err := s.DestroyListed(t.Context(), member, left); n != 0 || err != nil {
			t.Errorf("nobody is due: %d, %v", n, err)
		}
	})
}
