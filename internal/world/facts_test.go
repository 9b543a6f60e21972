package world_test

import (
	"slices"
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/money"
	"ieum/internal/partnership"
	"ieum/internal/people"
	"ieum/internal/world"
	"ieum/internal/world/worldtest"
)

// Each figure that was published is a sum of rows that are no samples.

func TestSixteenParties(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		a := one[partnership.Agreement](t, d, "id = ?", world.Extracurricular)
		if a.NameKO != "부산형 시-대학 비교과활동 연계운영 업무협약" || a.SignedOn != "2021-02-26" || a.StartsOn != "2021-02-26" || a.EndsOn != "" || a.PeriodSample {
			t.Errorf("%+v", a)
		}
		parties := all[partnership.AgreementParty](t, d, "agreement_id = ?", world.Extracurricular)
		if len(parties) != 16 {
			t.Errorf("%d parties", len(parties))
		}
		orgs := orgsByID(t, d)
		var universities []string
		for _, p := range parties {
			o := orgs[p.OrgID]
			if o.Sample {
				t.Errorf("%s is a sample and a party", o.NameKO)
			}
			if p.Part == "university" {
				universities = append(universities, o.NameKO)
			} else if o.NameKO != "부산광역시" || p.Part != "city" {
				t.Errorf("%s is a party as %s", o.NameKO, p.Part)
			}
		}
		want := []string{
			"경성대학교", "동명대학교", "동서대학교", "동아대학교", "동의대학교", "부경대학교", "부산외국어대학교", "부산대학교", "신라대학교", "한국해양대학교",
			"경남정보대학교", "대동대학교", "동주대학교", "부산경상대학교", "부산과학기술대학교",
		}
		if same(t, universities, want); orgs[world.PKNU].NowKO != "국립부경대학교" || orgs[id.Named("organisation/kmou")].NowKO != "국립한국해양대학교" {
			t.Error("today's names are missing")
		}
		pilot := map[string]int64{}
		for _, i := range all[partnership.Indicator](t, d, "agreement_id = ? and year = 2020", world.Extracurricular) {
			pilot[i.Unit] = i.Value
		}
		if len(pilot) != 3 || pilot["hosts"] != 13 || pilot["programmes"] != 39 || pilot["people"] != 1755 {
			t.Errorf("pilot: %v", pilot)
		}
	})
}

func TestTheGrantOf2025(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		g := one[partnership.Grant](t, d, "id = ?", world.Grant2025)
		if orgsByID(t, d)[g.GrantorID].NameKO != "교육부" || g.NameKO != "2025년 지역 평생교육 활성화 지원사업" || g.FieldKO != "기존 평생학습도시 특성화 지원" || g.SettledOn == "" {
			t.Errorf("%+v", g)
		}
		awards := all[partnership.Award](t, d, "grant_id = ?", g.ID)
		want := map[id.ID]struct {
			amount            money.Won
			category, project string
		}{
			world.LaLaLand:    {50_000_000, "평생학습 집중진흥지구", "부산시민의 내일을 꿈꾸는 라라 랜드(LA-LA LAnd)"},
			world.NamguAward:  {27_000_000, "지역특화 프로그램(평생학습도시)", "배움온플러스(On+): 인공지능(AI)과 함께하는 평생학습"},
			world.YeonjeAward: {30_000_000, "지역특화 프로그램(평생학습도시)", "일상의 정보기술(IT), 디지털전환(DX), 학습도시(Learning City) 연제"},
		}
		if len(awards) != 3 {
			t.Errorf("%d awards", len(awards))
		}
		var total money.Won
		for _, a := range awards {
			w := want[a.ID]
			official, match := sums(t, d, "award_id = ?", a.ID)
			if official != w.amount || a.CategoryKO != w.category || a.ProjectKO != w.project {
				t.Errorf("%+v: %s", a, official)
			}
			if match < official {
				t.Errorf("%s: a match of %s is less than all of %s", a.ProjectKO, match, official)
			}
			total += official
		}
		if total != 107_000_000 {
			t.Errorf("%s in all", total)
		}
		for _, b := range all[partnership.Budget](t, d, "award_id is not null") {
			if (b.Source == partnership.National) == b.Sample {
				t.Errorf("national money is the fact, the match is the sample: %+v", b)
			}
		}
	})
}

