package credit_test

import (
	"testing"

	"ieum/internal/credit"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/personal"
	"ieum/internal/policy"
)

func TestNoWordsAreKeptOfAStudentWhoHasGone(t *testing.T) {
	eachDesk(t, func(t *testing.T, w *desks) {
		ctx := t.Context()
		gone, stays := w.student("김도현", w.here), w.student("이하은", w.here)
		recognitions := map[id.ID]id.ID{}
		var entries []id.ID
		for _, who := range []policy.Actor{gone, stays} {
			w.consents(who, w.here)
			w.confirms(w.section(w.host), who, 9)
			one := w.waiting()
			recognitions[who.Person] = one.ID
			if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: one.ID, Decision: credit.Recognise, Reason: "처음 결정"}); err != nil {
				t.Fatal(err)
			}
		}
		l, err := w.Ledger(ctx, w.staff, credit.LedgerStates[0], 1)
		if err != nil || len(l.Lines) != 2 {
			t.Fatal(len(l.Lines), err)
		}
		for _, e := range l.Lines {
			entries = append(entries, e.ID)
		}
		if err := personal.NewService(w.d, people.NewAccounts(w.d, "a secret of the tests, long enough")).CloseOne(ctx, policy.System("user command"), people.Leaving{Person: gone.Person.String()}); err != nil {
			t.Fatal(err)
		}
		words := func(who policy.Actor) int {
			return w.count("select count(*) from recognition_texts where person_id = ? and body <> ''", who.Person)
		}
		if words(gone) != 0 || words(stays) != 1 {
			t.Fatalf("%d and %d words after the erasure", words(gone), words(stays))
		}
		if n, err := w.Reflect(ctx, w.staff, credit.Reflect{Entries: entries, Result: credit.Rejected, OnDay: "2026-06-01", Reason: "학번 오류"}); err != nil || n != 2 {
			t.Fatal(n, err)
		}
		if words(gone) != 0 || words(stays) != 2 {
			t.Errorf("%d and %d words after a rejection", words(gone), words(stays))
		}
		for _, r := range recognitions {
			if err := w.Decide(ctx, w.staff, credit.Decide{Recognition: r, Decision: credit.CancelBack, Reason: "중복 참여"}); err != nil {
				t.Fatal(err)
			}
		}
		if words(gone) != 0 || words(stays) != 3 {
			t.Errorf("%d and %d words after taking back", words(gone), words(stays))
		}
		if n := w.count("select count(*) from outbox where kind = ? and data like '%중복 참여%'", credit.LetterCancelled); n != 1 {
			t.Errorf("%d letters say why, want the one to who is here", n)
		}
		if w.count("select count(*) from recognition_decisions") != 4 || w.count("select count(*) from mileage_reflections") != 2 || w.count("select count(*) from mileage_entries") != 4 {
			t.Error("what was decided is not kept")
		}
	})
}
