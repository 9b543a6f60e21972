package catalog_test

import (
	"strings"
	"sync"
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

func TestASecondPersonLetsADraftOut(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.draft(o.officer)
		asked := must(o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p, Note: "봄 학기"}))(t)
		wants(t, o.EditProgramme(ctx, o.officer, catalog.EditProgramme{Programme: p, Version: 2, Form: programmeForm()}), fault.Conflict)
		_, err := o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p})
		wants(t, err, fault.Conflict)
		yes := catalog.DecideApproval{Approval: asked, Approve: true}
		wants(t, o.DecideApproval(ctx, o.officer, yes), fault.Forbidden)
		for _, who := range []policy.Actor{o.neighbour, o.resident, o.cityOf, o.townApprover, o.alone} {
			wants(t, o.DecideApproval(ctx, who, yes), fault.NotFound)
			_, err := o.Approval(ctx, who, asked)
			wants(t, err, fault.NotFound)
		}
		if n := o.count("select count(*) from sections where state = 'published'"); n != 0 {
			t.Fatal("a refused decision let something out")
		}
		before := o.count("select version from catalogue_version")
		if err := o.DecideApproval(ctx, o.approver, yes); err != nil {
			t.Fatal(err)
		}
		v := must(o.Section(ctx, o.officer, s))(t)
		if v.State != catalog.Published || v.PublishedAt.IsZero() || v.Programme.State != catalog.Published || !v.HasSeats || *v.SeatLimit != 20 {
			t.Errorf("%+v", v.SectionLine)
		}
		if o.count("select version from catalogue_version") == before {
			t.Error("the catalogue was not told")
		}
		if as := o.one("select decided_as from approvals where id = ?", asked); as != "approver" {
			t.Error(as)
		}
		err = o.DecideApproval(ctx, o.approver, catalog.DecideApproval{Approval: asked, Reason: "늦었습니다"})
		wants(t, err, fault.Conflict)
		if !strings.Contains(err.Error(), "배승인") {
			t.Errorf("who decided is not said: %v", err)
		}
	})
}

func TestADraftComesBackWithAReason(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.draft(o.officer)
		asked := must(o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p}))(t)
		wantsField(t, o.DecideApproval(ctx, o.approver, catalog.DecideApproval{Approval: asked, Reason: "  "}), "reason")
		if err := o.DecideApproval(ctx, o.approver, catalog.DecideApproval{Approval: asked, Reason: "강의 계획을 적어 주세요"}); err != nil {
			t.Fatal(err)
		}
		v := must(o.Section(ctx, o.officer, s))(t)
		if v.State != catalog.Draft || v.Programme.State != catalog.Draft || v.Programme.Returned == nil || v.Programme.Returned.Reason != "강의 계획을 적어 주세요" {
			t.Errorf("%s %+v", v.State, v.Programme.Returned)
		}
		today := must(o.Today(ctx, o.officer))(t)
		if len(today.Returned) != 1 || len(today.Drafts) != 0 || today.Waits() != 1 {
			t.Errorf("%+v", today)
		}
		asked = must(o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p}))(t)
		wants(t, o.WithdrawApproval(ctx, o.neighbour, asked), fault.NotFound)
		wants(t, o.WithdrawApproval(ctx, o.approver, asked), fault.NotFound)
		if err := o.WithdrawApproval(ctx, o.officer, asked); err != nil {
			t.Fatal(err)
		}
		wants(t, o.DecideApproval(ctx, o.approver, catalog.DecideApproval{Approval: asked, Approve: true}), fault.Conflict)
	})
}

