package catalog

import (
	"ieum/internal/clock"
	"ieum/internal/fault"
)

// Lack is something without which nothing is put before a second person. Of is
// the section's name, "" for the programme itself.
type Lack struct {
	Of string
	fault.Text
}

// lacksOf is what a programme still needs before it can be public.
func lacksOf(p *Programme) (out []Lack) {
	for _, x := range []struct {
		there bool
		key   string
	}{{p.SummaryKO != "", "office.lack.summary"}, {p.Phone != "", "office.lack.phone"}, {p.Department != "", "office.lack.department"}} {
		if !x.there {
			out = append(out, Lack{Text: fault.Say(x.key)})
		}
	}
	return out
}

// lacksOfSection is what a section still needs before people can apply.
func lacksOfSection(s *Section, now clock.Instant) (out []Lack) {
	add := func(key string) { out = append(out, Lack{Of: s.Name(), Text: fault.Say(key)}) }
	if s.StartsOn == "" {
		add("office.lack.days")
	}
	if s.Place == "" && (s.Method == InPerson || s.Method == Mixed) {
		add("office.lack.place")
	}
	if s.Channel == Here && !s.AlwaysOpen && s.ApplyUntil <= now {
		add("office.lack.window_over")
	}
	return out
}

// Name is what a section is called among its siblings.
func (s *Section) Name() string {
	if s.NameKO != "" {
		return s.NameKO
	}
	return s.Number
}

// Titled is a programme's title with the section's own name, where it has one.
func (s *Section) Titled(programme string) string {
	if s.NameKO == "" {
		return programme
	}
	return programme + " " + s.NameKO
}
