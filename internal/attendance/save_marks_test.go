package attendance_test

import (
	"fmt"
	"sync"
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

const (
	p = attendance.Present
	l = attendance.Late
	a = attendance.Absent
)

// mark saves a meeting's sheet, with marks in the order of the people.
func (w *class) mark(who policy.Actor, session id.ID, version int, marks ...attendance.Mark) (int, error) {
	cmd := attendance.SaveMarks{Section: w.section, Session: session, Version: version, Marks: map[id.ID]attendance.Mark{}}
	for i, m := range marks {
		cmd.Marks[w.people[i].application] = m
	}
	return w.SaveMarks(bg, who, cmd)
}

func TestMarksAreKeptWithWhoAndWhen(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		if n, err := w.mark(w.teacher, w.first, 0, p, p, a); err != nil || n != 3 {
			t.Fatal(n, err)
		}
		if n, err := w.mark(w.host, w.first, 1, p, l, a); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if n := w.count("select count(*) from attendance_entries where before = 'present' and mark = 'late' and entered_by = ? and entered_at = ?", w.host.Account, afterwards); n != 1 {
			t.Errorf("%d entries of the change", n)
		}
		s, err := w.Sheet(bg, w.teacher, w.section, w.first)
		if err != nil || s.Sheet.Version != 2 || s.SavedBy != "오운영" || len(s.People) != 3 || s.People[1].Mark != l || s.People[1].Name != "김수" {
			t.Errorf("%+v %v", s, err)
		}
		if n := w.count("select count(*) from access_log_people x join access_log l on l.id = x.log_id where l.task = 'attendance.read' and l.account_id = ?", w.teacher.Account); n != 3 {
			t.Errorf("%d people in the access log", n)
		}
		o, err := w.Overview(bg, w.host, w.section)
		if err != nil || o.Meetings[0].Counts[p] != 1 || o.Meetings[0].Counts[l] != 1 || o.Meetings[0].SavedBy != "오운영" || o.Meetings[1].Sheet.Version != 0 || o.People != 3 {
			t.Errorf("%+v %v", o, err)
		}
		w.refusesSQL("update attendance_entries set mark = 'absent'")
		w.refusesSQL("delete from attendance_entries")
		w.refusesSQL("delete from sessions where id = ?", w.first)
	})
}

func TestTwoWhoMarkAtOnceDoNotUndoEachOther(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		var wg sync.WaitGroup
		results := make([]error, 8)
		for i := range results {
			wg.Go(func() { _, results[i] = w.mark(w.host, w.first, 0, attendance.Marks[i%5], p, a) })
		}
		wg.Wait()
		won := 0
		for _, err := range results {
			if err == nil {
				won++
			} else {
				kindOf(t, err, fault.Conflict)
			}
		}
		if won != 1 || w.count("select count(*) from attendance_entries") != 3 {
			t.Errorf("%d saved, %d entries", won, w.count("select count(*) from attendance_entries"))
		}
		if _, err := w.mark(w.host, w.first, 1, l, l, l); err != nil {
			t.Error(err)
		}
	})
}

func TestASheetMustBeWhole(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		_, err := w.mark(w.host, w.first, 0, p, "", "sleeping")
		ps := fault.FieldsOf(err)
		for i := 1; i < 3; i++ {
			if ps[attendance.Field("mark", w.people[i].application)].Key != "attendance.problem.mark" {
				t.Errorf("%v", err)
			}
		}
		if len(ps) != 2 || w.count("select count(*) from attendance_marks") != 0 {
			t.Errorf("%v", ps)
		}
		_, err = w.SaveMarks(bg, w.host, attendance.SaveMarks{Section: w.section, Session: w.first, Marks: map[id.ID]attendance.Mark{
			w.people[0].application: p, w.people[1].application: p, w.people[2].application: p, id.New(): p,
		}})
		kindOf(t, err, fault.NotFound)
		w.c.Set(clock.AtSeoul(2026, 3, 9, 23, 59))
		_, err = w.mark(w.host, w.last, 0, p, p, p)
		kindOf(t, err, fault.Conflict)
		w.c.Set(clock.AtSeoul(2026, 3, 10, 0, 0))
		if _, err = w.mark(w.host, w.last, 0, p, p, p); err != nil {
			t.Error(err)
		}
	})
}

