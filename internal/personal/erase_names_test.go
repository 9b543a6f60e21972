package personal_test

import (
	"maps"
	"strings"
	"testing"

	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// TestANameThatIsAWordErasesNothingOfOthers closes accounts whose names stand in
// the facts of other people's messages, as keys and as values.
func TestANameThatIsAWordErasesNothingOfOthers(t *testing.T) {
	for _, name := range []string{"nonce", "수", "수영 첫걸음", "name", `a"b`, "%"} {
		t.Run(name, func(t *testing.T) {
			worldtest.Each(t, func(t *testing.T, d *db.DB) {
				s := personal.NewService(d, people.NewAccounts(d, strings.Repeat("x", 40)))
				p := people.Person{ID: id.New(), Name: name, CreatedAt: 1, UpdatedAt: 1}
				a := people.Account{ID: id.New(), PersonID: p.ID, Email: "word@gone.example", ConfirmedAt: 1, PasswordHash: worldtest.PasswordHash, Lang: "ko", CreatedAt: 1}
				namesake := people.Person{ID: id.New(), Name: name, CreatedAt: 1, UpdatedAt: 1}
				put(t, d, &p, &a, &namesake)
				other := world.Resident.Account
				facts := func() outbox.Facts {
					return outbox.Facts{"nonce": "0123abcd", "title_ko": "수영 첫걸음", "subject": name, "body": `"` + name + `"`, "x": name, "수": name}
				}
				write := func(kind string, account id.ID, extra outbox.Facts, names map[string]id.ID) {
					t.Helper()
					f := facts()
					maps.Copy(f, extra)
					err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
						return outbox.Enqueue(tx, outbox.Letter{Kind: kind, Address: kind + "@else.example", Account: account, Stranger: account.IsZero(), Facts: f, Names: names})
					})
					if err != nil {
						t.Fatal(err)
					}
				}
				write("plain", other, nil, nil)
				write("namesake", other, outbox.Facts{"name": name}, map[string]id.ID{"name": namesake.ID})
				write("about", other, outbox.Facts{"name": name, "child": world.Resident.Name}, map[string]id.ID{"name": p.ID, "child": world.Resident.Person})
				write("own", a.ID, nil, nil)
				write("unaddressed", id.None, outbox.Facts{"name": name}, map[string]id.ID{"name": p.ID})
				read := func() map[string]outbox.Message {
					var rows []outbox.Message
					if err := d.Read(t.Context()).Where("kind in ('plain', 'namesake', 'about', 'own', 'unaddressed')").Find(&rows).Error; err != nil || len(rows) != 5 {
						t.Fatal(len(rows), err)
					}
					out := map[string]outbox.Message{}
					for _, m := range rows {
						out[m.Kind] = m
					}
					return out
				}
				before := read()
				who := world.Resident.Actor()
				who.Account, who.Person, who.Name = a.ID, p.ID, p.Name
				if err := s.Close(t.Context(), who, again, true); err != nil {
					t.Fatal(err)
				}
				after := read()
				for _, same := range []string{"plain", "namesake"} {
					if after[same] != before[same] {
						t.Errorf("%s: somebody else's message changed\n%s\n%s", same, before[same].Data, after[same].Data)
					}
				}
				m := after["about"]
				got, err := m.Facts()
				if err != nil {
					t.Fatal(err)
				}
				want := facts()
				want["name"], want["child"] = "", world.Resident.Name
				if len(got) != len(want) || m.State != outbox.Waiting {
					t.Errorf("%q %s", got, m.State)
				}
				for k, v := range want {
					if got[k] != v {
						t.Errorf("%s is %q, want %q", k, got[k], v)
					}
				}
				for _, gone := range []string{"own", "unaddressed"} {
					if m := after[gone]; m.Data != "" || m.Address != "-" || m.State != outbox.Dead {
						t.Errorf("%s: %+v", gone, m)
					}
				}
			})
		})
	}
}

