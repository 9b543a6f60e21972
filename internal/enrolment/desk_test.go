package enrolment_test

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

var bg = context.Background()

func (w *town) officer(d policy.Duty, org id.ID) policy.Actor {
	a := w.resident(func(p *people.Person, _ *people.Account) { p.Name = "최담당" })
	a.Roles = []policy.Role{{Duty: d, Org: org}}
	return a
}

// apply seats so many named residents, or fails.
func (w *town) apply(section id.ID, names ...string) []policy.Actor {
	w.t.Helper()
	out := make([]policy.Actor, len(names))
	for i, name := range names {
		out[i] = w.resident(func(p *people.Person, _ *people.Account) { p.Name, p.City, p.District = name, "시험시", "시험구" })
		in := request(section, fmt.Sprintf("k%d", i))
		in.Phone = fmt.Sprintf("010-1234-%04d", 5000+i)
		d, err := w.Apply(bg, out[i], in)
		if err != nil || d.Outcome != enrolment.Accepted {
			w.t.Fatalf("%v %v", d.Outcome, err)
		}
	}
	return out
}

func kindOf(t testing.TB, err error, kind fault.Kind) {
	t.Helper()
	if err == nil || fault.Of(err) != kind {
		t.Errorf("%v, want kind %d", err, kind)
	}
}

func TestApplicantsAreMaskedAndEachLookIsLogged(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(10), nil)
		w.apply(s, "홍길동", "남궁현수", "김수")
		officer, approver := w.officer(policy.Officer, w.org), w.officer(policy.Approver, w.org)
		l, err := w.Applicants(bg, officer, s, enrolment.ApplicantFilter{})
		if err != nil || len(l.Applicants) != 3 || !l.Masked {
			t.Fatalf("%+v %v", l, err)
		}
		for _, a := range l.Applicants {
			if !strings.Contains(a.Name, "*") || !strings.HasPrefix(a.Phone, "010-****-") || !strings.Contains(a.Email, "***@") || a.BirthOn != "" || a.District != "" {
				t.Errorf("shown in full: %+v", a)
			}
		}
		if n := w.count("select count(*) from access_log_people x join access_log l on l.id = x.log_id where l.account_id = ? and l.task = 'applicants.list' and l.purpose = 'masked'", officer.Account); n != 3 {
			t.Errorf("%d people were logged", n)
		}
		for q, want := range map[string]string{"길동": "홍*동", "5001": "남**수", l.Section.Number + "-0003": "김*", "010-1234-5002": "김*", "없는": "", "%": ""} {
			got, err := w.Applicants(bg, approver, s, enrolment.ApplicantFilter{Q: q})
			if err != nil {
				t.Fatal(err)
			}
			name := ""
			if len(got.Applicants) == 1 {
				name = got.Applicants[0].Name
			}
			if name != want || len(got.Applicants) > 1 {
				t.Errorf("%q found %+v, want %q", q, got.Applicants, want)
			}
		}
		for _, who := range []policy.Actor{w.officer(policy.Officer, id.New()), w.officer(policy.Campus, w.org), w.resident(nil), policy.Nobody("192.0.2.9"), w.officer(policy.Instructor, w.org)} {
			_, err := w.Applicants(bg, who, s, enrolment.ApplicantFilter{})
			kindOf(t, err, fault.NotFound)
			_, err = w.Disclose(bg, who, enrolment.Disclosure{Section: s, Task: audit.TaskFull, PurposeForm: enrolment.PurposeForm{Purpose: "class"}})
			kindOf(t, err, fault.NotFound)
			_, err = w.AttendanceSheet(bg, who, s, nil)
			kindOf(t, err, fault.NotFound)
		}
	})
}

