package world

import (
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/money"
	"ieum/internal/partnership"
)

// The strands of the LA-LA LAnd consortium.
var (
	strandLearn   = within{award: LaLaLand, strand: strandID("learn")}
	strandConnect = within{award: LaLaLand, strand: strandID("connect")}
	strandAct     = within{award: LaLaLand, strand: strandID("act")}
	namguOnPlus   = within{award: NamguAward}
	yeonjeCity    = within{award: YeonjeAward}
)

// consortium are the districts of LA-LA LAnd; with the city and the institute they are thirteen.
var consortium = []string{"junggu", "seogu", "donggu", "yeongdo", "dongnae", "bukgu", "saha", "geumjeong", "suyeong", "sasang", "gijang"}

// addLifelong is the 2025 grant of the Ministry of Education: finished and settled.
func (b *builder) addLifelong() {
	b.grants = append(b.grants, partnership.Grant{
		ID: Grant2025, Slug: "busan-lifelong-2025",
		NameKO: "2025년 지역 평생교육 활성화 지원사업", NameEN: "2025 Regional Lifelong Education Activation Support Project",
		SummaryKO: "교육부의 국비 지원으로 부산광역시 컨소시엄과 남구, 연제구가 시민의 배움을 넓힌 사업입니다. 2025년에 운영하고 정산까지 마쳤습니다(정산일은 예시).",
		SummaryEN: "With national money of the Ministry of Education, a consortium led by Busan, and Nam-gu and Yeonje-gu, widened learning for citizens. Run in 2025 and settled (the day of settlement is a sample).",
		FieldKO:   "기존 평생학습도시 특성화 지원", FieldEN: "specialization support for existing lifelong learning cities",
		GrantorID: MinistryOfEd, Year: 2025, SettledOn: "2026-02-20", Department: "평생교육과", Phone: b.organisation(BusanCity).Phone, UpdatedAt: clock.AtSeoul(2026, 2, 20, 17, 0),
	})
	const cityKO, cityEN = "지역특화 프로그램(평생학습도시)", "Regional Specialized Program (Lifelong Learning City)"
	target := 1000
	b.awards = append(b.awards,
		partnership.Award{
			ID: LaLaLand, GrantID: Grant2025, Slug: "la-la-land", GranteeID: BusanCity, Position: 1,
			CategoryKO: "평생학습 집중진흥지구", CategoryEN: "Lifelong Learning Intensive Promotion District",
			ProjectKO: "부산시민의 내일을 꿈꾸는 라라 랜드(LA-LA LAnd)", ProjectEN: "LA-LA LAnd Project: Dreaming of Tomorrow for Busan Citizens",
		},
		partnership.Award{
			ID: NamguAward, GrantID: Grant2025, Slug: "namgu-on-plus", GranteeID: Namgu, Position: 2, CategoryKO: cityKO, CategoryEN: cityEN,
			ProjectKO: "배움온플러스(On+): 인공지능(AI)과 함께하는 평생학습", ProjectEN: "Learning On+: Lifelong Learning with Artificial Intelligence (AI)",
		},
		partnership.Award{
			ID: YeonjeAward, GrantID: Grant2025, Slug: "yeonje-learning-city", GranteeID: Yeonje, Position: 3, CategoryKO: cityKO, CategoryEN: cityEN,
			ProjectKO: "일상의 정보기술(IT), 디지털전환(DX), 학습도시(Learning City) 연제", ProjectEN: "Everyday IT, Digital Transformation (DX), Learning City Yeonje",
			ParticipantsTarget: &target,
		},
	)
	b.addConsortium()
	b.addLifelongMoney()
	b.addFacts(fact{year: 2025, closed: true, dept: "평생학습과"}, namguFacts())
	b.addFacts(fact{year: 2025, closed: true, dept: "평생학습과"}, yeonjeFacts())
	for _, p := range lalaSamples() { // what the consortium ran is not public in detail: samples of that year
		p.state = catalog.Closed
		for n := range p.runs {
			p.runs[n].name, p.runs[n].window = sampleDates, before
		}
		b.add(&p, 2025, true, "")
	}
}

