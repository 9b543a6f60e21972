package enrolment_test

import (
	"errors"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// home is a guardian with a number of their own, and a child at a school of a city.
func (w *town) home(birth clock.Date, city string, consent bool) (guardian policy.Actor, child id.ID) {
	w.t.Helper()
	residents++
	guardian = w.resident(func(_ *people.Person, a *people.Account) {
		a.Email = ""
		a.Phone, a.PhoneProvedAt = "010-4000-"+pad(residents), 1
	})
	school := people.Organisation{ID: id.New(), Kind: people.School, NameKO: "학교", City: city, CreatedAt: 1, UpdatedAt: 1}
	school.Slug = school.ID.String()
	kid := people.Person{ID: id.New(), Name: "윤솔", BirthOn: birth, CreatedAt: 1, UpdatedAt: 1}
	w.put(&school, &kid, &people.Pupil{PersonID: kid.ID, SchoolID: school.ID, Grade: "e4", UpdatedAt: 1},
		&people.Guardianship{ID: id.New(), ChildID: kid.ID, GuardianID: guardian.Person, CreatedBy: guardian.Account, CreatedAt: 1})
	if consent {
		w.put(&people.GuardianConsent{ID: id.New(), ChildID: kid.ID, GuardianID: guardian.Person, AccountID: guardian.Account, Method: people.ByWebAndSMS, Version: "1", GivenAt: 1})
	}
	guardian.Wards = []id.ID{kid.ID}
	return guardian, kid.ID
}

func pad(n int) string {
	s := "0000" + string(rune('0'+n/10%10)) + string(rune('0'+n%10))
	return s[len(s)-4:]
}

func (w *town) forChild(section, child id.ID, key string) enrolment.Apply {
	in := request(section, key)
	in.For = child
	return in
}

func TestAChildHasAPlaceByItsGuardian(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(2), nil)
		g, kid := w.home("2016-05-20", "파주시", true)
		d, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k1"))
		if err != nil || d.Outcome != enrolment.Accepted || d.Application.PersonID != kid || d.Application.AccountID != g.Account || d.Application.MadeAs != enrolment.AsGuardian {
			t.Fatalf("%+v %v", d, err)
		}
		if again, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k2")); err != nil || !again.Repeat {
			t.Errorf("%+v %v", again, err)
		}
		// The guardian's own place is another one.
		if own, err := w.Apply(t.Context(), g, request(section, "k1")); err != nil || own.Repeat || own.Application.PersonID != g.Person || own.Application.MadeAs != enrolment.ForSelf {
			t.Errorf("%+v %v", own, err)
		}
		if n := w.count("select count(*) from outbox where channel = 'sms' and address like '010-4000-%' and kind = 'application.accepted'"); n != 2 {
			t.Errorf("%d messages to the guardian", n)
		}
		if n := w.count("select count(*) from people where id = ? and phone <> ''", kid); n != 0 {
			t.Error("the guardian's number was written to the child")
		}
		if mine, err := w.Mine(t.Context(), g); err != nil || len(mine) != 2 {
			t.Errorf("%d %v", len(mine), err)
		}
		r, err := w.Application(t.Context(), g, d.Application.ID)
		if err != nil || r.Person.ID != kid {
			t.Errorf("%+v %v", r.Person, err)
		}
		// To another guardian neither child nor receipt is there.
		other, _ := w.home("2016-05-20", "파주시", true)
		if _, err := w.Application(t.Context(), other, d.Application.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("another guardian's receipt: %v", err)
		}
		if _, err := w.Apply(t.Context(), other, w.forChild(section, kid, "x")); fault.Of(err) != fault.NotFound {
			t.Errorf("another guardian's child: %v", err)
		}
		liar := other
		liar.Wards = []id.ID{kid}
		if _, err := w.Apply(t.Context(), liar, w.forChild(w.section(nil, nil), kid, "x")); fault.Of(err) != fault.NotFound {
			t.Errorf("a stale actor: %v", err)
		}
		if err := w.Cancel(t.Context(), other, d.Application.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		if err := w.Cancel(t.Context(), g, d.Application.ID); err != nil {
			t.Error(err)
		}
		w.holds()
	})
}

func TestAMinorAppliesForNoChild(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(2), nil)
		for birth, want := range map[clock.Date]string{"2007-03-03": "family.problem.minor", "": "family.problem.birth_unknown", "2007-03-02": ""} { // nineteen tomorrow, unknown, nineteen today
			g, kid := w.home("2016-05-20", "파주시", true)
			w.exec("update people set birth_on = ? where id = ?", birth, g.Person)
			if _, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k")); says(err) != want {
				t.Errorf("born %q: %v", birth, err)
			}
		}
		if n := w.count("select count(*) from applications"); n != 1 {
			t.Errorf("%d applications", n)
		}
		w.holds()
	})
}