// TestATeacherGoesFromTheFieldsThatNameThemAndFromNowhereElse has a teacher whose
// name is a place, a topic and a course too.
func TestATeacherGoesFromTheFieldsThatNameThemAndFromNowhereElse(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		s := personal.NewService(d, people.NewAccounts(d, strings.Repeat("x", 40)))
		p := people.Person{ID: id.New(), Name: "수", CreatedAt: 1, UpdatedAt: 1}
		a := people.Account{ID: id.New(), PersonID: p.ID, Email: "word@gone.example", ConfirmedAt: 1, PasswordHash: worldtest.PasswordHash, Lang: "ko", CreatedAt: 1}
		put(t, d, &p, &a)
		section := world.OpenNamgu.String()
		exec(t, d, "update sessions set teacher = ?, teacher_id = ? where section_id = ?", p.Name, p.ID, world.OpenNamgu)
		var approval struct{ ID id.ID }
		if err := d.Read(t.Context()).Raw("select id from approvals where section_id = ? or (section_id is null and programme_id = (select programme_id from sections where id = ?)) limit 1", world.OpenNamgu, world.OpenNamgu).Scan(&approval).Error; err != nil || approval.ID.IsZero() {
			t.Fatal("no approval to look at", err)
		}
		other := world.OpenYeonje.String()
		exec(t, d, "update approvals set content = ? where id = ?", `[{"of":"`+section+`","name":"수","field":"session_1","value":"수 · 수영","by":"수"},{"of":"`+other+`","field":"session_1","value":"x","by":"수"},{"field":"title_ko","value":"수"}]`, approval.ID)
		exec(t, d, "insert into search_terms (searched_on, term, voice) values ('2026-03-01', '수', 'a'), ('2026-03-01', '수영', 'b')")
		exec(t, d, "update programmes set title_ko = '수채화' where id = (select programme_id from sections where id = ?)", world.OpenNamgu)
		who := world.Resident.Actor()
		who.Account, who.Person, who.Name = a.ID, p.ID, p.Name
		if err := s.Close(t.Context(), who, again, true); err != nil {
			t.Fatal(err)
		}
		var content string
		if err := d.Read(t.Context()).Raw("select content from approvals where id = ?", approval.ID).Row().Scan(&content); err != nil {
			t.Fatal(err)
		}
		if want := `[{"of":"` + section + `","name":"수","field":"session_1","value":"수 · 수영"},{"of":"` + other + `","field":"session_1","value":"x","by":"수"},{"field":"title_ko","value":"수"}]`; content != want {
			t.Errorf("%s\nwant %s", content, want)
		}
		var teachers, terms int
		if err := d.Read(t.Context()).Raw("select (select count(*) from sessions where teacher = '수'), (select count(*) from search_terms where term in ('수', '수영'))").Row().Scan(&teachers, &terms); err != nil || teachers != 0 || terms != 2 {
			t.Errorf("%d teachers, %d terms, %v", teachers, terms, err)
		}
	})
}

// TestANumberThatNobodyProvedErasesNothing: whoever writes down another's number
// must not empty what goes to it.
func TestANumberThatNobodyProvedErasesNothing(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		s := personal.NewService(d, people.NewAccounts(d, strings.Repeat("x", 40)))
		p := people.Person{ID: id.New(), Name: "이웃", Phone: "010-7771-0001", CreatedAt: 1, UpdatedAt: 1}
		a := people.Account{ID: id.New(), PersonID: p.ID, Email: "word@gone.example", ConfirmedAt: 1, Phone: "010-7771-0002", PasswordHash: worldtest.PasswordHash, Lang: "ko", CreatedAt: 1}
		put(t, d, &p, &a)
		err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			return outbox.Enqueue(tx,
				outbox.Letter{Kind: "written", Channel: outbox.SMS, Address: p.Phone, Stranger: true, Facts: outbox.Facts{"nonce": "1"}},
				outbox.Letter{Kind: "unproved", Channel: outbox.SMS, Address: a.Phone, Stranger: true, Facts: outbox.Facts{"nonce": "1"}},
			)
		})
		if err != nil {
			t.Fatal(err)
		}
		who := world.Resident.Actor()
		who.Account, who.Person, who.Name = a.ID, p.ID, p.Name
		if err := s.Close(t.Context(), who, again, true); err != nil {
			t.Fatal(err)
		}
		var left int
		if err := d.Read(t.Context()).Raw("select count(*) from outbox where kind in ('written', 'unproved') and data = ? and state = 'waiting'", `{"nonce":"1"}`).Row().Scan(&left); err != nil || left != 2 {
			t.Errorf("%d of 2 messages to others' numbers are left, %v", left, err)
		}
	})
}
