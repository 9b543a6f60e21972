package credit_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"

	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/credit"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// everything is what a university's staff read of one recognition, as text.
func (w *desks) everything(one id.ID) string {
	w.t.Helper()
	ctx := context.Background()
	f, err := w.File(ctx, w.staff, one)
	if err != nil {
		w.t.Fatal(err)
	}
	out := fmt.Sprint(f.Participation, f.Person.Name, f.Affiliation.Number, f.Affiliation.Department, f.Affiliation.Grade, f.Status, f.Meetings, f.Outcome, f.Year, f.Questions)
	for _, tab := range credit.Tabs {
		for _, l := range w.inbox(w.staff, tab).Lines {
			out += fmt.Sprint(tab, l.Name, l.Minutes, l.Role, l.Award)
		}
	}
	for _, state := range credit.LedgerStates {
		l, err := w.Ledger(ctx, w.staff, state, 1)
		if err != nil {
			w.t.Fatal(err)
		}
		for _, e := range l.Lines {
			out += fmt.Sprint(state, e.Name, e.Number, e.Department)
		}
	}
	sim, err := w.Simulate(ctx, w.staff, w.form())
	if err != nil {
		w.t.Fatal(err)
	}
	return out + fmt.Sprint(sim.NewSum, sim.OldSum, sim.Participations)
}

func TestAfterAWithdrawalOnlyWhatWasFrozenIsRead(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		section := w.section(w.host)
		application := w.confirms(section, kim, 9)
		w.exec("insert into attendance_marks (session_id, application_id, mark) select id, ?, 'present' from sessions where section_id = ?", application, section)
		one := w.waiting()
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.Recognise}); err != nil {
			t.Fatal(err)
		}
		w.withdraws(kim)
		before := w.everything(one.ID)
		if !strings.Contains(before, "김도현") || !strings.Contains(before, "present") || !strings.Contains(before, "540") {
			t.Fatalf("what was decided by is not readable: %s", before)
		}
		// The host corrects, the student moves on.
		p := w.participation(application)
		_, err := w.attendance.Correct(ctx, w.hostess, attendance.Correct{Participation: p.ID, Version: 1, Reason: "잘못 적음", Line: attendance.Line{Result: attendance.Completed, Minutes: 77, Role: attendance.Speaker, Award: "으뜸상"}})
		if err != nil {
			t.Fatal(err)
		}
		w.exec("update people set name = '김새이름' where id = ?", kim.Person)
		w.exec("update affiliations set department = '새학과', number = '99999999', grade = '4' where person_id = ?", kim.Person)
		w.exec("update affiliation_statuses set status = 'leave' where affiliation_id in (select id from affiliations where person_id = ?)", kim.Person)
		w.exec("update attendance_marks set mark = 'late' where application_id = ?", application)
		if after := w.everything(one.ID); after != before {
			t.Errorf("the campus learns what happened after the withdrawal:\n%s\n%s", before, after)
		}
		f, err := w.File(ctx, w.staff, one.ID)
		if err != nil || f.Changed() || len(w.inbox(w.staff, credit.TabChanged).Lines) != 0 {
			t.Errorf("the correction is shown: %v", err)
		}
		// Taking back needs no consent, and freezes nothing new.
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.CancelBack, Reason: "중복"}); err != nil {
			t.Fatal(err)
		}
		if f, err = w.File(ctx, w.staff, one.ID); err != nil || f.Person.Name != "김도현" || f.Participation.Minutes != 540 || f.Decisions[1].ParticipationVersion != 1 {
			t.Errorf("%+v %v", f.Participation, err)
		}
		// With consent again the university reads what holds.
		w.consents(kim, w.here)
		if f, err = w.File(ctx, w.staff, one.ID); err != nil || f.Person.Name != "김새이름" || f.Participation.Minutes != 77 || f.Participation.Award != "으뜸상" {
			t.Errorf("%+v %v", f.Participation, err)
		}
	})
}

func TestAReplyAfterTheWithdrawalDoesNotReachTheCampus(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		one := w.waiting()
		for _, d := range []credit.Decision{credit.AskHost, credit.Refuse} {
			if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: d, Reason: "있었나요?"}); err != nil {
				t.Fatal(err)
			}
		}
		qs, err := w.Questions(ctx, w.hostess)
		if err != nil || len(qs) != 1 {
			t.Fatal(len(qs), err)
		}
		w.withdraws(kim)
		if err := w.Answer(ctx, w.hostess, qs[0].ID, "세 번째 날에는 없었습니다"); fault.Of(err) != fault.NotFound {
			t.Errorf("answered without consent: %v", err)
		}
	})
}

