package enrolment_test

import (
	"testing"

	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

func TestAReceiptIsTextedAFewTimesADay(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(2), nil)
		g, kid := w.home("2016-05-20", "파주시", true)
		d, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k"))
		if err != nil || d.Outcome != enrolment.Accepted {
			t.Fatal(d, err)
		}
		officer := w.resident(func(*people.Person, *people.Account) {})
		officer.Roles = []policy.Role{{Duty: policy.Officer, Org: w.org}}
		// Messages about the place that are no receipts do not use them up.
		err = w.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			for range 4 {
				if err := outbox.Enqueue(tx, outbox.Letter{Stranger: true, Kind: enrolment.LetterMessage, Channel: outbox.SMS, Address: "010-4000-0001", Ref: d.Application.PolicyRef()}); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		sent := 0
		for range 6 {
			if err = w.SendReceipt(t.Context(), officer, d.Application.ID); err != nil {
				break
			}
			sent++
		}
		if sent != 2 || says(err) != "desk.problem.sent_enough" { // and the one that the application sent
			t.Errorf("%d were sent: %v", sent, err)
		}
		if err := w.SendReceipt(t.Context(), officer, id.New()); says(err) != "error.not_found" {
			t.Errorf("%v", err)
		}
	})
}
