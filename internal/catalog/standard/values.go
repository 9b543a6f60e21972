package standard

import (
	"fmt"
	"strconv"

	"ieum/internal/clock"
)

// alwaysUntil is how the set writes a reception that has no last day.
const alwaysUntil = clock.Date("2099-12-31")

// FromValues renders a course that was not imported, as the set wants it: ISO
// dates, HH:MM, 화요일+목요일, 인터넷·방문. Where a value says nothing its text is
// used, so that what was typed is not lost.
func FromValues(v Values) Record {
	var r Record
	r.ProviderCode, r.ProviderName = v.ProviderCode, v.ProviderName
	until := v.ApplyUntil
	if until == "" && v.AlwaysOpen && (v.ApplyStated || v.ApplyFrom != "") {
		until = alwaysUntil
	}
	for c, s := range map[Column]string{
		Title: v.Title, Teacher: v.Teacher, StartDate: string(v.StartsOn), EndDate: string(v.EndsOn),
		Category: v.Category, Audience: v.Audience, Method: or(v.Method.Korean(), v.MethodText), Weekday: or(v.Weekdays.Korean(), v.WeekdayText),
		Place: v.Place, RoadAddress: v.Address.Text, Operator: v.Operator, OperatorPhone: v.Phone,
		ApplyFrom: string(v.ApplyFrom), ApplyUntil: string(until),
		ApplyMethod: or(v.ApplyMethods.Korean(), v.ApplyMethodText), Selection: or(v.Mode.Korean(), v.ModeText), Homepage: v.URL,
		JobTraining: string(v.JobTraining), CreditBank: string(v.CreditBank), LearningAccount: string(v.LearningAccount),
		ReferenceDate: string(v.ReferenceDate),
	} {
		r.Cells[c] = s
	}
	if v.HasStart {
		r.Cells[StartTime] = minutes(v.StartMinute)
	}
	if v.HasEnd {
		r.Cells[EndTime] = minutes(v.EndMinute)
	}
	if v.Capacity != nil {
		r.Cells[Capacity] = strconv.Itoa(*v.Capacity)
	}
	if v.FeeStated {
		r.Cells[Fee] = strconv.FormatInt(int64(v.Fee), 10)
	}
	return r
}

func or(s, otherwise string) string {
	if s != "" {
		return s
	}
	return otherwise
}

// minutes is a time of day as the set writes it: 09:00.
func minutes(m int) string { return fmt.Sprintf("%02d:%02d", m/60, m%60) }
