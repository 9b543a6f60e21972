package catalog_test

import (
	"slices"
	"strings"
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

func TestOnlyTheirOwnOfficersDraft(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.draft(o.officer)
		if n := o.one("select number from sections where id = ?", s); n != "2026-NAM-0001" {
			t.Error(n)
		}
		if slug := o.one("select slug from programmes where id = ?", p); slug != "nam-2026-1" {
			t.Error(slug)
		}
		for name, who := range map[string]policy.Actor{"neighbour": o.neighbour, "approver": o.approver, "resident": o.resident} {
			_, err := o.CreateProgramme(ctx, who, catalog.CreateProgramme{Org: o.namgu, Form: programmeForm()})
			wants(t, err, fault.Forbidden)
			wants(t, o.EditProgramme(ctx, who, catalog.EditProgramme{Programme: p, Version: 1, Form: programmeForm()}), fault.NotFound)
			_, err = o.CreateSection(ctx, who, catalog.CreateSection{Programme: p, Form: sectionForm()})
			wants(t, err, fault.NotFound)
			_, err = o.EditSection(ctx, who, catalog.EditSection{Section: s, Version: 1, Form: sectionForm()})
			wants(t, err, fault.NotFound)
			wants(t, o.CloseProgramme(ctx, who, p), fault.NotFound)
			wants(t, o.CloseSection(ctx, who, s), fault.NotFound)
			_, err = o.AskApproval(ctx, who, catalog.AskApproval{Programme: p})
			wants(t, err, fault.NotFound)
			wants(t, o.EditSession(ctx, who, catalog.EditSession{Section: s, Form: catalog.SessionForm{HeldOn: "2026-04-07", StartTime: "10:00", EndTime: "11:00"}}), fault.NotFound)
			_, err = o.CloneSection(ctx, who, s, catalog.CloneForm{StartsOn: "2026-09-01"})
			wants(t, err, fault.NotFound)
			if name == "approver" {
				continue
			}
			_, err = o.Programme(ctx, who, p)
			wants(t, err, fault.NotFound)
			_, err = o.Section(ctx, who, s)
			wants(t, err, fault.NotFound)
		}
		if n := o.count("select count(*) from sections"); n != 1 {
			t.Errorf("%d sections: a refused write left something", n)
		}
		if n := o.count("select count(*) from audit where action = 'programme.edit'"); n != 2 {
			t.Errorf("%d audit rows", n)
		}
	})
}

func TestTwoEditorsDoNotOverwriteEachOther(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.draft(o.officer)
		f := programmeForm()
		f.TitleKO = "스마트폰 사진"
		if err := o.EditProgramme(ctx, o.officer, catalog.EditProgramme{Programme: p, Version: 1, Form: f}); err != nil {
			t.Fatal(err)
		}
		err := o.EditProgramme(ctx, o.officer, catalog.EditProgramme{Programme: p, Version: 1, Form: programmeForm()})
		wants(t, err, fault.Conflict)
		if !strings.Contains(err.Error(), "최담당") {
			t.Errorf("who was first is not said: %v", err)
		}
		if d := o.one("select detail from audit where ref = ? order by id desc limit 1", "programme/"+p.String()); !strings.Contains(d, `"title_ko"`) || strings.Contains(d, "스마트폰") {
			t.Errorf("the audit names the texts that changed and keeps none of them: %s", d)
		}
		sf := sectionForm()
		sf.Place = "도서관"
		_ = must(o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: 1, Form: sf}))(t)
		_, err = o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: 1, Form: sf})
		wants(t, err, fault.Conflict)
	})
}

