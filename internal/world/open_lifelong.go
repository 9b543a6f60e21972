package world

import "ieum/internal/catalog"

// lifelongOpen is what 여평원 and the districts of the consortium offer now.
func lifelongOpen() []programme {
	at := organisationID
	return []programme{
		{
			slug: "ypw-second-act-designer", org: Lifelong, in: strandLearn, area: catalog.Career, for_: catalog.Adult, min: 19, note: "새 일을 준비하는 부산시민",
			title:   text{"인생 2막 설계: 내 일을 다시 그리다", "Designing a Second Act"},
			summary: text{"지나온 일을 펼쳐 놓고 다음 일을 그려 봅니다. 지역 기업과 대학의 조언자가 함께합니다.", "Lay out the work behind you and draw the work ahead, with advisers from local companies and universities."},
			learn:   text{"나의 일 지도\n기업 탐방\n조언자와의 만남\n석 달 계획", "A map of my work\nVisiting companies\nMeeting advisers\nA three-month plan"},
			bring:   text{"경력을 적은 종이 한 장", "A page about your work"},
			runs: []run{
				{name: text{"낮반", "Daytime"}, window: open, start: 14, days: "월수", times: 8, from: 1000, to: 1200, place: "여평원", room: "201호", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "여혜린", seats: 25, taken: 10},
				{name: text{"밤반", "Evening"}, window: opensSoon, start: 16, days: "화목", times: 8, from: 1900, to: 2100, place: "여평원", room: "201호", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "여혜린", seats: 25},
			},
		},
		{
			slug: "ypw-learning-together", org: Lifelong, in: strandConnect, area: catalog.Citizenship, for_: catalog.Adult, min: 19,
			title:   text{"배움 동아리 이음 학교", "A School for Study Circles"},
			summary: text{"구·군의 배움 동아리가 만나 서로의 비결을 나누고 함께할 일을 찾습니다.", "Study circles of the districts meet, share what works and find things to do together."},
			learn:   text{"동아리 운영\n갈등 풀기\n함께할 일 찾기", "Running a circle\nSolving conflicts\nFinding common work"},
			bring:   text{"동아리 소개 한 쪽", "A page about your circle"},
			runs:    []run{{window: open, start: 13, days: "토", times: 4, from: 1000, to: 1200, place: "여평원", room: "대회의실", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "옥순자", seats: 40, taken: 38}},
		},
		{
			slug: "ypw-village-teacher", org: Lifelong, in: strandAct, area: catalog.Career, for_: catalog.Adult, min: 19,
			title:   text{"마을강사 되기: 내가 아는 것을 나누는 법", "Becoming a Village Teacher"},
			summary: text{"잘하는 것 한 가지를 두 시간 수업으로 만들고 시범 수업까지 해 봅니다.", "Turn one thing you do well into a two-hour lesson, and try it."},
			learn:   text{"수업 설계\n말하기 연습\n시범 수업", "Designing a lesson\nSpeaking\nA trial lesson"},
			bring:   text{"나눌 재주 한 가지", "One skill to share"},
			runs:    []run{{window: running, start: -21, days: "화목", times: 12, from: 1400, to: 1600, place: "여평원", room: "301호", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "서가람", seats: 20, taken: 20}},
		},
		{
			slug: "ypw-dads-class", org: Lifelong, area: catalog.Parenting, for_: catalog.Adult, min: 19,
			title:   text{"아빠가 처음이라서", "Because I Am a Father for the First Time"},
			summary: text{"기저귀부터 재우기까지, 처음 아빠가 된 이들이 서로 배우는 주말 모임입니다.", "From nappies to bedtime: new fathers learn from each other at weekends."},
			learn:   text{"아기의 하루\n안아 재우기\n나를 돌보기", "A baby's day\nHolding and sleeping\nCaring for oneself"},
			bring:   text{"아기와 함께 오셔도 됩니다", "You may bring the baby"},
			runs:    []run{{window: overLong, start: -80, days: "일", times: 6, from: 1000, to: 1200, place: "여평원", address: "부산광역시 부산진구 양정1동", district: "부산진구", teacher: "노태윤", seats: 12, taken: 11}},
		},
		{
			slug: "yeongdo-ship-stories", org: at("yeongdo"), in: strandLearn, area: catalog.Humanities, for_: catalog.Anyone,
			title:   text{"깡깡이 마을 배 이야기", "Stories of Ships from the Hammer Village"},
			summary: text{"배를 고치던 마을에서 배와 바다, 사람의 이야기를 듣습니다.", "In a village that mended ships: stories of ships, sea and people."},
			learn:   text{"배의 한살이\n마을 걷기\n옛 연장 만져 보기", "The life of a ship\nA walk\nOld tools"},
			bring:   text{"편한 신발", "Comfortable shoes"},
			runs:    []run{{window: open, start: 13, days: "토", times: 4, from: 1400, to: 1600, place: "남항동 마을회관", address: "부산광역시 영도구 남항동", teacher: "빈덕수", seats: 25, channel: catalog.ByPhone}},
		},
		{
			slug: "geumjeong-campus-college", org: at("geumjeong"), in: strandLearn, area: catalog.Science, for_: catalog.Adult,
			title:   text{"퇴근길 과학 교양: 우주에서 세포까지", "Science after Work: From Space to Cells"},
			summary: text{"별, 지구, 생명을 한 주에 하나씩. 계산 없이 그림으로 이해합니다.", "Stars, Earth and life, one a week, with pictures and no sums."},
			learn:   text{"별의 일생\n움직이는 땅\n세포 속 공장", "The life of stars\nMoving ground\nThe factory in a cell"},
			bring:   text{"필기구", "Something to write with"},
			runs:    []run{{window: opensTomorrow, start: 18, days: "목", times: 6, from: 1900, to: 2100, place: "장전2동 열린강의실", address: "부산광역시 금정구 장전2동", teacher: "공은하수", seats: 40, channel: catalog.Elsewhere, url: "https://learn.geumjeong.example/science"}},
		},
		{
			slug: "suyeong-beach-yoga", org: at("suyeong"), in: strandAct, area: catalog.Health, for_: catalog.Anyone,
			title:   text{"광안리 아침 바다 체조", "Morning Exercise by Gwangalli"},
			summary: text{"신청 없이 나오시면 됩니다. 비가 오면 쉽니다.", "Just come. Not held when it rains."},
			learn:   text{"가벼운 체조\n바르게 걷기", "Light exercise\nWalking well"},
			bring:   text{"편한 옷", "Comfortable clothes"},
			runs:    []run{{window: always, start: -30, days: "월화수목금", times: 80, from: 630, to: 720, place: "광안리 해변 만남의 광장", address: "부산광역시 수영구 광안2동", teacher: "구해온", channel: catalog.ByPhone, mode: catalog.WalkIn}},
		},
		{
			slug: "saha-pottery", org: at("saha"), area: catalog.Culture, for_: catalog.Adult,
			title:   text{"흙으로 빚는 저녁", "An Evening of Clay"},
			summary: text{"감천의 공방에서 그릇 한 점을 빚고 굽습니다.", "One bowl, shaped and fired in a studio in Gamcheon."},
			learn:   text{"흙 주무르기\n물레\n유약", "Kneading\nThe wheel\nGlaze"},
			bring:   text{"앞치마", "An apron"},
			runs:    []run{{window: overNow, start: 6, days: "수", times: 6, from: 1900, to: 2130, place: "감천2동 흙공방", address: "부산광역시 사하구 감천2동", teacher: "독고별", seats: 10, channel: catalog.ByPhone, fee: 40_000, material: 30_000, feeNote: "가마 사용료가 들어 있습니다"}},
		},
		{
			slug: "gijang-kids-seaweed", org: at("gijang"), area: catalog.Environment, for_: catalog.Child, min: 7, max: 13, note: "초등학생",
			title:   text{"미역이 자라는 바다 어린이 교실", "Children's Class: The Sea Where Seaweed Grows"},
			summary: text{"어부 선생님과 미역을 만지고 말리며 바다를 배웁니다.", "Touching and drying seaweed with a fisher to learn about the sea."},
			learn:   text{"미역의 한살이\n말리기\n바다 일기", "The life of seaweed\nDrying\nA sea diary"},
			bring:   text{"장화, 수건", "Boots, a towel"},
			runs:    []run{{window: openLong, start: 25, days: "토", times: 3, from: 1000, to: 1200, place: "일광면 어촌마을", address: "부산광역시 기장군 일광면", teacher: "하바다", seats: 20, channel: catalog.Elsewhere, url: "https://learn.gijang.example/seaweed", material: 5_000}},
		},
		{
			slug: "dongnae-hanji", org: at("dongnae"), area: catalog.Culture, for_: catalog.Senior, min: 60,
			title:   text{"한지로 여미는 마음", "Wrapped in Korean Paper"},
			summary: text{"한지 등과 부채를 만들며 손끝의 힘을 기릅니다.", "Lamps and fans of Korean paper, and strength in the fingertips."},
			learn:   text{"한지 고르기\n부채\n작은 등", "Choosing paper\nA fan\nA small lamp"},
			bring:   text{"돋보기", "Reading glasses"},
			runs:    []run{{window: open, start: 14, days: "화", times: 8, from: 1000, to: 1200, place: "복산동 배움터", address: "부산광역시 동래구 복산동", teacher: "궁영자", seats: 15, channel: catalog.ByPhone, material: 20_000}},
		},
	}
}