func says(err error) string {
	if e, ok := errors.AsType[*fault.Error](err); ok {
		return e.Key
	}
	return ""
}

func TestBelowFourteenNobodyAppliesWithoutAConsent(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(nil, nil)
		for birth, want := range map[clock.Date]string{"2012-03-03": "enrolment.guardian_consent", "2012-03-02": ""} { // 14 tomorrow, 14 today
			g, kid := w.home(birth, "파주시", false)
			d, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k"))
			if says(err) != want || want == "" && d.Outcome != enrolment.Accepted {
				t.Errorf("born %s: %+v %v", birth, d, err)
			}
			if n := w.count("select count(*) from applications where person_id = ?", kid); want != "" && n != 0 {
				t.Error("a trace of a child without a consent")
			}
			o, err := w.Offer(t.Context(), g, section)
			if err != nil || len(o.Choices) != 2 || o.Choices[1].WhyNot.Key != want && want != "" {
				t.Errorf("%+v %v", o.Choices, err)
			}
		}
	})
}

func TestAProgrammeForPupilsOfOneCity(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		w.exec("update programmes set school_city = '파주시' where id = ?", w.prog)
		section := w.section(seats(5), nil)
		here, kid := w.home("2016-05-20", "파주시", true)
		if d, err := w.Apply(t.Context(), here, w.forChild(section, kid, "k")); err != nil || d.Outcome != enrolment.Accepted {
			t.Errorf("%+v %v", d, err)
		}
		there, far := w.home("2016-05-20", "고양시", true)
		d, err := w.Apply(t.Context(), there, w.forChild(section, far, "k"))
		if err != nil || d.Outcome != enrolment.Refused || d.Reason != enrolment.ReasonSchoolCity {
			t.Fatalf("%+v %v", d, err)
		}
		r, err := w.Application(t.Context(), there, d.Application.ID)
		if why := r.Why(); err != nil || len(why.Args) != 2 || why.Args[1] != "파주시" {
			t.Errorf("%+v %v", r.Why(), err)
		}
		o, err := w.Offer(t.Context(), there, section)
		if err != nil || o.Choices[1].WhyNot.Key != enrolment.ReasonSchoolCity || o.Anybody() {
			t.Errorf("%+v %v", o.Choices, err)
		}
		if _, err := w.Apply(t.Context(), there, request(section, "own")); says(err) != "enrolment.school_needed" {
			t.Errorf("an adult without a school: %v", err)
		}
		if o, err := w.Offer(t.Context(), policy.Nobody(""), section); err != nil || o.WhyNot.Key != "" {
			t.Errorf("somebody unknown: %+v %v", o.WhyNot, err)
		}
		w.holds()
	})
}

func TestWithdrawingAConsentGivesBackWhatHasNotEnded(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		g, kid := w.home("2016-05-20", "파주시", true)
		future := w.section(seats(1), nil)
		runs := w.section(seats(1), nil)
		past := w.section(seats(1), nil)
		for i, s := range []id.ID{future, runs, past} {
			if d, err := w.Apply(t.Context(), g, w.forChild(s, kid, "k"+string(rune('0'+i)))); err != nil || d.Outcome != enrolment.Accepted {
				t.Fatalf("%+v %v", d, err)
			}
		}
		w.exec("update sections set starts_on = '2026-02-20' where id = ?", runs)
		w.exec("update sections set starts_on = '2026-01-05', ends_on = '2026-02-20' where id = ?", past)
		if a, err := w.Affected(t.Context(), g, kid); err != nil || len(a) != 2 {
			t.Errorf("%d places are named before, %v", len(a), err)
		}
		other, _ := w.home("2016-05-20", "파주시", true)
		if _, err := w.Affected(t.Context(), other, kid); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		if _, err := w.WithdrawConsent(t.Context(), other, kid); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
		n, err := w.WithdrawConsent(t.Context(), g, kid)
		if err != nil || n != 2 {
			t.Fatal(n, err)
		}
		if n := w.count("select count(*) from applications where person_id = ? and state = 'cancelled' and reason = ?", kid, enrolment.ReasonConsentGone); n != 2 {
			t.Errorf("%d places were given back", n)
		}
		if n := w.count("select count(*) from applications where section_id = ? and state = 'accepted'", past); n != 1 {
			t.Error("the record of what has ended is gone")
		}
		if n := w.count("select count(*) from guardian_consents where child_id = ? and withdrawn_at is not null and withdrawn_by = ?", kid, g.Account); n != 1 {
			t.Error("the withdrawal is not recorded")
		}
		if _, err := w.Apply(t.Context(), g, w.forChild(w.section(nil, nil), kid, "later")); says(err) != "enrolment.guardian_consent" {
			t.Errorf("afterwards: %v", err)
		}
		if n, err := w.WithdrawConsent(t.Context(), g, kid); err != nil || n != 0 {
			t.Errorf("twice: %d %v", n, err)
		}
		w.holds()
	})
}
