package world

import "ieum/internal/catalog"

// busanOpen is what the city itself offers now.
func busanOpen() []programme {
	return []programme{
		{
			slug: "busan-citizen-ai-basics", org: BusanCity, area: catalog.Digital, for_: catalog.Adult, min: 19, note: "부산에 살거나 일하는 성인",
			title:   text{"부산시민 인공지능 기초 교실", "AI Basics for the Citizens of Busan"},
			summary: text{"인공지능이 무엇을 잘하고 무엇을 못하는지, 생활 속 보기로 천천히 배웁니다. 처음이어도 괜찮습니다.", "What AI does well and what it does not, slowly and with everyday examples. No experience needed."},
			learn:   text{"인공지능과 처음 대화하기\n길 찾기·번역·일정에 써 보기\n믿을 것과 확인할 것 가려내기\n개인정보를 지키는 습관", "A first talk with AI\nDirections, translation, schedules\nWhat to trust and what to check\nKeeping personal data safe"},
			bring:   text{"스마트폰이나 노트북 컴퓨터", "A smartphone or laptop"},
			runs: []run{
				{name: text{"1기 저녁반", "Term 1, evening"}, window: open, start: 14, days: "화목", times: 8, from: 1900, to: 2100, place: "부산시민배움터", room: "3층 디지털실", address: "부산광역시 연제구 연산5동", district: "연제구", teacher: "한바다", seats: 30, taken: 11, topics: "첫 만남, 첫 질문\n길 찾기와 번역\n일정과 메모\n사진과 그림\n틀린 답 찾아내기\n개인정보 지키기\n나만의 도우미 만들기\n나눔과 마무리"},
				{name: text{"2기 오전반", "Term 2, morning"}, window: opensNextWeek, start: 26, days: "월수", times: 8, from: 1000, to: 1200, place: "부산시민배움터", room: "3층 디지털실", address: "부산광역시 연제구 연산5동", district: "연제구", teacher: "한바다", seats: 30},
			},
		},
		{
			slug: "busan-walking-history", org: BusanCity, area: catalog.Humanities, for_: catalog.Anyone, note: "부산시민 누구나",
			title:   text{"걸어서 만나는 부산의 근대", "Modern Busan on Foot"},
			summary: text{"초량 이바구길에서 보수동 책방골목까지, 해설사와 함께 걸으며 도시의 백 년을 만납니다.", "From the hillside stories of Choryang to the book alley of Bosu-dong: a hundred years of the city, with a guide."},
			learn:   text{"개항과 부산\n피란수도의 하루\n산복도로에 사는 이야기", "The opened port\nA day in the wartime capital\nLife on the hillside roads"},
			bring:   text{"편한 신발, 물", "Comfortable shoes, water"},
			runs:    []run{{name: text{"토요반", "Saturdays"}, window: open, start: 14, days: "토", times: 4, from: 1000, to: 1230, place: "초량 이바구길 입구", address: "부산광역시 동구 초량6동", district: "동구", teacher: "옥기남", seats: 20, taken: 18}},
		},
		{
			slug: "busan-family-sea-camp", org: BusanCity, area: catalog.Environment, for_: catalog.Family, note: "초등학생 자녀와 보호자",
			title:   text{"가족 바다 캠프: 갯벌에서 하룻밤", "Family Sea Camp: A Night by the Tideland"},
			summary: text{"다대포 갯벌의 생물을 관찰하고, 밤에는 별과 파도 소리를 들으며 함께 지냅니다. 신청이 많아 추첨으로 모십니다.", "Watching life on the Dadaepo flats by day, stars and waves by night. Places are drawn by lot."},
			learn:   text{"갯벌 생물 관찰\n해변 쓰레기 지도\n밤하늘 이야기", "Life of the flats\nMapping litter\nThe night sky"},
			bring:   text{"갈아입을 옷, 장화, 개인 컵", "Spare clothes, boots, a cup"},
			runs:    []run{{window: overNow, start: 12, days: "토일", whole: true, times: 2, from: 1000, to: 2000, place: "다대포 해변공원", address: "부산광역시 사하구 다대1동", district: "사하구", teacher: "어진", seats: 40, mode: catalog.Lottery, fee: 20_000, material: 10_000, feeNote: "한 가족 기준"}},
		},
		{
			slug: "busan-sign-language", org: BusanCity, area: catalog.Language, for_: catalog.Anyone,
			title:   text{"처음 배우는 한국수어", "Korean Sign Language for Beginners"},
			summary: text{"농인 강사에게 인사, 시간, 길 안내를 배웁니다. 손으로 나누는 첫 대화를 함께 완성합니다.", "Greetings, time and directions from a Deaf teacher: a first conversation by hand."},
			learn:   text{"지문자와 숫자\n인사와 소개\n도움이 필요한지 묻기", "Finger spelling and numbers\nGreetings\nAsking whether help is needed"},
			bring:   text{"필기구", "Something to write with"},
			runs: []run{
				{name: text{"온라인반", "Online"}, window: openLong, start: 25, days: "수", times: 10, from: 2000, to: 2130, place: "온라인 교실", teacher: "천윤슬", seats: 50, taken: 22, method: catalog.Online},
				{name: text{"교실반", "In class"}, window: opensIn3Days, start: 20, days: "토", times: 8, from: 1030, to: 1230, place: "부산시민배움터", address: "부산광역시 연제구 연산5동", district: "연제구", teacher: "천윤슬", seats: 16},
			},
		},
		{
			slug: "busan-first-aid", org: BusanCity, kind: catalog.Lecture, area: catalog.Safety, for_: catalog.Anyone,
			title:   text{"생명을 살리는 4분, 응급처치 특강", "Four Minutes That Save a Life: First Aid"},
			summary: text{"심폐소생술과 자동심장충격기를 직접 해 보는 두 시간 특강입니다.", "Two hours of practice with resuscitation and a defibrillator."},
			learn:   text{"가슴압박\n자동심장충격기\n119에 알리는 말", "Chest compressions\nThe defibrillator\nWhat to tell 119"},
			bring:   text{"움직이기 편한 옷", "Clothes that let you move"},
			runs: []run{
				{name: text{"오전", "Morning"}, window: closesTomorrow, start: 4, span: 0, days: "", times: 1, from: 1000, to: 1200, place: "부산 안전체험마당", address: "부산광역시 동래구 온천1동", district: "동래구", teacher: "감성민", seats: 40, taken: 24},
				{name: text{"오후", "Afternoon"}, window: closesTomorrow, start: 4, times: 1, from: 1400, to: 1600, place: "부산 안전체험마당", address: "부산광역시 동래구 온천1동", district: "동래구", teacher: "감성민", seats: 40, taken: 40},
			},
		},
		{
			slug: "busan-online-lectures", org: BusanCity, kind: catalog.Lecture, area: catalog.Humanities, for_: catalog.Anyone,
			title:   text{"언제나 열려 있는 온라인 시민특강", "Online Lectures, Always Open"},
			summary: text{"바다, 도시, 사람을 주제로 한 짧은 강의를 아무 때나 듣습니다.", "Short lectures about sea, city and people, at any time."},
			learn:   text{"바다를 읽는 열 가지 말\n도시와 기후\n나이 들어 배운다는 것", "Ten words to read the sea\nCity and climate\nLearning late in life"},
			bring:   text{"인터넷이 되는 기기", "A device that is online"},
			runs:    []run{{name: text{"상시", "Always open"}, window: always, start: -30, span: 300, place: "온라인", method: catalog.Online, taken: 26}},
		},
		{
			slug: "busan-radio-course", org: BusanCity, area: catalog.Living, for_: catalog.Senior, min: 65, note: "거동이 불편한 만 65세 이상",
			title:   text{"우편으로 배우는 마음 편지 쓰기", "Letters of the Heart, by Post"},
			summary: text{"집으로 오는 교재와 편지로 한 주에 한 통씩 글을 씁니다. 강사가 손글씨로 답장을 보냅니다.", "A booklet and a letter a week; the teacher answers by hand."},
			learn:   text{"고마운 사람에게\n어린 나에게\n내일의 나에게", "To someone I thank\nTo myself as a child\nTo myself tomorrow"},
			bring:   text{"편지지와 우표는 보내 드립니다", "Paper and stamps are sent to you"},
			runs:    []run{{window: openLong, start: 25, span: 56, place: "우편", method: catalog.Post, channel: catalog.ByPhone, seats: 60}},
		},
		{
			slug: "busan-swim-basics", org: BusanCity, area: catalog.Health, for_: catalog.Adult, min: 19,
			title:   text{"물이 무서운 어른을 위한 첫 수영", "First Swimming for Adults Who Fear Water"},
			summary: text{"물에 얼굴을 담그는 것부터 한 사람씩 속도에 맞춰 배웁니다.", "From putting one's face in the water, at one's own pace."},
			learn:   text{"물에 뜨기\n숨쉬기\n발차기", "Floating\nBreathing\nKicking"},
			bring:   text{"수영복, 수영모", "Swimsuit and cap"},
			runs:    []run{{window: running, start: -21, days: "월수금", times: 24, from: 600, to: 650, place: "사직 실내수영장", address: "부산광역시 동래구 사직3동", district: "동래구", teacher: "피솔", seats: 20, taken: 19, fee: 45_000}},
		},
	}
}
