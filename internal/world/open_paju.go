package world

import "ieum/internal/catalog"

// pajuOpen is what 파주시 offers its citizens and students now.
func pajuOpen() []programme {
	return []programme{
		{
			slug: "paju-citizen-maker", org: Paju, area: catalog.Science, for_: catalog.Adult, min: 19, note: "파주시에 살거나 일하는 성인",
			title:   text{"시민 메이커: 생각을 물건으로", "Citizen Makers: From Thought to Thing"},
			summary: text{"3D 프린터와 레이저 커터로 집에서 쓸 물건 하나를 만듭니다.", "One useful thing for home, with a 3D printer and a laser cutter."},
			learn:   text{"생각 그리기\n기계 안전\n뽑고 다듬기", "Sketching\nMachine safety\nPrinting and finishing"},
			bring:   text{"만들고 싶은 것의 그림", "A drawing of what you want to make"},
			runs: []run{
				{name: text{"평일반", "Weekdays"}, window: open, start: 14, days: "화목", times: 8, from: 1900, to: 2100, place: "운정 시민배움터", room: "메이커실", address: "경기도 파주시 운정1동", teacher: "우솔", seats: 20, taken: 8},
				{name: text{"주말반", "Weekend"}, window: opensTomorrow, start: 19, days: "일", times: 6, from: 1300, to: 1600, place: "운정 시민배움터", room: "메이커실", address: "경기도 파주시 운정1동", teacher: "우솔", seats: 20},
			},
		},
		{
			slug: "paju-book-making", org: Paju, area: catalog.Culture, for_: catalog.Adult, min: 19,
			title:   text{"출판도시에서 한 권 엮기", "Binding One Book in the Book City"},
			summary: text{"쓰고, 다듬고, 실로 엮어 세상에 하나뿐인 책을 만듭니다.", "Write, polish and sew the only copy of a book."},
			learn:   text{"원고 다듬기\n종이 고르기\n실로 엮기", "Polishing the text\nChoosing paper\nSewing"},
			bring:   text{"원고 열 쪽", "Ten pages of your own"},
			runs:    []run{{window: open, start: 14, days: "수", times: 8, from: 1400, to: 1600, place: "교하동 책공방", address: "경기도 파주시 교하동", teacher: "지소담", seats: 12, taken: 11, fee: 20_000, material: 15_000}},
		},
		{
			slug: "paju-dmz-guide", org: Paju, area: catalog.Citizenship, for_: catalog.Adult, min: 19,
			title:   text{"접경마을 생태 해설 첫걸음", "First Steps as a Guide to Border Nature"},
			summary: text{"철새와 습지를 알고, 찾아온 이에게 쉬운 말로 들려주는 법을 배웁니다.", "Birds and wetlands, and how to tell visitors about them plainly."},
			learn:   text{"철새 알기\n해설 연습\n현장 실습", "Knowing birds\nPractising\nIn the field"},
			bring:   text{"쌍안경(빌려 드립니다)", "Binoculars (can be lent)"},
			runs:    []run{{window: running, start: -21, days: "목", times: 10, from: 1000, to: 1300, place: "탄현면 생태배움터", address: "경기도 파주시 탄현면", teacher: "천기남", seats: 18, taken: 16}},
		},
		{
			slug: "paju-village-mentor", org: Paju, in: groupCurriculum, kind: catalog.Volunteering, area: catalog.Guidance, for_: catalog.Adult, min: 19,
			title:   text{"학교로 가는 마을강사 모집", "Neighbours Who Teach at School"},
			summary: text{"농사, 목공, 그림책처럼 잘하는 것을 교실에서 나눌 마을강사를 찾습니다.", "Looking for neighbours to share farming, carpentry or picture books in class."},
			learn:   text{"아동 안전 교육\n수업 만들기\n교실 실습", "Child safety\nMaking a lesson\nPractice in class"},
			bring:   text{"소개서 한 쪽", "A page about yourself"},
			runs:    []run{{window: overNow, start: 9, days: "토", times: 5, from: 1000, to: 1300, place: "금촌1동 배움터", address: "경기도 파주시 금촌1동", teacher: "원보람", seats: 20, mode: catalog.Reviewed}},
		},
		{
			slug: "paju-winter-camp", org: Paju, in: groupTalent, kind: catalog.SchoolProgramme, area: catalog.Science, for_: catalog.Youth, min: 15, max: 19, note: "파주시 관내 고등학생",
			title:   text{"고교생 대학 연구실 방문 캠프", "High-School Camp in University Laboratories"},
			summary: text{"사흘 동안 대학 연구실을 돌며 연구자의 하루를 함께합니다. 추첨으로 뽑습니다.", "Three days in university laboratories with researchers. Drawn by lot."},
			learn:   text{"연구실 안전\n실험 함께하기\n나의 질문 발표", "Laboratory safety\nJoining experiments\nPresenting my question"},
			bring:   text{"편한 옷, 실험 공책", "Comfortable clothes, a notebook"}, grades: "h1,h2", stage: "career", shared: forRegion,
			runs: []run{{window: overNow, start: 12, days: "월화수", whole: true, times: 3, from: 900, to: 1700, place: "협력 대학 연구실", teacher: "차윤슬", seats: 30, mode: catalog.Lottery}},
		},
		{
			slug: "paju-family-stars", org: Paju, kind: catalog.Lecture, area: catalog.Science, for_: catalog.Family,
			title:   text{"가족이 함께 보는 밤하늘 별자리", "Stars for Families"},
			summary: text{"맑은 밤, 적성면 들판에서 망원경으로 별을 봅니다.", "A clear night with telescopes in the fields of Jeokseong."},
			learn:   text{"별자리 찾기\n망원경 보기", "Finding constellations\nUsing a telescope"},
			bring:   text{"따뜻한 옷, 손전등", "Warm clothes, a torch"},
			runs:    []run{{window: opensIn3Days, start: 19, days: "토", times: 1, from: 1900, to: 2100, place: "적성면 체험마을", address: "경기도 파주시 적성면", teacher: "나별", seats: 60}},
		},
	}
}

