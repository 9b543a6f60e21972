package world

import "ieum/internal/catalog"

// namguOpen is what 남구 offers now, some of it as a sequel to On+.
func namguOpen() []programme {
	return []programme{
		{
			slug: "namgu-ai-every-day", org: Namgu, in: namguOnPlus, area: catalog.Digital, for_: catalog.Adult, min: 19, note: "남구에 살거나 일하는 성인",
			title:   text{"매일 쓰는 인공지능: 장보기부터 편지까지", "AI Every Day: From Shopping to Letters"},
			summary: text{"장보기 목록, 안부 편지, 병원 예약 메모까지. 생활 속 부탁을 인공지능에게 잘 전하는 법을 배웁니다.", "Shopping lists, letters, notes for the clinic: asking AI well for everyday things."},
			learn:   text{"부탁을 또렷하게 말하기\n답을 고쳐 묻기\n내 정보 지키기", "Asking clearly\nAsking again\nKeeping my data"},
			bring:   text{"쓰던 스마트폰", "Your own smartphone"},
			runs: []run{
				{name: text{"오전반", "Morning"}, window: open, start: 14, days: "월수", times: 8, from: 1000, to: 1200, place: "남구 평생학습관", room: "201호", address: "부산광역시 남구 대연3동", teacher: "고은별", seats: 24, taken: 9, topics: "처음 만나는 인공지능\n장보기 목록\n안부 편지\n병원 가기 전 메모\n여행 계획\n사진 설명 듣기\n조심할 점\n나의 사용 설명서"},
				{name: text{"저녁반", "Evening"}, window: opensSoon, start: 16, days: "화목", times: 8, from: 1900, to: 2100, place: "용호1동 주민센터", room: "2층", address: "부산광역시 남구 용호1동", teacher: "국태오", seats: 24},
			},
		},
		{
			slug: "namgu-smartphone-first-steps", org: Namgu, in: namguOnPlus, area: catalog.Digital, for_: catalog.Senior, min: 60, note: "만 60세 이상 남구 주민",
			title:   text{"스마트폰 첫걸음: 전화기에서 생활 도구로", "First Steps with a Smartphone"},
			summary: text{"글자 키우기, 사진 보내기, 버스 시간 보기. 옆자리 도우미와 함께 천천히 익힙니다.", "Bigger letters, sending photos, bus times: slowly, with a helper beside you."},
			learn:   text{"글자와 소리 키우기\n사진 찍고 보내기\n버스와 병원 예약\n사기 문자 가려내기", "Bigger letters and sound\nTaking and sending photos\nBuses and clinics\nSpotting fraud"},
			bring:   text{"쓰던 스마트폰, 돋보기", "Your own smartphone, reading glasses"},
			runs: []run{
				{name: text{"대연반", "Daeyeon class"}, window: open, start: 14, days: "화금", times: 10, from: 1400, to: 1530, place: "대연1동 마을배움터", address: "부산광역시 남구 대연1동", teacher: "명소담", seats: 15, taken: 7},
				{name: text{"문현반", "Munhyeon class"}, window: open, start: 15, days: "수", times: 10, from: 1000, to: 1130, place: "문현2동 주민센터", address: "부산광역시 남구 문현2동", teacher: "명소담", seats: 15, taken: 14},
				{name: text{"감만반", "Gamman class"}, window: open, start: 15, days: "목", times: 10, from: 1000, to: 1130, place: "감만1동 경로당", address: "부산광역시 남구 감만1동", teacher: "함복순", seats: 12, channel: catalog.ByPhone},
			},
		},
		{
			slug: "namgu-ai-photo-diary", org: Namgu, in: namguOnPlus, area: catalog.Culture, for_: catalog.Adult, min: 19, note: "남구 주민",
			title:   text{"AI와 함께 쓰는 사진일기", "A Photo Diary with AI"},
			summary: text{"오늘 찍은 사진 한 장에 글을 붙입니다. 인공지능은 첫 문장을 돕고, 마지막 문장은 내가 씁니다.", "Words for one photo a day: AI helps with the first line, the last one is mine."},
			learn:   text{"사진 고르기\n첫 문장 찾기\n한 달 일기 엮기", "Choosing photos\nFinding a first line\nBinding a month"},
			bring:   text{"스마트폰, 사진 다섯 장", "A smartphone and five photos"},
			runs:    []run{{window: opensTomorrow, start: 17, days: "목", times: 6, from: 1900, to: 2100, place: "남구 평생학습관", room: "예술실", address: "부산광역시 남구 대연3동", teacher: "심가온", seats: 18}},
		},
		{
			slug: "namgu-weekend-ukulele", org: Namgu, area: catalog.Culture, for_: catalog.Anyone,
			title:   text{"주말 우쿨렐레 교실", "Weekend Ukulele"},
			summary: text{"네 줄로 시작하는 음악. 노래 두 곡을 함께 연주합니다.", "Music on four strings, and two songs together."},
			learn:   text{"조율\n코드 네 개\n함께 연주", "Tuning\nFour chords\nPlaying together"},
			bring:   text{"우쿨렐레(빌려 드립니다)", "A ukulele (can be lent)"},
			runs: []run{
				{name: text{"1기", "Term 1"}, window: overNow, start: 5, days: "일", times: 8, from: 1400, to: 1530, place: "용호2동 작은음악실", address: "부산광역시 남구 용호2동", teacher: "독고아라", seats: 15, cancel: "신청하신 분이 최소 인원 6명보다 적어 열지 못하게 되었습니다. 신청하신 분께는 따로 알려 드렸습니다."},
				{name: text{"2기", "Term 2"}, window: openLong, start: 26, days: "토", times: 8, from: 1400, to: 1530, place: "용호2동 작은음악실", address: "부산광역시 남구 용호2동", teacher: "독고아라", seats: 15, taken: 7},
			},
		},
		{
			slug: "namgu-spring-garden", org: Namgu, area: catalog.Environment, for_: catalog.Family,
			title:   text{"상자텃밭에서 식탁까지", "From a Box Garden to the Table"},
			summary: text{"상자텃밭에 상추와 허브를 심고 거두어 함께 먹은 가족 프로그램입니다.", "Families planted lettuce and herbs in boxes and ate them together."},
			learn:   text{"흙 만들기\n심고 돌보기\n거두어 먹기", "Making soil\nPlanting and tending\nHarvest"},
			bring:   text{"모종삽, 장갑", "A trowel and gloves"},
			runs:    []run{{window: overLong, start: -84, days: "토", times: 8, from: 1000, to: 1200, place: "우암동 마을텃밭", address: "부산광역시 남구 우암동", teacher: "천덕수", seats: 22, taken: 20, material: 12_000}},
		},
		{
			slug: "namgu-coffee-morning", org: Namgu, area: catalog.Living, for_: catalog.Adult, min: 19,
			title:   text{"아침을 여는 핸드드립 커피", "Hand-Drip Coffee in the Morning"},
			summary: text{"원두를 고르고 천천히 내리는 법을 배웁니다. 마지막 날에는 이웃을 초대합니다.", "Choosing beans and pouring slowly. On the last day neighbours are invited."},
			learn:   text{"원두 고르기\n물줄기 연습\n맛 적기", "Choosing beans\nPouring\nNotes on taste"},
			bring:   text{"앞치마", "An apron"},
			runs:    []run{{window: openLong, start: 25, days: "금", times: 6, from: 1000, to: 1200, place: "용당동 마을부엌", address: "부산광역시 남구 용당동", teacher: "원라온", seats: 12, taken: 5, fee: 10_000, material: 30_000}},
		},
		{
			slug: "namgu-digital-volunteers", org: Namgu, in: namguOnPlus, kind: catalog.Volunteering, area: catalog.Citizenship, for_: catalog.Adult, min: 19,
			title:   text{"옆자리 도우미: 디지털 배움 자원봉사", "The Helper beside You: Digital Volunteers"},
			summary: text{"어르신 스마트폰 수업에서 한 사람 옆에 앉아 돕습니다. 한 번 두 시간, 시간은 자원봉사로 남습니다.", "Sit beside one learner in a seniors' smartphone class, two hours at a time."},
			learn:   text{"천천히 설명하기\n대신 눌러 주지 않기\n비밀번호는 보지 않기", "Explaining slowly\nNot pressing for them\nNever looking at passwords"},
			bring:   text{"따뜻한 마음, 편한 신발", "A warm heart"},
			runs:    []run{{window: always, start: -20, span: 120, place: "남구 곳곳의 배움터", channel: catalog.ByPhone, mode: catalog.WalkIn}},
		},
		{
			slug: "namgu-english-sea", org: Namgu, area: catalog.Language, for_: catalog.Adult, min: 19,
			title:   text{"여행자에게 길을 알려 주는 영어", "English for Showing Travellers the Way"},
			summary: text{"오륙도와 이기대를 찾는 여행자에게 길과 밥집을 알려 주는 쉬운 영어를 연습합니다.", "Easy English for telling visitors the way and where to eat."},
			learn:   text{"길 안내\n음식 설명\n인사와 감사", "Directions\nFood\nThanks"},
			bring:   text{"공책", "A notebook"},
			runs: []run{
				{name: text{"1기", "Term 1"}, window: running, start: -21, days: "화목", times: 14, from: 1000, to: 1150, place: "용호3동 배움터", address: "부산광역시 남구 용호3동", teacher: "편예준", seats: 16, taken: 15, fee: 15_000},
				{name: text{"2기", "Term 2"}, window: opensNextWeek, start: 30, days: "화목", times: 14, from: 1000, to: 1150, place: "용호3동 배움터", address: "부산광역시 남구 용호3동", teacher: "편예준", seats: 16, fee: 15_000},
				{name: text{"3기", "Term 3"}, state: catalog.Draft, window: opensNextWeek, start: 93, days: "화목", times: 14, from: 1000, to: 1150, place: "용호3동 배움터", address: "부산광역시 남구 용호3동", teacher: "편예준", seats: 16, fee: 15_000},
			},
		},
		{
			slug: "namgu-mobile-reading", org: Namgu, area: catalog.Literacy, for_: catalog.Anyone,
			title:   text{"휴대전화로 매일 한 쪽, 함께 읽기", "A Page a Day on the Phone"},
			summary: text{"아침마다 한 쪽씩 글이 도착합니다. 읽고 한 줄을 남기면 이웃의 한 줄이 돌아옵니다.", "A page arrives each morning; leave a line and a neighbour's line comes back."},
			learn:   text{"매일 읽는 습관\n한 줄 쓰기", "Reading daily\nWriting a line"},
			bring:   text{"휴대전화", "A phone"},
			runs:    []run{{window: open, start: 12, span: 60, place: "휴대전화", method: catalog.Mobile, channel: catalog.Elsewhere, url: "https://learn.namgu.example/one-page", seats: 200}},
		},
	}
}