func TestANameIsFoundWhateverItsCase(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(10), nil)
		w.apply(s, "Nguyen Thi Lan", "Émile Ångström", "100_percent")
		officer := w.officer(policy.Officer, w.org)
		for q, want := range map[string]int{"nguyen": 1, "NGUYEN thi": 1, "Lan": 1, "Émile": 1, "0_P": 1, "n_u": 0, "N%n": 0, `\`: 0} {
			got, err := w.Applicants(bg, officer, s, enrolment.ApplicantFilter{Q: q})
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Applicants) != want {
				t.Errorf("%q found %d, want %d", q, len(got.Applicants), want)
			}
		}
	})
}

func TestTheFullListAsksWhatForAndSaysWhoLooked(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(10), nil)
		w.apply(s, "홍길동", "김수")
		officer, approver := w.officer(policy.Officer, w.org), w.officer(policy.Approver, w.org)
		ask := func(who policy.Actor, task, purpose, note string) (enrolment.ApplicantList, error) {
			return w.Disclose(bg, who, enrolment.Disclosure{Section: s, Task: task, PurposeForm: enrolment.PurposeForm{Purpose: purpose, Note: note}})
		}
		for _, bad := range [][2]string{{"", ""}, {"curiosity", ""}, {"masked", ""}, {"other", "  "}, {"other", "900101-1234567"}} {
			if _, err := ask(officer, audit.TaskFull, bad[0], bad[1]); fault.Of(err) != fault.Invalid {
				t.Errorf("%v: %v", bad, err)
			}
		}
		if n := w.count("select count(*) from access_log"); n != 0 {
			t.Errorf("%d lines for nothing shown", n)
		}
		l, err := ask(officer, audit.TaskFull, "insurance", "")
		if err != nil || l.Applicants[0].Name != "홍길동" || l.Applicants[0].Phone != "010-1234-5000" || l.Masked {
			t.Fatalf("%+v %v", l, err)
		}
		if _, err := ask(approver, audit.TaskFull, "other", "민원 확인"); err != nil {
			t.Error(err)
		}
		_, err = ask(approver, audit.TaskExport, "class", "")
		kindOf(t, err, fault.Forbidden)
		if _, err := ask(officer, audit.TaskExport, "audit", ""); err != nil {
			t.Error(err)
		}
		if n := w.count("select count(*) from access_log where people = 2 and origin = '192.0.2.1'"); n != 3 {
			t.Errorf("%d lines", n)
		}
		if n := w.count("select count(*) from audit where action in ('applicants.read', 'people.export')"); n != 3 {
			t.Errorf("%d audit rows", n)
		}
		log := audit.NewLog(w.d)
		admin := w.officer(policy.Admin, id.None)
		es, page, err := log.List(bg, admin, audit.Filter{Full: true, Purpose: audit.Insurance}, 1)
		if err != nil || page.Total != 1 || es[0].Name != "최담당" || es[0].People != 2 {
			t.Errorf("%+v %v", es, err)
		}
		_, _, err = log.List(bg, officer, audit.Filter{}, 1)
		kindOf(t, err, fault.Forbidden)
	})
}

func TestASheetShowsThoseWhoHoldAPlace(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(10), nil)
		them := w.apply(s, "홍길동", "김수")
		mine, err := w.Mine(bg, them[1])
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Cancel(bg, them[1], mine[0].ID); err != nil {
			t.Fatal(err)
		}
		w.put(&catalog.Session{ID: id.New(), SectionID: s, Number: 1, HeldOn: "2026-03-16", StartMinute: 600, EndMinute: 720})
		officer := w.officer(policy.Officer, w.org)
		sheet, err := w.AttendanceSheet(bg, officer, s, nil)
		if err != nil || len(sheet.Applicants) != 1 || sheet.Applicants[0].Name != "홍*동" || len(sheet.Sessions) != 1 {
			t.Errorf("%+v %v", sheet, err)
		}
		l, err := w.Disclose(bg, officer, enrolment.Disclosure{Section: s, Task: audit.TaskPrint, Filter: enrolment.ApplicantFilter{State: enrolment.Accepted}, PurposeForm: enrolment.PurposeForm{Purpose: "class"}})
		if err != nil {
			t.Fatal(err)
		}
		if sheet, err = w.AttendanceSheet(bg, officer, s, &l); err != nil || sheet.Applicants[0].Name != "홍길동" {
			t.Errorf("%+v %v", sheet, err)
		}
	})
}

func TestCapacityIsNeverBelowWhatIsTaken(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(2), nil)
		w.apply(s, "가가가", "나나나")
		officer := w.officer(policy.Officer, w.org)
		err := w.ChangeCapacity(bg, officer, enrolment.ChangeCapacity{Section: s, Capacity: seats(1)})
		if said := fault.FieldsOf(err)["capacity"]; said.Key != "office.problem.capacity_taken" || said.Args[1] != 2 {
			t.Errorf("%v", err)
		}
		for _, n := range []*int{seats(0), seats(-4), seats(1_000_000)} {
			kindOf(t, w.ChangeCapacity(bg, officer, enrolment.ChangeCapacity{Section: s, Capacity: n}), fault.Invalid)
		}
		kindOf(t, w.ChangeCapacity(bg, w.officer(policy.Officer, id.New()), enrolment.ChangeCapacity{Section: s, Capacity: seats(5)}), fault.NotFound)
		kindOf(t, w.ChangeCapacity(bg, w.officer(policy.Approver, w.org), enrolment.ChangeCapacity{Section: s, Capacity: seats(5)}), fault.NotFound)
		if err := w.ChangeCapacity(bg, officer, enrolment.ChangeCapacity{Section: s, Capacity: seats(3)}); err != nil {
			t.Fatal(err)
		}
		w.apply(s, "다다다")
		if err := w.ChangeCapacity(bg, officer, enrolment.ChangeCapacity{Section: s}); err != nil {
			t.Fatal(err)
		}
		w.apply(s, "라라라")
		w.holds()
		elsewhere := w.section(seats(2), func(s *catalog.Section) { s.Channel, s.ApplyURL = catalog.Elsewhere, "https://x.example" })
		kindOf(t, w.ChangeCapacity(bg, officer, enrolment.ChangeCapacity{Section: elsewhere, Capacity: seats(5)}), fault.Conflict)
	})
}

func TestACancelledSectionTellsEverybody(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(9), nil)
		w.apply(s, "가가가", "나나나", "다다다")
		officer := w.officer(policy.Officer, w.org)
		_, err := w.CancelSection(bg, officer, enrolment.CancelSection{Section: s})
		kindOf(t, err, fault.Invalid)
		for _, who := range []policy.Actor{w.officer(policy.Officer, id.New()), w.officer(policy.Approver, w.org), w.resident(nil)} {
			_, err := w.CancelSection(bg, who, enrolment.CancelSection{Section: s, Reason: "강사 사정"})
			kindOf(t, err, fault.NotFound)
		}
		n, err := w.CancelSection(bg, officer, enrolment.CancelSection{Section: s, Reason: "강사 사정"})
		if err != nil || n != 3 {
			t.Fatalf("%d %v", n, err)
		}
		if n := w.count("select count(*) from outbox where kind = 'section.cancelled' and data like '%강사 사정%'"); n != 3 {
			t.Errorf("%d letters", n)
		}
		if n := w.count("select taken from section_seats where section_id = ?", s); n != 0 {
			t.Errorf("%d places are still taken", n)
		}
		_, err = w.CancelSection(bg, officer, enrolment.CancelSection{Section: s, Reason: "다시"})
		kindOf(t, err, fault.Conflict)
		w.holds()
	})
}

func TestNobodyIsSeatedInASectionThatIsBeingCancelled(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(50), nil)
		officer := w.officer(policy.Officer, w.org)
		var wg sync.WaitGroup
		for i := range 20 {
			who := w.resident(nil)
			wg.Go(func() { _, _ = w.Apply(bg, who, request(s, fmt.Sprint("r", i))) })
			if i == 10 {
				wg.Go(func() {
					if _, err := w.CancelSection(bg, officer, enrolment.CancelSection{Section: s, Reason: "강사 사정"}); err != nil {
						t.Error(err)
					}
				})
			}
		}
		wg.Wait()
		if n := w.count("select count(*) from applications where section_id = ? and state = 'accepted'", s); n != 0 {
			t.Errorf("%d hold a place in what was cancelled", n)
		}
		w.holds()
	})
}

func TestAMessageGoesToThoseWhoHoldAPlaceOnce(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(2), nil)
		them := w.apply(s, "가가가", "나나나")
		if d, err := w.Apply(bg, w.resident(nil), request(s, "late")); err != nil || d.Outcome != enrolment.Refused {
			t.Fatal(d.Outcome, err)
		}
		mine, err := w.Mine(bg, them[0])
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Cancel(bg, them[0], mine[0].ID); err != nil {
			t.Fatal(err)
		}
		officer := w.officer(policy.Officer, w.org)
		f := enrolment.MessageForm{Key: id.New().String(), Subject: "준비물 안내", Body: "스마트폰을\r\n가져오세요."}
		if n, err := w.PreviewMessage(bg, officer, s, f); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
		for range 2 {
			if n, err := w.MessageApplicants(bg, officer, s, f); err != nil || n != 1 {
				t.Errorf("%d %v", n, err)
			}
		}
		if n := w.count("select count(*) from outbox where kind = 'section.message' and data like '%준비물%'"); n != 1 {
			t.Errorf("%d letters", n)
		}
		other := w.section(seats(2), nil)
		_, err = w.MessageApplicants(bg, officer, other, f)
		kindOf(t, err, fault.Conflict)
		f.Key = id.New().String()
		_, err = w.MessageApplicants(bg, officer, other, f)
		kindOf(t, err, fault.Conflict) // nobody holds a place
		for _, who := range []policy.Actor{w.officer(policy.Officer, id.New()), w.officer(policy.Approver, w.org), w.resident(nil)} {
			_, err := w.MessageApplicants(bg, who, s, f)
			kindOf(t, err, fault.NotFound)
			_, err = w.PreviewMessage(bg, who, s, f)
			kindOf(t, err, fault.NotFound)
		}
		f.Subject = ""
		_, err = w.MessageApplicants(bg, officer, s, f)
		kindOf(t, err, fault.Invalid)
		if ms, err := w.Messages(bg, officer, w.prog); err != nil || len(ms) != 1 || ms[0].Recipients != 1 || ms[0].Sender != "최담당" || ms[0].Body != "스마트폰을\n가져오세요." {
			t.Errorf("%+v %v", ms, err)
		}
		if ms, err := w.Messages(bg, w.officer(policy.Officer, id.New()), w.prog); err != nil || len(ms) != 0 {
			t.Errorf("%+v %v", ms, err)
		}
	})
}

// Whom no message reaches is telephoned: the page of a message lists them with
// names hidden, its count is of those that it reaches, and the list in full asks for a purpose.
func TestWhoHasNoAddressIsTelephoned(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		s := w.section(seats(10), nil)
		all := w.apply(s, "홍길동", "남궁현수", "김수")
		officer := w.officer(policy.Officer, w.org)
		// Somebody without an account whose only number takes no text messages.
		err := w.d.Housekeep(bg, "world", func(tx *db.Tx) error {
			if err := tx.Model(&people.Account{}).Where("person_id = ?", all[1].Person).Update("closed_at", tx.Now).Error; err != nil {
				return err
			}
			return tx.Model(&people.Person{}).Where("id = ?", all[1].Person).Update("phone", "051-640-5001").Error
		})
		if err != nil {
			t.Fatal(err)
		}
		n, byPhone, err := w.Reach(bg, officer, s)
		if err != nil || n != 2 || len(byPhone.Applicants) != 1 || byPhone.Applicants[0].Name != "남**수" || byPhone.Page.Total != 1 {
			t.Fatalf("%d %+v %v", n, byPhone.Applicants, err)
		}
		if got := w.count("select count(*) from access_log_people x join access_log l on l.id = x.log_id where l.account_id = ? and l.purpose = 'masked' and x.person_id = ?", officer.Account, all[1].Person); got != 1 {
			t.Errorf("the look was logged %d times", got)
		}
		full, err := w.Disclose(bg, officer, enrolment.Disclosure{Section: s, Task: audit.TaskFull, Filter: enrolment.ApplicantFilter{ByPhone: true}, PurposeForm: enrolment.PurposeForm{Purpose: string(audit.Running)}})
		if err != nil || len(full.Applicants) != 1 || full.Applicants[0].Phone != "051-640-5001" {
			t.Errorf("%+v %v", full.Applicants, err)
		}
		sent, err := w.MessageApplicants(bg, officer, s, enrolment.MessageForm{Key: id.New().String(), Subject: "안내", Body: "내일은 쉽니다."})
		if err != nil || sent != n {
			t.Errorf("sent to %d, said %d: %v", sent, n, err)
		}
		if _, _, err := w.Reach(bg, w.officer(policy.Officer, id.New()), s); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
	})
}