func (b *builder) addConsortium() {
	member := func(org id.ID, part string) {
		b.members = append(b.members, partnership.AwardMember{AwardID: LaLaLand, OrgID: org, Part: part, Position: len(b.members) + 1})
	}
	member(BusanCity, "lead")
	member(Lifelong, "institute")
	for _, slug := range consortium {
		member(organisationID(slug), "district")
	}
	for i, s := range []struct {
		code       string
		name, what text
	}{
		{"learn", text{"내 일을 학습하라(LA)", "Learn (LA) My Work"}, text{"지역의 산업·대학·연구기관과 이어진 교육 프로그램", "educational programs linking local industry, academia and research"}},
		{"connect", text{"내 일(하나)을 연계하라(LA)", "Connect (LA) My One"}, text{"배움과 기관을 하나로 잇는 통합 네트워크", "integrated networks"}},
		{"act", text{"내일을 위해 활동하라(LA)", "Act (LA) for the Growth of Busan Citizens' Tomorrow"}, text{"배운 것을 나누는 시민 활동 지원", "support for activities"}},
	} {
		b.strands = append(b.strands, partnership.Strand{
			ID: strandID(s.code), AwardID: LaLaLand, Kind: "strand", Code: s.code, NameKO: s.name.ko, NameEN: s.name.en, WhatKO: s.what.ko, WhatEN: s.what.en, Position: i + 1,
		})
	}
}

// addLifelongMoney is the national money, which is a fact, and the local match:
// that each grantee adds at least as much is known, how much it was is not.
func (b *builder) addLifelongMoney() {
	add := func(award id.ID, source partnership.Source, org id.ID, amount money.Won, sample bool) {
		n := itoa(len(b.budgets) + 1)
		b.budgets = append(b.budgets, partnership.Budget{
			ID: id.Named("budget/" + n), AwardID: award, FiscalYear: 2025, Source: source, OrgID: org, Amount: amount, Sample: sample, Position: len(b.budgets) + 1,
		})
	}
	add(LaLaLand, partnership.National, BusanCity, 50_000_000, false)
	add(NamguAward, partnership.National, Namgu, 27_000_000, false)
	add(YeonjeAward, partnership.National, Yeonje, 30_000_000, false)
	add(LaLaLand, partnership.Metro, BusanCity, 28_000_000, true)
	for _, slug := range consortium {
		add(LaLaLand, partnership.Local, organisationID(slug), 2_000_000, true)
	}
	add(NamguAward, partnership.Local, Namgu, 27_000_000, true)
	add(YeonjeAward, partnership.Local, Yeonje, 30_000_000, true)
}

