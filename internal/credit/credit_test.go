package credit_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/credit"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/enrolment"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/policy"
	"ieum/internal/report"
)

// desks are two universities with rules and staff, a host with sections that are
// over, and students.
type desks struct {
	*credit.Service
	attendance                          *attendance.Service
	provisions                          *people.Provisions
	t                                   *testing.T
	d                                   *db.DB
	here, there, host, other            id.ID
	staff, neighbour, hostess, stranger policy.Actor
	rule                                credit.Rule
	n                                   int
}

// now is after everything that the tests hold.
var now = clock.AtSeoul(2026, 6, 1, 10, 0)

func eachDesk(t *testing.T, fn func(t *testing.T, w *desks)) {
	dbtest.Each(t, clock.Fixed(now), func(t *testing.T, d *db.DB) {
		w := &desks{Service: credit.NewService(d), attendance: attendance.NewService(d, "a secret of the tests, long enough"), provisions: people.NewProvisions(d), t: t, d: d}
		w.attendance.OnConfirmed(credit.OnConfirmed)
		w.provisions.OnProvision(credit.Release)
		w.here, w.there = w.organisation("here", people.University, "국립여기대학교"), w.organisation("there", people.University, "저기대학교")
		w.host, w.other = w.organisation("host", people.Institute, "여는기관"), w.organisation("other", people.Institute, "다른기관")
		w.staff, w.neighbour = w.person("여기담당", policy.Campus, w.here), w.person("저기담당", policy.Campus, w.there)
		w.hostess, w.stranger = w.person("여는이", policy.Host, w.host), w.person("남", policy.Host, w.other)
		w.rule = credit.Rule{ID: id.New(), OrgID: w.here, Version: 1, EffectiveFrom: "2024-03-01", Per: credit.PerEvent, Points: 300, YearlyCap: 500, PublishedAt: 1}
		w.put(&w.rule, &credit.Rule{ID: id.New(), OrgID: w.there, Version: 1, EffectiveFrom: "2024-03-01", Per: credit.PerHour, Points: 100, PublishedAt: 1})
		fn(t, w)
		w.holds()
	})
}

