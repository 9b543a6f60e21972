package catalog

import (
	"fmt"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/id"
	"ieum/internal/people"
)

// noon is when these tests play: Monday 2 March 2026, 12:00.
var atNoon = dbtest.Noon

// town is a small catalogue of its own, in memory and in a database alike.
type town struct {
	orgs     []people.Organisation
	programs []Programme
	sections []Section
	seats    []Seats
}

func (w *town) org(slug, name, city, district string) id.ID {
	o := people.Organisation{ID: id.Named("org " + slug), Slug: slug, Kind: people.District, NameKO: name, NameEN: slug, City: city, District: district, CreatedAt: 1, UpdatedAt: 1}
	w.orgs = append(w.orgs, o)
	return o.ID
}

func (w *town) program(org id.ID, slug, title string, change func(*Programme)) *Programme {
	p := Programme{
		ID: id.Named("programme " + slug), Slug: slug, OrgID: org, Kind: Course, State: Published, TitleKO: title, Area: OtherArea, Audience: Anyone,
		Year: 2026, PublishedAt: atNoon - 1000, CreatedAt: 1, UpdatedAt: clock.Instant(len(w.programs) + 1), Version: 1,
	}
	if change != nil {
		change(&p)
	}
	w.programs = append(w.programs, p)
	return &w.programs[len(w.programs)-1]
}

// section adds a section that takes applications here, from yesterday to the 13th, and runs from the 17th on Tuesdays.
func (w *town) section(p *Programme, change func(*Section)) id.ID {
	n := len(w.sections) + 1
	begin, end := 10*60, 12*60
	s := Section{
		ID: id.Named(fmt.Sprintf("section %d", n)), ProgrammeID: p.ID, Number: fmt.Sprintf("2026-T-%04d", n), State: Published, NameKO: fmt.Sprintf("%d기", n),
		ApplyFrom: clock.AtSeoul(2026, 3, 1, 9, 0), ApplyUntil: clock.AtSeoul(2026, 3, 13, 18, 0), Mode: FirstCome, Method: InPerson, Channel: Here,
		Place: "배움터", City: "부산광역시", District: "연제구", StartsOn: "2026-03-17", EndsOn: "2026-05-26", Weekdays: 1 << 1, StartMinute: &begin, EndMinute: &end,
		PublishedAt: 1, CreatedAt: 1, UpdatedAt: 1, Version: 1,
	}
	if change != nil {
		change(&s)
	}
	if s.State == Cancelled {
		s.CancelledAt = 1
	}
	w.sections = append(w.sections, s)
	return s.ID
}

// full sets how many of a section's seats are taken.
func (w *town) full(section id.ID, capacity, taken int) {
	w.seats = append(w.seats, Seats{SectionID: section, Capacity: &capacity, Taken: taken, Pressure: PressureOf(&capacity, taken)})
}

func (w *town) load(t testing.TB, d *db.DB) {
	t.Helper()
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		for _, rows := range []any{&w.orgs, &w.programs, &w.sections, &w.seats} {
			if err := tx.CreateInBatches(rows, 100).Error; err != nil && err.Error() != "empty slice found" {
				return err
			}
		}
		return Touch(tx)
	})
	if err != nil {
		t.Fatal(err)
	}
}

func intp(n int) *int { return &n }

// seoulTown is what most tests look at.
func seoulTown() *town {
	w := &town{}
	yeonje := w.org("yeonje", "연제구", "부산광역시", "연제구")
	namgu := w.org("namgu", "남구", "부산광역시", "남구")
	paju := w.org("paju", "파주시", "파주시", "")
	phone := w.program(yeonje, "smartphone", "스마트폰 처음 배우기", func(p *Programme) {
		p.TitleEN, p.Area, p.Audience, p.MinAge = "First steps with a smartphone", Digital, Senior, intp(60)
	})
	w.section(phone, nil)                                                   // open
	w.section(phone, func(s *Section) { s.District = "남구"; s.Fee = 10000 }) // open, elsewhere in town
	yoga := w.program(namgu, "yoga", "아침 요가 교실", func(p *Programme) { p.Area = Health })
	full := w.section(yoga, func(s *Section) { s.District = "남구"; s.Weekdays = 1 | 1<<2; s.Fee = 30000 })
	w.full(full, 10, 10)
	tight := w.section(yoga, func(s *Section) { s.District = "남구"; s.StartMinute = intp(19 * 60); s.EndMinute = intp(21 * 60) })
	w.full(tight, 10, 9)
	w.section(w.program(namgu, "coding", "코딩 첫걸음", func(p *Programme) { p.Area = Digital; p.Audience = Youth; p.MaxAge = intp(18) }), func(s *Section) {
		s.ApplyFrom, s.ApplyUntil, s.District, s.Mode = clock.AtSeoul(2026, 3, 2, 14, 0), clock.AtSeoul(2026, 3, 20, 18, 0), "남구", Lottery
	}) // opens this afternoon
	w.section(w.program(paju, "dance", "우리 춤 한마당", func(p *Programme) { p.Kind = Lecture; p.Area = Culture }), func(s *Section) {
		s.City, s.District, s.StartsOn, s.EndsOn, s.Channel, s.ApplyURL = "파주시", "", "2026-01-05", "2026-02-10", Elsewhere, "https://example.kr/dance"
		s.ApplyFrom, s.ApplyUntil = clock.AtSeoul(2025, 12, 1, 9, 0), clock.AtSeoul(2025, 12, 20, 9, 0)
	}) // ended
	w.program(paju, "youth-lab", "진로 탐색 학교", func(p *Programme) {
		p.Kind, p.Audience, p.Grades, p.Stage, p.SharedType = SchoolProgramme, ForSchool, "m1,m2", "career", "학교맞춤형"
	}) // no sections
	w.section(w.program(yeonje, "secret", "스마트폰 비밀 초안", func(p *Programme) { p.State, p.PublishedAt = Draft, 0 }), nil)
	w.section(phone, func(s *Section) { s.State, s.PublishedAt = Draft, 0 })
	return w
}

// each runs fn on a service over the town, on both engines.
func each(t *testing.T, w *town, fn func(t *testing.T, s *Service)) {
	dbtest.Each(t, clock.Fixed(atNoon), func(t *testing.T, d *db.DB) {
		w.load(t, d)
		fn(t, NewService(d))
	})
}