// namguFacts are the five projects of 남구 in 2025. The first three are named in
// the announcement.
func namguFacts() []programme {
	return []programme{
		{
			slug: "namgu-2025-ai-coach", org: Namgu, in: namguOnPlus, area: catalog.Digital, for_: catalog.Adult, note: "남구에 살거나 일하는 성인",
			title:   text{"AI 러닝 코치 양성과정", "Generative-AI Learning Coach Training Course"},
			summary: text{"생성형 인공지능으로 이웃의 배움을 돕는 ‘러닝 코치’를 길러 낸 과정입니다.", "Trained learning coaches who help their neighbours learn with generative AI."},
			learn:   text{"생성형 AI에게 잘 묻는 법\n배우는 사람의 눈높이에 맞춘 도움말 만들기\n동아리 모임을 이끄는 연습", "Asking generative AI good questions\nMaking help that fits the learner\nLeading a study circle"},
			bring:   text{"노트북 컴퓨터(없으면 빌려 드립니다)", "A laptop (one can be lent)"},
			runs:    []run{{base: "2025-05-13", days: "화목", times: 12, from: 1000, to: 1200, place: "남구 평생학습관", room: "디지털 강의실", teacher: "하늘빛", seats: 20, channel: catalog.ByPhone}},
		},
		{
			slug: "namgu-2025-digital-literacy", org: Namgu, in: namguOnPlus, area: catalog.Digital, for_: catalog.Senior, note: "남구 주민 누구나, 어르신 먼저",
			title:   text{"디지털 리터러시 아카데미", "Digital Literacy Academy"},
			summary: text{"동네 배움터와 학습관에서 키오스크부터 생성형 AI까지 차근차근 배운 아카데미입니다.", "From kiosks to generative AI, step by step, at learning halls and centres close to home."},
			learn:   text{"스마트폰과 무인 주문기 익히기\n가짜 정보를 가려내는 눈\n생성형 AI와 첫 대화", "Smartphones and ordering machines\nTelling true from false\nA first talk with generative AI"},
			bring:   text{"쓰던 스마트폰, 돋보기", "Your own smartphone, reading glasses"},
			runs:    []run{{base: "2025-06-09", days: "월수", times: 10, from: 1400, to: 1600, place: "대연3동 마을배움터", teacher: "고은별", seats: 25, channel: catalog.ByPhone}},
		},
		{
			slug: "namgu-2025-digital-volunteers", org: Namgu, in: namguOnPlus, kind: catalog.Volunteering, area: catalog.Citizenship, for_: catalog.Adult, note: "러닝 코치 과정을 마친 분",
			title:   text{"디지털 리터러시 자원봉사단", "Digital-Literacy Volunteer Group"},
			summary: text{"생성형 AI 수업과 온라인 수업에서 옆자리 도우미로 함께한 봉사단입니다.", "Volunteers who sat beside learners in generative-AI and online classes."},
			learn:   text{"수업 도우미가 지킬 약속\n온라인 수업 접속 돕기\n도움이 필요한 순간 알아차리기", "What a class helper promises\nHelping people join online classes\nNoticing when help is needed"},
			bring:   text{"봉사 수첩", "A volunteer's notebook"},
			runs:    []run{{base: "2025-09-02", days: "화", times: 10, from: 1330, to: 1530, place: "남구 평생학습관", teacher: "봉은채", seats: 30, channel: catalog.ByPhone}},
		},
		{
			slug: "namgu-2025-ai-art", org: Namgu, in: namguOnPlus, invented: true, area: catalog.Culture, for_: catalog.Adult, note: "남구 주민",
			title:   text{"AI와 그리는 우리 동네 그림책", "Our Neighbourhood in Pictures, Drawn with AI"},
			summary: text{"오래된 골목의 이야기를 모아 인공지능과 함께 그림책으로 엮은 과정입니다.", "Stories of old alleys gathered and turned into a picture book with AI."},
			learn:   text{"동네 이야기 듣고 적기\n그림 생성 도구 다루기\n한 권으로 엮기", "Listening and writing\nUsing image tools\nBinding one book"},
			bring:   text{"옛 사진 몇 장", "A few old photographs"},
			runs:    []run{{base: "2025-07-03", days: "목", times: 8, from: 1900, to: 2100, place: "우암동 마을도서관", teacher: "심가온", seats: 15, channel: catalog.ByPhone}},
		},
		{
			slug: "namgu-2025-ai-shop", org: Namgu, in: namguOnPlus, invented: true, area: catalog.Startup, for_: catalog.Worker, note: "남구의 작은 가게 주인과 직원",
			title:   text{"작은 가게를 위한 인공지능 활용 교실", "AI for Small Shops"},
			summary: text{"메뉴판과 안내문, 손님 답글을 인공지능과 함께 만들어 본 실습 과정입니다.", "Hands-on: menus, notices and replies to customers made together with AI."},
			learn:   text{"가게 소개글 다듬기\n사진 보정과 안내문 만들기\n조심해야 할 점", "Polishing a shop's introduction\nPhotos and notices\nWhat to be careful about"},
			bring:   text{"가게 사진, 스마트폰", "Photos of your shop, a smartphone"},
			runs:    []run{{base: "2025-10-14", days: "화", times: 6, from: 1930, to: 2130, place: "용호1동 주민센터", room: "2층 회의실", teacher: "국태오", seats: 20, channel: catalog.ByPhone}},
		},
	}
}