func (w *desks) put(rows ...any) {
	w.t.Helper()
	err := w.d.Housekeep(context.Background(), "world", func(tx *db.Tx) error {
		for _, r := range rows {
			if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

func (w *desks) organisation(slug string, kind people.OrgKind, name string) id.ID {
	o := people.Organisation{ID: id.New(), Slug: slug, Kind: kind, NameKO: name, NameEN: name, CreatedAt: 1, UpdatedAt: 1}
	w.put(&o)
	return o.ID
}

func (w *desks) person(name string, duty policy.Duty, org id.ID) policy.Actor {
	w.n++
	p := people.Person{ID: id.New(), Name: name, BirthOn: "2004-01-01", CreatedAt: 1, UpdatedAt: 1}
	a := people.Account{ID: id.New(), PersonID: p.ID, Email: fmt.Sprintf("p%d@test.example", w.n), Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
	w.put(&p, &a)
	who := policy.Actor{Account: a.ID, Person: p.ID, Name: name, Origin: "192.0.2.1"}
	if duty != "" {
		who.Roles = []policy.Role{{Duty: duty, Org: org}}
	}
	return who
}

// student is a verified student of a university, without consent.
func (w *desks) student(name string, org id.ID) policy.Actor {
	who := w.person(name, "", id.None)
	a := people.Affiliation{ID: id.New(), PersonID: who.Person, OrgID: org, Kind: people.Student, Number: fmt.Sprintf("2024%04d", w.n), State: people.AffiliationVerified, StartsOn: "2024-03-01", VerifiedAt: 1, Status: people.Enrolled, Method: people.ByMail, NumberProved: people.ProvedByStaff}
	w.put(&a, &people.StatusRow{ID: id.New(), AffiliationID: a.ID, Status: people.Enrolled, FromOn: "2024-03-01", Source: "student", SetAt: 1})
	return who
}

func (w *desks) consents(who policy.Actor, org id.ID) {
	w.t.Helper()
	if err := w.provisions.Give(context.Background(), who, org, 1, true); err != nil {
		w.t.Fatal(err)
	}
}

func (w *desks) withdraws(who policy.Actor) {
	w.t.Helper()
	d, err := w.provisions.Mine(context.Background(), who)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, p := range d.Given {
		if err := w.provisions.Withdraw(context.Background(), who, p.ID); err != nil {
			w.t.Fatal(err)
		}
	}
}

// section is a section that is over, with one meeting of three hours.
func (w *desks) section(host id.ID) id.ID {
	w.n++
	p := catalog.Programme{ID: id.New(), Slug: fmt.Sprintf("p%d", w.n), OrgID: host, Kind: catalog.Volunteering, State: catalog.Published, TitleKO: fmt.Sprintf("봉사 %d", w.n), Area: catalog.Citizenship, Audience: catalog.Student, Year: 2026, PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1}
	s := catalog.Section{
		ID: id.New(), ProgrammeID: p.ID, Number: fmt.Sprintf("2026-HST-%04d", w.n), State: catalog.Published, ApplyFrom: 1, ApplyUntil: 2, Mode: catalog.FirstCome, Method: catalog.InPerson,
		Channel: catalog.Here, StartsOn: "2026-05-01", EndsOn: clock.Date("2026-05-01").AddDays(w.n % 28), PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1,
	}
	w.put(&p, &s, &catalog.Seats{SectionID: s.ID}, &catalog.Session{ID: id.New(), SectionID: s.ID, Number: 1, HeldOn: s.EndsOn, StartMinute: 600, EndMinute: 780})
	return s.ID
}

// confirms lets the host confirm that somebody took part; hours of 0 is not completed.
func (w *desks) confirms(section id.ID, who policy.Actor, hours int) id.ID {
	w.t.Helper()
	w.n++
	a := enrolment.Application{ID: id.New(), SectionID: section, PersonID: who.Person, AccountID: who.Account, Seq: int64(w.n), State: enrolment.Accepted, RequestKey: fmt.Sprint(w.n), PolicyVersion: "world", AppliedAt: 1, MadeAs: enrolment.ForSelf}
	w.put(&a, &enrolment.Enrolment{ApplicationID: a.ID, SectionID: section, PersonID: who.Person, TakenAt: 1})
	line := attendance.Line{Application: a.ID, Result: attendance.Completed, Minutes: hours * 60, Role: attendance.Volunteer}
	if hours == 0 {
		line.Result = attendance.Incomplete
	}
	if _, err := w.attendance.Confirm(context.Background(), w.hostess, attendance.Confirm{Section: section, Lines: []attendance.Line{line}}); err != nil {
		w.t.Fatal(err)
	}
	return a.ID
}

func (w *desks) inbox(who policy.Actor, tab string) credit.Inbox {
	w.t.Helper()
	box, err := w.Inbox(context.Background(), who, credit.InboxFilter{Tab: tab})
	if err != nil {
		w.t.Fatal(err)
	}
	return box
}

// waiting is the one recognition that waits.
func (w *desks) waiting() credit.InboxLine {
	w.t.Helper()
	box := w.inbox(w.staff, credit.TabWaiting)
	if len(box.Lines) != 1 {
		w.t.Fatalf("%d wait, want 1", len(box.Lines))
	}
	return box.Lines[0]
}

func (w *desks) balance(who policy.Actor) credit.Points {
	w.t.Helper()
	accounts, err := w.Mine(context.Background(), who)
	if err != nil {
		w.t.Fatal(err)
	}
	sum := credit.Points(0)
	for _, a := range accounts {
		sum += a.Balance
	}
	return sum
}

func (w *desks) count(q string, args ...any) (n int) {
	w.t.Helper()
	if err := w.d.Read(context.Background()).Raw(q, args...).Row().Scan(&n); err != nil {
		w.t.Fatal(err)
	}
	return n
}

// holds asserts the invariants of the ledger.
func (w *desks) holds() {
	w.t.Helper()
	checks, err := report.Invariants(context.Background(), w.d)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, c := range checks {
		if c.Kind == "ledger" && len(c.Breaches) > 0 {
			w.t.Errorf("%+v", c)
		}
	}
}

// seen counts whatever a university's staff can see of anybody: every list,
// count, simulation and file.
func (w *desks) seen(staff policy.Actor, org id.ID) int {
	w.t.Helper()
	ctx := context.Background()
	sum := 0
	for _, tab := range credit.Tabs {
		box := w.inbox(staff, tab)
		sum += len(box.Lines) + box.Page.Total
		for _, n := range box.Counts {
			sum += n
		}
		for _, n := range box.Kinds {
			sum += n
		}
	}
	for _, state := range credit.LedgerStates {
		l, err := w.Ledger(ctx, staff, state, 1)
		if err != nil {
			w.t.Fatal(err)
		}
		sum += len(l.Lines)
		for _, n := range l.Counts {
			sum += n
		}
	}
	file, err := w.Export(ctx, staff, credit.Export{Org: org, Part: 1, Purpose: audit.Recognition})
	if err != nil {
		w.t.Fatal(err)
	}
	sum += len(file.Lines)
	sim, err := w.Simulate(ctx, staff, w.form())
	if err == nil {
		sum += sim.Participations + sim.Students
	} else if fault.Of(err) != fault.NotFound {
		w.t.Fatal(err)
	}
	check, err := w.CompareRoster(ctx, staff, org, strings.NewReader("학번,학적상태\n1,재학\n"))
	if err != nil {
		w.t.Fatal(err)
	}
	r, err := w.Roster(ctx, staff, check)
	if err != nil {
		w.t.Fatal(err)
	}
	return sum + len(r.Differences) + r.Matched
}

func (w *desks) form() credit.RuleForm {
	return credit.RuleForm{Org: w.here.String(), EffectiveFrom: "2026-07-01", Per: "hour", Points: "0.5", MinHours: "2", YearlyCap: "20"}
}

func TestWithoutConsentTheCampusSeesNothing(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		kim := w.student("김도현", w.here)
		w.confirms(w.section(w.host), kim, 9)
		if n := w.seen(w.staff, w.here); n != 0 {
			t.Fatalf("%d rows reach the campus without consent", n)
		}
		// Given later, it releases what was confirmed before.
		w.consents(kim, w.here)
		if n := w.seen(w.staff, w.here); n == 0 || len(w.inbox(w.staff, credit.TabWaiting).Lines) != 1 {
			t.Fatal("nothing is released by the consent")
		}
		if n := w.seen(w.neighbour, w.there); n != 0 {
			t.Errorf("%d rows reach another university", n)
		}
		one := w.waiting()
		// What is confirmed while it is in force is released at once; not what was not completed.
		w.confirms(w.section(w.host), kim, 9)
		w.confirms(w.section(w.host), kim, 0)
		if n := len(w.inbox(w.staff, credit.TabWaiting).Lines); n != 2 {
			t.Errorf("%d wait, want 2", n)
		}
		// Withdrawn: nothing new, and what is undecided is gone.
		w.withdraws(kim)
		w.confirms(w.section(w.host), kim, 9)
		if n := w.seen(w.staff, w.here); n != 0 {
			t.Errorf("%d rows reach the campus after the consent was withdrawn", n)
		}
		if _, err := w.File(t.Context(), w.staff, one.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("one is still there: %v", err)
		}
		if err := w.Decide(t.Context(), w.staff, credit.Decide{Recognition: one.ID, Decision: credit.Recognise}); fault.Of(err) != fault.NotFound {
			t.Errorf("one can still be decided: %v", err)
		}
		// Given again: all three, each once.
		w.consents(kim, w.here)
		if n := len(w.inbox(w.staff, credit.TabWaiting).Lines); n != 3 {
			t.Errorf("%d wait, want 3", n)
		}
	})
}

func TestDecidedStaysDecidedWhenTheConsentEnds(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		if err := w.Decide(t.Context(), w.staff, credit.Decide{Recognition: w.waiting().ID, Decision: credit.Recognise}); err != nil {
			t.Fatal(err)
		}
		w.withdraws(kim)
		if n := len(w.inbox(w.staff, credit.TabDecided).Lines); n != 1 || w.balance(kim) != 300 {
			t.Errorf("%d decided, balance %s", n, w.balance(kim))
		}
	})
}

func TestWithoutConsentADecisionCanOnlyBeTakenBack(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		one := w.waiting()
		do := func(d credit.Decision) error {
			return w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: d, Points: "1", Reason: "중복 참여"})
		}
		may := func() []credit.Decision {
			f, err := w.File(ctx, w.staff, one.ID)
			if err != nil {
				t.Fatal(err)
			}
			return f.May()
		}
		if got := may(); !slices.Equal(got, []credit.Decision{credit.Recognise, credit.InPart, credit.AskHost, credit.Refuse}) {
			t.Errorf("offered with consent: %v", got)
		}
		if err := do(credit.Recognise); err != nil {
			t.Fatal(err)
		}
		w.withdraws(kim)
		if got := may(); !slices.Equal(got, []credit.Decision{credit.CancelBack}) {
			t.Errorf("offered without consent: %v", got)
		}
		if err := do(credit.CancelBack); err != nil || w.balance(kim) != 0 {
			t.Fatalf("not taken back: %v, balance %s", err, w.balance(kim))
		}
		// Nothing is left to decide; nor does a consent to another university, or one that is over, help.
		w.exec("update provisions set withdrawn_at = null, until_on = '2026-05-31', from_on = '2026-05-01' where person_id = ?", kim.Person)
		if got := may(); len(got) != 0 {
			t.Errorf("offered without consent: %v", got)
		}
		for _, d := range []credit.Decision{credit.Recognise, credit.InPart, credit.AskHost, credit.Refuse, credit.CancelBack} {
			if err := do(d); fault.Of(err) != fault.Conflict {
				t.Errorf("%s without consent: %v", d, err)
			}
		}
		if n := w.count("select count(*) from recognition_decisions"); n != 2 || w.count("select count(*) from mileage_entries") != 2 {
			t.Errorf("%d decisions were kept", n)
		}
		w.exec("update provisions set until_on = '2026-12-31' where person_id = ?", kim.Person)
		if err := do(credit.Recognise); err != nil {
			t.Errorf("with consent again: %v", err)
		}
	})
}