func TestWhatIsTypedIsChecked(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, _ := o.draft(o.officer)
		for field, change := range map[string]func(*catalog.ProgrammeForm){
			"title_ko":    func(f *catalog.ProgrammeForm) { f.TitleKO = " \u200b " },
			"summary_ko":  func(f *catalog.ProgrammeForm) { f.SummaryKO = "담당 900101-1234567" },
			"kind":        func(f *catalog.ProgrammeForm) { f.Kind = "party" },
			"area":        func(f *catalog.ProgrammeForm) { f.Area = "" },
			"audience":    func(f *catalog.ProgrammeForm) { f.Audience = "dogs" },
			"max_age":     func(f *catalog.ProgrammeForm) { f.MinAge, f.MaxAge = "60", "20" },
			"min_age":     func(f *catalog.ProgrammeForm) { f.MinAge = "-3" },
			"grades":      func(f *catalog.ProgrammeForm) { f.Grades = []string{"e1", "z9"} },
			"year":        func(f *catalog.ProgrammeForm) { f.Year = "스물" },
			"shared_year": func(f *catalog.ProgrammeForm) { f.SharedType = "학교맞춤형" },
			"cooperation": func(f *catalog.ProgrammeForm) { f.Cooperation = "agreement:" + o.agreement.String() },
			"strand":      func(f *catalog.ProgrammeForm) { f.Strand = o.strand.String() },
			"phone":       func(f *catalog.ProgrammeForm) { f.Phone = "call me" },
			"stage":       func(f *catalog.ProgrammeForm) { f.Stage = "last" },
		} {
			f := programmeForm()
			change(&f)
			_, err := o.CreateProgramme(ctx, o.officer, catalog.CreateProgramme{Org: o.namgu, Form: f})
			wantsField(t, err, field)
		}
		for field, change := range map[string]func(*catalog.SectionForm){
			"apply_url":        func(f *catalog.SectionForm) { f.Channel, f.ApplyURL = "elsewhere", "javascript:alert(1)" },
			"apply_phone":      func(f *catalog.SectionForm) { f.Channel = "phone" },
			"capacity":         func(f *catalog.SectionForm) { f.Capacity = "" },
			"apply_from_day":   func(f *catalog.SectionForm) { f.ApplyFromDay, f.ApplyFromTime = "", "" },
			"apply_from_time":  func(f *catalog.SectionForm) { f.ApplyFromTime = "9시" },
			"apply_until_day":  func(f *catalog.SectionForm) { f.ApplyUntilDay = "2026-03-01" },
			"ends_on":          func(f *catalog.SectionForm) { f.EndsOn = "2026-04-01" },
			"starts_on":        func(f *catalog.SectionForm) { f.StartsOn = "2026-02-30" },
			"end_time":         func(f *catalog.SectionForm) { f.EndTime = "09:00" },
			"weekdays":         func(f *catalog.SectionForm) { f.Weekdays = []string{"someday"} },
			"fee":              func(f *catalog.SectionForm) { f.Fee = "비싸요" },
			"mode":             func(f *catalog.SectionForm) { f.Mode = "" },
			"fee_note":         func(f *catalog.SectionForm) { f.FeeNote = "9001011234567" },
			"apply_until_time": func(f *catalog.SectionForm) { f.ApplyUntilTime = "" },
		} {
			f := sectionForm()
			change(&f)
			_, err := o.CreateSection(ctx, o.officer, catalog.CreateSection{Programme: p, Form: f})
			wantsField(t, err, field)
		}
	})
}

func TestAPartyDraftsUnderItsAgreement(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		f := programmeForm()
		f.Cooperation, f.Strand = "agreement:"+o.agreement.String(), o.strand.String()
		p := must(o.CreateProgramme(ctx, o.eduOfficer, catalog.CreateProgramme{Org: o.edu, Form: f}))(t)
		v := must(o.Programme(ctx, o.eduOfficer, p))(t)
		if v.Cooperation != "배움 협약" || v.Strand != "기초학력" || !v.Runs {
			t.Errorf("%q %q %v", v.Cooperation, v.Strand, v.Runs)
		}
		bodies := must(o.Bodies(ctx, o.eduOfficer))(t)
		if len(bodies) != 1 || len(bodies[0].Cooperations) != 1 || len(bodies[0].Cooperations[0].Strands) != 1 {
			t.Errorf("%+v", bodies)
		}
		if none := must(o.Bodies(ctx, o.resident))(t); len(none) != 0 {
			t.Errorf("%+v", none)
		}
	})
}

