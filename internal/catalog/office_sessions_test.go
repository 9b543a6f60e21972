package catalog_test

import (
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
)

func planForm() catalog.PlanForm {
	return catalog.PlanForm{
		From: "2026-04-07", Until: "2026-04-30", Weekdays: []string{"tue", "thu"}, Skip: "2026-04-14\n2026-04-15",
		SessionForm: catalog.SessionForm{StartTime: "10:00", EndTime: "12:00", Room: "201호", LessonHours: "2"},
	}
}

func TestAPlanLeavesOutNothingSilently(t *testing.T) {
	p, err := catalog.PlanSessions(planForm())
	if err != nil {
		t.Fatal(err)
	}
	want := []clock.Date{"2026-04-07", "2026-04-09", "2026-04-16", "2026-04-21", "2026-04-23", "2026-04-28", "2026-04-30"}
	if len(p.Sessions) != len(want) || len(p.Skipped) != 1 || p.Skipped[0] != "2026-04-14" {
		t.Fatalf("%+v", p)
	}
	for i, s := range p.Sessions {
		if s.HeldOn != want[i] || s.Number != i+1 || s.StartMinute != 600 || s.LessonHours != 2 {
			t.Errorf("%+v", s)
		}
	}
	for field, change := range map[string]func(*catalog.PlanForm){
		"weekdays":   func(f *catalog.PlanForm) { f.Weekdays = nil },
		"from":       func(f *catalog.PlanForm) { f.From = "" },
		"until":      func(f *catalog.PlanForm) { f.Until = "2026-01-01" },
		"skip":       func(f *catalog.PlanForm) { f.Skip = "어린이날" },
		"start_time": func(f *catalog.PlanForm) { f.StartTime = "" },
		"end_time":   func(f *catalog.PlanForm) { f.EndTime = "09:00" },
		"most":       func(f *catalog.PlanForm) { f.Most = "0" },
	} {
		f := planForm()
		change(&f)
		_, err := catalog.PlanSessions(f)
		wantsField(t, err, field)
	}
}

func TestMeetingsArePlannedEditedAndRemoved(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		_, s := o.draft(o.officer)
		if n := must(o.AddPlan(ctx, o.officer, catalog.AddPlan{Section: s, Form: planForm()}))(t); n != 7 {
			t.Error(n)
		}
		v := must(o.Section(ctx, o.officer, s))(t)
		third := v.Sessions[2]
		f := catalog.SessionFormOf(&third)
		f.HeldOn, f.Teacher = "2026-04-06", "김강사"
		if err := o.EditSession(ctx, o.officer, catalog.EditSession{Section: s, Session: third.ID, Form: f}); err != nil {
			t.Fatal(err)
		}
		if err := o.EditSession(ctx, o.officer, catalog.EditSession{Section: s, Form: catalog.SessionForm{HeldOn: "2026-05-01", StartTime: "9:00", EndTime: "10:00"}}); err != nil {
			t.Fatal(err)
		}
		v = must(o.Section(ctx, o.officer, s))(t)
		if len(v.Sessions) != 8 || v.Sessions[0].ID != third.ID || v.Sessions[0].Number != 1 || v.Sessions[0].Teacher != "김강사" || v.Sessions[7].HeldOn != "2026-05-01" {
			t.Errorf("%+v", v.Sessions)
		}
		if err := o.RemoveSession(ctx, o.officer, s, third.ID); err != nil {
			t.Fatal(err)
		}
		wants(t, o.RemoveSession(ctx, o.officer, s, third.ID), fault.NotFound)
		wants(t, o.EditSession(ctx, o.officer, catalog.EditSession{Section: s, Session: id.New(), Form: f}), fault.NotFound)
		wants(t, o.RemoveSession(ctx, o.neighbour, s, v.Sessions[1].ID), fault.NotFound)
		_ = must(o.AddPlan(ctx, o.officer, catalog.AddPlan{Section: s, Replace: true, Form: planForm()}))(t)
		if v = must(o.Section(ctx, o.officer, s))(t); len(v.Sessions) != 7 || len(catalog.Clashes(v.Sessions)) != 0 {
			t.Errorf("%+v", v.Sessions)
		}
		_ = must(o.AddPlan(ctx, o.officer, catalog.AddPlan{Section: s, Form: planForm()}))(t)
		if v = must(o.Section(ctx, o.officer, s))(t); len(v.Sessions) != 14 || len(catalog.Clashes(v.Sessions)) != 7 {
			t.Errorf("%d sessions, clashes %v", len(v.Sessions), catalog.Clashes(v.Sessions))
		}
	})
}