func (w *desks) participation(application id.ID) (p attendance.Participation) {
	w.t.Helper()
	if err := w.d.Read(context.Background()).Take(&p, "application_id = ?", application).Error; err != nil {
		w.t.Fatal(err)
	}
	return p
}

// TestAConsentAndAConfirmationAtOnceReleaseTogether lets each of them run to its
// end inside the other: whichever commits last has seen both.
func TestAConsentAndAConfirmationAtOnceReleaseTogether(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		kim := w.student("김도현", w.here)
		given := make(chan error, 1)
		w.attendance.OnConfirmed(func(*db.Tx, attendance.Participation) error {
			go func() { given <- w.provisions.Give(context.Background(), kim, w.here, 1, true) }()
			select {
			case err := <-given: // it did not wait for the confirmation
				given <- err
			case <-time.After(400 * time.Millisecond):
			}
			return nil
		})
		w.confirms(w.section(w.host), kim, 9)
		if err := <-given; err != nil {
			t.Fatal(err)
		}
		if n := w.count("select count(*) from recognitions where person_id = ?", kim.Person); n != 1 {
			t.Errorf("%d released, want 1", n)
		}
	})
}

// TestReleasingTwiceAtOnceReleasesOnce lets a second release of the same begin
// while the first is under way.
func TestReleasingTwiceAtOnceReleasesOnce(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		kim := w.student("김도현", w.here)
		w.confirms(w.section(w.host), kim, 9)
		w.consents(kim, w.here)
		w.exec("delete from recognitions")
		release := func(ctx context.Context, then func()) error {
			return w.d.Housekeep(ctx, "world", func(tx *db.Tx) error {
				if err := credit.Release(tx, kim.Person); err != nil {
					return err
				}
				then()
				return nil
			})
		}
		second := make(chan error, 1)
		err := release(t.Context(), func() {
			go func() { second <- release(context.Background(), func() {}) }()
			time.Sleep(200 * time.Millisecond)
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := <-second; err != nil {
			t.Errorf("the second release fails: %v", err)
		}
		if n := w.count("select count(*) from recognitions"); n != 1 {
			t.Errorf("%d released, want 1", n)
		}
	})
}

func TestANumberThatNobodyFoundGoesIntoNoFile(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		belonging := people.NewAffiliations(w.d, strings.Repeat("x", 40))
		kim, lee := w.student("김도현", w.here), w.student("이서연", w.here)
		// Two have proved an address each, and typed the same number.
		w.exec("update affiliations set number_proved = '', number = '20240001' where person_id in ?", []id.ID{kim.Person, lee.Person})
		w.consents(kim, w.here)
		w.consents(lee, w.here)
		section := w.section(w.host)
		w.confirms(section, kim, 9)
		w.confirms(section, lee, 9)
		for _, l := range w.inbox(w.staff, credit.TabWaiting).Lines {
			if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: l.ID, Decision: credit.Recognise}); err != nil {
				t.Fatal(err)
			}
		}
		take := credit.Export{Org: w.here, Part: 1, Purpose: audit.Recognition}
		file, err := w.Export(ctx, w.staff, take)
		if err != nil || len(file.Lines) != 0 || file.Files[w.here] != (credit.Pending{Unproved: 2}) {
			t.Errorf("%d lines, %+v, %v", len(file.Lines), file.Files, err)
		}
		asked, err := belonging.Unproved(ctx, w.staff)
		if err != nil || len(asked) != 2 {
			t.Fatal(len(asked), err)
		}
		if rows, err := belonging.Unproved(ctx, w.neighbour); err != nil || len(rows) != 0 {
			t.Errorf("another university reads %d, %v", len(rows), err)
		}
		mine := slices.IndexFunc(asked, func(a people.AffiliationAsked) bool { return a.PersonID == kim.Person })
		if err := belonging.ProveNumber(ctx, w.neighbour, asked[mine].ID); fault.Of(err) != fault.NotFound {
			t.Errorf("another university decides: %v", err)
		}
		if err := belonging.ProveNumber(ctx, w.staff, asked[mine].ID); err != nil {
			t.Fatal(err)
		}
		if err := belonging.ProveNumber(ctx, w.staff, asked[1-mine].ID); fault.Of(err) != fault.Conflict {
			t.Errorf("one number proves two: %v", err)
		}
		if file, err = w.Export(ctx, w.staff, take); err != nil || len(file.Lines) != 1 || file.Lines[0].Name != "김도현" {
			t.Errorf("%+v %v", file.Lines, err)
		}
		// A roster names the other under a number of their own.
		w.exec("update affiliations set number = '20240002' where person_id = ?", lee.Person)
		if _, err := w.CompareRoster(ctx, w.staff, w.here, strings.NewReader("학번,성명,학적상태\n20240001,김도현,재학\n20240002,이서연,재학\n")); err != nil {
			t.Fatal(err)
		}
		if file, err = w.Export(ctx, w.staff, take); err != nil || len(file.Lines) != 2 {
			t.Errorf("%d lines after the roster, %v", len(file.Lines), err)
		}
	})
}

