package attendance_test

import (
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
)

func TestNothingIsConfirmedBeforeTheFirstMeeting(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		begins := clock.AtSeoul(2026, 3, 3, 10, 0)
		w.c.Set(begins - 1)
		_, err := w.confirm(w.host, "미리 확인", w.line(0, 200))
		kindOf(t, err, fault.Conflict)
		kindOf(t, w.PreviewConfirm(bg, w.host, attendance.Confirm{Section: w.section, Lines: []attendance.Line{w.line(0, 200)}, Reason: "미리 확인"}), fault.Conflict)
		if l, err := w.Register(bg, w.host, w.section); err != nil || l.Begun() || l.Begins != begins {
			t.Errorf("%v %v", l.Begins.Local(), err)
		}
		if n := w.count("select count(*) from participations"); n != 0 {
			t.Errorf("%d participations", n)
		}
		w.c.Set(begins)
		if n, err := w.confirm(w.host, "하루로 줄어듦", w.line(0, 200)); err != nil || n != 1 {
			t.Errorf("%d %v", n, err)
		}
	})
}

func TestTheBeginningIsTheFirstMeetingsOrTheFirstDays(t *testing.T) {
	s := catalog.Section{StartsOn: "2026-03-01"}
	ms := []catalog.Session{{HeldOn: "2026-03-10", StartMinute: 60}, {HeldOn: "2026-03-03", StartMinute: 600}}
	if got := attendance.BeginOf(&s, ms); got != clock.AtSeoul(2026, 3, 3, 10, 0) {
		t.Error(got.Local())
	}
	if got := attendance.BeginOf(&s, nil); got != clock.AtSeoul(2026, 3, 1, 0, 0) {
		t.Error(got.Local())
	}
	if got := attendance.BeginOf(&catalog.Section{}, nil); !got.IsZero() {
		t.Error(got.Local())
	}
}

func TestWhoGaveThePlaceBackAfterConfirmationStaysInTheLists(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		w.confirmed(1)
		w.keep(func(tx *db.Tx) error {
			return tx.Exec("update enrolments set released_at = ? where application_id in ?", afterwards, []any{w.people[0].application, w.people[1].application}).Error
		})
		l, err := w.Register(bg, w.host, w.section)
		if err != nil || len(l.People) != 2 || !l.People[0].Released || l.People[0].Confirmed == nil || l.People[1].Released || l.Waiting() != 1 {
			t.Errorf("%+v %v", l.People, err)
		}
		c, err := w.Certificates(bg, w.host, w.section)
		if err != nil || len(c.People) != 1 || !c.People[0].Released {
			t.Errorf("%+v %v", c.People, err)
		}
		sheet, err := w.Sheet(bg, w.host, w.section, w.first)
		if err != nil || len(sheet.People) != 1 {
			t.Errorf("%+v %v", sheet.People, err)
		}
		_, err = w.confirm(w.host, "", w.line(1, 200)) // without a place, and never confirmed
		kindOf(t, err, fault.NotFound)
	})
}