func TestDecisionWaitsForAWithdrawal(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		one := w.waiting()
		decided := make(chan error, 1)
		err := w.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			if err := tx.Exec("update provisions set withdrawn_at = 5 where person_id = ?", kim.Person).Error; err != nil {
				return err
			}
			go func() {
				decided <- w.Decide(context.Background(), w.staff, credit.Decide{Recognition: one.ID, Decision: credit.Recognise})
			}()
			select {
			case err := <-decided:
				t.Errorf("decided beside a withdrawal that was not over: %v", err)
				decided <- err
			case <-time.After(300 * time.Millisecond):
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		// SQLite finds it gone; PostgreSQL had found it, and then its consent gone.
		if err := <-decided; fault.Of(err) != fault.NotFound && fault.Of(err) != fault.Conflict {
			t.Errorf("decided after the withdrawal: %v", err)
		}
		if n := w.count("select count(*) from mileage_entries"); n != 0 {
			t.Errorf("%d entries", n)
		}
	})
}

func TestOnlyAffiliationOnTheDayReleases(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		late := w.student("늦은이", w.here)
		w.exec("update affiliations set starts_on = '2026-06-01' where person_id = ?", late.Person)
		w.confirms(w.section(w.host), late, 9)
		w.consents(late, w.here)
		if n := len(w.inbox(w.staff, credit.TabWaiting).Lines); n != 0 {
			t.Errorf("%d released from before the affiliation", n)
		}
		w.exec("update affiliations set starts_on = '2024-03-01' where person_id = ?", late.Person)
		w.exec("update affiliation_statuses set status = 'leave' where affiliation_id in (select id from affiliations where person_id = ?)", late.Person)
		w.confirms(w.section(w.host), late, 9)
		box := w.inbox(w.staff, credit.TabWaiting)
		if len(box.Lines) != 1 { // a confirmation releases what it confirms
			t.Fatalf("%d wait", len(box.Lines))
		}
		w.withdraws(late)
		w.consents(late, w.here) // a consent releases all
		if box = w.inbox(w.staff, credit.TabWaiting); len(box.Lines) != 2 {
			t.Fatalf("%d wait", len(box.Lines))
		}
		f, err := w.File(t.Context(), w.staff, box.Lines[0].ID)
		if err != nil || f.Outcome.Points != 0 || f.Outcome.Why[0].Key != "rule.why.status_leave" {
			t.Errorf("%+v %v", f.Outcome, err)
		}
		err = w.Decide(t.Context(), w.staff, credit.Decide{Recognition: box.Lines[0].ID, Decision: credit.Recognise})
		if fault.FieldsOf(err)["decision"].Key != "campus.problem.no_points" {
			t.Errorf("recognised without points: %v", err)
		}
	})
}

