package world

import "ieum/internal/catalog"

// extracurricularOpen is what the city and its funded institutions offer to
// students now. The institutions other than 여평원 are made up.
func extracurricularOpen() []programme {
	at := organisationID
	return []programme{
		{
			slug: "busan-policy-committee", org: BusanCity, in: extracurricular, kind: catalog.Committee, area: catalog.Citizenship, for_: catalog.Student, min: 18, max: 34, note: "부산의 대학생",
			title:   text{"대학생 시정 정책위원", "Student Members of the City's Policy Committees"},
			summary: text{"청년의 눈으로 부산의 정책을 살피고 제안하는 정책위원을 모십니다. 기르는 역량: 비판적 사고, 리더십.", "Students look at the city's policies and propose their own. Competencies: critical thinking, leadership."},
			learn:   text{"정책 읽는 법\n현장 방문\n제안서 쓰기와 발표", "Reading policy\nVisits\nWriting and presenting a proposal"},
			bring:   text{"자기소개와 관심 정책 한 가지", "An introduction and one policy you care about"},
			runs:    []run{{name: text{"3기 위원", "3rd committee"}, window: overNow, start: 10, days: "금", every: 2, times: 8, from: 1500, to: 1700, place: "부산광역시청", room: "회의실", address: "부산광역시 연제구 연산5동", district: "연제구", seats: 30, mode: catalog.Reviewed}},
		},
		{
			slug: "busan-startup-contest", org: at("busan-startup-pier"), in: extracurricular, kind: catalog.Competition, area: catalog.Startup, for_: catalog.Student,
			title:   text{"바다를 살리는 창업 아이디어 경진대회", "Contest: Start-up Ideas That Save the Sea"},
			summary: text{"해양 쓰레기, 기후, 어촌을 주제로 팀을 이루어 아이디어를 겨룹니다. 기르는 역량: 도전정신.", "Teams compete with ideas about litter, climate and fishing villages. Competency: challenge."},
			learn:   text{"문제 찾기 강의\n조언자와의 만남\n발표 심사", "A talk on finding problems\nMeeting advisers\nPresentation"},
			bring:   text{"두 명에서 네 명의 팀", "A team of two to four"},
			runs:    []run{{window: open, start: 20, days: "토", times: 3, from: 1000, to: 1700, place: "부산 창업부두", address: "부산광역시 남구 감만1동", seats: 40, mode: catalog.Reviewed, channel: catalog.Elsewhere, url: "https://pier.example/contest"}},
		},
		{
			slug: "busan-data-hackathon", org: at("busan-city-data"), in: extracurricular, kind: catalog.Competition, area: catalog.Digital, for_: catalog.Student,
			title:   text{"도시 데이터 밤샘 경진대회", "City Data Overnight Contest"},
			summary: text{"버스, 날씨, 상권 데이터를 엮어 하룻밤에 하나의 답을 만듭니다. 기르는 역량: 비판적 사고.", "Buses, weather and shops: one answer in one night. Competency: critical thinking."},
			learn:   text{"데이터 안내\n팀 작업\n새벽 발표", "Guide to the data\nTeam work\nPresenting at dawn"},
			bring:   text{"노트북 컴퓨터, 겉옷", "A laptop and a jacket"},
			runs:    []run{{window: closesTomorrow, start: 6, days: "토일", whole: true, times: 2, from: 1000, to: 1800, place: "부산 도시데이터랩", address: "부산광역시 해운대구 우2동", seats: 60, mode: catalog.Lottery, channel: catalog.Elsewhere, url: "https://data.example/night"}},
		},
		{
			slug: "busan-sns-supporters", org: BusanCity, in: extracurricular, kind: catalog.Supporters, area: catalog.Culture, for_: catalog.Student, min: 18, max: 34,
			title:   text{"부산 이야기 대학생 서포터즈", "Student Supporters Who Tell Busan's Stories"},
			summary: text{"골목과 시장, 바다의 이야기를 글과 영상으로 알립니다. 한 달에 두 편을 만듭니다. 기르는 역량: 도전정신, 리더십.", "Two stories a month of alleys, markets and sea, in words and film. Competencies: challenge, leadership."},
			learn:   text{"취재와 저작권\n짧은 영상 만들기\n모임과 평가", "Reporting and copyright\nShort films\nMeetings"},
			bring:   text{"휴대전화 카메라", "A phone camera"},
			runs:    []run{{name: text{"7기", "7th group"}, window: open, start: 16, days: "토", every: 2, times: 8, from: 1400, to: 1600, place: "부산시민배움터", address: "부산광역시 연제구 연산5동", district: "연제구", seats: 30, taken: 17}},
		},
		{
			slug: "ypw-family-supporters", org: Lifelong, in: extracurricular, kind: catalog.Supporters, area: catalog.Parenting, for_: catalog.Student, min: 18, max: 34,
			title:   text{"부산여성가족과 평생교육진흥원 평등가족·평생학습 대학생 서포터즈 ‘함께 자라는 우리’ 4기 활동단", "Student Supporters of Equal Families and Lifelong Learning at the Busan Women's Family and Lifelong Education Promotion Institute: Growing Together, 4th Group"},
			summary: text{"가족의 여러 모습과 배움의 즐거움을 또래에게 알립니다. 기르는 역량: 리더십.", "Tell other students about the many shapes of families and the joy of learning. Competency: leadership."},
			learn:   text{"성평등 이해\n카드뉴스 만들기\n현장 취재", "Understanding equality\nMaking card news\nReporting"},
			bring:   text{"노트북 컴퓨터", "A laptop"},
			runs:    []run{{window: openLong, start: 26, days: "금", every: 2, times: 8, from: 1600, to: 1800, place: "여평원", room: "소통실", address: "부산광역시 부산진구 양정1동", district: "부산진구", seats: 24, taken: 12}},
		},
		{
			slug: "busan-beach-volunteers", org: at("busan-sea-future"), in: extracurricular, kind: catalog.Volunteering, area: catalog.Environment, for_: catalog.Student,
			title:   text{"바닷가를 돌보는 토요 자원봉사", "Saturday Volunteers for the Shore"},
			summary: text{"바닷가의 쓰레기를 줍고 종류를 기록해 지도로 남깁니다. 자원봉사 시간이 인정됩니다(예시). 기르는 역량: 도전정신.", "Picking up and recording litter on a map. Hours count as volunteering (sample). Competency: challenge."},
			learn:   text{"안전 교육\n줍고 기록하기\n지도 만들기", "Safety\nCollecting and recording\nMapping"},
			bring:   text{"장갑, 모자, 물", "Gloves, hat, water"},
			runs: []run{
				{name: text{"영도", "Yeongdo"}, window: open, start: 12, days: "토", times: 4, from: 900, to: 1200, place: "동삼2동 바닷가", address: "부산광역시 영도구 동삼2동", seats: 40, channel: catalog.Elsewhere, url: "https://sea.example/saturday"},
				{name: text{"지난 회", "Last round"}, window: overLong, start: -70, days: "토", times: 4, from: 900, to: 1200, place: "동삼2동 바닷가", address: "부산광역시 영도구 동삼2동", seats: 40, channel: catalog.Elsewhere, url: "https://sea.example/saturday"},
			},
		},
		{
			slug: "busan-mentoring-volunteers", org: BusanCity, in: extracurricular, kind: catalog.Volunteering, area: catalog.Guidance, for_: catalog.Student, min: 18, max: 34,
			title:   text{"선배가 들려주는 대학 이야기", "Stories of University from an Older Friend"},
			summary: text{"지역아동센터 청소년을 만나 공부와 진로의 고민을 듣는 대학생 자원봉사입니다. 기르는 역량: 리더십.", "Students meet young people at children's centres and listen to their worries about study and paths. Competency: leadership."},
			learn:   text{"아동 보호 교육\n짝 만나기\n활동 일지", "Child protection\nMeeting in pairs\nKeeping a log"},
			bring:   text{"재학증명서", "Proof of enrolment"},
			runs:    []run{{window: running, start: -21, days: "수", times: 12, from: 1600, to: 1800, place: "부산 곳곳의 지역아동센터", seats: 24, taken: 22}},
		},
		{
			slug: "busan-leadership-talk", org: BusanCity, in: extracurricular, kind: catalog.Lecture, area: catalog.Career, for_: catalog.Student,
			title:   text{"포트폴리오로 말하는 나: 자기주도 역량 온라인 특강", "Speaking through a Portfolio: An Online Lecture"},
			summary: text{"비교과 활동을 어떻게 기록하고 취업에서 이야기할지 선배와 인사 담당자가 들려줍니다.", "How to record activities outside class and speak of them when applying for work."},
			learn:   text{"활동을 기록하는 틀\n역량의 말로 옮기기\n질문과 답", "A frame for recording\nPutting it in words of competency\nQuestions"},
			bring:   text{"내 활동 한 가지", "One activity of yours"},
			runs:    []run{{window: opensTomorrow, start: 15, days: "수", times: 1, from: 1900, to: 2030, place: "온라인 생방송", method: catalog.Online, seats: 300}},
		},
		{
			slug: "busan-global-volunteers", org: at("busan-world-town"), in: extracurricular, kind: catalog.Volunteering, area: catalog.Language, for_: catalog.Student,
			title:   text{"외국인 이웃과 함께하는 한국어 짝꿍", "Korean Partners for Foreign Neighbours"},
			summary: text{"외국인 주민과 짝이 되어 한 주에 한 번 한국어로 이야기합니다. 기르는 역량: 리더십.", "Talk Korean once a week with a resident from abroad. Competency: leadership."},
			learn:   text{"쉬운 한국어\n문화 차이 이해\n짝 활동", "Plain Korean\nCultures\nMeeting in pairs"},
			bring:   text{"이야깃거리", "Something to talk about"},
			runs:    []run{{window: opensIn3Days, start: 21, days: "목", times: 10, from: 1830, to: 2000, place: "부산 세계이웃센터", address: "부산광역시 동구 초량1동", seats: 30, channel: catalog.Elsewhere, url: "https://neighbours.example/partner"}},
		},
		{
			slug: "busan-safety-monitors", org: at("busan-safe-town"), in: extracurricular, kind: catalog.Supporters, area: catalog.Safety, for_: catalog.Student,
			title:   text{"대학가 안전 지킴이 서포터즈", "Safety Supporters around the Campuses"},
			summary: text{"밤길과 자취촌의 위험한 곳을 찾아 개선을 제안합니다. 기르는 역량: 비판적 사고.", "Find unsafe spots around campuses and propose changes. Competency: critical thinking."},
			learn:   text{"안전 점검표\n야간 걷기\n개선 제안", "Checklists\nNight walks\nProposals"},
			bring:   text{"편한 신발", "Comfortable shoes"},
			runs:    []run{{window: overNow, start: 8, days: "화", times: 8, from: 1900, to: 2100, place: "부산 안전마을지원단", address: "부산광역시 연제구 연산4동", seats: 20, mode: catalog.Reviewed, channel: catalog.Elsewhere, url: "https://safe.example/campus"}},
		},
		{
			slug: "busan-upcycle-challenge", org: at("busan-green-loop"), in: extracurricular, kind: catalog.Challenge, area: catalog.Environment, for_: catalog.Student,
			title:   text{"버린 것의 두 번째 쓸모 챌린지", "Second Use Challenge"},
			summary: text{"학교에서 버려지는 물건 하나를 골라 2주 안에 새 쓸모를 만듭니다. 기르는 역량: 도전정신.", "Choose one thing thrown away at school and give it a new use in two weeks. Competency: challenge."},
			learn:   text{"자료 찾기\n만들기\n온라인 전시", "Research\nMaking\nOnline show"},
			bring:   text{"버려진 물건 하나", "One discarded thing"},
			runs:    []run{{window: openLong, start: 24, span: 14, place: "온라인과 학교", method: catalog.Mixed, channel: catalog.Elsewhere, url: "https://loop.example/second"}},
		},
		{
			slug: "busan-village-radio", org: at("busan-village-media"), in: extracurricular, kind: catalog.Supporters, area: catalog.Culture, for_: catalog.Student,
			title:   text{"마을방송 대학생 제작단", "Students Who Make Village Radio"},
			summary: text{"어르신의 옛 노래와 이야기를 녹음해 마을방송으로 내보냅니다.", "Record elders' songs and stories for village radio."},
			learn:   text{"녹음\n대본\n방송", "Recording\nScripts\nBroadcasting"},
			bring:   text{"이어폰", "Earphones"},
			runs:    []run{{window: running, start: -18, days: "금", times: 10, from: 1700, to: 1900, place: "부산 마을미디어소", address: "부산광역시 사하구 괴정1동", seats: 12, channel: catalog.Elsewhere, url: "https://radio.example/students"}},
		},
		{
			slug: "busan-trail-keepers", org: at("busan-walk-trail"), in: extracurricular, kind: catalog.Volunteering, area: catalog.Health, for_: catalog.Anyone,
			title:   text{"걷는 길 지킴이", "Keepers of the Walking Trails"},
			summary: text{"한 달에 한 번 정해진 길을 걸으며 표지판과 계단을 살핍니다.", "Walk one trail a month and look after its signs and steps."},
			learn:   text{"길 살피기\n사진 기록\n알리기", "Looking\nPhotographing\nReporting"},
			bring:   text{"편한 신발, 물", "Comfortable shoes, water"},
			runs:    []run{{window: always, start: -40, span: 240, place: "부산의 걷는 길", channel: catalog.ByPhone, mode: catalog.WalkIn}},
		},
		{
			slug: "busan-care-callers", org: at("busan-care-link"), in: extracurricular, kind: catalog.Volunteering, area: catalog.Citizenship, for_: catalog.Student,
			title:   text{"안부 전화 한 통, 마음 잇기 봉사", "One Call: Keeping in Touch"},
			summary: text{"혼자 지내는 어르신께 한 주에 한 번 전화로 안부를 여쭙니다. 기르는 역량: 리더십.", "A call a week to an elder who lives alone. Competency: leadership."},
			learn:   text{"대화 교육\n비밀 지키기\n위급할 때 알리기", "How to talk\nKeeping confidence\nWhen to call for help"},
			bring:   text{"조용한 30분", "A quiet half hour"},
			runs:    []run{{window: open, start: 14, span: 84, place: "집에서 전화로", method: catalog.Mobile, channel: catalog.ByPhone, seats: 50}},
		},
		{
			slug: "busan-culture-docents", org: at("busan-culture-share"), in: extracurricular, kind: catalog.Committee, area: catalog.Culture, for_: catalog.Student,
			title:   text{"원도심 문화 기획위원", "Planners of Culture in the Old Centre"},
			summary: text{"비어 있는 가게를 한 달 동안 채울 작은 전시와 공연을 기획합니다. 기르는 역량: 도전정신.", "Plan small shows to fill an empty shop for a month. Competency: challenge."},
			learn:   text{"공간 답사\n기획서\n실행", "Seeing the space\nPlanning\nDoing"},
			bring:   text{"기획 아이디어 한 쪽", "A page with an idea"},
			runs:    []run{{window: opensNextWeek, start: 25, days: "토", times: 6, from: 1400, to: 1700, place: "광복동 빈 가게", address: "부산광역시 중구 광복동", seats: 15, mode: catalog.Reviewed, channel: catalog.Elsewhere, url: "https://culture.example/oldtown"}},
		},
	}
}
