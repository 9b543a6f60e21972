package attendance_test

import (
	"errors"
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

func (w *class) line(i, minutes int) attendance.Line {
	return attendance.Line{Application: w.people[i].application, Result: attendance.Completed, Minutes: minutes, Role: attendance.Participant}
}

func (w *class) confirm(who policy.Actor, reason string, lines ...attendance.Line) (int, error) {
	return w.Confirm(bg, who, attendance.Confirm{Section: w.section, Lines: lines, Reason: reason})
}

func TestAWholeListIsConfirmedOnceAndHooksRunInside(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		var heard []attendance.Participation
		w.OnConfirmed(func(tx *db.Tx, p attendance.Participation) error {
			var n int64
			if err := tx.Raw("select count(*) from participation_entries where participation_id = ?", p.ID).Scan(&n).Error; err != nil || n != int64(p.Version) {
				t.Errorf("the hook saw %d entries, %v", n, err)
			}
			heard = append(heard, p)
			return nil
		})
		for range 2 { // the button pressed twice
			if _, err := w.confirm(w.host, "", w.line(0, 200), w.line(1, 166)); err != nil {
				t.Fatal(err)
			}
		}
		if len(heard) != 2 || heard[0].Version != 1 || heard[0].PersonID != w.people[0].Person || heard[1].Minutes != 166 {
			t.Errorf("%+v", heard)
		}
		_, err := w.confirm(w.host, "", w.line(0, 100))
		kindOf(t, err, fault.Conflict)
		if n, err := w.confirm(w.officer, "", w.line(2, 0)); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
		if n := w.count("select count(*) from participations"); n != 3 {
			t.Errorf("%d participations", n)
		}
		if n := w.count("select count(*) from audit where action = 'participation.confirm' and account_id = ?", w.host.Account); n != 2 {
			t.Errorf("%d audit rows", n)
		}
	})
}

func TestAHookThatFailsTakesTheConfirmationBack(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.OnConfirmed(func(*db.Tx, attendance.Participation) error { return errors.New("no") })
		if _, err := w.confirm(w.host, "", w.line(0, 200)); err == nil {
			t.Error("confirmed")
		}
		if n := w.count("select count(*) from participations"); n != 0 {
			t.Errorf("%d participations", n)
		}
	})
}

func TestOnlyWhoRunsOrTeachesAllOfItConfirms(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		for _, who := range []policy.Actor{w.neighbour, w.approver, w.substitute, w.resident, w.people[0].Actor, policy.Nobody("192.0.2.9"), w.person("강사", policy.Instructor, w.other)} {
			_, err := w.confirm(who, "", w.line(0, 200))
			kindOf(t, err, fault.NotFound)
		}
		_, err := w.Confirm(bg, w.neighbour, attendance.Confirm{Section: id.New(), Lines: []attendance.Line{w.line(0, 1)}})
		kindOf(t, err, fault.NotFound)
		if n, err := w.confirm(w.teacher, "", w.line(0, 200)); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
		w.meets(3, "2026-03-10", w.substitute.Person)
		for _, who := range []policy.Actor{w.teacher, w.substitute} { // both teach some of it, nobody all
			_, err := w.confirm(who, "", w.line(1, 200))
			kindOf(t, err, fault.Forbidden)
		}
	})
}

func TestBeforeTheEndAReasonIsAsked(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.c.Set(clock.AtSeoul(2026, 3, 10, 11, 39))
		_, err := w.confirm(w.host, " ", w.line(0, 200))
		if fault.FieldsOf(err)["reason"].Key != "attendance.problem.too_early" {
			t.Errorf("%v", err)
		}
		if n, err := w.confirm(w.host, "이사로 앞당겨 마침", w.line(0, 100)); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
		w.c.Set(clock.AtSeoul(2026, 3, 10, 11, 40))
		if n, err := w.confirm(w.host, "", w.line(1, 100)); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
	})
}