// lalaSamples are samples of what the consortium ran in 2025, two for each strand.
func lalaSamples() []programme {
	return []programme{
		{
			slug: "lala-2025-port-logistics", org: Lifelong, in: strandLearn, area: catalog.Career, for_: catalog.Adult,
			title:   text{"항만과 물류, 내 일을 찾는 배움", "Finding My Work in Ports and Logistics"},
			summary: text{"지역 기업과 대학의 현장 전문가에게 항만·물류의 일을 배운 과정입니다.", "People from local companies and universities taught the work of ports and logistics."},
			learn:   text{"물류의 흐름\n현장 견학\n직무 상담", "How goods flow\nA visit on site\nCareer advice"}, bring: text{"필기구", "Something to write with"},
			runs: []run{{base: "2025-06-17", days: "화목", times: 8, from: 1900, to: 2100, place: "부산 시민배움터", teacher: "탁재현", seats: 25, channel: catalog.ByPhone}},
		},
		{
			slug: "lala-2025-campus-night", org: organisationID("geumjeong"), in: strandLearn, area: catalog.Humanities, for_: catalog.Adult,
			title:   text{"캠퍼스에서 만나는 저녁 시민대학", "Evening Citizens' College on Campus"},
			summary: text{"퇴근길 캠퍼스에서 지역 대학 교수와 함께 읽고 이야기한 시민대학입니다.", "Reading and talking with professors of local universities after work."},
			learn:   text{"한 주에 한 주제\n짧은 글쓰기", "A theme a week\nShort writing"}, bring: text{"궁금한 마음", "Curiosity"},
			runs: []run{{base: "2025-09-04", days: "목", times: 8, from: 1900, to: 2100, place: "장전1동 열린강의실", teacher: "선우민", seats: 40, channel: catalog.ByPhone}},
		},
		{
			slug: "lala-2025-learning-map", org: Lifelong, in: strandConnect, area: catalog.Citizenship, for_: catalog.Adult,
			title:   text{"11개 구·군 배움지도 만들기", "A Learning Map of Eleven Districts"},
			summary: text{"구·군의 배움터를 찾아다니며 하나의 지도로 이은 네트워크 사업입니다.", "Visited learning places across the districts and joined them on one map."},
			learn:   text{"배움터 조사\n지도에 옮기기", "Surveying places\nPutting them on a map"}, bring: text{"편한 신발", "Comfortable shoes"},
			runs: []run{{base: "2025-07-05", days: "토", times: 6, from: 1000, to: 1300, place: "부산 시민배움터", teacher: "명다온", seats: 22, channel: catalog.ByPhone}},
		},
		{
			slug: "lala-2025-managers", org: BusanCity, in: strandConnect, area: catalog.Career, for_: catalog.Worker,
			title:   text{"평생학습 담당자 이음 모임", "Meetings of Lifelong Learning Staff"},
			summary: text{"구·군과 기관의 담당자가 만나 과정을 나누고 함께 쓰는 자료를 만든 모임입니다.", "Staff of districts and institutions shared courses and made common materials."},
			learn:   text{"사례 나누기\n공동 자료 만들기", "Sharing cases\nMaking common materials"}, bring: text{"나눌 사례", "A case to share"},
			runs: []run{{base: "2025-05-21", days: "수", every: 4, times: 6, from: 1400, to: 1700, place: "부산광역시청", room: "회의실", teacher: "여혜린", seats: 30, channel: catalog.ByPhone}},
		},
		{
			slug: "lala-2025-village-teachers", org: organisationID("saha"), in: strandAct, kind: catalog.Volunteering, area: catalog.Citizenship, for_: catalog.Adult,
			title:   text{"배움을 나누는 마을강사단", "Village Teachers Who Pass Learning On"},
			summary: text{"과정을 마친 시민이 마을강사가 되어 이웃에게 배움을 나눈 활동입니다.", "Citizens who finished a course became teachers of their neighbours."},
			learn:   text{"수업 계획 짜기\n시범 수업", "Planning a lesson\nA trial lesson"}, bring: text{"수업 아이디어 한 가지", "One idea for a lesson"},
			runs: []run{{base: "2025-10-11", days: "토", times: 6, from: 1000, to: 1200, place: "하단1동 배움터", teacher: "옥순자", seats: 20, channel: catalog.ByPhone}},
		},
		{
			slug: "lala-2025-tomorrow-day", org: Lifelong, in: strandAct, kind: catalog.Lecture, area: catalog.Humanities, for_: catalog.Anyone,
			title:   text{"부산시민 내일 이야기 한마당", "A Day of Stories about Tomorrow"},
			summary: text{"한 해 동안 배우고 활동한 시민이 서로의 이야기를 나눈 발표 자리입니다.", "Citizens told each other what they had learnt and done in the year."},
			learn:   text{"활동 발표\n이야기 나눔", "Presentations\nConversation"}, bring: text{"없음", "Nothing"},
			runs: []run{{base: "2025-12-06", days: "토", times: 1, from: 1300, to: 1700, place: "부산 시민배움터", room: "대강당", teacher: "서가람", channel: catalog.ByPhone, mode: catalog.WalkIn}},
		},
	}
}