func TestThirteenMembersAndThreeStrands(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		orgs := orgsByID(t, d)
		by := map[string][]string{}
		for _, m := range all[partnership.AwardMember](t, d, "award_id = ?", world.LaLaLand) {
			by[m.Part] = append(by[m.Part], orgs[m.OrgID].NameKO)
		}
		same(t, by["lead"], []string{"부산광역시"})
		same(t, by["institute"], []string{"부산여성가족과 평생교육진흥원"})
		same(t, by["district"], []string{"중구", "서구", "동구", "영도구", "동래구", "북구", "사하구", "금정구", "수영구", "사상구", "기장군"})
		if orgs[world.Lifelong].ShortKO != "여평원" {
			t.Error("여평원 is not known by its short name")
		}
		var strands []string
		for _, s := range all[partnership.Strand](t, d, "award_id = ?", world.LaLaLand) {
			strands = append(strands, s.Code+" "+s.NameKO)
			if n := len(all[catalog.Programme](t, d, "strand_id = ?", s.ID)); n == 0 {
				t.Errorf("nothing under %s", s.NameKO)
			}
		}
		same(t, strands, []string{"learn 내 일을 학습하라(LA)", "connect 내 일(하나)을 연계하라(LA)", "act 내일을 위해 활동하라(LA)"})
	})
}

func TestFiveAndTwentyFourProjects(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		namgu := all[catalog.Programme](t, d, "award_id = ? and year = 2025 and not sample", world.NamguAward)
		yeonje := all[catalog.Programme](t, d, "award_id = ? and year = 2025 and not sample", world.YeonjeAward)
		areas := map[catalog.Area]bool{}
		for _, p := range yeonje {
			areas[p.Area] = true
		}
		if len(namgu) != 5 || len(yeonje) != 24 || len(areas) != 9 {
			t.Errorf("%d projects of 남구, %d of 연제구 in %d areas", len(namgu), len(yeonje), len(areas))
		}
		if n := len(all[catalog.Programme](t, d, "award_id is not null and not sample")); n != 29 {
			t.Errorf("%d programmes count under the grant", n)
		}
		for _, p := range slices.Concat(namgu, yeonje) {
			if p.State != catalog.Closed {
				t.Errorf("%s is finished and %s", p.TitleKO, p.State)
			}
		}
		if a := one[partnership.Award](t, d, "id = ?", world.YeonjeAward); a.ParticipantsTarget == nil || *a.ParticipantsTarget != 1000 {
			t.Errorf("%+v", a)
		}
		for _, named := range []string{"AI 러닝 코치 양성과정", "디지털 리터러시 아카데미", "디지털 리터러시 자원봉사단", "AI·디지털 멘토 양성·배치", "전 세대가 함께하는 디지털 챌린지"} {
			one[catalog.Programme](t, d, "title_ko = ?", named)
		}
	})
}

func TestPaju(t *testing.T) {
	worldtest.Each(t, func(t *testing.T, d *db.DB) {
		a := one[partnership.Agreement](t, d, "id = ?", world.PajuAgreement)
		if a.NameKO != "파주시 미래교육협력지구-경기공유학교 업무협약" || a.SignedOn != "2026-02-23" || a.StartsOn != "2026-03-01" || a.EndsOn != "2028-02-29" || !a.PeriodSample {
			t.Errorf("%+v", a)
		}
		before := one[partnership.Agreement](t, d, "id = ?", a.PredecessorID)
		if before.StartsOn[:7] != "2023-03" || before.EndsOn[:7] != "2026-02" {
			t.Errorf("%+v", before)
		}
		orgs := orgsByID(t, d)
		var parties []string
		for _, p := range all[partnership.AgreementParty](t, d, "agreement_id = ?", a.ID) {
			parties = append(parties, orgs[p.OrgID].NameKO)
		}
		same(t, parties, []string{"파주시", "파주교육지원청"})

		money := map[string]money.Won{}
		for _, b := range all[partnership.Budget](t, d, "agreement_id = ? and fiscal_year = 2026 and not sample", a.ID) {
			money[orgs[b.OrgID].NameKO] += b.Amount
		}
		total, _ := sums(t, d, "agreement_id = ?", a.ID)
		if money["파주시"] != 1_930_000_000 || money["파주교육지원청"] != 530_000_000 || total != 2_460_000_000 {
			t.Errorf("%v, %s in all", money, total)
		}
		pajuProgrammes(t, d)

		figures := map[string]int64{}
		for _, i := range all[partnership.Indicator](t, d, "agreement_id = ?", a.ID) {
			figures[i.NameKO] = i.Value
		}
		for name, want := range map[string]int64{
			"2024년 부속합의 프로그램": 23, "2024년 부속합의 사업비": 2_470_000_000, "2024년 파주시 부담": 1_830_000_000, "2024년 파주교육지원청 부담": 640_000_000,
			"2023년 설명회에 초대한 학교": 108, "2023년 지원받은 학교": 82, "2023년 학교 지원액": 650_000_000,
		} {
			if figures[name] != want {
				t.Errorf("%s: %d, want %d", name, figures[name], want)
			}
		}
	})
}

