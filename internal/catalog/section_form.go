package catalog

import (
	"slices"
	"strconv"
	"strings"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// SectionForm is a section as it is typed.
type SectionForm struct {
	NameKO         string   `form:"name_ko"`
	NameEN         string   `form:"name_en"`
	Term           string   `form:"term"`
	Capacity       string   `form:"capacity"`
	Unlimited      string   `form:"unlimited"`
	ApplyFromDay   string   `form:"apply_from_day"`
	ApplyFromTime  string   `form:"apply_from_time"`
	ApplyUntilDay  string   `form:"apply_until_day"`
	ApplyUntilTime string   `form:"apply_until_time"`
	AlwaysOpen     string   `form:"always_open"`
	Mode           string   `form:"mode"`
	Method         string   `form:"method"`
	Channel        string   `form:"channel"`
	ApplyURL       string   `form:"apply_url"`
	ApplyPhone     string   `form:"apply_phone"`
	Fee            string   `form:"fee"`
	MaterialCost   string   `form:"material_cost"`
	FeeNote        string   `form:"fee_note"`
	Place          string   `form:"place"`
	Address        string   `form:"address"`
	City           string   `form:"city"`
	District       string   `form:"district"`
	StartsOn       string   `form:"starts_on"`
	EndsOn         string   `form:"ends_on"`
	Weekdays       []string `form:"weekdays"` // mon … sun
	StartTime      string   `form:"start_time"`
	EndTime        string   `form:"end_time"`
}

// SectionFormOf is a section as its form shows it.
func SectionFormOf(s *Section) SectionForm {
	f := SectionForm{
		NameKO: s.NameKO, NameEN: s.NameEN, Term: s.Term, Capacity: text(s.Capacity), Unlimited: tick(s.Capacity == nil && s.Channel == Here), AlwaysOpen: tick(s.AlwaysOpen), Mode: string(s.Mode),
		Method: string(s.Method), Channel: string(s.Channel), ApplyURL: s.ApplyURL, ApplyPhone: s.ApplyPhone, Fee: strconv.Itoa(int(s.Fee)),
		MaterialCost: strconv.Itoa(int(s.MaterialCost)), FeeNote: s.FeeNote, Place: s.Place, Address: s.Address, City: s.City, District: s.District,
		StartsOn: string(s.StartsOn), EndsOn: string(s.EndsOn), Weekdays: weekdayNames(s.Weekdays), StartTime: timeText(s.StartMinute), EndTime: timeText(s.EndMinute),
	}
	f.ApplyFromDay, f.ApplyFromTime = momentText(s.ApplyFrom)
	if u := s.ApplyUntil; !u.IsZero() && u == u.Date().At(0) { // the end of the day before
		f.ApplyUntilDay, f.ApplyUntilTime = string(u.Date().AddDays(-1)), "23:59"
	} else {
		f.ApplyUntilDay, f.ApplyUntilTime = momentText(u)
	}
	return f
}

func tick(yes bool) string {
	if yes {
		return "1"
	}
	return ""
}

func timeText(m *int) string {
	if m == nil {
		return ""
	}
	return i18n.TimeOfDay(*m)
}

func momentText(i clock.Instant) (day, at string) {
	if i.IsZero() {
		return "", ""
	}
	return string(i.Date()), i.Local().Format("15:04")
}

// weekdayNames are the days of a set of bits, as the form names them.
func weekdayNames(bits int) (out []string) {
	for i, name := range Weekdays {
		if bits&(1<<i) != 0 {
			out = append(out, name)
		}
	}
	return out
}

// facts are the fields in the order of the form.
func (f SectionForm) facts() []Stated {
	return []Stated{
		{Field: "name_ko", Value: f.NameKO},
		{Field: "name_en", Value: f.NameEN},
		{Field: "term", Value: f.Term},
		{Field: "starts_on", Value: f.StartsOn},
		{Field: "ends_on", Value: f.EndsOn},
		{Field: "weekdays", Value: strings.Join(f.Weekdays, ",")},
		{Field: "start_time", Value: f.StartTime},
		{Field: "end_time", Value: f.EndTime},
		{Field: "method", Value: f.Method},
		{Field: "place", Value: f.Place},
		{Field: "address", Value: f.Address},
		{Field: "city", Value: f.City},
		{Field: "district", Value: f.District},
		{Field: "channel", Value: f.Channel},
		{Field: "apply_url", Value: f.ApplyURL},
		{Field: "apply_phone", Value: f.ApplyPhone},
		{Field: "mode", Value: f.Mode},
		{Field: "capacity", Value: f.Capacity},
		{Field: "unlimited", Value: f.Unlimited},
		{Field: "always_open", Value: f.AlwaysOpen},
		{Field: "apply_from", Value: strings.TrimSpace(f.ApplyFromDay + " " + f.ApplyFromTime)},
		{Field: "apply_until", Value: strings.TrimSpace(f.ApplyUntilDay + " " + f.ApplyUntilTime)},
		{Field: "fee", Value: f.Fee},
		{Field: "material_cost", Value: f.MaterialCost},
		{Field: "fee_note", Value: f.FeeNote},
	}
}

// read writes what was typed into s and says what is wrong with it.
func (f SectionForm) read(s *Section) fault.Problems {
	t := newTyped()
	s.NameKO, s.NameEN = t.line("name_ko", f.NameKO, longTitle), t.line("name_en", f.NameEN, longTitle)
	s.Term = t.line("term", f.Term, 20)
	s.Mode, s.Method, s.Channel = oneOf(t, "mode", f.Mode, Modes), oneOf(t, "method", f.Method, Methods), oneOf(t, "channel", f.Channel, Channels)
	f.readWindow(t, s)
	f.readCapacity(t, s)
	s.ApplyURL, s.ApplyPhone = t.link("apply_url", f.ApplyURL), t.phone("apply_phone", f.ApplyPhone)
	switch {
	case s.Channel == Elsewhere && s.ApplyURL == "":
		t.problems.Add("apply_url", "office.problem.url_missing")
	case s.Channel == ByPhone && s.ApplyPhone == "":
		t.problems.Add("apply_phone", "office.problem.phone_missing")
	}
	s.Fee, s.MaterialCost = t.won("fee", f.Fee), t.won("material_cost", f.MaterialCost)
	s.FeeNote = t.line("fee_note", f.FeeNote, longLine)
	s.Place, s.Address = t.line("place", f.Place, longLine), t.line("address", f.Address, longLine)
	s.City, s.District = t.line("city", f.City, 40), t.line("district", f.District, 40)
	f.readDays(t, s)
	return t.problems
}

func (f SectionForm) readWindow(t typed, s *Section) {
	s.AlwaysOpen = f.AlwaysOpen == "1"
	s.ApplyFrom = t.moment("apply_from_day", f.ApplyFromDay, "apply_from_time", f.ApplyFromTime)
	s.ApplyUntil = t.moment("apply_until_day", f.ApplyUntilDay, "apply_until_time", f.ApplyUntilTime)
	switch {
	case s.AlwaysOpen:
		s.ApplyFrom, s.ApplyUntil = 0, 0
	case s.Channel == Here && s.ApplyFrom.IsZero():
		t.problems.Add("apply_from_day", "office.problem.window_missing")
	case s.Channel == Here && s.ApplyUntil.IsZero():
		t.problems.Add("apply_until_day", "office.problem.window_missing")
	case !s.ApplyFrom.IsZero() && !s.ApplyUntil.IsZero() && s.ApplyUntil <= s.ApplyFrom:
		t.problems.Add("apply_until_day", "office.problem.window")
	}
}

func (f SectionForm) readCapacity(t typed, s *Section) {
	s.Capacity = t.number("capacity", f.Capacity, 1, mostPlaces)
	switch {
	case f.Unlimited == "1":
		s.Capacity = nil
	case s.Capacity == nil && s.Channel == Here && s.Mode != WalkIn:
		t.problems.Add("capacity", "office.problem.capacity_missing")
	}
}

func (f SectionForm) readDays(t typed, s *Section) {
	s.StartsOn, s.EndsOn = t.date("starts_on", f.StartsOn), t.date("ends_on", f.EndsOn)
	switch {
	case s.StartsOn == "" && s.EndsOn != "":
		t.problems.Add("starts_on", "office.problem.day_missing")
	case s.StartsOn != "" && s.EndsOn == "":
		s.EndsOn = s.StartsOn
	case s.EndsOn < s.StartsOn:
		t.problems.Add("ends_on", "office.problem.days")
	case s.StartsOn != "" && s.StartsOn.DaysTo(s.EndsOn) > 366*2:
		t.problems.Add("ends_on", "office.problem.days_long")
	}
	s.Weekdays = 0
	for _, name := range f.Weekdays {
		if i := slices.Index(Weekdays, name); i >= 0 {
			s.Weekdays |= 1 << i
		} else if name != "" {
			t.problems.Add("weekdays", "office.problem.choose")
		}
	}
	s.StartMinute, s.EndMinute = t.minute("start_time", f.StartTime), t.minute("end_time", f.EndTime)
	switch {
	case s.StartMinute != nil && s.EndMinute == nil:
		t.problems.Add("end_time", "office.problem.time_missing")
	case s.StartMinute == nil && s.EndMinute != nil:
		t.problems.Add("start_time", "office.problem.time_missing")
	case s.StartMinute != nil && *s.EndMinute <= *s.StartMinute:
		t.problems.Add("end_time", "office.problem.times")
	}
}