func TestABodyWithOneOfficerAsksItsParentAndThenTheOtherParty(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, _ := o.draft(o.alone)
		asked := must(o.AskApproval(ctx, o.alone, catalog.AskApproval{Programme: p}))(t)
		wants(t, o.DecideApproval(ctx, o.approver, catalog.DecideApproval{Approval: asked, Approve: true}), fault.NotFound)
		todo, _, _, err := o.Approvals(ctx, o.cityOf)
		if err != nil || len(todo) != 1 || todo[0].ID != asked {
			t.Errorf("%+v %v", todo, err)
		}
		if v := must(o.Approval(ctx, o.cityOf, asked))(t); !v.Mine || len(v.Sections) != 1 || v.Before {
			t.Errorf("%+v", v)
		}
		if err := o.DecideApproval(ctx, o.cityOf, catalog.DecideApproval{Approval: asked, Approve: true}); err != nil {
			t.Fatal(err)
		}
		if as := o.one("select decided_as from approvals where id = ?", asked); as != "parent" {
			t.Error(as)
		}
		_ = must(o.Approval(ctx, o.cityOf, asked))(t) // what one has decided stays readable

		f := programmeForm()
		f.Cooperation = "agreement:" + o.agreement.String()
		p = must(o.CreateProgramme(ctx, o.eduOfficer, catalog.CreateProgramme{Org: o.edu, Form: f}))(t)
		_ = must(o.CreateSection(ctx, o.eduOfficer, catalog.CreateSection{Programme: p, Form: sectionForm()}))(t)
		asked = must(o.AskApproval(ctx, o.eduOfficer, catalog.AskApproval{Programme: p}))(t)
		if err := o.DecideApproval(ctx, o.townApprover, catalog.DecideApproval{Approval: asked, Approve: true}); err != nil {
			t.Fatal(err)
		}
		if as := o.one("select decided_as from approvals where id = ?", asked); as != "party" {
			t.Error(as)
		}
		p, _ = o.draft(o.eduOfficer) // under no agreement: nobody may
		_, err = o.AskApproval(ctx, o.eduOfficer, catalog.AskApproval{Programme: p})
		wants(t, err, fault.Conflict)
	})
}

func TestAStandInDecidesForSomebodyAbsent(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, _ := o.draft(o.officer)
		asked := must(o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p}))(t)
		record := id.New()
		deputy := o.person("대리", policy.Officer, o.namgu)
		deputy.StandsIn = []policy.StandIn{{Role: policy.Role{Duty: policy.Approver, Org: o.namgu}, Record: record}}
		o.putStandIn(record, o.approver.Account, deputy.Account)
		if v := must(o.Approval(ctx, deputy, asked))(t); !v.Mine || !v.StandIn {
			t.Errorf("%v %v", v.Mine, v.StandIn)
		}
		if err := o.DecideApproval(ctx, deputy, catalog.DecideApproval{Approval: asked, Approve: true}); err != nil {
			t.Fatal(err)
		}
		if as := o.one("select decided_as from approvals where id = ?", asked); as != "stand_in" {
			t.Error(as)
		}
	})
}

func TestOnlyWhatIsCompleteIsAsked(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		f := programmeForm()
		f.SummaryKO, f.Phone = "", ""
		p := must(o.CreateProgramme(ctx, o.officer, catalog.CreateProgramme{Org: o.namgu, Form: f}))(t)
		_, err := o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p})
		if ps := fault.FieldsOf(err); len(ps) != 3 {
			t.Errorf("%v", err)
		}
		sf := sectionForm()
		sf.ApplyFromDay, sf.ApplyUntilDay, sf.Place = "2026-02-01", "2026-02-10", ""
		_ = must(o.CreateSection(ctx, o.officer, catalog.CreateSection{Programme: p, Form: sf}))(t)
		_, err = o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p})
		if !strings.Contains(err.Error(), "office.lack.window_over_of") || !strings.Contains(err.Error(), "office.lack.place_of") {
			t.Errorf("%v", err)
		}
	})
}

