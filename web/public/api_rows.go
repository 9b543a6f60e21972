package public

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/people"
)

// apiNames are a name in both languages; English may be empty.
type apiNames struct {
	KO string `json:"ko"`
	EN string `json:"en,omitempty"`
}

type apiOrg struct {
	Slug string   `json:"slug"`
	Name apiNames `json:"name"`
}

type apiProgram struct {
	Slug        string           `json:"slug"`
	URL         string           `json:"url"`
	Title       apiNames         `json:"title"`
	Kind        string           `json:"kind"`
	Area        string           `json:"area"`
	Audience    string           `json:"audience"`
	Year        int              `json:"year"`
	Sample      bool             `json:"sample" doc:"예시: 공식 통계에 들지 않음 / an example, in no official total"`
	Host        apiOrg           `json:"host"`
	Cooperation string           `json:"cooperation,omitempty"`
	Strand      string           `json:"strand,omitempty"`
	Best        *apiSection      `json:"section,omitempty" doc:"조건에 가장 맞는 분반 / the section that answers best"`
	Recognised  []apiRecognition `json:"recognition,omitempty" doc:"비교과로 인정하는 대학 / universities that recognise it"`
	More        int              `json:"more_sections" doc:"조건에 맞는 다른 분반 수 / other sections that match"`
}

type apiProgramFull struct {
	Slug         string           `json:"slug"`
	URL          string           `json:"url"`
	Title        apiNames         `json:"title"`
	Summary      apiNames         `json:"summary"`
	Kind         string           `json:"kind"`
	Area         string           `json:"area"`
	Audience     string           `json:"audience"`
	AudienceNote string           `json:"audience_note,omitempty"`
	MinAge       *int             `json:"min_age,omitempty"`
	MaxAge       *int             `json:"max_age,omitempty"`
	Grades       string           `json:"grades,omitempty"`
	Year         int              `json:"year"`
	Sample       bool             `json:"sample"`
	Host         apiOrg           `json:"host"`
	Phone        string           `json:"phone,omitempty"`
	Sections     []apiSection     `json:"sections"`
	Recognised   []apiRecognition `json:"recognition,omitempty" doc:"비교과로 인정하는 대학 / universities that recognise it"`
}

type apiSection struct {
	ID           string   `json:"id"`
	URL          string   `json:"url"`
	Number       string   `json:"number"`
	Name         apiNames `json:"name"`
	Status       string   `json:"status" doc:"접수 상태 / state of admission"`
	Run          string   `json:"run" doc:"운영 상태 / how far it has come: before, running, ended, cancelled"`
	Channel      string   `json:"channel" doc:"신청처 / where to apply: here, elsewhere, phone, school"`
	ApplyFrom    string   `json:"apply_from,omitempty"`
	ApplyUntil   string   `json:"apply_until,omitempty"`
	AlwaysOpen   bool     `json:"always_open"`
	ApplyURL     string   `json:"apply_url,omitempty"`
	Mode         string   `json:"mode"`
	Method       string   `json:"method"`
	Fee          int64    `json:"fee" doc:"원 / won"`
	MaterialCost int64    `json:"material_cost" doc:"원 / won"`
	Place        string   `json:"place,omitempty"`
	City         string   `json:"city,omitempty"`
	District     string   `json:"district,omitempty"`
	StartsOn     string   `json:"starts_on,omitempty"`
	EndsOn       string   `json:"ends_on,omitempty"`
	Weekdays     []string `json:"weekdays"`
	StartMinute  *int     `json:"start_minute,omitempty" doc:"자정부터 분 / minutes since midnight"`
	EndMinute    *int     `json:"end_minute,omitempty"`
}

type apiSectionFull struct {
	apiSection
	Program    string           `json:"program" doc:"프로그램 / slug of its programme"`
	Title      apiNames         `json:"title"`
	Host       apiOrg           `json:"host"`
	Capacity   *int             `json:"capacity,omitempty" doc:"이 누리집에서 신청할 때만 / only where one applies here"`
	Left       *int             `json:"left,omitempty" doc:"남은 자리; 선착순이고 이 누리집에서 신청할 때만 / free places; only first come and only here"`
	Sessions   []apiSession     `json:"sessions"`
	Recognised []apiRecognition `json:"recognition,omitempty" doc:"비교과로 인정하는 대학 / universities that recognise it"`
}

