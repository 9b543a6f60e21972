package world

import (
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/partnership"
)

// The four named groups of the Paju cooperation ("such as", so others may exist).
var (
	groupTalent     = within{agreement: PajuAgreement, strand: strandID("talent")}
	groupCareer     = within{agreement: PajuAgreement, strand: strandID("career-path")}
	groupCreative   = within{agreement: PajuAgreement, strand: strandID("creative")}
	groupCurriculum = within{agreement: PajuAgreement, strand: strandID("curriculum")}
)

// The types of 경기공유학교 in 2026.
const (
	forRegion  = "지역맞춤형"
	forSchools = "학교맞춤형"
	forCredit  = "학점인정형"
)

// addPaju is the agreement of 2026, which runs. The exact days of its two years
// are not public.
func (b *builder) addPaju() {
	updated := clock.AtSeoul(2026, 2, 23, 15, 0)
	b.agreements = append(b.agreements,
		partnership.Agreement{
			ID: PajuBefore, Slug: "paju-2023", NameKO: "파주시 미래교육협력지구 업무협약(2023~2026)", NameEN: "Paju Future Education Cooperation District (2023–2026)",
			SummaryKO: "2026년 협약에 앞서 파주시와 파주교육지원청이 함께한 협약입니다.", SummaryEN: "The agreement between Paju and its office of education before the one of 2026.",
			StartsOn: "2023-03-01", EndsOn: "2026-02-28", PeriodSample: true, Department: "교육지원과", Phone: b.organisation(Paju).Phone, UpdatedAt: updated,
		},
		partnership.Agreement{
			ID: PajuAgreement, Slug: "paju-2026", NameKO: "파주시 미래교육협력지구-경기공유학교 업무협약", NameEN: "Paju Future Education Cooperation District and Gyeonggi Shared School",
			SummaryKO: "파주시와 파주교육지원청이 2년 동안 함께, 관내 학생의 기초학력과 진로·진학, 미래역량을 학교와 지역에서 키웁니다. 2026년 부속합의로 25개 프로그램을 운영합니다.",
			SummaryEN: "For two years Paju and its office of education build the basic skills, paths and future competency of the district's students together, in 25 programmes in 2026.",
			SignedOn:  "2026-02-23", StartsOn: "2026-03-01", EndsOn: "2028-02-29", PeriodSample: true, PredecessorID: PajuBefore,
			Department: "교육지원과", Phone: b.organisation(Paju).Phone, UpdatedAt: updated,
		},
	)
	for _, agreement := range []id.ID{PajuBefore, PajuAgreement} {
		b.parties = append(b.parties,
			partnership.AgreementParty{AgreementID: agreement, OrgID: Paju, Part: "city", Position: 1},
			partnership.AgreementParty{AgreementID: agreement, OrgID: PajuEdu, Part: "education_office", Position: 2},
		)
	}
	for i, g := range []struct {
		code       string
		name, what text
	}{
		{"talent", text{"고교-대학 연계 인재양성", "Talent through High Schools and Universities"}, text{"고등학생이 대학의 강의실과 실험실에서 배우는 프로그램", "high-school students learn in the rooms and laboratories of universities"}},
		{"career-path", text{"학생 맞춤형 진로·진학 교육", "Career and College Guidance for Each Student"}, text{"학생 한 사람에게 맞춘 진로 탐색과 진학 상담", "finding a path and a college, for each student"}},
		{"creative", text{"중학생 창의적 체험활동 지원", "Creative Experience for Middle Schools"}, text{"중학생이 몸으로 겪고 만들어 보는 체험활동", "things that middle-school students do and make"}},
		{"curriculum", text{"학교-지역 연계 교육과정", "Curriculum of School and Community"}, text{"마을의 사람과 장소가 교실이 되는 교육과정", "people and places of the community as a classroom"}},
	} {
		b.strands = append(b.strands, partnership.Strand{
			ID: strandID(g.code), AgreementID: PajuAgreement, Kind: "group", Code: g.code, NameKO: g.name.ko, NameEN: g.name.en, WhatKO: g.what.ko, WhatEN: g.what.en, Position: i + 1,
		})
	}
	b.budgets = append(b.budgets,
		partnership.Budget{ID: id.Named("budget/paju-2026/city"), AgreementID: PajuAgreement, FiscalYear: 2026, Source: partnership.Local, OrgID: Paju, Amount: 1_930_000_000, Position: 1},
		partnership.Budget{ID: id.Named("budget/paju-2026/office"), AgreementID: PajuAgreement, FiscalYear: 2026, Source: partnership.EducationOffice, OrgID: PajuEdu, Amount: 530_000_000, Position: 2},
	)
	b.addPajuBefore()
	b.addFacts(fact{year: 2026, dept: "교육지원과"}, pajuFacts())
}

// addPajuBefore are the published figures of earlier years, for comparison.
func (b *builder) addPajuBefore() {
	for i, x := range []struct {
		year  int
		name  text
		value int64
		unit  string
	}{
		{2024, text{"2024년 부속합의 프로그램", "Programmes in the annex of 2024"}, 23, "programmes"},
		{2024, text{"2024년 부속합의 사업비", "Cost in the annex of 2024"}, 2_470_000_000, "won"},
		{2024, text{"2024년 파주시 부담", "Share of Paju in 2024"}, 1_830_000_000, "won"},
		{2024, text{"2024년 파주교육지원청 부담", "Share of the office of education in 2024"}, 640_000_000, "won"},
		{2023, text{"2023년 설명회에 초대한 학교", "Schools invited to the briefing in 2023"}, 108, "schools"},
		{2023, text{"2023년 지원받은 학교", "Schools funded in 2023"}, 82, "schools"},
		{2023, text{"2023년 학교 지원액", "Money for schools in 2023"}, 650_000_000, "won"},
	} {
		b.indicators = append(b.indicators, partnership.Indicator{
			ID: id.Named("indicator/paju/" + itoa(i+1)), AgreementID: PajuAgreement, Year: x.year, NameKO: x.name.ko, NameEN: x.name.en, Value: x.value, Unit: x.unit, Position: i + 1,
		})
	}
}

// pajuProject is a line of the table of the twenty-five programmes.
type pajuProject struct {
	slug           string
	in             within
	org            id.ID
	shared, stage  string
	grades         string
	area           catalog.Area
	title, summary text
	learn          text
	run            run
}

func pajuFacts() []programme {
	var out []programme
	for _, x := range pajuProjects {
		x.run.channel = catalog.ThroughSchool
		out = append(out, programme{
			slug: "paju-2026-" + x.slug, org: x.org, in: x.in, kind: catalog.SchoolProgramme, area: x.area, for_: catalog.ForSchool, note: "파주시 관내 학생", invented: true,
			grades: x.grades, stage: x.stage, shared: x.shared, title: x.title, summary: x.summary, learn: x.learn,
			bring: text{"학교에서 안내하는 준비물", "What the school asks for"}, runs: []run{x.run},
		})
	}
	return out
}