func TestOnlyWhoTeachesTheMeetingOrRunsItMarks(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		guest := w.meets(3, "2026-03-10", w.substitute.Person)
		for _, who := range []policy.Actor{w.neighbour, w.approver, w.resident, w.people[0].Actor, policy.Nobody("192.0.2.9"), w.person("강사", policy.Instructor, w.other)} {
			_, err := w.mark(who, w.first, 0, p, p, p)
			kindOf(t, err, fault.NotFound)
			_, err = w.Sheet(bg, who, w.section, w.first)
			kindOf(t, err, fault.NotFound)
			_, err = w.Overview(bg, who, w.section)
			kindOf(t, err, fault.NotFound)
			_, err = w.Register(bg, who, w.section)
			kindOf(t, err, fault.NotFound)
			kindOf(t, w.SetThreshold(bg, who, attendance.SetThreshold{Section: w.section, Percent: "70"}), fault.NotFound)
		}
		_, err := w.mark(w.substitute, w.first, 0, p, p, p)
		kindOf(t, err, fault.Forbidden)
		_, err = w.Sheet(bg, w.substitute, w.section, w.first)
		kindOf(t, err, fault.NotFound)
		if _, err := w.mark(w.substitute, guest, 0, p, p, p); err != nil {
			t.Error(err)
		}
		// Another section's meeting is not one of this section.
		other := w.run(w.prog)
		_, err = w.SaveMarks(bg, w.host, attendance.SaveMarks{Section: other, Session: w.first, Marks: map[id.ID]attendance.Mark{}})
		kindOf(t, err, fault.NotFound)
	})
}

func TestAfterConfirmingAMarkStands(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		if _, err := w.mark(w.host, w.first, 0, p, p, p); err != nil {
			t.Fatal(err)
		}
		if _, err := w.confirm(w.host, "", w.line(0, 100)); err != nil {
			t.Fatal(err)
		}
		_, err := w.mark(w.host, w.first, 1, a, p, p)
		if fault.FieldsOf(err)[attendance.Field("mark", w.people[0].application)].Key != "attendance.problem.mark_confirmed" {
			t.Errorf("%v", err)
		}
		cmd := attendance.SaveMarks{Section: w.section, Session: w.first, Version: 1, Marks: map[id.ID]attendance.Mark{w.people[1].application: l, w.people[2].application: p}}
		if n, err := w.SaveMarks(bg, w.host, cmd); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
	})
}

func TestTheListToConfirmSuggestsFromMarks(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		for _, m := range []id.ID{w.first, w.last} {
			if _, err := w.mark(w.host, m, 0, p, l, a); err != nil {
				t.Fatal(err)
			}
		}
		reg, err := w.Register(bg, w.host, w.section)
		if err != nil {
			t.Fatal(err)
		}
		for i, want := range []struct {
			minutes, percent int
			result           attendance.Result
		}{{200, 100, attendance.Completed}, {133, 66, attendance.Incomplete}, {0, 0, attendance.Incomplete}} {
			if s := reg.People[i].Suggestion; s.Minutes != want.minutes || s.Percent != want.percent || s.Result != want.result || !s.Known {
				t.Errorf("%d: %+v", i, s)
			}
		}
		for _, bad := range []string{"", "0", "101", "-5", "80%", "팔십"} {
			kindOf(t, w.SetThreshold(bg, w.host, attendance.SetThreshold{Section: w.section, Percent: bad}), fault.Invalid)
		}
		if err := w.SetThreshold(bg, w.host, attendance.SetThreshold{Section: w.section, Percent: "66"}); err != nil {
			t.Fatal(err)
		}
		if reg, err = w.Register(bg, w.host, w.section); err != nil || reg.Threshold != 66 || reg.People[1].Suggestion.Result != attendance.Completed || reg.Waiting() != 3 {
			t.Errorf("%+v %v", reg, err)
		}
	})
}

