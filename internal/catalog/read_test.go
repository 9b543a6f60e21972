package catalog

import (
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

func TestProgrammeShowsItsPublicSectionsBestFirst(t *testing.T) {
	w := seoulTown()
	each(t, w, func(t *testing.T, s *Service) {
		p, err := s.Programme(t.Context(), policy.Nobody(""), "yoga")
		if err != nil {
			t.Fatal(err)
		}
		if len(p.Offers) != 2 || p.Offers[0].Admission != Closing || p.Offers[1].Admission != AdmissionEnded || p.Org.Slug != "namgu" {
			t.Errorf("%+v", p.Offers)
		}
		p, err = s.Programme(t.Context(), policy.Nobody(""), "smartphone")
		if err != nil || len(p.Offers) != 2 {
			t.Errorf("a draft section is shown: %d, %v", len(p.Offers), err)
		}
	})
}

func TestDraftsAreThereForTheirDeskAlone(t *testing.T) {
	w := seoulTown()
	secret := w.sections[len(w.sections)-2]
	yeonje, namgu := id.Named("org yeonje"), id.Named("org namgu")
	officer := func(org id.ID) policy.Actor {
		return policy.Actor{Account: id.New(), Person: id.New(), Roles: []policy.Role{{Duty: policy.Officer, Org: org}}}
	}
	each(t, w, func(t *testing.T, s *Service) {
		for name, tt := range map[string]struct {
			who  policy.Actor
			sees bool
		}{"nobody": {policy.Nobody(""), false}, "resident": {policy.Actor{Account: id.New(), Person: id.New()}, false}, "neighbour": {officer(namgu), false}, "its officer": {officer(yeonje), true}} {
			_, err := s.Programme(t.Context(), tt.who, "secret")
			if tt.sees != (err == nil) || (!tt.sees && fault.Of(err) != fault.NotFound) {
				t.Errorf("%s: %v", name, err)
			}
			_, err = s.Section(t.Context(), tt.who, secret.ID)
			if tt.sees != (err == nil) || (!tt.sees && fault.Of(err) != fault.NotFound) {
				t.Errorf("%s, section: %v", name, err)
			}
		}
	})
}

func TestSeatsAreReadOnlyWhereOneAppliesHere(t *testing.T) {
	w := seoulTown()
	each(t, w, func(t *testing.T, s *Service) {
		var yoga, dance id.ID
		for i := range w.sections {
			switch w.sections[i].ProgrammeID {
			case id.Named("programme yoga"):
				yoga = w.sections[i].ID
			case id.Named("programme dance"):
				dance = w.sections[i].ID
			}
		}
		p, err := s.Section(t.Context(), policy.Nobody(""), yoga)
		if err != nil || p.Seats.Taken != 9 || p.Seats.Left() != 1 {
			t.Errorf("%+v, %v", p.Seats, err)
		}
		p, err = s.Section(t.Context(), policy.Nobody(""), dance)
		if err != nil || p.Seats != (Seats{}) {
			t.Errorf("%+v, %v", p.Seats, err)
		}
		if _, err := s.Section(t.Context(), policy.Nobody(""), id.New()); fault.Of(err) != fault.NotFound {
			t.Errorf("%v", err)
		}
	})
}

func TestOverviewAndSimilar(t *testing.T) {
	each(t, seoulTown(), func(t *testing.T, s *Service) {
		o, err := s.Overview(t.Context(), policy.Nobody(""), 5)
		if err != nil {
			t.Fatal(err)
		}
		if len(o.Opening) != 1 || o.Opening[0].Slug != "coding" || len(o.Closing) != 1 || o.Closing[0].Slug != "yoga" || o.Programmes != 5 || o.Hosts != 3 || o.OpenNow != 2 {
			t.Errorf("%+v", o)
		}
		p, err := s.Programme(t.Context(), policy.Nobody(""), "smartphone")
		if err != nil {
			t.Fatal(err)
		}
		near, err := s.Similar(t.Context(), policy.Nobody(""), &p.Programme, 3)
		if err != nil || len(near) == 0 || near[0].Slug != "coding" {
			t.Errorf("%v, %v", near, err)
		}
		for _, c := range near {
			if c.Slug == "smartphone" || c.Slug == "dance" {
				t.Errorf("%s is offered beside smartphone", c.Slug)
			}
		}
	})
}

func TestCalendarShowsOpeningsAndStarts(t *testing.T) {
	each(t, seoulTown(), func(t *testing.T, s *Service) {
		m, err := s.Calendar(t.Context(), policy.Nobody(""), Everything(), ParseMonth("2026-03", "2026-01-15"), 9)
		if err != nil {
			t.Fatal(err)
		}
		if len(m.Days) != 31 || len(m.Days[1].Openings) != 1 || m.Days[1].Openings[0].Slug != "coding" || len(m.Days[16].Starts) != 5 || m.Next(1) != "2026-04-01" || m.Next(-3) != "2025-12-01" {
			t.Errorf("%d days, %d open on the 2nd, %d start on the 17th", len(m.Days), len(m.Days[1].Openings), len(m.Days[16].Starts))
		}
		m, err = s.Calendar(t.Context(), policy.Nobody(""), Everything().With(ByWeekday, "mon"), ParseMonth("nonsense", "2026-03-15"), 9)
		if err != nil || m.Starts != 1 {
			t.Errorf("one section of yoga meets on Mondays, %d start: %v", m.Starts, err)
		}
		few, err := s.Calendar(t.Context(), policy.Nobody(""), Everything(), "2026-03-01", 2)
		if err != nil || len(few.Days[16].Starts) != 2 || few.Days[16].AllStarts != 5 || few.Days[16].All() != 5 || few.Starts < 5 {
			t.Errorf("%d of %d named, %d in all: %v", len(few.Days[16].Starts), few.Days[16].AllStarts, few.Starts, err)
		}
		day, err := s.DayOf(t.Context(), policy.Nobody(""), Everything(), "2026-03-17", 4)
		if err != nil || day.On != "2026-03-17" || len(day.Starts) != 4 || day.AllStarts != 5 || day.AllOpenings != 0 {
			t.Errorf("%d of %d: %v", len(day.Starts), day.AllStarts, err)
		}
		next, err := s.Upcoming(t.Context(), policy.Nobody(""), Everything(), 10)
		if err != nil || len(next) != 5 {
			t.Errorf("%d, %v", len(next), err)
		}
	})
}

func TestUnderCooperationsCountsExamplesApart(t *testing.T) {
	s := build(1, publicRows{programmes: []Listed{
		{ID: id.New(), Slug: "a", Cooperation: Named{Slug: "paju-2026"}, Strand: Strand{Kind: "group", Code: "g1"}, Area: Digital},
		{ID: id.New(), Slug: "b", Cooperation: Named{Slug: "paju-2026"}, Strand: Strand{Kind: "group", Code: "g1"}, Sample: true},
		{ID: id.New(), Slug: "c", Cooperation: Named{Slug: "busan"}, Award: Named{Slug: "w"}, Area: Health},
		{ID: id.New(), Slug: "d", Cooperation: Named{Slug: "busan"}, Award: Named{Slug: "w"}, Area: Digital},
		{ID: id.New(), Slug: "e"},
	}})
	dbtest.Each(t, clock.Fixed(atNoon), func(t *testing.T, d *db.DB) {
		service := NewService(d)
		s.version = 1
		service.index.held.Store(s)
		u, err := service.UnderCooperations(t.Context(), policy.Nobody(""))
		if err != nil {
			t.Fatal(err)
		}
		if got := u["paju-2026"]; got.Official != 1 || got.Samples != 1 || got.Strands["g1"].Total() != 2 {
			t.Errorf("%+v", got)
		}
		if got := u["busan"]; len(got.Areas["w"]) != 2 || got.Areas["w"][0] != Digital || got.Awards["w"].Official != 2 {
			t.Errorf("%+v", got)
		}
		if len(u) != 2 {
			t.Errorf("%v", u)
		}
	})
}

func TestUnderOrganisationsCountsExamplesApart(t *testing.T) {
	s := build(1, publicRows{programmes: []Listed{
		{ID: id.New(), Slug: "a", Org: Host{Slug: "namgu"}},
		{ID: id.New(), Slug: "b", Org: Host{Slug: "namgu"}, Sample: true},
		{ID: id.New(), Slug: "c", Org: Host{Slug: "busan"}, Sample: true},
	}})
	dbtest.Each(t, clock.Fixed(atNoon), func(t *testing.T, d *db.DB) {
		service := NewService(d)
		s.version = 1
		service.index.held.Store(s)
		u, err := service.UnderOrganisations(t.Context(), policy.Nobody(""))
		if err != nil {
			t.Fatal(err)
		}
		if len(u) != 2 || u["namgu"] != (Tally{Official: 1, Samples: 1}) || u["busan"] != (Tally{Samples: 1}) {
			t.Errorf("%+v", u)
		}
	})
}
