package enrolment_test

import (
	"strings"
	"testing"

	"ieum/internal/enrolment"
	"ieum/internal/i18n"
	"ieum/internal/policy"
)

func TestAProgrammeForSomeGrades(t *testing.T) {
	each(t, func(t *testing.T, w *town) {
		w.exec("update programmes set grades = 'e5,e6' where id = ?", w.prog)
		section := w.section(seats(5), nil)
		g, kid := w.home("2016-05-20", "파주시", true)
		d, err := w.Apply(t.Context(), g, w.forChild(section, kid, "k"))
		if err != nil || d.Outcome != enrolment.Refused || d.Reason != enrolment.ReasonGrade {
			t.Fatalf("a fourth-year: %+v %v", d, err)
		}
		r, err := w.Application(t.Context(), g, d.Application.ID)
		if err != nil {
			t.Fatal(err)
		}
		why := r.Why()
		if ko := i18n.In(i18n.KO, why.Key, why.Args...); !strings.Contains(ko, "초등 5학년·초등 6학년") {
			t.Errorf("the rule is not named: %s", ko)
		}
		o, err := w.Offer(t.Context(), g, section)
		if err != nil || o.Choices[1].WhyNot.Key != enrolment.ReasonGrade {
			t.Errorf("%+v %v", o.Choices, err)
		}
		if _, err := w.Apply(t.Context(), g, request(section, "own")); says(err) != "enrolment.grade_needed" {
			t.Errorf("somebody of no school: %v", err)
		}
		if o, err := w.Offer(t.Context(), policy.Nobody(""), section); err != nil || o.WhyNot.Key != "" {
			t.Errorf("somebody unknown: %+v %v", o.WhyNot, err)
		}
		w.exec("update pupils set grade = 'e5' where person_id = ?", kid)
		if d, err = w.Apply(t.Context(), g, w.forChild(section, kid, "k2")); err != nil || d.Outcome != enrolment.Accepted {
			t.Errorf("a fifth-year: %+v %v", d, err)
		}
		w.holds()
	})
}
