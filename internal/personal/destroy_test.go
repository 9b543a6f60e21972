package personal_test

import (
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/report"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// TestWhatIsDueIsDestroyedToTheDay has people at the edges of the periods; their
// last class ended on 31 August 2024, so their time is over on 1 September 2025.
func TestWhatIsDueIsDestroyedToTheDay(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		now := dbtest.NewClock(clock.AtSeoul(2025, 8, 31, 23, 59))
		late, err := db.Open(d.DSN(), now.Now)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(late.Close)
		s := personal.NewService(late, people.NewAccounts(late, strings.Repeat("x", 40)))
		ended := clock.AtSeoul(2024, 8, 31, 10, 0)
		person := func(name string, at clock.Instant) *people.Person {
			return &people.Person{ID: id.New(), Name: name, Phone: "010-5555-0001", CreatedAt: at, UpdatedAt: at}
		}
		due, newer, member, child := person("기한 지난이", ended), person("다음 날이", ended.Add(24*60*60*1e9)), person("회원인이", ended), person("아이인이", ended)
		put(t, d, due, newer, member, child,
			&people.Account{ID: id.New(), PersonID: member.ID, Email: "m@stay.example", ConfirmedAt: 1, Lang: "ko", CreatedAt: 1},
			&people.Guardianship{ID: id.New(), ChildID: child.ID, GuardianID: member.ID, CreatedBy: world.Resident.Account, CreatedAt: 1},
		)
		for kind, at := range map[string]clock.Instant{"old": ended, "new": clock.AtSeoul(2024, 9, 1, 0, 0)} {
			put(t, d, &outbox.Message{ID: id.New(), At: at, Channel: outbox.Mail, Kind: kind, Lang: "ko", Address: "x@y.example", Data: `{"a":"b"}`, State: outbox.Sent, NextAt: at, SentAt: at})
		}
		left := func() (names, messages int) {
			t.Helper()
			err := d.Read(t.Context()).Raw("select (select count(*) from people where id in ? and name <> ''), (select count(*) from outbox where kind in ('old', 'new'))",
				[]id.ID{due.ID, newer.ID, member.ID, child.ID}).Row().Scan(&names, &messages)
			if err != nil {
				t.Fatal(err)
			}
			return names, messages
		}
		if _, err := s.Destroy(t.Context()); err != nil {
			t.Fatal(err)
		}
		if names, messages := left(); names != 4 || messages != 2 {
			t.Fatalf("on the last day %d people and %d messages are left", names, messages)
		}
		now.Set(clock.AtSeoul(2025, 9, 1, 0, 1))
		n, err := s.Destroy(t.Context())
		if err != nil || n < 2 {
			t.Fatal(n, err)
		}
		if names, messages := left(); names != 3 || messages != 1 {
			t.Errorf("the day after %d people and %d messages are left", names, messages)
		}
		for place, text := range everywhere(t, d) {
			if strings.Contains(text, due.Name) {
				t.Errorf("%s is still in %s", due.Name, place)
			}
		}
		last, err := personal.LastDestruction(t.Context(), d)
		if err != nil || last.OnDay != "2025-09-01" || last.Amount != n {
			t.Errorf("%+v %v", last, err)
		}
		// Once a day, and another program finds it done.
		other := personal.NewService(late, people.NewAccounts(late, strings.Repeat("x", 40)))
		for _, svc := range []*personal.Service{s, other} {
			if n, err := svc.Destroy(t.Context()); n != 0 || err != nil {
				t.Error(n, err)
			}
		}
		var people, days int
		if err := d.Read(t.Context()).Raw("select (select coalesce(sum(amount), 0) from destructions where kind = 'person' and on_day = '2025-09-01'), (select count(*) from destructions where kind = 'day')").Row().Scan(&people, &days); err != nil || people < 1 || days != 2 {
			t.Errorf("%d people in the record, %d days, %v", people, days, err)
		}
		checks, err := report.Invariants(t.Context(), d)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range checks {
			if len(c.Breaches) > 0 {
				t.Errorf("%s: %q", c.Kind, c.Breaches)
			}
		}
	})
}
