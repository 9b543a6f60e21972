package people_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

const campusSecret = "a secret of the tests, long enough"

// campuses are two universities with their staff and one student.
type campuses struct {
	*people.Affiliations
	*people.Provisions
	t          *testing.T
	d          *db.DB
	c          *dbtest.Clock
	here       id.ID
	there      id.ID
	staff      policy.Actor
	neighbour  policy.Actor
	student    policy.Actor
	other      policy.Actor
	verified   []id.ID
	provisions []id.ID
}

func eachCampus(t *testing.T, fn func(t *testing.T, w *campuses)) {
	c := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, c.Now, func(t *testing.T, d *db.DB) {
		c.Set(dbtest.Noon)
		w := &campuses{Affiliations: people.NewAffiliations(d, campusSecret), Provisions: people.NewProvisions(d), t: t, d: d, c: c, here: id.New(), there: id.New()}
		put(t, d, &people.Organisation{ID: w.here, Slug: "here", Kind: people.University, NameKO: "여기대학교", CreatedAt: 1, UpdatedAt: 1},
			&people.Organisation{ID: w.there, Slug: "there", Kind: people.University, NameKO: "저기대학교", CreatedAt: 1, UpdatedAt: 1},
			&people.Domain{Domain: "here.ac.kr", OrgID: w.here, AddedAt: 1})
		w.staff, w.neighbour = w.somebody("staff@demo.example"), w.somebody("neighbour@demo.example")
		w.staff.Roles = []policy.Role{{Duty: policy.Campus, Org: w.here}}
		w.neighbour.Roles = []policy.Role{{Duty: policy.Campus, Org: w.there}}
		w.student, w.other = w.somebody("student@demo.example"), w.somebody("other@demo.example")
		w.OnVerified(func(_ *db.Tx, person id.ID) error { w.verified = append(w.verified, person); return nil })
		w.OnProvision(func(_ *db.Tx, person id.ID) error { w.provisions = append(w.provisions, person); return nil })
		fn(t, w)
	})
}