func TestWhatIsConfirmedMustMakeSense(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		for field, change := range map[string]func(*attendance.Line){
			"result":  func(l *attendance.Line) { l.Result = "passed" },
			"role":    func(l *attendance.Line) { l.Role = "boss" },
			"minutes": func(l *attendance.Line) { l.Minutes = -1 },
			"award":   func(l *attendance.Line) { l.Role = attendance.Winner },
		} {
			l := w.line(0, 200)
			change(&l)
			_, err := w.confirm(w.host, "", l)
			if _, ok := fault.FieldsOf(err)[attendance.Field(field, l.Application)]; !ok {
				t.Errorf("%s: %v", field, err)
			}
		}
		l := w.line(0, 200)
		l.Award = "900101-1234567"
		_, err := w.confirm(w.host, "", l)
		kindOf(t, err, fault.Invalid)
		l.Result, l.Award = attendance.Incomplete, "최우수상"
		_, err = w.confirm(w.host, "", l)
		kindOf(t, err, fault.Invalid)
		_, err = w.confirm(w.host, "")
		kindOf(t, err, fault.Invalid)
		_, err = w.confirm(w.host, "", w.line(0, 1), w.line(0, 1))
		kindOf(t, err, fault.Invalid)
		stranger := w.line(0, 1)
		stranger.Application = id.New()
		_, err = w.confirm(w.host, "", w.line(1, 1), stranger)
		kindOf(t, err, fault.NotFound)
		if n := w.count("select count(*) from participations"); n != 0 {
			t.Errorf("%d participations", n)
		}
	})
}

func TestACorrectionTakesAReasonAndKeepsWhatWasThere(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		versions := []int{}
		w.OnConfirmed(func(_ *db.Tx, p attendance.Participation) error { versions = append(versions, p.Version); return nil })
		if _, err := w.confirm(w.host, "", w.line(0, 200)); err != nil {
			t.Fatal(err)
		}
		var p attendance.Participation
		if err := w.d.Read(bg).Take(&p, "application_id = ?", w.people[0].application).Error; err != nil {
			t.Fatal(err)
		}
		fix := attendance.Correct{Participation: p.ID, Version: 1, Line: attendance.Line{Result: attendance.Incomplete, Minutes: 100, Role: attendance.Participant}}
		_, err := w.Correct(bg, w.host, fix)
		if _, ok := fault.FieldsOf(err)["reason"]; !ok {
			t.Errorf("%v", err)
		}
		fix.Reason = "둘째 날 결석이 빠져 있었음"
		for _, who := range []policy.Actor{w.neighbour, w.approver, w.resident, w.substitute} {
			_, err := w.Correct(bg, who, fix)
			kindOf(t, err, fault.NotFound)
		}
		if of, err := w.Correct(bg, w.officer, fix); err != nil || of != w.section {
			t.Fatal(of, err)
		}
		_, err = w.Correct(bg, w.officer, fix) // made from an older page
		kindOf(t, err, fault.Conflict)
		fix.Version = 2
		_, err = w.Correct(bg, w.officer, fix) // changes nothing
		kindOf(t, err, fault.Invalid)
		if len(versions) != 2 || versions[1] != 2 {
			t.Errorf("%v", versions)
		}
		if n := w.count("select count(*) from participation_entries e where minutes = 200 and version = 1 or minutes = 100 and version = 2 and confirmed_by = ? and exists (select 1 from participation_texts w where w.participation_id = e.participation_id and w.version = 2 and w.reason <> '')", w.officer.Account); n != 2 {
			t.Errorf("%d entries", n)
		}
		w.refusesSQL("update participation_entries set minutes = 1")
		w.refusesSQL("delete from participation_entries")
	})
}

func TestTheEndIsTheLastMeetingsOrTheLastDays(t *testing.T) {
	s := catalog.Section{EndsOn: "2026-03-20"}
	ms := []catalog.Session{{HeldOn: "2026-03-10", EndMinute: 700}, {HeldOn: "2026-03-03", EndMinute: 900}}
	if got := attendance.EndOf(&s, ms); got != clock.AtSeoul(2026, 3, 10, 11, 40) {
		t.Errorf("%v", got.Local())
	}
	if got := attendance.EndOf(&s, nil); got != clock.AtSeoul(2026, 3, 21, 0, 0) {
		t.Errorf("%v", got.Local())
	}
	if got := attendance.EndOf(&catalog.Section{}, nil); !got.IsZero() {
		t.Errorf("%v", got)
	}
}
