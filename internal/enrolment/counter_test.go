package enrolment_test

import (
	"testing"

	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// A place that somebody holds is nothing that a counter learns of: neither of
// whom it does not know, nor in a section of another organisation.
func TestTheDeskLearnsNothingOfPlacesElsewhere(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		elsewhere := people.Organisation{ID: id.New(), Slug: "else", Kind: people.District, NameKO: "딴구", CreatedAt: 1, UpdatedAt: 1}
		w.put(&elsewhere)
		clerk := w.resident(nil)
		clerk.Roles = []policy.Role{{Duty: policy.Desk, Org: elsewhere.ID}}
		holder, none := w.resident(nil), w.resident(nil)
		section := w.section(seats(5), nil)
		if d, err := w.Apply(t.Context(), holder, request(section, "own")); err != nil || d.Outcome != enrolment.Accepted {
			t.Fatalf("%+v %v", d, err)
		}
		read := enrolment.DeskRequest{Method: people.ByPhoneCall, Read: true}
		try := func(known string) {
			t.Helper()
			for name, person := range map[string]id.ID{"holds a place": holder.Person, "holds none": none.Person} {
				for _, s := range []id.ID{section, id.New()} {
					if d, err := w.ApplyAtDesk(t.Context(), clerk, w.forChild(s, person, "k"), read); fault.Of(err) != fault.NotFound || !d.Application.ID.IsZero() {
						t.Errorf("%s, %s: %+v %v", known, name, d, err)
					}
				}
			}
		}
		try("unknown to the counter")
		for _, p := range []id.ID{holder.Person, none.Person} {
			w.put(&people.DeskPerson{PersonID: p, OrgID: elsewhere.ID, EnteredBy: clerk.Account, EnteredAt: w.c.Now()})
		}
		try("known to the counter, in another organisation's section")
		if n := w.count("select count(*) from applications"); n != 1 {
			t.Errorf("%d applications", n)
		}
	})
}

func TestTheDeskAppliesByTheSameRules(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		clerk := w.resident(nil)
		clerk.Roles = []policy.Role{{Duty: policy.Desk, Org: w.org}}
		caller := people.Person{ID: id.New(), Name: "고순덕", BirthOn: "1957-03-03", Phone: "010-5000-2222", CreatedAt: 1, UpdatedAt: 1}
		stranger := people.Person{ID: id.New(), Name: "남남", BirthOn: "1957-03-03", Phone: "010-5000-3333", CreatedAt: 1, UpdatedAt: 1}
		w.put(&caller, &stranger, &people.DeskPerson{PersonID: caller.ID, OrgID: w.org, EnteredBy: clerk.Account, EnteredAt: w.c.Now()})
		section := w.section(seats(1), nil)
		in := w.forChild(section, caller.ID, "k")
		in.Phone = caller.Phone
		read := enrolment.DeskRequest{Method: people.ByPhoneCall, Read: true}

		if _, err := w.ApplyAtDesk(t.Context(), clerk, in, enrolment.DeskRequest{Method: people.ByPhoneCall}); fault.FieldsOf(err)["read"].Key == "" {
			t.Errorf("not read aloud: %v", err)
		}
		if o, err := w.DeskOffer(t.Context(), clerk, section, stranger.ID); fault.Of(err) != fault.NotFound || o.Phone != "" {
			t.Errorf("the number of somebody whom the counter does not know: %+v %v", o.Phone, err)
		}
		if o, err := w.DeskOffer(t.Context(), clerk, section, caller.ID); err != nil || o.Phone != caller.Phone {
			t.Errorf("%+v %v", o.Phone, err)
		}
		other := in
		other.For = stranger.ID
		if _, err := w.ApplyAtDesk(t.Context(), clerk, other, read); fault.Of(err) != fault.NotFound {
			t.Errorf("somebody whom the counter does not know: %v", err)
		}
		far := clerk
		far.Roles = []policy.Role{{Duty: policy.Desk, Org: id.New()}}
		if _, err := w.ApplyAtDesk(t.Context(), far, in, read); fault.Of(err) != fault.NotFound {
			t.Errorf("another organisation's clerk: %v", err)
		}
		host := clerk
		host.Roles = []policy.Role{{Duty: policy.Host, Org: w.org}}
		if _, err := w.ApplyAtDesk(t.Context(), host, in, read); fault.Of(err) != fault.NotFound {
			t.Errorf("a host: %v", err)
		}
		if n := w.count("select count(*) from applications"); n != 0 {
			t.Fatalf("%d applications", n)
		}
		d, err := w.ApplyAtDesk(t.Context(), clerk, in, read)
		if err != nil || d.Outcome != enrolment.Accepted || d.Application.MadeAs != enrolment.AtDesk || d.Application.AccountID != clerk.Account || d.Application.PersonID != caller.ID {
			t.Fatalf("%+v %v", d, err)
		}
		if again, err := w.ApplyAtDesk(t.Context(), clerk, in, read); err != nil || !again.Repeat {
			t.Errorf("%+v %v", again, err)
		}
		if n := w.count("select count(*) from audit where action = 'application.apply_for' and account_id = ? and org_id = ?", clerk.Account, w.org); n != 1 {
			t.Error("the audit does not name the officer")
		}
		if n := w.count("select count(*) from consents where person_id = ? and account_id = ? and method = 'phone_call' and document = 'application'", caller.ID, clerk.Account); n != 1 {
			t.Error("the consent is not recorded as it was given")
		}
		if n := w.count("select count(*) from outbox where channel = 'sms' and address = '010-5000-2222'"); n != 1 {
			t.Errorf("%d messages to the caller", n)
		}
		// The same queue: the seat is gone for everybody, at the desk and online.
		online := w.resident(nil)
		if d, err := w.Apply(t.Context(), online, request(section, "o")); err != nil || d.Reason != enrolment.ReasonFull || d.Application.Seq != 2 {
			t.Errorf("%+v %v", d, err)
		}
		// Ages hold at the desk too.
		young := people.Person{ID: id.New(), Name: "어린이", BirthOn: "2016-01-01", Phone: "010-5000-4444", CreatedAt: 1, UpdatedAt: 1}
		w.put(&young, &people.DeskPerson{PersonID: young.ID, OrgID: w.org, EnteredBy: clerk.Account, EnteredAt: w.c.Now()})
		if _, err := w.ApplyAtDesk(t.Context(), clerk, w.forChild(w.section(nil, nil), young.ID, "y"), read); says(err) != "enrolment.guardian_consent" {
			t.Errorf("a child without a consent: %v", err)
		}
		// The receipt is the desk's, and not another's.
		if r, err := w.DeskReceipt(t.Context(), clerk, d.Application.ID); err != nil || r.Person.Name != "고순덕" {
			t.Errorf("%+v %v", r.Person, err)
		}
		if _, err := w.DeskReceipt(t.Context(), far, d.Application.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		if err := w.SendReceipt(t.Context(), far, d.Application.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		if err := w.SendReceipt(t.Context(), clerk, d.Application.ID); err != nil || w.count("select count(*) from outbox where address = '010-5000-2222'") != 2 {
			t.Errorf("%v", err)
		}
		if n := w.count("select count(*) from access_log where task = 'desk.receipt' and purpose = 'serving'"); n != 1 {
			t.Errorf("%d looks at a receipt", n)
		}
		// The officer who applied does not see it among their own.
		if mine, err := w.Mine(t.Context(), clerk); err != nil || len(mine) != 0 {
			t.Errorf("%d %v", len(mine), err)
		}
		w.holds()
	})
}