func TestACopyMovesEveryMeeting(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.published(o.officer, o.approver)
		_ = must(o.AddPlan(ctx, o.officer, catalog.AddPlan{Section: s, Form: planForm()}))(t)
		v := must(o.Section(ctx, o.officer, s))(t)
		f := catalog.CloneDefaults(&v.Section, "2026-09-08")
		if f.ApplyFromDay != "2026-08-10" || f.ApplyFromTime != "09:00" || f.ApplyUntilDay != "2026-08-21" {
			t.Errorf("%+v", f)
		}
		f.Term, f.NameKO = "2026-2", "2기"
		plan := must(o.PlanClone(ctx, o.officer, s, f))(t)
		if !plan.Own || !plan.SameDays || plan.Days != 154 || len(plan.Sessions) != 7 || plan.Sessions[0].To.HeldOn != "2026-09-08" {
			t.Errorf("%+v", plan)
		}
		c := must(o.CloneSection(ctx, o.officer, s, f))(t)
		w := must(o.Section(ctx, o.officer, c))(t)
		if w.State != catalog.Draft || w.ProgrammeID != p || w.CopiedFrom != s || w.Origin != "2026-NAM-0001" || w.Number != "2026-NAM-0002" ||
			w.StartsOn != "2026-09-08" || w.EndsOn != "2026-09-29" || len(w.Sessions) != 7 || w.NameKO != "2기" || !w.PublishedAt.IsZero() {
			t.Errorf("%+v", w.SectionLine)
		}
		// On another weekday the announced weekdays move along, across the end of the week too.
		for day, want := range map[string]int{"2026-09-07": 1 << 0, "2026-09-06": 1 << 6, "2026-03-31": 1 << 1, "2026-03-29": 1 << 6} {
			f.StartsOn = day
			if plan = must(o.PlanClone(ctx, o.officer, s, f))(t); v.Weekdays != 1<<1 || plan.Section.Weekdays != want {
				t.Errorf("from %s on %b, want %b", day, plan.Section.Weekdays, want)
			}
		}
		f.StartsOn = string(v.StartsOn)
		_, err := o.CloneSection(ctx, o.officer, s, f)
		wantsField(t, err, "starts_on")
	})
}

func TestAnothersPublicSectionIsCopiedIntoAnOwnProgramme(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		_, s := o.published(o.officer, o.approver)
		f := planForm()
		f.Teacher = "김강사"
		_ = must(o.AddPlan(ctx, o.officer, catalog.AddPlan{Section: s, Form: f}))(t)
		src := must(o.Section(ctx, o.officer, s))(t)
		cf := catalog.CloneDefaults(&src.Section, "2027-04-06")
		_, err := o.CloneSection(ctx, o.neighbour, s, cf)
		wantsField(t, err, "org")
		cf.Org = o.namgu.String()
		_, err = o.CloneSection(ctx, o.neighbour, s, cf)
		wants(t, err, fault.Forbidden)
		cf.Org = o.town.String()
		c := must(o.CloneSection(ctx, o.neighbour, s, cf))(t)
		w := must(o.Section(ctx, o.neighbour, c))(t)
		if w.Programme.OrgID != o.town || w.Programme.State != catalog.Draft || w.Programme.TitleKO != "스마트폰 기초" || w.Programme.Year != 2027 || w.Number != "2027-TOW-0001" || w.Channel != catalog.Here {
			t.Errorf("%+v", w.Programme.Programme)
		}
		if len(w.Sessions) != 7 || w.Sessions[0].Teacher != "" {
			t.Errorf("another's teacher was copied: %+v", w.Sessions)
		}
		if n := o.count("select count(*) from sections s join programmes p on p.id = s.programme_id where p.org_id = ?", o.namgu); n != 1 {
			t.Error("the source changed")
		}
	})
}