func put(t *testing.T, d *db.DB, rows ...any) {
	t.Helper()
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func (w *campuses) somebody(email string) policy.Actor {
	p := people.Person{ID: id.New(), Name: "김" + email[:2], CreatedAt: 1, UpdatedAt: 1}
	a := people.Account{ID: id.New(), PersonID: p.ID, Email: email, Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
	put(w.t, w.d, &p, &a)
	return policy.Actor{Account: a.ID, Person: p.ID, Origin: "192.0.2.9"}
}

func (w *campuses) byMail() people.AskAffiliation {
	return people.AskAffiliation{Org: w.here.String(), Number: "2024-12345", Department: "컴퓨터공학부", Grade: "3", Status: "enrolled", Method: people.ByMail, Email: "Kim@Here.ac.kr"}
}

func (w *campuses) byNumber() people.AskAffiliation {
	in := w.byMail()
	in.Method, in.Email, in.Consent = people.ByNumber, "", true
	return in
}

// sent is the code in the last letter to an address.
func (w *campuses) sent(address string) string {
	w.t.Helper()
	var m outbox.Message
	if err := w.d.Read(context.Background()).Where("address = ? and kind = ?", address, people.LetterAffiliationCode).Order("at desc, id desc").Take(&m).Error; err != nil {
		w.t.Fatal(err)
	}
	facts, err := m.Facts()
	if err != nil || facts[people.FactCode] == "" || strings.Contains(m.Data, `"code"`) {
		w.t.Fatal(m.Data, err)
	}
	return people.NewLinks(campusSecret).Code(facts[people.FactCode])
}

func (w *campuses) mine(who policy.Actor) people.AffiliationDesk {
	w.t.Helper()
	d, err := w.Affiliations.Mine(context.Background(), who)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

func TestStudentProvesThemselfByTheUniversitysMail(t *testing.T) {
	eachCampus(t, func(t *testing.T, w *campuses) {
		ctx := t.Context()
		if _, err := w.Ask(ctx, w.student, func() people.AskAffiliation { in := w.byMail(); in.Email = "kim@gmail.com"; return in }()); fault.FieldsOf(err)["university_email"].Key != "affiliation.problem.domain" {
			t.Fatalf("another domain proves a student: %v", err)
		}
		a, err := w.Ask(ctx, w.student, w.byMail())
		if err != nil {
			t.Fatal(err)
		}
		code := w.sent("kim@here.ac.kr")
		wrong := "000000"
		if code == wrong {
			wrong = "000001"
		}
		if err := w.ConfirmCode(ctx, w.student, a, wrong); fault.FieldsOf(err)["code"].Key != "affiliation.problem.code" {
			t.Errorf("a wrong code: %v", err)
		}
		if err := w.ConfirmCode(ctx, w.other, a, code); fault.Of(err) != fault.NotFound {
			t.Errorf("somebody else's code: %v", err)
		}
		if err := w.ConfirmCode(ctx, w.student, a, code[:3]+" "+code[3:]); err != nil {
			t.Fatal(err)
		}
		d := w.mine(w.student)
		if len(d.Now) != 1 || d.Now[0].State != people.AffiliationVerified || d.Now[0].Number != "202412345" || d.Now[0].StartsOn != "2026-03-01" || len(w.verified) != 1 {
			t.Errorf("%+v %v", d.Now, w.verified)
		}
		if err := w.ConfirmCode(ctx, w.student, a, code); fault.Of(err) != fault.Conflict {
			t.Errorf("a code worked twice: %v", err)
		}
		if asked, err := w.Asked(ctx, w.staff); err != nil || len(asked) != 0 {
			t.Errorf("staff see who proved by mail: %v %v", asked, err)
		}
		// The same address proves nobody else.
		in := w.byMail()
		in.Number = "202499999"
		b, err := w.Ask(ctx, w.other, in)
		if err != nil {
			t.Fatal(err)
		}
		if err := w.ConfirmCode(ctx, w.other, b, w.sent("kim@here.ac.kr")); fault.Of(err) != fault.Conflict {
			t.Errorf("one address proved two people: %v", err)
		}
		// Nor with a tag: the letter goes where it was asked to, and it is the same mailbox.
		in.Email = "kim+other+2@here.ac.kr"
		if b, err = w.Ask(ctx, w.other, in); err != nil {
			t.Fatal(err)
		}
		if err := w.ConfirmCode(ctx, w.other, b, w.sent("kim+other+2@here.ac.kr")); fault.Of(err) != fault.Conflict {
			t.Errorf("a tagged address proved a second person: %v", err)
		}
		in.Email = "+kim@here.ac.kr" // no tag: a mailbox of its own
		if b, err = w.Ask(ctx, w.other, in); err != nil {
			t.Fatal(err)
		}
		if err := w.ConfirmCode(ctx, w.other, b, w.sent("+kim@here.ac.kr")); err != nil {
			t.Errorf("another mailbox: %v", err)
		}
	})
}

func TestCodesEndByTimeAndByGuessing(t *testing.T) {
	eachCampus(t, func(t *testing.T, w *campuses) {
		ctx := t.Context()
		gone := func(err error) bool { return fault.FieldsOf(err)["code"].Key == "affiliation.problem.code_gone" }
		a, err := w.Ask(ctx, w.student, w.byMail())
		if err != nil {
			t.Fatal(err)
		}
		code := w.sent("kim@here.ac.kr")
		w.c.Set(dbtest.Noon.Add(10*time.Minute + time.Second))
		if err := w.ConfirmCode(ctx, w.student, a, code); !gone(err) {
			t.Errorf("after ten minutes: %v", err)
		}
		if _, err = w.Ask(ctx, w.student, w.byMail()); err != nil {
			t.Fatal(err)
		}
		code = w.sent("kim@here.ac.kr")
		for range 5 {
			if err := w.ConfirmCode(ctx, w.student, a, "x"); fault.Of(err) != fault.Invalid {
				t.Fatal(err)
			}
		}
		if err := w.ConfirmCode(ctx, w.student, a, code); !gone(err) {
			t.Errorf("after five guesses: %v", err)
		}
		var limited error
		for range 4 {
			if _, limited = w.Ask(ctx, w.student, w.byMail()); limited != nil {
				break
			}
		}
		if fault.Of(limited) != fault.TooMany {
			t.Errorf("letters without end: %v", limited)
		}
	})
}

func TestStaffConfirmOrRefuseAtTheirOwnUniversityAlone(t *testing.T) {
	eachCampus(t, func(t *testing.T, w *campuses) {
		ctx := t.Context()
		in := w.byNumber()
		in.Consent = false
		if _, err := w.Ask(ctx, w.student, in); fault.FieldsOf(err)["consent"].Key == "" {
			t.Fatalf("shown to staff without consent: %v", err)
		}
		a, err := w.Ask(ctx, w.student, w.byNumber())
		if err != nil {
			t.Fatal(err)
		}
		if asked, err := w.Asked(ctx, w.neighbour); err != nil || len(asked) != 0 {
			t.Errorf("the neighbour sees %v %v", asked, err)
		}
		asked, err := w.Asked(ctx, w.staff)
		if err != nil || len(asked) != 1 || asked[0].Number != "202412345" {
			t.Fatal(asked, err)
		}
		var looks int64
		if err := w.d.Read(ctx).Raw("select count(*) from access_log l join access_log_people p on p.log_id = l.id where l.task = ? and p.person_id = ?", people.TaskAffiliations, w.student.Person).Scan(&looks).Error; err != nil || looks != 1 {
			t.Errorf("%d looks in the log, %v", looks, err)
		}
		confirm := people.DecideAffiliation{Affiliation: a, Confirm: true, Status: "leave", StartsOn: "2024-03-02"}
		if err := w.Decide(ctx, w.neighbour, confirm); fault.Of(err) != fault.NotFound {
			t.Errorf("the neighbour decided: %v", err)
		}
		if err := w.Decide(ctx, w.student, confirm); fault.Of(err) != fault.NotFound {
			t.Errorf("the student decided: %v", err)
		}
		if err := w.Decide(ctx, w.staff, people.DecideAffiliation{Affiliation: a}); fault.FieldsOf(err)["reason"].Key == "" {
			t.Errorf("refused without a reason: %v", err)
		}
		if err := w.Decide(ctx, w.staff, confirm); err != nil {
			t.Fatal(err)
		}
		d := w.mine(w.student)
		if len(d.Now) != 1 || d.Now[0].Status != people.OnLeave || d.Now[0].StartsOn != "2024-03-02" || len(w.verified) != 1 {
			t.Errorf("%+v", d.Now)
		}
		// The same number is one student's.
		b, err := w.Ask(ctx, w.other, w.byNumber())
		if err != nil {
			t.Fatal(err)
		}
		confirm.Affiliation = b
		if err := w.Decide(ctx, w.staff, confirm); fault.Of(err) != fault.Conflict {
			t.Errorf("one number, two students: %v", err)
		}
		if err := w.Decide(ctx, w.staff, people.DecideAffiliation{Affiliation: b, Reason: "학번의 이름이 다릅니다"}); err != nil {
			t.Fatal(err)
		}
		d = w.mine(w.other)
		if len(d.Now) != 0 || len(d.Past) != 1 || d.Past[0].EndedBecause != people.EndedRefused || d.Past[0].Reason == "" {
			t.Errorf("%+v", d)
		}
		var told int64
		if err := w.d.Read(ctx).Raw("select count(*) from outbox where kind in (?, ?)", people.LetterAffiliationConfirmed, people.LetterAffiliationRefused).Scan(&told).Error; err != nil || told != 2 {
			t.Errorf("%d letters, %v", told, err)
		}
	})
}

func TestAffiliationThatEndedStaysAsHistory(t *testing.T) {
	eachCampus(t, func(t *testing.T, w *campuses) {
		ctx := t.Context()
		a, err := w.Ask(ctx, w.student, w.byNumber())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Decide(ctx, w.staff, people.DecideAffiliation{Affiliation: a, Confirm: true, Status: "enrolled"}); err != nil {
			t.Fatal(err)
		}
		if err := w.Leave(ctx, w.other, a); fault.Of(err) != fault.NotFound {
			t.Errorf("ended by somebody else: %v", err)
		}
		if err := w.Leave(ctx, w.student, a); err != nil {
			t.Fatal(err)
		}
		d := w.mine(w.student)
		if len(d.Now) != 0 || len(d.Past) != 1 || !d.Past[0].Covers("2026-03-02") || d.Past[0].Covers("2026-03-03") || d.Past[0].EndsOn != "2026-03-02" {
			t.Errorf("%+v", d)
		}
		if _, err := w.Ask(ctx, w.student, w.byNumber()); err != nil {
			t.Errorf("nobody comes back: %v", err)
		}
	})
}

func TestMailDomainsAreTheUniversitysOwn(t *testing.T) {
	eachCampus(t, func(t *testing.T, w *campuses) {
		ctx := t.Context()
		if err := w.AddDomain(ctx, w.staff, w.here, "@Mail.Here.ac.kr"); err != nil {
			t.Fatal(err)
		}
		for domain, key := range map[string]string{"gmail.com": "affiliation.problem.domain_open", "no domain": "affiliation.problem.domain_form", "a@b.kr": "affiliation.problem.domain_form"} {
			if err := w.AddDomain(ctx, w.staff, w.here, domain); fault.FieldsOf(err)["domain"].Key != key {
				t.Errorf("%s: %v", domain, err)
			}
		}
		if err := w.AddDomain(ctx, w.neighbour, w.there, "here.ac.kr"); fault.FieldsOf(err)["domain"].Key != "affiliation.problem.domain_taken" {
			t.Errorf("two universities, one domain: %v", err)
		}
		if err := w.AddDomain(ctx, w.neighbour, w.here, "evil.kr"); fault.Of(err) != fault.Forbidden {
			t.Errorf("a domain for somebody else's university: %v", err)
		}
		if err := w.DropDomain(ctx, w.staff, w.here, "mail.here.ac.kr"); err != nil {
			t.Fatal(err)
		}
		ds, err := w.Domains(ctx, w.staff)
		if err != nil || len(ds) != 1 {
			t.Errorf("%v %v", ds, err)
		}
		if ds, err := w.Domains(ctx, w.neighbour); err != nil || len(ds) != 0 {
			t.Errorf("%v %v", ds, err)
		}
	})
}

func TestConsentToPassOnIsGivenAndWithdrawn(t *testing.T) {
	eachCampus(t, func(t *testing.T, w *campuses) {
		ctx := t.Context()
		if err := w.Give(ctx, w.student, w.here, 1, true); fault.Of(err) != fault.NotFound {
			t.Fatalf("given to a university where one is no student: %v", err)
		}
		a, err := w.Ask(ctx, w.student, w.byNumber())
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Decide(ctx, w.staff, people.DecideAffiliation{Affiliation: a, Confirm: true, Status: "enrolled"}); err != nil {
			t.Fatal(err)
		}
		if err := w.Give(ctx, w.student, w.here, 3, false); len(fault.FieldsOf(err)) != 2 {
			t.Errorf("%v", err)
		}
		for range 2 { // a second click changes nothing
			if err := w.Give(ctx, w.student, w.here, 1, true); err != nil {
				t.Fatal(err)
			}
		}
		d, err := w.Provisions.Mine(ctx, w.student)
		if err != nil || len(d.Given) != 1 || len(d.May) != 0 || d.Given[0].UntilOn != "2027-03-01" || d.Given[0].Purpose == "" || len(w.provisions) != 1 {
			t.Fatalf("%+v %v", d, err)
		}
		p := d.Given[0]
		if err := w.Withdraw(ctx, w.other, p.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("withdrawn by somebody else: %v", err)
		}
		if err := w.Withdraw(ctx, w.student, p.ID); err != nil {
			t.Fatal(err)
		}
		d, err = w.Provisions.Mine(ctx, w.student)
		if err != nil || d.Given[0].Live(d.Today) || len(d.May) != 1 {
			t.Errorf("%+v %v", d, err)
		}
		var kept int64
		if err := w.d.Read(ctx).Raw("select count(*) from consents where document = 'provision' and person_id = ?", w.student.Person).Scan(&kept).Error; err != nil || kept != 2 {
			t.Errorf("%d answers kept, %v", kept, err)
		}
		if err := w.Give(ctx, w.student, w.here, 4, true); err != nil {
			t.Errorf("not given again: %v", err)
		}
	})
}

func TestStatusOfADay(t *testing.T) {
	rows := []people.StatusRow{
		{Status: people.OnLeave, FromOn: "2026-03-01", SetAt: 2},
		{Status: people.Enrolled, FromOn: "2024-03-01", SetAt: 1},
		{Status: people.Graduated, FromOn: "2027-02-20", SetAt: 3},
		{Status: people.Enrolled, FromOn: "2026-03-01", SetAt: 4},
	}
	for day, want := range map[clock.Date]people.Status{"2024-02-29": "", "2024-03-01": people.Enrolled, "2026-02-28": people.Enrolled, "2026-03-01": people.Enrolled, "2027-02-20": people.Graduated} {
		if got, _ := people.StatusOn(rows, day); got != want {
			t.Errorf("%s: %s", day, got)
		}
	}
}
