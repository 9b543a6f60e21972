package attendance_test

import (
	"testing"

	"ieum/internal/attendance"
	"ieum/internal/id"
)

// gone marks somebody as erased.
func (w *class) gone(person id.ID) {
	w.t.Helper()
	w.rename(person, map[string]any{"name": "", "birth_on": nil, "phone": "", "erased_at": 1})
}

func TestNoWordsAreKeptOfSomebodyWhoHasGone(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		confirmed := w.confirmed(2)
		w.gone(w.people[0].Person)
		for i, p := range confirmed {
			line := w.line(i, 100)
			line.Award, line.Role = "으뜸상", attendance.Winner
			if _, err := w.Correct(bg, w.host, attendance.Correct{Participation: p, Version: 1, Line: line, Reason: "출석부를 다시 봄"}); err != nil {
				t.Fatal(err)
			}
		}
		words := func(i int) int {
			return w.count("select (select count(*) from participation_texts where person_id = ? and version = 2 and (award <> '' or reason <> '')) + (select count(*) from participations where person_id = ? and award <> '')", w.people[i].Person, w.people[i].Person)
		}
		if words(0) != 0 || words(1) != 2 {
			t.Errorf("%d words of who has gone, %d of 2 of who has not", words(0), words(1))
		}
		if n := w.count("select count(*) from participation_entries where version = 2 and minutes = 100"); n != 2 {
			t.Errorf("%d corrections were kept", n)
		}
	})
}

// TestAConfirmationAfterAnErasureKeepsNoWords is of a place that was not given back.
func TestAConfirmationAfterAnErasureKeepsNoWords(t *testing.T) {
	each(t, func(t *testing.T, w *class) {
		w.gone(w.people[0].Person)
		var lines []attendance.Line
		for i := range 2 {
			line := w.line(i, 200)
			line.Award, line.Role = "으뜸상", attendance.Winner
			lines = append(lines, line)
		}
		for range 2 { // the same list sent twice
			if _, err := w.confirm(w.host, "미리 적은 까닭", lines...); err != nil {
				t.Fatal(err)
			}
		}
		for i, want := range []int{0, 2} {
			p := w.people[i].Person
			if n := w.count("select (select count(*) from participation_texts where person_id = ? and (award <> '' or reason <> '')) + (select count(*) from participations where person_id = ? and award <> '')", p, p); n != want {
				t.Errorf("person %d: %d words, want %d", i, n, want)
			}
		}
		if n := w.count("select count(*) from participations"); n != 2 {
			t.Errorf("%d participations", n)
		}
	})
}
