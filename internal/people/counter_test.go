package people_test

import (
	"testing"
	"time"

	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// officer works at the counter of an organisation.
func (a desk) officer(d policy.Duty, org id.ID) policy.Actor {
	a.t.Helper()
	_, acc := a.person("", func(c *people.Account) { c.Email, c.ConfirmedAt = id.New().String()+"@example.kr", 1 })
	return policy.Actor{Account: acc, Person: id.New(), Origin: "192.0.2.9", Roles: []policy.Role{{Duty: d, Org: org}}}
}

func (a desk) tx(who policy.Actor, fn func(tx *db.Tx) error) error {
	return a.d.Write(a.t.Context(), who, func(tx *db.Tx) error {
		if _, err := tx.Allow(policy.ManageAccount, policy.PersonThing{Person: who.Person, Name: "test"}); err != nil {
			return err
		}
		return fn(tx)
	})
}

func TestTheCounterFindsBothHalvesOrNobody(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		c := people.NewCounter(a.d)
		here, there := a.organisation(), a.organisation()
		clerk, far := a.officer(policy.Desk, here), a.officer(policy.Officer, there)
		whom, _ := a.person("010-5000-1234", nil) // 김이음
		a.person("010-5000-9999", nil)
		for in, want := range map[people.Search]string{
			{Name: "", Last4: "1234"}: "name", {Name: "김이음", Last4: ""}: "last4", {Name: "김이음", Last4: "34"}: "last4", {Name: "김이음", Last4: "12%4"}: "last4", {Name: "900101-1234567", Last4: "1234"}: "name",
		} {
			if _, err := c.Find(t.Context(), clerk, in); fault.FieldsOf(err)[want].Key == "" {
				t.Errorf("%+v: %v", in, err)
			}
		}
		found, err := c.Find(t.Context(), clerk, people.Search{Name: " 김이음 ", Last4: "１２３４"})
		if err != nil || len(found.Known) != 0 || !found.Elsewhere {
			t.Fatalf("%+v %v", found, err)
		}
		for _, in := range []people.Search{{Name: "김이", Last4: "1234"}, {Name: "김%", Last4: "1234"}, {Name: "김이음", Last4: "0000"}} {
			if found, err := c.Find(t.Context(), clerk, in); err != nil || len(found.Known) != 0 || found.Elsewhere {
				t.Errorf("%+v: %+v %v", in, found, err)
			}
		}
		if n := count(t, a.d, "select count(*) from access_log where account_id = ? and task = 'desk.search'", clerk.Account); n != 4 {
			t.Errorf("%d searches in the access log", n)
		}
		if n := count(t, a.d, "select count(*) from access_log_people where person_id = ?", whom); n != 1 {
			t.Errorf("%d looks at the person", n)
		}
		for name, who := range map[string]policy.Actor{"a resident": {Account: id.New(), Person: id.New()}, "nobody": visitor, "a host": a.officer(policy.Host, here), "campus": a.officer(policy.Campus, here)} {
			if _, err := c.Find(t.Context(), who, people.Search{Name: "김이음", Last4: "1234"}); fault.Of(err) != fault.Forbidden {
				t.Errorf("%s: %v", name, err)
			}
		}
		// Whom the counter does not know is not opened by an id, nor taken by a wrong number.
		if _, err := c.Person(t.Context(), clerk, whom); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		search := people.Search{Name: "김이음", Last4: "1234"}
		if err := c.Open(t.Context(), clerk, whom, search); fault.Of(err) != fault.NotFound {
			t.Errorf("opened by an id and what the search says: %v", err)
		}
		for field, proof := range map[string]people.Proof{"phone": {Phone: "010-5001-1234"}, "birth_date": {BirthOn: "1990-05-02"}} {
			if _, err := c.Take(t.Context(), clerk, search, proof); fault.FieldsOf(err)[field].Key != "desk.problem.proof_wrong" {
				t.Errorf("%+v: %v", proof, err)
			}
		}
		for _, proof := range []people.Proof{{}, {Phone: "1234"}, {Phone: "010-5000-9999"}} {
			if _, err := c.Take(t.Context(), clerk, search, proof); fault.FieldsOf(err)["phone"].Key == "" {
				t.Errorf("%+v: %v", proof, err)
			}
		}
		if got, err := c.Take(t.Context(), clerk, search, people.Proof{BirthOn: "1990-05-01"}); err != nil || got != whom {
			t.Fatal(got, err)
		}
		if got, err := c.Take(t.Context(), far, search, people.Proof{Phone: "010 5000 1234"}); err != nil || got != whom {
			t.Fatal(got, err)
		}
		a.alter("delete from desk_people where org_id = ?", there)
		found, err = c.Find(t.Context(), clerk, search)
		if err != nil || found.Elsewhere || len(found.Known) != 1 || found.Known[0].PersonID != whom || found.Known[0].Name != "김*음" || found.Known[0].Phone != "010-****-1234" {
			t.Fatalf("%+v %v", found, err)
		}
		if err := c.Open(t.Context(), clerk, whom, people.Search{Name: "김이음", Last4: "9999"}); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		if s, err := c.Person(t.Context(), clerk, whom); err != nil || s.Person.Name != "김이음" || s.HasAccount || !s.Reached {
			t.Errorf("%+v %v", s, err)
		}
		if n := count(t, a.d, "select count(*) from audit where action = 'person.serve' and account_id = ?", clerk.Account); n != 1 {
			t.Errorf("%d audit rows name the officer", n)
		}
		if _, err := c.Person(t.Context(), far, whom); fault.Of(err) != fault.NotFound {
			t.Errorf("another organisation's counter: %v", err)
		}
		if err := a.tx(far, func(tx *db.Tx) error { _, err := people.KnownAtDesk(tx, far, whom); return err }); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
	})
}