func (w *desks) exec(q string, args ...any) {
	w.t.Helper()
	if err := w.d.Housekeep(context.Background(), "world", func(tx *db.Tx) error { return tx.Exec(q, args...).Error }); err != nil {
		w.t.Fatal(err)
	}
}

func TestDecisionsPostToTheLedgerAndTakeBack(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		one := w.waiting()
		do := func(d credit.Decision, points, reason string) error {
			return w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: d, Points: points, Reason: reason})
		}
		for name, err := range map[string]error{
			"another university": w.Decide(ctx, w.neighbour, credit.Decide{Recognition: one.ID, Decision: credit.Recognise}),
			"the host":           w.Decide(ctx, w.hostess, credit.Decide{Recognition: one.ID, Decision: credit.Recognise}),
			"the student":        w.Decide(ctx, kim, credit.Decide{Recognition: one.ID, Decision: credit.Recognise}),
		} {
			if fault.Of(err) != fault.NotFound {
				t.Errorf("%s decided: %v", name, err)
			}
		}
		if _, err := w.File(ctx, w.neighbour, one.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("another university reads it: %v", err)
		}
		for _, bad := range []error{do(credit.InPart, "1", ""), do(credit.Refuse, "", ""), do(credit.AskHost, "", ""), do(credit.InPart, "3", "전부"), do(credit.InPart, "x", "y"), do("other", "", "x"), do(credit.Refuse, "", "990101-1234567")} {
			if fault.Of(bad) != fault.Invalid {
				t.Errorf("accepted: %v", bad)
			}
		}
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.Recognise, Version: 7}); fault.Of(err) != fault.Conflict {
			t.Errorf("decided what was not read: %v", err)
		}
		if err := do(credit.CancelBack, "", "없던 것"); fault.Of(err) != fault.Conflict {
			t.Errorf("cancelled what is not recognised: %v", err)
		}
		if err := do(credit.InPart, "1.5", "절반만 참여"); err != nil {
			t.Fatal(err)
		}
		if err := do(credit.Recognise, "", ""); fault.Of(err) != fault.Conflict {
			t.Errorf("recognised twice: %v", err)
		}
		if got := w.balance(kim); got != 150 {
			t.Errorf("balance %s", got)
		}
		w.holds()
		if err := do(credit.CancelBack, "", "중복 참여"); err != nil {
			t.Fatal(err)
		}
		if got := w.balance(kim); got != 0 || w.count("select count(*) from mileage_entries") != 2 {
			t.Errorf("balance %s after the cancellation", got)
		}
		w.holds()
		if err := do(credit.Recognise, "", ""); err != nil {
			t.Fatal(err)
		}
		accounts, err := w.Mine(ctx, kim)
		if err != nil || len(accounts) != 1 || accounts[0].Balance != 300 || len(accounts[0].Entries) != 3 || credit.Short(&accounts[0].University) != "국립여기대" {
			t.Fatalf("%+v %v", accounts, err)
		}
		last := accounts[0].Entries[0]
		if last.RuleID != w.rule.ID || last.RuleVersion != 1 || last.Steps()[0].Key != "rule.why.per_event" || last.Own || last.Reason == "" {
			t.Errorf("%+v", last)
		}
		if left, ok := accounts[0].Left(); !ok || left != 200 {
			t.Errorf("%s left", left)
		}
		if told := w.count("select count(*) from outbox where kind like 'recognition.%' and account_id = ?", kim.Account); told != 3 {
			t.Errorf("the student was told %d times", told)
		}
		if looks := w.count("select count(*) from access_log l join access_log_people p on p.log_id = l.id where p.person_id = ? and l.account_id = ?", kim.Person, w.staff.Account); looks == 0 {
			t.Error("nobody logged that staff read it")
		}
	})
}

