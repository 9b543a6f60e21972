package world

import "ieum/internal/catalog"

// yeonjeOpen is what 연제구 offers now. The instructor among the personas
// teaches two of them.
func yeonjeOpen() []programme {
	return []programme{
		{
			slug: "yeonje-everyday-data", org: Yeonje, in: yeonjeCity, area: catalog.Digital, for_: catalog.Adult, min: 19, note: "연제구에 살거나 일하는 성인",
			title:   text{"생활 데이터 읽기: 고지서에서 날씨까지", "Reading Everyday Data: From Bills to Weather"},
			summary: text{"전기 고지서, 물가, 날씨 그래프를 함께 읽고 우리 집 표를 만들어 봅니다.", "Electricity bills, prices and weather charts, and a table for one's own home."},
			learn:   text{"표와 그래프 읽기\n우리 집 전기 표 만들기\n숫자에 속지 않기", "Reading tables and charts\nA table of our electricity\nNot being fooled by numbers"},
			bring:   text{"지난달 고지서, 노트북 컴퓨터(빌려 드립니다)", "Last month's bill, a laptop (can be lent)"},
			runs: []run{
				{name: text{"오후반", "Afternoon"}, window: open, start: 14, days: "화목", times: 8, from: 1400, to: 1600, place: "연제구 평생학습관", room: "디지털실", address: "부산광역시 연제구 연산2동", teacher: "남궁현", by: Instructor.Person, seats: 24, taken: 8, topics: "고지서 읽기\n표 만들기\n그래프 그리기\n물가 읽기\n날씨와 미세먼지\n속기 쉬운 그래프\n우리 집 보고서\n나눔"},
				{name: text{"주말반", "Weekend"}, window: opensIn3Days, start: 20, days: "토", times: 6, from: 1000, to: 1230, place: "연제도서관", room: "문화실", address: "부산광역시 연제구 거제2동", teacher: "남궁현", by: Instructor.Person, seats: 24},
			},
		},
		{
			slug: "yeonje-evening-podcast", org: Yeonje, in: yeonjeCity, area: catalog.Culture, for_: catalog.Adult, min: 19,
			title:   text{"퇴근 후 우리 동네 팟캐스트", "After-Work Neighbourhood Podcast"},
			summary: text{"동네 사람의 이야기를 듣고 녹음해 한 편의 방송으로 엮습니다.", "Listening to neighbours, recording them and making one programme."},
			learn:   text{"질문 준비\n녹음과 편집\n첫 방송 올리기", "Preparing questions\nRecording and editing\nThe first broadcast"},
			bring:   text{"스마트폰, 이어폰", "A smartphone and earphones"},
			runs:    []run{{window: openLong, start: 25, days: "수", times: 8, from: 1930, to: 2130, place: "연산9동 미디어방", address: "부산광역시 연제구 연산9동", teacher: "옥라온", seats: 16, taken: 9}},
		},
		{
			slug: "yeonje-home-repair", org: Yeonje, area: catalog.Living, for_: catalog.Adult, min: 19,
			title:   text{"내 손으로 고치는 집: 문고리부터 전등까지", "Mending My Home: From Handles to Lamps"},
			summary: text{"드릴과 드라이버가 처음인 분도 안전하게. 문고리, 방충망, 전등을 직접 고쳐 봅니다.", "Safe even for beginners with drill and driver: handles, screens and lamps."},
			learn:   text{"공구 안전\n문고리와 경첩\n방충망 갈기\n전등 바꾸기", "Tools and safety\nHandles and hinges\nScreens\nLamps"},
			bring:   text{"장갑, 편한 옷", "Gloves and work clothes"},
			runs:    []run{{window: open, start: 14, days: "토", times: 5, from: 1400, to: 1700, place: "연산6동 메이커방", address: "부산광역시 연제구 연산6동", teacher: "변가온", seats: 12, taken: 12, material: 25_000}},
		},
		{
			slug: "yeonje-smart-office", org: Yeonje, in: yeonjeCity, area: catalog.Career, for_: catalog.Worker, min: 19,
			title:   text{"일이 줄어드는 문서와 표 계산", "Documents and Spreadsheets That Save Work"},
			summary: text{"되풀이하는 문서를 서식과 함수로 줄입니다. 직장인을 위한 저녁 과정입니다.", "Fewer repeated papers with forms and functions, in the evening."},
			learn:   text{"서식 만들기\n함수 열 개\n자동 요약", "Making forms\nTen functions\nAutomatic summaries"},
			bring:   text{"노트북 컴퓨터", "A laptop"},
			runs: []run{
				{name: text{"1기", "Term 1"}, window: running, start: -21, days: "월수", times: 14, from: 1900, to: 2100, place: "연제구 평생학습관", room: "디지털실", address: "부산광역시 연제구 연산2동", teacher: "남궁현", by: Instructor.Person, seats: 20, taken: 18, topics: "서식의 기본\n표 만들기\n함수 1\n함수 2\n함수 3\n정리와 점검\n조건부 서식\n찾기와 참조\n차트\n자동 요약\n메일과 문서 잇기\n내 업무 줄이기\n발표 준비\n발표"},
				{name: text{"2기", "Term 2"}, window: opensNextWeek, start: 32, days: "월수", times: 14, from: 1900, to: 2100, place: "연제구 평생학습관", room: "디지털실", address: "부산광역시 연제구 연산2동", teacher: "남궁현", by: Instructor.Person, seats: 20},
			},
		},
		{
			slug: "yeonje-yoga-dawn", org: Yeonje, area: catalog.Health, for_: catalog.Adult, min: 19,
			title:   text{"새벽을 여는 요가", "Yoga at Dawn"},
			summary: text{"하루를 시작하기 전 한 시간, 굳은 몸을 부드럽게 풉니다.", "An hour before the day begins, to loosen a stiff body."},
			learn:   text{"호흡\n서기와 앉기\n쉬기", "Breathing\nStanding and sitting\nResting"},
			bring:   text{"요가 매트", "A yoga mat"},
			runs: []run{
				{name: text{"새벽반", "Dawn"}, window: closesTomorrow, start: 5, days: "월수금", times: 12, from: 630, to: 730, place: "연산8동 체육실", address: "부산광역시 연제구 연산8동", teacher: "진보람", seats: 20, taken: 13, fee: 30_000},
				{name: text{"저녁반", "Evening"}, window: closesTomorrow, start: 5, days: "화목", times: 8, from: 2000, to: 2100, place: "연산8동 체육실", address: "부산광역시 연제구 연산8동", teacher: "진보람", seats: 20, taken: 20, fee: 20_000},
			},
		},
		{
			slug: "yeonje-evening-walk", org: Yeonje, area: catalog.Health, for_: catalog.Anyone,
			title:   text{"온천천 바르게 걷기", "Walking Well by the Oncheon"},
			summary: text{"온천천을 따라 천천히 걸으며 무릎과 허리에 무리가 없는 걸음을 익힙니다.", "Slow walks by the stream, with steps that are kind to knees and back."},
			learn:   text{"몸풀기\n바르게 걷기\n쉬며 걷기", "Warming up\nWalking well\nWalking with rests"},
			bring:   text{"편한 신발, 물", "Comfortable shoes, water"},
			runs:    []run{{window: openLong, start: 24, days: "화목", times: 8, from: 1000, to: 1100, place: "온천천 시민공원", address: "부산광역시 연제구 연산1동", teacher: "진보람", seats: 25, taken: 9}},
		},
		{
			slug: "yeonje-grandparents-play", org: Yeonje, area: catalog.Parenting, for_: catalog.Senior, min: 55, note: "손주를 돌보는 조부모",
			title:   text{"손주와 노는 법을 배우는 조부모 교실", "Grandparents' Class: How to Play with Grandchildren"},
			summary: text{"책 읽어 주기, 종이접기, 옛놀이. 손주와 보내는 오후가 즐거워집니다.", "Reading aloud, paper folding and old games for happy afternoons."},
			learn:   text{"그림책 읽어 주기\n종이접기\n화면 없이 노는 법", "Reading picture books\nFolding paper\nPlaying without screens"},
			bring:   text{"돋보기", "Reading glasses"},
			runs:    []run{{window: opensSoon, start: 15, days: "목", times: 6, from: 1400, to: 1600, place: "거제1동 주민센터", address: "부산광역시 연제구 거제1동", teacher: "궁순자", seats: 20}},
		},
		{
			slug: "yeonje-market-startup", org: Yeonje, area: catalog.Startup, for_: catalog.Adult, min: 19,
			title:   text{"작게 시작하는 동네 창업", "Starting Small in the Neighbourhood"},
			summary: text{"주말 장터 한 칸에서 시작합니다. 물건을 정하고, 값을 매기고, 손님을 맞아 봅니다.", "Begin with one stall at a weekend market: choose, price, sell."},
			learn:   text{"물건 정하기\n값 매기기\n장터 열기", "Choosing a product\nPricing\nOpening a stall"},
			bring:   text{"하고 싶은 일 한 가지", "One thing you would like to do"},
			runs:    []run{{window: overNow, start: 7, days: "화", times: 8, from: 1900, to: 2100, place: "연산1동 배움터", address: "부산광역시 연제구 연산1동", teacher: "피준", seats: 16, mode: catalog.Reviewed}},
		},
		{
			slug: "yeonje-letters-class", org: Yeonje, area: catalog.Literacy, for_: catalog.Senior,
			title:   text{"늘배움 한글 교실", "Hangul for Late Learners"},
			summary: text{"이름 석 자부터 편지 한 장까지. 언제 오셔도 반깁니다.", "From one's own name to a letter. Come at any time."},
			learn:   text{"자음과 모음\n내 이름 쓰기\n편지 쓰기", "Letters\nWriting my name\nWriting a letter"},
			bring:   text{"연필과 공책(드립니다)", "Pencil and notebook (provided)"},
			runs:    []run{{window: always, start: -60, days: "월수금", times: 60, from: 1000, to: 1150, place: "연산3동 늘배움 교실", address: "부산광역시 연제구 연산3동", teacher: "명복순", channel: catalog.ByPhone, mode: catalog.WalkIn}},
		},
		{
			slug: "yeonje-youth-debate", org: Yeonje, area: catalog.Citizenship, for_: catalog.Youth, min: 14, max: 19, note: "만 14~19세 청소년",
			title:   text{"청소년 토론 교실: 다르게 생각하고 함께 말하기", "Debate for Young People"},
			summary: text{"정답이 없는 문제를 두고 편을 바꿔 가며 토론합니다.", "Questions without answers, debated from both sides."},
			learn:   text{"근거 찾기\n귀 기울이기\n편 바꿔 말하기", "Finding reasons\nListening\nChanging sides"},
			bring:   text{"필기구", "Something to write with"},
			runs:    []run{{window: open, start: 13, days: "토", times: 6, from: 1500, to: 1700, place: "연제도서관", room: "세미나실", address: "부산광역시 연제구 거제2동", teacher: "추영수", seats: 18, channel: catalog.Elsewhere, url: "https://youth.yeonje.example/debate"}},
		},
		{
			slug: "yeonje-challenge", org: Yeonje, in: yeonjeCity, kind: catalog.Challenge, area: catalog.Digital, for_: catalog.Anyone,
			title:   text{"연제 디지털 챌린지: 종이 없는 한 달", "Yeonje Digital Challenge: A Month without Paper"},
			summary: text{"세 사람이 한 팀이 되어 한 달 동안 종이 대신 디지털로 생활해 보는 도전입니다. 세대를 섞은 팀이면 더 좋습니다.", "Teams of three live a month with digital instead of paper, best across generations."},
			learn:   text{"팀 만들기\n주마다 과제\n마무리 잔치", "Making a team\nWeekly tasks\nA closing party"},
			bring:   text{"함께할 두 사람", "Two people to join you"},
			runs:    []run{{window: openLong, start: 24, span: 30, place: "연제구 곳곳", seats: 60, taken: 27}},
		},
	}
}