func TestFormsComeBackAsTheyWereTyped(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		_, s := o.draft(o.officer)
		v := must(o.Section(ctx, o.officer, s))(t)
		got, want := catalog.SectionFormOf(&v.Section), sectionForm()
		want.MaterialCost = "10000"
		if len(got.Weekdays) != 1 || got.Weekdays[0] != "tue" {
			t.Error(got.Weekdays)
		}
		got.Weekdays, want.Weekdays = nil, nil
		if a, b := strings.Join([]string{got.NameKO, got.ApplyFromDay, got.ApplyFromTime, got.ApplyUntilDay, got.ApplyUntilTime, got.MaterialCost, got.StartTime}, "|"),
			strings.Join([]string{want.NameKO, want.ApplyFromDay, want.ApplyFromTime, want.ApplyUntilDay, want.ApplyUntilTime, want.MaterialCost, want.StartTime}, "|"); a != b {
			t.Errorf("%s, want %s", a, b)
		}
		f := sectionForm()
		f.ApplyUntilTime = "23:59"
		_ = must(o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: 1, Form: f}))(t)
		v = must(o.Section(ctx, o.officer, s))(t)
		if again := catalog.SectionFormOf(&v.Section); again.ApplyUntilDay != "2026-03-20" || again.ApplyUntilTime != "23:59" {
			t.Errorf("%s %s", again.ApplyUntilDay, again.ApplyUntilTime)
		}
	})
}

func TestTheTableIsTheirOwn(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.draft(o.officer)
		o.draft(o.neighbour)
		number := must(o.Section(ctx, o.officer, s))(t).Number
		l := must(o.Programmes(ctx, o.officer, catalog.DeskFilter{Q: "스마트"}))(t)
		if len(l.Lines) != 1 || l.Lines[0].ID != p || l.Lines[0].Sections != 1 || l.Counts[catalog.Draft] != 1 {
			t.Errorf("%+v", l)
		}
		if l = must(o.Programmes(ctx, o.officer, catalog.DeskFilter{Q: "100%"}))(t); len(l.Lines) != 0 {
			t.Error("% is not a wildcard of the reader's")
		}
		for _, q := range []string{strings.ToUpper(number), strings.ToLower(number)} {
			if l = must(o.Programmes(ctx, o.officer, catalog.DeskFilter{Q: q}))(t); len(l.Lines) != 1 {
				t.Errorf("%s found %d programmes", q, len(l.Lines))
			}
		}
		if l = must(o.Programmes(ctx, o.officer, catalog.DeskFilter{Org: o.town}))(t); len(l.Lines) != 1 || l.Lines[0].ID != p {
			t.Errorf("%+v", l.Lines)
		}
		if l = must(o.Programmes(ctx, o.resident, catalog.DeskFilter{}))(t); len(l.Lines) != 0 {
			t.Errorf("%+v", l.Lines)
		}
		for _, sort := range []string{"title", "starts", "updated", "1; drop table"} {
			if l = must(o.Programmes(ctx, o.officer, catalog.DeskFilter{Sort: sort, Year: 2026, State: catalog.Draft, Cooperation: "agreement:" + id.New().String()}))(t); len(l.Lines) != 0 {
				t.Errorf("%+v", l.Lines)
			}
		}
	})
}

func TestAProgrammeForTheSchoolsOfACity(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		f := programmeForm()
		f.SchoolCity = "없는시"
		_, err := o.CreateProgramme(ctx, o.officer, catalog.CreateProgramme{Org: o.namgu, Form: f})
		wantsField(t, err, "school_city")
		school := id.New()
		o.exec("insert into organisations (id, slug, kind, name_ko, name_en, short_ko, now_ko, city, district, address, phone, homepage, department, about_ko, about_en, desk, sample, created_at, updated_at) values (?, 'some-school', 'school', '새봄초등학교', '', '', '', '파주시', '', '', '', '', '', '', '', false, false, 1, 1)", school)
		if bodies := must(o.Bodies(ctx, o.officer))(t); !slices.Equal(bodies[0].SchoolCities, []string{"파주시"}) {
			t.Fatalf("%+v", bodies[0].SchoolCities)
		}
		f.SchoolCity = "파주시"
		p := must(o.CreateProgramme(ctx, o.officer, catalog.CreateProgramme{Org: o.namgu, Form: f}))(t)
		v := must(o.Programme(ctx, o.officer, p))(t)
		if got := catalog.FormOf(&v.Programme).SchoolCity; got != "파주시" {
			t.Errorf("%q was kept", got)
		}
		f.SchoolCity = ""
		if err := o.EditProgramme(ctx, o.officer, catalog.EditProgramme{Programme: p, Version: v.Version, Form: f}); err != nil {
			t.Fatal(err)
		}
		if v := must(o.Programme(ctx, o.officer, p))(t); v.SchoolCity != "" {
			t.Errorf("%q is left", v.SchoolCity)
		}
	})
}