func TestCapsHoldOverManyDecisions(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		kim, lee := w.student("김도현", w.here), w.student("이하나", w.here)
		w.consents(kim, w.here)
		w.consents(lee, w.here)
		for range 3 {
			w.confirms(w.section(w.host), kim, 9)
		}
		w.confirms(w.section(w.host), lee, 9)
		var chosen []id.ID
		for _, l := range w.inbox(w.staff, credit.TabWaiting).Lines {
			chosen = append(chosen, l.ID)
			if strings.Contains(l.Name, "도") || strings.Contains(l.Name, "하나") {
				t.Errorf("a list shows the name %s", l.Name)
			}
		}
		b, err := w.PreviewBatch(t.Context(), w.staff, chosen)
		if err != nil || b.Sum != 800 || b.None != 1 || len(b.Lines) != 4 {
			t.Fatalf("%+v %v", b, err)
		}
		if _, err := w.PreviewBatch(t.Context(), w.neighbour, chosen); fault.Of(err) != fault.NotFound {
			t.Errorf("another university previews: %v", err)
		}
		if _, err := w.RecogniseBatch(t.Context(), w.neighbour, chosen, 800, ""); fault.Of(err) != fault.NotFound {
			t.Errorf("another university recognises: %v", err)
		}
		if _, err := w.RecogniseBatch(t.Context(), w.staff, chosen, 900, ""); fault.Of(err) != fault.Conflict || w.count("select count(*) from mileage_entries") != 0 {
			t.Errorf("another sum than was shown: %v", err)
		}
		n, err := w.RecogniseBatch(t.Context(), w.staff, chosen, b.Sum, "")
		if err != nil || n != 3 {
			t.Fatal(n, err)
		}
		if w.balance(kim) != 500 || w.balance(lee) != 300 || len(w.inbox(w.staff, credit.TabWaiting).Lines) != 1 {
			t.Errorf("%s and %s", w.balance(kim), w.balance(lee))
		}
	})
}

