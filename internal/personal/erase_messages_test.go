package personal_test

import (
	"strings"
	"testing"

	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/policy"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// TestMessagesOfSomebodyWithoutAnAccountGoWithThem erases somebody whom only a
// number reaches that an officer wrote down. Their letters name nobody, and
// others have the same name and the same number.
func TestMessagesOfSomebodyWithoutAnAccountGoWithThem(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		s := personal.NewService(d, people.NewAccounts(d, strings.Repeat("x", 40)))
		const number = "010-7771-0001"
		person := func(name string) people.Person {
			p := people.Person{ID: id.New(), Name: name, Phone: number, CreatedAt: 1, UpdatedAt: 1}
			put(t, d, &p)
			return p
		}
		gone, namesake, another := person("독고무명"), person("독고무명"), person("이웃")
		to := map[string]people.Person{"waiting": gone, "sent": gone, "namesake": namesake, "another": another}
		facts := outbox.Facts{"title_ko": "수영 첫걸음", "number": "3.3"}
		err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			for kind, p := range to {
				r, ok, err := people.ReachOf(tx, p.ID)
				if err != nil || !ok || !r.Account.IsZero() || r.Person != p.ID || r.Address != number {
					t.Fatalf("%+v %v %v", r, ok, err)
				}
				if err := outbox.Enqueue(tx, r.To(outbox.Letter{Kind: kind, Ref: "participation/x", Facts: facts})); err != nil {
					return err
				}
			}
			// To another, about the one who goes: the name goes, the message stays.
			r, _, err := people.ReachOf(tx, another.ID)
			if err != nil {
				return err
			}
			return outbox.Enqueue(tx, r.To(outbox.Letter{Kind: "about", Facts: outbox.Facts{"child": gone.Name, "number": "3.3"}, Names: map[string]id.ID{"child": gone.ID}}))
		})
		if err != nil {
			t.Fatal(err)
		}
		exec(t, d, "update outbox set state = 'sent', sent_at = 1 where kind = 'sent'")
		read := func(kind string) (m outbox.Message) {
			t.Helper()
			if err := d.Read(t.Context()).Where("kind = ?", kind).Take(&m).Error; err != nil {
				t.Fatal(kind, err)
			}
			return m
		}
		before := map[string]outbox.Message{"namesake": read("namesake"), "another": read("another")}
		if err := s.CloseOne(t.Context(), policy.System("user command"), people.Leaving{Person: gone.ID.String()}); err != nil {
			t.Fatal(err)
		}
		for kind, state := range map[string]outbox.State{"waiting": outbox.Dead, "sent": outbox.Sent} {
			if m := read(kind); m.Address != "-" || m.Data != "" || m.State != state {
				t.Errorf("%s: %+v", kind, m)
			}
		}
		for kind, m := range before {
			if after := read(kind); after != m || m.Address != number || m.State != outbox.Waiting {
				t.Errorf("%s: somebody else's message changed: %+v", kind, after)
			}
		}
		if m := read("about"); m.Address != number || m.State != outbox.Waiting || m.Data != `{"child":"","number":"3.3"}` {
			t.Errorf("about: %+v", m)
		}
		var left, kept int
		if err := d.Read(t.Context()).Raw("select count(case when person_id = ? then 1 end), count(case when fact = 'to' and person_id in (?, ?) then 1 end) from outbox_people", gone.ID, namesake.ID, another.ID).Row().Scan(&left, &kept); err != nil || left != 0 || kept != 3 {
			t.Errorf("%d rows name the one who went, %d of 3 name the others, %v", left, kept, err)
		}
	})
}

// TestAGuardiansMessageAboutAChildIsTheGuardians: who receives it is whom it goes with.
func TestAGuardiansMessageAboutAChildIsTheGuardians(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		s := personal.NewService(d, people.NewAccounts(d, strings.Repeat("x", 40)))
		guardian := people.Person{ID: id.New(), Name: "보호자", Phone: "010-7771-0002", BirthOn: "1980-01-01", CreatedAt: 1, UpdatedAt: 1}
		child := people.Person{ID: id.New(), Name: "독고아이", Phone: "010-7771-0003", BirthOn: "2018-01-01", CreatedAt: 1, UpdatedAt: 1}
		put(t, d, &guardian, &child, &people.Guardianship{ID: id.New(), ChildID: child.ID, GuardianID: guardian.ID, CreatedBy: world.Resident.Account, CreatedAt: 1})
		err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			r, ok, err := people.ReachOf(tx, child.ID)
			if err != nil || !ok || r.Person != guardian.ID || r.Address != guardian.Phone {
				t.Fatalf("%+v %v %v", r, ok, err)
			}
			return outbox.Enqueue(tx, r.To(outbox.Letter{Kind: "of a child", Facts: outbox.Facts{"name": child.Name}, Names: map[string]id.ID{"name": child.ID}}))
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, step := range []struct {
			person  id.ID
			address string
			data    string
			state   outbox.State
		}{{child.ID, guardian.Phone, `{"name":""}`, outbox.Waiting}, {guardian.ID, "-", "", outbox.Dead}} {
			if err := s.CloseOne(t.Context(), policy.System("user command"), people.Leaving{Person: step.person.String()}); err != nil {
				t.Fatal(err)
			}
			var m outbox.Message
			if err := d.Read(t.Context()).Where("kind = 'of a child'").Take(&m).Error; err != nil || m.Address != step.address || m.Data != step.data || m.State != step.state {
				t.Errorf("%+v %v", m, err)
			}
		}
	})
}

// TestALetterSaysWhomItGoesTo: one to an address of nobody's is refused, unless
// it says so.
func TestALetterSaysWhomItGoesTo(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		send := func(l outbox.Letter) error {
			return d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return outbox.Enqueue(tx, l) })
		}
		if err := send(outbox.Letter{Kind: "x", Address: "a@b.example"}); err == nil || !strings.Contains(err.Error(), "whom it goes to") {
			t.Error(err)
		}
		for _, l := range []outbox.Letter{{Stranger: true}, {Account: world.Resident.Account}, {Person: world.Resident.Person}} {
			l.Kind, l.Address = "x", "a@b.example"
			if err := send(l); err != nil {
				t.Error(err)
			}
		}
	})
}