func TestTheCounterForgetsWhomItDoesNotServe(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		c, clerk := people.NewCounter(a.d), a.officer(policy.Desk, a.organisation())
		whom, _ := a.person("010-5000-1234", nil)
		search, proof := people.Search{Name: "김이음", Last4: "1234"}, people.Proof{Phone: "010-5000-1234"}
		if _, err := c.Take(t.Context(), clerk, search, proof); err != nil {
			t.Fatal(err)
		}
		a.c.Set(a.c.Now().Add(300 * 24 * time.Hour))
		if err := c.Open(t.Context(), clerk, whom, search); err != nil { // served once more
			t.Fatal(err)
		}
		a.c.Set(a.c.Now().Add(364 * 24 * time.Hour))
		if _, err := c.Person(t.Context(), clerk, whom); err != nil {
			t.Error(err)
		}
		a.c.Set(a.c.Now().Add(24 * time.Hour))
		if _, err := c.Person(t.Context(), clerk, whom); fault.Of(err) != fault.NotFound {
			t.Errorf("a year later: %v", err)
		}
		if f, err := c.Find(t.Context(), clerk, search); err != nil || len(f.Known) != 0 || !f.Elsewhere {
			t.Errorf("%+v %v", f, err)
		}
	})
}

func TestTheCounterSearchesSoOftenInADay(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		c, org := people.NewCounter(a.d), a.organisation()
		clerk, colleague := a.officer(policy.Desk, org), a.officer(policy.Desk, org)
		a.person("010-5000-1234", nil)
		search := people.Search{Name: "김이음", Last4: "1234"}
		for task, n := range map[string]int{people.TaskDeskSearch: 199, people.TaskDeskTake: 39} {
			for range n {
				a.alter("insert into access_log (at, account_id, origin, task, purpose, purpose_note, ref, people) values (?, ?, '', ?, 'masked', '', '', 0)", dbtest.Noon, clerk.Account, task)
			}
		}
		if _, err := c.Find(t.Context(), clerk, search); err != nil {
			t.Errorf("the last of the day: %v", err)
		}
		if f, err := c.Find(t.Context(), clerk, search); fault.Of(err) != fault.TooMany || f.Elsewhere {
			t.Errorf("one too many: %+v %v", f, err)
		}
		wrong := people.Proof{BirthOn: "1990-05-02"}
		if _, err := c.Take(t.Context(), clerk, search, wrong); fault.FieldsOf(err) == nil {
			t.Errorf("the last try of the day: %v", err)
		}
		if _, err := c.Take(t.Context(), clerk, search, people.Proof{BirthOn: "1990-05-01"}); fault.Of(err) != fault.TooMany {
			t.Errorf("one try too many: %v", err)
		}
		if n := count(t, a.d, "select count(*) from access_log where account_id = ? and task = 'desk.limit'", clerk.Account); n != 2 {
			t.Errorf("the administrator sees %d refusals", n)
		}
		if _, err := c.Find(t.Context(), colleague, search); err != nil {
			t.Errorf("a colleague: %v", err)
		}
		a.c.Set(dbtest.Noon.Add(12 * time.Hour)) // midnight in Seoul
		if _, err := c.Find(t.Context(), clerk, search); err != nil {
			t.Errorf("the next day: %v", err)
		}
	})
}

func TestTheCounterWritesDownWhoeverAgrees(t *testing.T) {
	each(t, func(t *testing.T, a desk) {
		c := people.NewCounter(a.d)
		clerk := a.officer(policy.Desk, a.organisation())
		good := people.EnterPerson{Name: "고순덕", BirthOn: "1957-03-03", Phone: "010 5000 2222", Method: people.ByPhoneCall, Read: true}
		for field, edit := range map[string]func(*people.EnterPerson){
			"read": func(p *people.EnterPerson) { p.Read = false }, "method": func(p *people.EnterPerson) { p.Method = people.ByWebAndSMS },
			"phone": func(p *people.EnterPerson) { p.Phone = "" }, "name": func(p *people.EnterPerson) { p.Name = "" }, "birth_date": func(p *people.EnterPerson) { p.BirthOn = "2012-03-03" },
		} {
			in := good
			edit(&in)
			if _, err := c.Enter(t.Context(), clerk, in); len(fault.FieldsOf(err)) != 1 || fault.FieldsOf(err)[field].Key == "" {
				t.Errorf("%s: %v", field, err)
			}
		}
		if count(t, a.d, "select count(*) from desk_people") != 0 {
			t.Error("somebody is kept who did not agree")
		}
		whom, err := c.Enter(t.Context(), clerk, good)
		if err != nil {
			t.Fatal(err)
		}
		if again, err := c.Enter(t.Context(), clerk, good); err != nil || again != whom {
			t.Errorf("the same person twice: %v %v", again, err)
		}
		if n := count(t, a.d, "select count(*) from consents where person_id = ? and account_id = ? and method = 'phone_call' and document = 'privacy'", whom, clerk.Account); n != 2 {
			t.Errorf("%d agreements, recorded by the officer", n)
		}
		if s, err := c.Person(t.Context(), clerk, whom); err != nil || s.Person.Phone != "010-5000-2222" || s.HasAccount {
			t.Errorf("%+v %v", s, err)
		}
		if _, err := c.Enter(t.Context(), policy.Actor{Account: id.New(), Person: id.New()}, good); fault.Of(err) != fault.Forbidden {
			t.Errorf("a resident: %v", err)
		}
	})
}