func TestBatchPostsWhatWasPromisedOrNothing(t *testing.T) {
	for name, c := range map[string]struct {
		meanwhile, key string
	}{
		"fewer hours":  {"update participations set minutes = 60, version = 2 where id = ?", "campus.problem.batch_differs"},
		"more hours":   {"update participations set minutes = 600, version = 2 where id = ?", "campus.problem.batch_differs"},
		"no points":    {"update participations set minutes = 0, result = 'incomplete', version = 2 where id = ?", "campus.problem.batch_moved_on"},
		"no consent":   {"update provisions set withdrawn_at = 5 where person_id = (select person_id from participations where id = ?)", "campus.problem.batch_moved_on"},
		"decided else": {"update recognitions set version = version + 1 where participation_id = ?", "campus.problem.batch_moved_on"},
	} {
		t.Run(name, func(t *testing.T) {
			eachDesk(t, func(t *testing.T, w *desks) {
				kim, lee := w.student("김도현", w.there), w.student("이하나", w.there)
				w.consents(kim, w.there)
				w.consents(lee, w.there)
				w.confirms(w.section(w.host), kim, 9)
				w.confirms(w.section(w.host), lee, 9)
				var chosen []id.ID
				lines := w.inbox(w.neighbour, credit.TabWaiting).Lines
				for _, l := range lines {
					chosen = append(chosen, l.ID)
				}
				b, err := w.PreviewBatch(t.Context(), w.neighbour, chosen)
				if err != nil || len(b.Lines) != 2 || b.Sum == 0 || b.None != 0 {
					t.Fatalf("%+v %v", b, err)
				}
				// The last of them changes after the batch was worked out, and before it is posted.
				last := b.Lines[1].ParticipationID
				err = w.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error { return tx.Exec(c.meanwhile, last).Error })
				if err != nil {
					t.Fatal(err)
				}
				_, err = credit.Post(w.Service, t.Context(), w.neighbour, b, "")
				e, ok := errors.AsType[*fault.Error](err)
				if !ok || e.Kind != fault.Conflict || e.Key != c.key {
					t.Errorf("%v", err)
				}
				if n := w.count("select count(*) from mileage_entries"); n != 0 || w.count("select count(*) from recognition_decisions") != 0 {
					t.Errorf("%d entries of a batch that was refused", n)
				}
			})
		})
	}
}

func TestQuestionGoesToTheHostAndComesBackWithOneReply(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		one := w.waiting()
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.AskHost, Reason: "세 번째 날에도 있었나요?"}); err != nil {
			t.Fatal(err)
		}
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.AskHost, Reason: "다시"}); fault.Of(err) != fault.Conflict {
			t.Errorf("asked twice: %v", err)
		}
		box := w.inbox(w.staff, credit.TabAsked)
		if len(box.Lines) != 1 || box.Counts[credit.TabWaiting] != 0 {
			t.Errorf("%+v", box)
		}
		if qs, err := w.Questions(ctx, w.stranger); err != nil || len(qs) != 0 {
			t.Errorf("another host reads it: %v %v", qs, err)
		}
		qs, err := w.Questions(ctx, w.hostess)
		if err != nil || len(qs) != 1 || qs[0].Name != "김*현" {
			t.Fatalf("%+v %v", qs, err)
		}
		if n, err := w.OpenQuestions(ctx, w.hostess); err != nil || n != 1 {
			t.Errorf("%d open, %v", n, err)
		}
		q, err := w.Question(ctx, w.hostess, qs[0].ID)
		if err != nil || q.Name != "김도현" || q.Question.Question != "세 번째 날에도 있었나요?" {
			t.Errorf("%+v %v", q, err)
		}
		if _, err := w.Question(ctx, w.stranger, q.ID); fault.Of(err) != fault.NotFound {
			t.Errorf("another host reads it: %v", err)
		}
		for name, who := range map[string]policy.Actor{"another host": w.stranger, "the campus": w.staff, "the student": kim} {
			if err := w.Answer(ctx, who, q.ID, "네"); fault.Of(err) != fault.NotFound {
				t.Errorf("%s answered: %v", name, err)
			}
		}
		if err := w.Answer(ctx, w.hostess, q.ID, " "); fault.Of(err) != fault.Invalid {
			t.Errorf("an empty reply: %v", err)
		}
		if err := w.Answer(ctx, w.hostess, q.ID, "끝까지 함께했습니다."); err != nil {
			t.Fatal(err)
		}
		if err := w.Answer(ctx, w.hostess, q.ID, "또"); fault.Of(err) != fault.Conflict {
			t.Errorf("two replies: %v", err)
		}
		back := w.waiting()
		f, err := w.File(ctx, w.staff, back.ID)
		if err != nil || !back.Replied || len(f.Questions) != 1 || f.Questions[0].Reply != "끝까지 함께했습니다." {
			t.Errorf("%+v %v", f.Questions, err)
		}
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: back.ID, Decision: credit.Recognise}); err != nil {
			t.Fatal(err)
		}
	})
}

