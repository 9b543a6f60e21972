package enrolment_test

import (
	"testing"
	"time"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/enrolment"
	"ieum/internal/people"
)

// While a guardian's withdrawal is not finished, the other's application for the
// child waits for it, and is then decided without the consent: on PostgreSQL too,
// where transactions stand beside one another.
func TestAnApplicationWaitsForAWithdrawalOfTheConsent(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(2), nil)
		g, kid := w.home("2016-05-20", "파주시", true)
		done := make(chan error, 1)
		err := w.d.Write(t.Context(), g, func(tx *db.Tx) error {
			if _, err := people.EndConsent(tx, kid); err != nil {
				return err
			}
			go func() {
				_, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k"))
				done <- err
			}()
			time.Sleep(300 * time.Millisecond)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := <-done; says(err) != "enrolment.guardian_consent" {
			t.Errorf("%v", err)
		}
		if n := w.count("select count(*) from enrolments where released_at is null"); n != 0 {
			t.Errorf("%d places without a consent", n)
		}
		w.holds()
	})
}

func TestAGuardianAppliesUntilTheNineteenthBirthday(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		section := w.section(seats(2), nil)
		for birth, want := range map[clock.Date]string{"2007-03-03": "", "2007-03-02": "error.not_found"} { // nineteen tomorrow, and today
			g, kid := w.home(birth, "파주시", true)
			d, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k"))
			if says(err) != want || want == "" && d.Outcome != enrolment.Accepted {
				t.Errorf("born %s: %v %v", birth, d.Outcome, err)
			}
		}
	})
}