func TestADownloadSaysWhatItIsFor(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		kim := w.student("김도현", w.here)
		w.consents(kim, w.here)
		w.confirms(w.section(w.host), kim, 9)
		if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: w.waiting().ID, Decision: credit.Recognise}); err != nil {
			t.Fatal(err)
		}
		for name, tt := range map[string]struct {
			purpose audit.Purpose
			note    string
			field   string
		}{
			"none": {"", "", "purpose"}, "not of the list": {audit.Texting, "", "purpose"}, "no reason": {audit.Other, "", "purpose_note"}, "a resident number": {audit.Other, "990101-1234567", "purpose_note"},
		} {
			_, err := w.Export(ctx, w.staff, credit.Export{Org: w.here, Part: 1, Purpose: tt.purpose, Note: tt.note})
			if _, ok := fault.FieldsOf(err)[tt.field]; !ok {
				t.Errorf("%s: %v", name, err)
			}
		}
		if n := w.count("select count(*) from access_log where task = 'campus.export'"); n != 0 {
			t.Errorf("%d refused downloads stand in the log", n)
		}
		if _, err := w.Export(ctx, w.staff, credit.Export{Org: w.here, Part: 1, Purpose: audit.Other, Note: "장학 심사"}); err != nil {
			t.Fatal(err)
		}
		if n := w.count("select count(*) from access_log l join access_log_people p on p.log_id = l.id where l.task = 'campus.export' and l.purpose = 'other' and l.purpose_note = '장학 심사' and p.person_id = ?", kim.Person); n != 1 {
			t.Errorf("%d rows in the log", n)
		}
	})
}

// statements counts what fn runs in the database.
func (w *desks) statements(fn func()) (n int) {
	w.t.Helper()
	handles := []*gorm.DB{w.d.Read(context.Background())}
	err := w.d.Housekeep(context.Background(), "world", func(tx *db.Tx) error {
		if tx.Callback() != handles[0].Callback() {
			handles = append(handles, tx.DB)
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, g := range handles {
		cb := g.Callback()
		for _, p := range []interface {
			Register(string, func(*gorm.DB)) error
		}{cb.Query(), cb.Row(), cb.Raw()} {
			if err := p.Register("test:count", func(*gorm.DB) { n++ }); err != nil {
				w.t.Fatal(err)
			}
			defer func() { _ = p.(interface{ Remove(string) error }).Remove("test:count") }()
		}
	}
	fn()
	return n
}

func TestReadsDoNotGrowWithABatch(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		reads := func(n int) int {
			var chosen []id.ID
			for i := range n {
				who := w.student(fmt.Sprintf("학생%d", i), w.here)
				w.consents(who, w.here)
				w.confirms(w.section(w.host), who, 9)
			}
			for _, l := range w.inbox(w.staff, credit.TabWaiting).Lines {
				chosen = append(chosen, l.ID)
			}
			return w.statements(func() {
				if got, err := w.RecogniseBatch(context.Background(), w.staff, chosen, credit.Points(300*n), ""); err != nil || got != n {
					t.Fatal(got, err)
				}
			})
		}
		if two, eight := reads(2), reads(8); two != eight || two == 0 {
			t.Errorf("%d reads for two, %d for eight", two, eight)
		}
	})
}