func TestWithdrawnQuestionsAreGoneFromTheHost(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: w.waiting().ID, Decision: credit.AskHost, Reason: "있었나요?"}); err != nil {
			t.Fatal(err)
		}
		qs, err := w.Questions(ctx, w.hostess)
		if err != nil || len(qs) != 1 {
			t.Fatal(qs, err)
		}
		w.withdraws(kim)
		if n, err := w.OpenQuestions(ctx, w.hostess); err != nil || n != 0 {
			t.Errorf("%d open, %v", n, err)
		}
		if err := w.Answer(ctx, w.hostess, qs[0].ID, "네"); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
	})
}

func TestCorrectionAfterRecognitionIsShown(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		one := w.waiting()
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.Recognise}); err != nil {
			t.Fatal(err)
		}
		w.exec("update participations set version = 2, result = 'incomplete', minutes = 0 where id = ?", one.ParticipationID)
		box := w.inbox(w.staff, credit.TabChanged)
		f, err := w.File(ctx, w.staff, one.ID)
		if err != nil || len(box.Lines) != 1 || !f.Changed() {
			t.Errorf("%+v %v", box, err)
		}
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.CancelBack, Reason: "이수 취소"}); err != nil {
			t.Fatal(err)
		}
		if n := len(w.inbox(w.staff, credit.TabChanged).Lines); n != 0 || w.balance(kim) != 0 {
			t.Errorf("%d changed, balance %s", n, w.balance(kim))
		}
	})
}

func TestRulesAreVersionsThatAreSimulatedFirst(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim, lee := w.student("김도현", w.here), w.student("이하나", w.here)
		w.consents(kim, w.here)
		for range 2 {
			w.confirms(w.section(w.host), kim, 9)
		}
		w.confirms(w.section(w.host), lee, 9) // without consent: in no count
		s, err := w.Simulate(ctx, w.staff, w.form())
		if err != nil || s.Participations != 2 || s.Students != 1 || s.OldSum != 500 || s.NewSum != 900 || s.OldAtCap != 1 || w.count("select count(*) from recognition_rules where org_id = ?", w.here) != 1 {
			t.Fatalf("%+v %v", s, err)
		}
		if _, err := w.Simulate(ctx, w.neighbour, w.form()); fault.Of(err) != fault.NotFound {
			t.Errorf("another university simulates: %v", err)
		}
		if _, err := w.PublishRule(ctx, w.neighbour, w.form()); fault.Of(err) != fault.Forbidden {
			t.Errorf("another university publishes: %v", err)
		}
		for field, bad := range map[string]credit.RuleForm{
			"effective_from": {Org: w.here.String(), EffectiveFrom: "2026-06-01", Per: "hour", Points: "1"}, "per": {Org: w.here.String(), EffectiveFrom: "2026-07-01", Points: "1"},
			"points": {Org: w.here.String(), EffectiveFrom: "2026-07-01", Per: "hour", Points: "0"}, "min_hours": {Org: w.here.String(), EffectiveFrom: "2026-07-01", Per: "hour", Points: "1", MinHours: "-1"},
		} {
			if _, err := w.PublishRule(ctx, w.staff, bad); fault.FieldsOf(err)[field].Key == "" {
				t.Errorf("%s: %v", field, err)
			}
		}
		published, err := w.PublishRule(ctx, w.staff, w.form())
		if err != nil || published.Version != 2 {
			t.Fatal(published, err)
		}
		// An activity that ended before keeps the version of its day.
		f, err := w.File(ctx, w.staff, w.inbox(w.staff, credit.TabWaiting).Lines[0].ID)
		if err != nil || f.Rule.Version != 1 {
			t.Errorf("%+v %v", f.Rule, err)
		}
		for _, q := range []string{"update recognition_rules set points = 1", "delete from recognition_rules"} {
			if err := w.d.Housekeep(ctx, "world", func(tx *db.Tx) error { return tx.Exec(q).Error }); err == nil {
				t.Errorf("%s worked", q)
			}
		}
		vs, err := w.Versions(ctx, w.neighbour)
		if err != nil || len(vs) != 1 {
			t.Errorf("%v %v", vs, err)
		}
	})
}