func TestADeskListsWhatIsItsOwn(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.c.Set(clock.AtSeoul(2026, 3, 10, 9, 0))
		for name, tt := range map[string]struct {
			who                          policy.Actor
			today, late, teaches, closes int
		}{
			"teacher": {w.teacher, 1, 1, 1, 1}, "host": {w.host, 1, 1, 0, 1}, "substitute": {w.substitute, 0, 0, 0, 0}, "neighbour": {w.neighbour, 0, 0, 0, 0},
		} {
			d, err := w.Teaching(bg, tt.who)
			if err != nil || len(d.Today) != tt.today || len(d.Late) != tt.late || len(d.Sections) != tt.teaches || len(d.Waiting) != tt.closes {
				t.Errorf("%s: %+v %v", name, d, err)
			}
		}
		_, err := w.Teaching(bg, w.approver)
		kindOf(t, err, fault.NotFound)
		d, err := w.Teaching(bg, w.teacher)
		if err != nil || d.Today[0].People != 3 || d.Today[0].Session.ID != w.last || d.Late[0].Session.Number != 1 || d.Sections[0].Held != 2 || d.Sections[0].Section.ID != w.section {
			t.Errorf("%+v %v", d, err)
		}
		if _, err := w.mark(w.teacher, w.first, 0, p, p, p); err != nil {
			t.Fatal(err)
		}
		w.c.Set(afterwards)
		if _, err := w.confirm(w.teacher, "", w.line(0, 1), w.line(1, 1), w.line(2, 1)); err != nil {
			t.Fatal(err)
		}
		if d, err = w.Teaching(bg, w.teacher); err != nil || len(d.Waiting) != 0 || len(d.Late) != 0 || d.Sections[0].Marked != 1 || d.Sections[0].Confirmed != 3 {
			t.Errorf("%+v %v", d, err)
		}
	})
}

func TestAnOfficerSaysWhoTeaches(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		desk := catalog.NewDesk(w.d)
		set := func(who policy.Actor, session, teacher id.ID) error {
			return desk.AssignTeacher(bg, who, catalog.AssignTeacher{Section: w.section, Session: session, Teacher: teacher})
		}
		for _, who := range []policy.Actor{w.neighbour, w.approver, w.teacher, w.resident} {
			kindOf(t, set(who, id.None, w.substitute.Person), fault.NotFound)
		}
		stranger := w.person("강사", policy.Instructor, w.other)
		kindOf(t, set(w.officer, id.None, stranger.Person), fault.Invalid)
		kindOf(t, set(w.officer, id.New(), w.substitute.Person), fault.NotFound)
		if err := set(w.officer, w.last, w.substitute.Person); err != nil {
			t.Fatal(err)
		}
		if _, err := w.mark(w.substitute, w.last, 0, p, p, p); err != nil {
			t.Error(err)
		}
		if err := set(w.host, id.None, id.None); err != nil {
			t.Fatal(err)
		}
		_, err := w.mark(w.teacher, w.first, 0, p, p, p)
		kindOf(t, err, fault.NotFound)
		all, err := desk.Instructors(bg, w.officer, w.org)
		if err != nil || len(all) != 2 {
			t.Errorf("%+v %v", all, err)
		}
		_, err = desk.Instructors(bg, w.neighbour, w.org)
		kindOf(t, err, fault.NotFound)
		// A meeting whose attendance was taken cannot be taken away.
		kindOf(t, desk.RemoveSession(bg, w.officer, w.section, w.last), fault.Conflict)
		if err := desk.RemoveSession(bg, w.officer, w.section, w.first); err != nil {
			t.Error(fmt.Errorf("an unmarked meeting: %w", err))
		}
	})
}
