package world

import "ieum/internal/catalog"

// offices is what lies on desks and is not public: drafts that are being
// written, and drafts that wait for a second person.
func offices() []programme {
	return []programme{
		{
			slug: "namgu-night-coding", org: Namgu, in: namguOnPlus, state: catalog.Review, area: catalog.Digital, for_: catalog.Adult, min: 19, ask: "강사와 장소가 정해졌습니다. 다음 주에 접수를 열 수 있게 검토 부탁드립니다.",
			title:   text{"밤에 배우는 첫 코딩", "First Coding at Night"},
			summary: text{"퇴근 뒤 두 시간, 작은 프로그램 하나를 끝까지 만듭니다.", "Two hours after work, and one small program finished."},
			learn:   text{"명령과 순서\n되풀이\n나의 첫 프로그램", "Commands\nLoops\nMy first program"}, bring: text{"노트북 컴퓨터", "A laptop"},
			runs: []run{{window: opensNextWeek, start: 26, days: "화목", times: 10, from: 1930, to: 2130, place: "남구 평생학습관", room: "디지털 강의실", address: "부산광역시 남구 대연3동", teacher: "국태오", seats: 20}},
		},
		{
			slug: "namgu-senior-choir", org: Namgu, state: catalog.Draft, area: catalog.Culture, for_: catalog.Senior, min: 60,
			title:   text{"은빛 합창 교실", "Silver Choir"},
			summary: text{"함께 부르는 노래로 숨과 마음을 고릅니다.", "Breath and heart, through singing together."},
			learn:   text{"발성\n두 성부\n작은 발표회", "Voice\nTwo parts\nA small concert"}, bring: text{"물병", "A bottle of water"},
			runs: []run{{window: opensNextWeek, start: 28, days: "금", times: 10, from: 1000, to: 1130, place: "문현4동 주민센터", address: "부산광역시 남구 문현4동", seats: 30}},
		},
		{
			slug: "yeonje-stay-healthy", org: Yeonje, state: catalog.Review, area: catalog.Health, for_: catalog.Senior, min: 65, ask: "연제구에는 승인자가 없어 시에 승인을 부탁드립니다.",
			title:   text{"오래 걷는 다리, 근력 교실", "Legs That Walk Long: Strength Class"},
			summary: text{"의자를 잡고 시작하는 근력 운동입니다. 넘어지지 않는 몸을 만듭니다.", "Strength exercises that begin by holding a chair, for a body that does not fall."},
			learn:   text{"의자 운동\n균형 잡기\n집에서 이어 가기", "Chair exercise\nBalance\nGoing on at home"}, bring: text{"실내 운동화", "Indoor shoes"},
			runs: []run{{window: opensNextWeek, start: 27, days: "월수", times: 12, from: 1000, to: 1050, place: "거제3동 체육실", address: "부산광역시 연제구 거제3동", teacher: "구해온", seats: 18}},
		},
		{
			slug: "yeonje-baking-draft", org: Yeonje, state: catalog.Draft, area: catalog.Living, for_: catalog.Adult, min: 19,
			title:   text{"우리 쌀로 굽는 빵", "Bread from Our Rice"},
			summary: text{"쌀가루로 부드러운 빵을 굽습니다.", "Soft bread baked from rice flour."},
			learn:   text{"반죽\n발효\n굽기", "Dough\nRising\nBaking"}, bring: text{"앞치마, 담아 갈 그릇", "An apron and a box"},
			runs: []run{{window: opensNextWeek, start: 30, days: "토", times: 4, from: 1000, to: 1300, place: "연산3동 공유부엌", address: "부산광역시 연제구 연산3동", seats: 12, material: 24_000}},
		},
		{
			slug: "ypw-career-return", org: Lifelong, in: strandLearn, state: catalog.Review, area: catalog.Career, for_: catalog.Adult, min: 19, ask: "협력 기업 두 곳이 함께합니다. 검토 부탁드립니다.",
			title:   text{"다시 일터로: 경력이음 집중 과정", "Back to Work: Intensive Course"},
			summary: text{"다섯 주 동안 배우고 협력 기업에서 이틀 일해 봅니다.", "Five weeks of learning and two days of work at a partner company."},
			learn:   text{"이력 다시 쓰기\n디지털 사무\n현장 이틀", "Rewriting a CV\nDigital office\nTwo days on site"}, bring: text{"이력서", "A CV"},
			runs: []run{{window: opensNextWeek, start: 26, days: "월수금", times: 15, from: 930, to: 1230, place: "여평원", room: "202호", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "여혜린", seats: 20, mode: catalog.FirstCome}},
		},
		{
			slug: "paju-edu-math-clinic", org: PajuEdu, in: groupCareer, kind: catalog.SchoolProgramme, state: catalog.Review, area: catalog.Science, for_: catalog.Youth, min: 12, max: 16, note: "관내 중학생", ask: "협약 상대인 파주시의 승인을 부탁드립니다.",
			title:   text{"방학에 다시 만나는 수학", "Maths Again in the Holidays"},
			summary: text{"막힌 단원을 골라 작은 모둠에서 다시 배웁니다.", "Small groups learn again the chapters where they were stuck."},
			learn:   text{"막힌 곳 찾기\n다시 설명\n스스로 풀기", "Finding the gap\nExplaining again\nSolving alone"}, bring: text{"수학 교과서", "Your textbook"},
			grades: middle, stage: "basics", shared: forRegion,
			runs: []run{{window: opensNextWeek, start: 30, days: "월화수목금", times: 10, from: 1000, to: 1200, place: "금촌 공유캠퍼스", address: "경기도 파주시 금촌3동", teacher: "표지훈", seats: 24}},
		},
		{
			slug: "busan-library-night", org: BusanCity, state: catalog.Draft, kind: catalog.Lecture, area: catalog.Humanities,
			title:   text{"도서관의 밤: 작가와 걷는 서가", "A Night in the Library with a Writer"},
			summary: text{"불 꺼진 서가를 작가와 걸으며 책을 고릅니다.", "Choosing books in the dark stacks with a writer."},
			learn:   text{"책 고르기\n작가와 대화", "Choosing\nTalking"}, bring: text{"손전등", "A torch"},
			runs: []run{{window: opensNextWeek, start: 28, days: "금", times: 1, from: 1930, to: 2130, place: "부산시민배움터", address: "부산광역시 연제구 연산5동", district: "연제구", seats: 40}},
		},
		{
			slug: "paju-ceramics-draft", org: Paju, state: catalog.Draft, area: catalog.Culture, for_: catalog.Adult, min: 19,
			title:   text{"법원읍 흙놀이 공방", "Clay Workshop in Beobwon"},
			summary: text{"흙을 만지며 쉬어 가는 오후입니다.", "An afternoon of rest with clay."},
			learn:   text{"손으로 빚기\n무늬 넣기", "Shaping\nPatterns"}, bring: text{"앞치마", "An apron"},
			runs: []run{{window: opensNextWeek, start: 29, days: "토", times: 4, from: 1400, to: 1600, place: "법원읍 공방", address: "경기도 파주시 법원읍", seats: 10}},
		},
	}
}