func TestWhatTheUniversitysSystemSaidIsAddedNeverChanged(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: w.waiting().ID, Decision: credit.Recognise, Reason: "=1+1"}); err != nil {
			t.Fatal(err)
		}
		l, err := w.Export(ctx, w.staff, credit.Export{Org: w.here, Part: 1, Purpose: audit.Recognition})
		if err != nil || len(l.Lines) != 1 || l.Lines[0].Name != "김도현" {
			t.Fatalf("%+v %v", l, err)
		}
		var csv, sheet strings.Builder
		if err := l.WriteCSV(&csv, i18n.KO, "표시"); err != nil || !strings.Contains(csv.String(), "김도현") || !strings.Contains(csv.String(), "'=1+1") {
			t.Errorf("%s %v", csv.String(), err)
		}
		if err := l.WriteXLSX(&sheet, i18n.KO, "표시"); err != nil || sheet.Len() == 0 {
			t.Error(err)
		}
		if _, err := w.Export(ctx, w.neighbour, credit.Export{Org: w.here, Part: 1, Purpose: audit.Recognition}); fault.Of(err) != fault.Forbidden {
			t.Errorf("another university downloads: %v", err)
		}
		entry := []id.ID{l.Lines[0].ID}
		if _, err := w.Reflect(ctx, w.neighbour, credit.Reflect{Entries: entry, Result: credit.Reflected, OnDay: "2026-06-01"}); fault.Of(err) != fault.NotFound {
			t.Errorf("another university marks it: %v", err)
		}
		if _, err := w.Reflect(ctx, w.staff, credit.Reflect{Entries: entry, Result: credit.Rejected, OnDay: "2026-06-01"}); fault.FieldsOf(err)["reason"].Key == "" {
			t.Errorf("rejected without a reason: %v", err)
		}
		for _, in := range []credit.Reflect{{Entries: entry, Result: credit.Rejected, OnDay: "2026-05-31", Reason: "학번 오류"}, {Entries: entry, Result: credit.Reflected, OnDay: "2026-06-01"}} {
			if n, err := w.Reflect(ctx, w.staff, in); err != nil || n != 1 {
				t.Fatal(n, err)
			}
			accounts, err := w.Mine(ctx, kim)
			if e := accounts[0].Entries[0]; err != nil || e.Result != in.Result || e.OnDay != in.OnDay || e.Refusal != in.Reason {
				t.Errorf("%+v %v", e, err)
			}
		}
		if w.count("select count(*) from mileage_reflections") != 2 {
			t.Error("a result was changed, not added")
		}
		for _, table := range []string{"mileage_entries", "mileage_reflections", "recognition_decisions"} {
			for _, q := range []string{"delete from " + table, "update " + table + " set reason = ''"} {
				if err := w.d.Housekeep(ctx, "world", func(tx *db.Tx) error { return tx.Exec(q).Error }); err == nil {
					t.Errorf("%s worked", q)
				}
			}
		}
	})
}

func TestRulesAreShownWhereTheirPointsAre(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		a := partnership.Agreement{ID: id.New(), Slug: "a", NameKO: "협약", SignedOn: "2021-01-01", StartsOn: "2021-01-01", UpdatedAt: 1}
		w.put(&a, &partnership.AgreementParty{AgreementID: a.ID, OrgID: w.here, Part: "university", Position: 1})
		all, err := w.Shown(t.Context(), policy.Nobody(""), nil)
		if err != nil || len(all) != 1 || all[0].University.Slug != "here" || all[0].Cooperation != "a" || all[0].Points != 300 || all[0].Own {
			t.Errorf("%+v %v", all, err)
		}
		if none, err := w.Shown(t.Context(), policy.Nobody(""), []id.ID{w.there}); err != nil || len(none) != 0 {
			t.Errorf("%+v %v", none, err)
		}
	})
}