// pajuSchoolOpen is what 파주교육지원청 offers now. Schools apply for classes,
// families for their own children.
func pajuSchoolOpen() []programme {
	return []programme{
		{
			slug: "paju-edu-class-maker-bus", org: PajuEdu, in: groupCreative, kind: catalog.SchoolProgramme, area: catalog.Science, for_: catalog.ForSchool, note: "관내 중학교 학급",
			title:   text{"메이커 버스 학급 신청", "The Maker Bus for Your Class"},
			summary: text{"공구와 3D 프린터를 실은 버스가 학교로 갑니다. 학교 담당 선생님이 학급 단위로 신청합니다.", "A bus with tools and printers comes to school; teachers apply for a class."},
			learn:   text{"생각 그리기\n만들기\n고치기", "Sketching\nMaking\nMending"}, bring: text{"학급 명단은 필요 없습니다", "No list of names is needed"},
			grades: middle, stage: "future", shared: forSchools,
			runs: []run{
				{name: text{"1차", "Round 1"}, window: open, start: 20, days: "월", times: 8, from: 900, to: 1200, place: "신청 학교", teacher: "우솔", seats: 240, channel: catalog.ThroughSchool},
				{name: text{"2차", "Round 2"}, window: opensNextWeek, start: 50, days: "월", times: 8, from: 900, to: 1200, place: "신청 학교", teacher: "우솔", seats: 240, channel: catalog.ThroughSchool},
			},
		},
		{
			slug: "paju-edu-path-night", org: PajuEdu, in: groupCareer, kind: catalog.Lecture, area: catalog.Guidance, for_: catalog.Family, note: "중3·고1 학생과 보호자",
			title:   text{"고등학교 과목 선택, 저녁 설명회", "Choosing Subjects: An Evening for Families"},
			summary: text{"학생과 보호자가 함께 과목 지도를 읽고 궁금한 것을 묻습니다.", "Students and guardians read the map of subjects and ask questions."},
			learn:   text{"학점제 이해\n과목 지도\n질문과 답", "How credits work\nThe map\nQuestions"}, bring: text{"궁금한 것 세 가지", "Three questions"},
			grades: "m3,h1", stage: "career", shared: forRegion,
			runs: []run{{window: open, start: 12, days: "수", times: 1, from: 1900, to: 2100, place: "파주교육지원청 대강당", address: "경기도 파주시 금촌2동", teacher: "함정호", seats: 200, taken: 31}},
		},
		{
			slug: "paju-edu-reading-buddy", org: PajuEdu, in: groupCurriculum, kind: catalog.SchoolProgramme, area: catalog.Literacy, for_: catalog.Child, note: "초등 1~3학년",
			title:   text{"소리 내어 읽는 책 친구", "Reading Aloud with a Book Friend"},
			summary: text{"방과 후 한 시간, 책 친구와 소리 내어 읽으며 읽기의 힘을 기릅니다.", "An hour after school, reading aloud with a friend."},
			learn:   text{"소리 내어 읽기\n이야기 나누기", "Reading aloud\nTalking"}, bring: text{"읽고 싶은 책", "A book you like"},
			grades: "e1,e2,e3", stage: "basics", shared: forSchools,
			runs: []run{{window: running, start: -21, days: "화목", times: 16, from: 1400, to: 1500, place: "문산한길초등학교 도서관", teacher: "추새봄", seats: 20, channel: catalog.ThroughSchool}},
		},
		{
			slug: "paju-edu-credit-ai", org: PajuEdu, in: groupTalent, kind: catalog.SchoolProgramme, area: catalog.Digital, for_: catalog.Youth, min: 15, max: 19, note: "관내 고등학생",
			title:   text{"학점으로 인정받는 인공지능 과목", "An AI Course for Credit"},
			summary: text{"토요일마다 공유캠퍼스에서 배우고 학점을 받습니다. 학교를 통해 신청합니다.", "Saturdays at the shared campus, for credit, through school."},
			learn:   text{"데이터\n모델\n발표", "Data\nModels\nPresenting"}, bring: text{"노트북 컴퓨터", "A laptop"},
			grades: highLower, stage: "future", shared: forCredit,
			runs: []run{{window: closesTomorrow, start: 8, days: "토", times: 10, from: 930, to: 1230, place: "운정 공유캠퍼스", address: "경기도 파주시 운정3동", teacher: "변준호", seats: 24, channel: catalog.ThroughSchool}},
		},
		{
			slug: "paju-edu-eco-contest", org: PajuEdu, in: groupCreative, kind: catalog.Competition, area: catalog.Environment, for_: catalog.Youth, note: "관내 중학생 팀",
			title:   text{"우리 학교 기후 실천 겨루기", "Schools' Climate Contest"},
			summary: text{"석 달 동안 학교에서 줄인 것을 기록해 겨룹니다.", "Three months of what a school used less of."},
			learn:   text{"재기\n줄이기\n알리기", "Measuring\nReducing\nTelling"}, bring: text{"네 명의 팀", "A team of four"},
			grades: middle, stage: "future", shared: forSchools,
			runs: []run{{window: overLong, start: -80, days: "수", every: 2, times: 5, from: 1500, to: 1600, place: "각 학교", seats: 120, channel: catalog.ThroughSchool}},
		},
	}
}
