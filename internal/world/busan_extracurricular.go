package world

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/partnership"
)

var extracurricular = within{agreement: Extracurricular}

// addExtracurricular is the agreement of 2021 between Busan and fifteen
// universities. It has no end, and what its pilot reached is published.
func (b *builder) addExtracurricular() {
	b.agreements = append(b.agreements, partnership.Agreement{
		ID: Extracurricular, Slug: "busan-extracurricular",
		NameKO: "부산형 시-대학 비교과활동 연계운영 업무협약", NameEN: "Busan-style joint extracurricular activities and social-contribution mileage",
		SummaryKO: "부산광역시와 출자·출연기관이 여는 경진대회, 서포터즈, 정책위원, 자원봉사 활동을 학생이 자기 대학의 비교과 실적으로 인정받도록 시와 15개 대학이 함께합니다. 쌓인 마일리지는 졸업인증과 장학금으로 이어지고, 도전정신·비판적 사고·리더십을 기릅니다.",
		SummaryEN: "Busan and its funded institutions open competitions, supporters' groups, policy committees and volunteering; students' own universities recognise them as extracurricular achievement. Mileage leads to graduation certification and scholarships, and builds challenge, critical thinking and leadership.",
		SignedOn:  "2021-02-26", StartsOn: "2021-02-26", Department: "청년산학정책과", Phone: b.organisation(BusanCity).Phone, UpdatedAt: clock.AtSeoul(2021, 2, 26, 16, 0),
	})
	party := func(org id.ID, part string) {
		b.parties = append(b.parties, partnership.AgreementParty{AgreementID: Extracurricular, OrgID: org, Part: part, Position: len(b.parties) + 1})
	}
	party(BusanCity, "city")
	for _, u := range universities {
		party(organisationID(u.slug), "university")
	}
	for i, x := range []struct {
		name  text
		value int64
		unit  string
	}{
		{text{"2020년 시범운영 참여 기관", "Hosts in the pilot of 2020"}, 13, "hosts"},
		{text{"2020년 시범운영 프로그램", "Programmes in the pilot of 2020"}, 39, "programmes"},
		{text{"2020년 시범운영 참여 학생", "Students in the pilot of 2020"}, 1755, "people"},
	} {
		b.indicators = append(b.indicators, partnership.Indicator{
			ID: id.Named("indicator/extracurricular/" + itoa(i+1)), AgreementID: Extracurricular, Year: 2020, NameKO: x.name.ko, NameEN: x.name.en, Value: x.value, Unit: x.unit, Position: i + 1,
		})
	}
}