func pajuProgrammes(t *testing.T, d *db.DB) {
	t.Helper()
	programmes := all[catalog.Programme](t, d, "agreement_id = ? and year = 2026 and not sample", world.PajuAgreement)
	groups, types := map[id.ID]int{}, map[string]int{}
	for _, p := range programmes {
		groups[p.StrandID]++
		types[p.SharedType]++
		if p.Kind != catalog.SchoolProgramme || p.SharedYear == nil || *p.SharedYear != 2026 || !slices.Contains(catalog.Stages, p.Stage) || p.Grades == "" {
			t.Errorf("%+v", p)
		}
	}
	if len(programmes) != 25 || len(groups) != 4 || len(types) != 3 || types["지역맞춤형"] == 0 || types["학교맞춤형"] == 0 || types["학점인정형"] == 0 {
		t.Errorf("%d programmes in %d groups of types %v", len(programmes), len(groups), types)
	}
	if n := len(all[catalog.Programme](t, d, "agreement_id = ? and not sample", world.PajuAgreement)); n != 25 {
		t.Errorf("%d programmes count in all", n)
	}
	var names []string
	for _, s := range all[partnership.Strand](t, d, "agreement_id = ? and kind = 'group'", world.PajuAgreement) {
		names = append(names, s.NameKO)
		if groups[s.ID] == 0 {
			t.Errorf("nothing in %s", s.NameKO)
		}
	}
	same(t, names, []string{"고교-대학 연계 인재양성", "학생 맞춤형 진로·진학 교육", "중학생 창의적 체험활동 지원", "학교-지역 연계 교육과정"})
}

// TestSamplesSaySo holds the line between what is known and what is made up.
func TestSamplesSaySo(t *testing.T) {
	d := worldtest.Open(t, db.SQLite, clock.Fixed(days[1]))
	known := []string{"AI 러닝 코치 양성과정", "디지털 리터러시 아카데미", "디지털 리터러시 자원봉사단", "AI·디지털 멘토 양성·배치", "전 세대가 함께하는 디지털 챌린지"}
	counted := map[id.ID]bool{}
	for _, p := range all[catalog.Programme](t, d, "not sample") {
		counted[p.ID] = true
		invented := len(p.SummaryKO) > len("(예시 이름)") && p.SummaryKO[:len("(예시 이름)")] == "(예시 이름)"
		if invented == slices.Contains(known, p.TitleKO) {
			t.Errorf("%s: %s", p.TitleKO, p.SummaryKO)
		}
	}
	for _, s := range all[catalog.Section](t, d, "1 = 1") {
		if counted[s.ProgrammeID] && (s.NameKO != "예시 일정" || s.Channel == catalog.Here) {
			t.Errorf("a counted programme's run %s is called %q, apply %s", s.Number, s.NameKO, s.Channel)
		}
	}
	for _, p := range all[catalog.Programme](t, d, "sample") {
		if p.Year == 2026 {
			t.Errorf("%s is a sample of a year of facts", p.TitleKO)
		}
	}
}

func sums(t *testing.T, d *db.DB, where string, of id.ID) (official, sample money.Won) {
	t.Helper()
	for _, b := range all[partnership.Budget](t, d, where, of) {
		if b.Sample {
			sample += b.Amount
		} else {
			official += b.Amount
		}
	}
	return official, sample
}

func orgsByID(t *testing.T, d *db.DB) map[id.ID]people.Organisation {
	t.Helper()
	out := map[id.ID]people.Organisation{}
	for _, o := range all[people.Organisation](t, d, "1 = 1") {
		out[o.ID] = o
	}
	return out
}

func one[T any](t *testing.T, d *db.DB, where string, args ...any) T {
	t.Helper()
	rows := all[T](t, d, where, args...)
	if len(rows) != 1 {
		t.Fatalf("%d rows where %s %v", len(rows), where, args)
	}
	return rows[0]
}

func same(t *testing.T, got, want []string) {
	t.Helper()
	got, want = slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want))
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