type apiSession struct {
	Number      int    `json:"number"`
	HeldOn      string `json:"held_on"`
	StartMinute int    `json:"start_minute"`
	EndMinute   int    `json:"end_minute"`
	Place       string `json:"place,omitempty"`
	Room        string `json:"room,omitempty"`
	Topic       string `json:"topic,omitempty"`
}

func (a *API) url(path string) string { return a.pages.url(koContext(context.Background()), path) }

func hostOf(o *people.Organisation) apiOrg { return apiOrg{o.Slug, apiNames{o.NameKO, o.NameEN}} }

func (a *API) card(c catalog.Card) apiProgram {
	p := apiProgram{
		Slug: c.Slug, URL: a.url("/programs/" + c.Slug), Title: apiNames{c.TitleKO, c.TitleEN}, Kind: string(c.Kind), Area: string(c.Area), Audience: string(c.Audience),
		Year: c.Year, Sample: c.Sample, Host: apiOrg{c.Org.Slug, apiNames{c.Org.NameKO, c.Org.NameEN}}, Cooperation: c.Cooperation.Slug, Strand: c.Strand.Code, More: c.More,
	}
	if c.Best != nil {
		s := a.offer(c.Best)
		p.Best = &s
	}
	return p
}

func (a *API) full(p *catalog.Page) apiProgramFull {
	out := apiProgramFull{
		Slug: p.Slug, URL: a.url("/programs/" + p.Slug), Title: apiNames{p.TitleKO, p.TitleEN}, Summary: apiNames{p.SummaryKO, p.SummaryEN}, Kind: string(p.Kind),
		Area: string(p.Area), Audience: string(p.Audience), AudienceNote: p.AudienceNote, MinAge: p.MinAge, MaxAge: p.MaxAge, Grades: p.Grades, Year: p.Year, Sample: p.Sample,
		Host: hostOf(&p.Org), Phone: p.Phone, Sections: make([]apiSection, 0, len(p.Offers)),
	}
	for i := range p.Offers {
		out.Sections = append(out.Sections, a.offer(&p.Offers[i]))
	}
	return out
}

func (a *API) offer(o *catalog.Offer) apiSection {
	s := apiSection{
		ID: o.ID.String(), URL: a.url("/sections/" + o.ID.String()), Number: o.Number, Name: apiNames{o.NameKO, o.NameEN}, Status: string(o.Admission), Run: string(o.Run),
		Channel: string(o.Channel), ApplyFrom: isoTime(o.ApplyFrom), ApplyUntil: isoTime(o.ApplyUntil), AlwaysOpen: o.AlwaysOpen, Mode: string(o.Mode), Method: string(o.Method),
		Fee: int64(o.Fee), MaterialCost: int64(o.MaterialCost), Place: o.Place, City: o.City, District: o.District, StartsOn: string(o.StartsOn), EndsOn: string(o.EndsOn),
		Weekdays: []string{}, StartMinute: o.StartMinute, EndMinute: o.EndMinute,
	}
	if o.Channel != catalog.Here {
		s.ApplyURL = o.ApplyURL
	}
	for i, name := range catalog.Weekdays {
		if o.Weekdays&(1<<i) != 0 {
			s.Weekdays = append(s.Weekdays, name)
		}
	}
	return s
}

func (a *API) sectionFull(s *catalog.SectionPage) apiSectionFull {
	out := apiSectionFull{
		apiSection: a.offer(&s.Offer), Program: s.Slug, Title: apiNames{s.TitleKO, s.TitleEN}, Host: hostOf(&s.Org), Sessions: make([]apiSession, 0, len(s.Sessions)),
	}
	if s.Channel == catalog.Here {
		out.Capacity = s.Seats.Capacity
		if s.Mode == catalog.FirstCome && s.Seats.Capacity != nil {
			left := s.Seats.Left()
			out.Left = &left
		}
	}
	for _, m := range s.Sessions {
		out.Sessions = append(out.Sessions, apiSession{m.Number, dateText(m.HeldOn), m.StartMinute, m.EndMinute, m.Place, m.Room, m.Topic})
	}
	return out
}

func dateText(d clock.Date) string { return string(d) }
