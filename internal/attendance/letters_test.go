package attendance_test

import (
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/policy"
)

func TestWhoIsConfirmedIsTold(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		letters := func(kind string, i int) int {
			return w.count("select count(*) from outbox where kind = ? and account_id = ? and data like '%\"number\":\"3.3\"%'", kind, w.people[i].Account)
		}
		incomplete := w.line(1, 200)
		incomplete.Result, incomplete.Award = attendance.Incomplete, ""
		for range 2 { // the button pressed twice
			if _, err := w.confirm(w.host, "", w.line(0, 200), incomplete); err != nil {
				t.Fatal(err)
			}
		}
		if letters(attendance.LetterCompleted, 0) != 1 || letters(attendance.LetterIncomplete, 1) != 1 || w.count("select count(*) from outbox where kind like 'participation.%'") != 2 {
			t.Errorf("%d letters", w.count("select count(*) from outbox where kind like 'participation.%'"))
		}
		mine, err := w.MyCertificates(bg, w.people[1].Actor)
		if err != nil || len(mine) != 1 {
			t.Fatal(len(mine), err)
		}
		right := w.line(1, 200)
		if _, err := w.Correct(bg, w.host, attendance.Correct{Participation: mine[0].Participation.ID, Version: 1, Line: right, Reason: "다시 확인"}); err != nil {
			t.Fatal(err)
		}
		if letters(attendance.LetterCorrected, 1) != 1 {
			t.Error("a correction is not told")
		}
	})
}

func TestAnErasedPersonsCertificateWasIssuedAndNamesNobody(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.sign()
		p, me := w.confirmed(1)[0], w.people[0].Actor
		one, err := w.AskCertificate(bg, me, attendance.AskCertificate{Participation: p, Kind: attendance.CompletionCertificate})
		if err != nil {
			t.Fatal(err)
		}
		issued, err := w.MyCertificate(bg, me, one)
		if err != nil || issued.Erased() {
			t.Fatal(err)
		}
		w.rename(me.Person, map[string]any{"name": "", "birth_on": nil})
		for _, h := range attendance.Holdings {
			for _, q := range h.Erase {
				w.erase(q, me.Person)
			}
		}
		if n := w.count("select count(*) from certificates where holder <> ''"); n != 0 {
			t.Errorf("%d certificates keep whose they were", n)
		}
		got, err := w.Verify(bg, policy.Nobody("192.0.2.9"), issued.Serial)
		if err != nil || !got.Erased() || got.Name != "" || got.Renamed || !got.Valid() {
			t.Errorf("%+v %v", got, err)
		}
	})
}