func TestWhatWasPromisedStays(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.published(o.officer, o.approver)
		v := must(o.Section(ctx, o.officer, s))(t)
		f := catalog.SectionFormOf(&v.Section)
		f.Place, f.ApplyPhone = "다른 강의실", "051-607-4001"
		if again := must(o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: v.Version, Form: f}))(t); again {
			t.Error("a new room needed a second person")
		}
		f.Capacity = "30"
		_, err := o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: v.Version + 1, Form: f})
		wantsField(t, err, "capacity")
		f.Capacity, f.Fee = "20", "5000"
		_, err = o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: v.Version + 1, Form: f})
		wantsField(t, err, "fee")
		if again := must(o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: v.Version + 1, Form: f, Again: true}))(t); !again {
			t.Error("a new fee needed no second person")
		}
		// A draft has no seats: its capacity may change until it comes out again.
		if n := o.one("select cast(count(*) as text) from section_seats where section_id = ?", s); n != "0" {
			t.Errorf("%s rows of seats of a draft", n)
		}
		if st := o.one("select state from sections where id = ?", s); st != "draft" {
			t.Error(st)
		}
		asked := must(o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p, Section: s}))(t)
		view := must(o.Approval(ctx, o.approver, asked))(t)
		if !view.Before || len(view.Changed) != 3 { // place, phone, fee
			t.Errorf("%+v", view.Changed)
		}
		if err := o.DecideApproval(ctx, o.approver, catalog.DecideApproval{Approval: asked, Approve: true}); err != nil {
			t.Fatal(err)
		}
		o.exec("update section_seats set last_seq = 1 where section_id = ?", s)
		v = must(o.Section(ctx, o.officer, s))(t)
		f = catalog.SectionFormOf(&v.Section)
		f.ApplyUntilDay, f.Mode = "2026-03-25", "lottery"
		_, err = o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: v.Version, Form: f, Again: true})
		wantsField(t, err, "mode")
		wantsField(t, err, "apply_until_day")
		pv := must(o.Programme(ctx, o.officer, p))(t)
		pf := catalog.FormOf(&pv.Programme)
		pf.Audience, pf.Year, pf.SummaryKO = "senior", "2027", "고친 소개"
		err = o.EditProgramme(ctx, o.officer, catalog.EditProgramme{Programme: p, Version: pv.Version, Form: pf})
		wantsField(t, err, "audience")
		wantsField(t, err, "year")
		pf.Audience, pf.Year = "adult", "2026"
		if err := o.EditProgramme(ctx, o.officer, catalog.EditProgramme{Programme: p, Version: pv.Version, Form: pf}); err != nil {
			t.Error(err)
		}
	})
}

func TestClosing(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, s := o.draft(o.officer)
		wants(t, o.CloseSection(ctx, o.officer, s), fault.Conflict)
		wants(t, o.CloseProgramme(ctx, o.officer, p), fault.Conflict)
		p, s = o.published(o.officer, o.approver)
		if err := o.CloseSection(ctx, o.officer, s); err != nil {
			t.Fatal(err)
		}
		if err := o.CloseProgramme(ctx, o.officer, p); err != nil {
			t.Fatal(err)
		}
		_, err := o.CreateSection(ctx, o.officer, catalog.CreateSection{Programme: p, Form: sectionForm()})
		wants(t, err, fault.Conflict)
		_, err = o.EditSection(ctx, o.officer, catalog.EditSection{Section: s, Version: 9, Form: sectionForm()})
		wants(t, err, fault.Conflict)
	})
}

func TestTwoWhoDecideAtOnceAreOneDecision(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		p, _ := o.draft(o.officer)
		second := o.person("다른승인", policy.Approver, o.namgu)
		asked := must(o.AskApproval(ctx, o.officer, catalog.AskApproval{Programme: p}))(t)
		var wg sync.WaitGroup
		errs := make([]error, 2)
		for i, cmd := range []catalog.DecideApproval{{Approval: asked, Approve: true}, {Approval: asked, Reason: "아직"}} {
			wg.Go(func() { errs[i] = o.DecideApproval(ctx, []policy.Actor{o.approver, second}[i], cmd) })
		}
		wg.Wait()
		if (errs[0] == nil) == (errs[1] == nil) {
			t.Errorf("%v / %v", errs[0], errs[1])
		}
	})
}

func TestToday(t *testing.T) {
	eachOffice(t, func(t *testing.T, o *office) {
		_, s := o.published(o.officer, o.approver)
		o.c.Set(dbtestAt(2026, 3, 8, 9))
		if v := must(o.Today(ctx, o.officer))(t); len(v.Opening) != 1 || v.Opening[0].ID != s || len(v.Empty) != 0 {
			t.Errorf("%+v", v)
		}
		o.c.Set(dbtestAt(2026, 4, 1, 9))
		if v := must(o.Today(ctx, o.officer))(t); len(v.Empty) != 1 || len(v.Opening) != 0 || len(v.Ending) != 0 {
			t.Errorf("%+v", v)
		}
		if v := must(o.Today(ctx, o.neighbour))(t); len(v.Empty) != 0 || len(v.Ending) != 1 {
			t.Errorf("%+v", v)
		}
		if v := must(o.Today(ctx, o.resident))(t); len(v.Empty)+len(v.Ending)+len(v.Drafts)+len(v.ToDecide) != 0 {
			t.Errorf("%+v", v)
		}
	})
}
