package world

import "ieum/internal/catalog"

// otherOpen is what bodies without a desk here offer: this portal says where to apply.
func otherOpen() []programme {
	at := organisationID
	return []programme{
		{
			slug: "pknu-open-lab", org: PKNU, kind: catalog.Lecture, area: catalog.Science, for_: catalog.Anyone,
			title:   text{"대학 수족관이 들려주는 물고기 이야기", "Fish Stories from the University Aquarium"},
			summary: text{"연구자와 함께 수조 앞에서 물고기의 몸과 바다의 변화를 봅니다.", "The bodies of fish and the changing sea, in front of the tanks with researchers."},
			learn:   text{"물고기의 몸\n따뜻해지는 바다", "The bodies of fish\nA warming sea"}, bring: text{"질문", "Questions"},
			runs: []run{{window: open, start: 13, days: "토", times: 2, from: 1000, to: 1200, place: "대연캠퍼스", address: "부산광역시 남구 대연3동", district: "남구", teacher: "대학 연구원", seats: 30, channel: catalog.Elsewhere, url: "https://openlab.example/fish"}},
		},
		{
			slug: "pnu-citizen-orchestra", org: PNU, area: catalog.Culture, for_: catalog.Anyone,
			title:   text{"시민과 대학생이 함께하는 오케스트라", "An Orchestra of Citizens and Students"},
			summary: text{"악기를 쉬었던 시민과 학생이 한 학기 동안 연습해 무대에 섭니다.", "Citizens who had put their instruments away and students rehearse for a term."},
			learn:   text{"파트 연습\n합주\n작은 음악회", "Sections\nEnsemble\nA small concert"}, bring: text{"악기", "Your instrument"},
			runs: []run{{window: opensNextWeek, start: 26, days: "월", times: 14, from: 1900, to: 2100, place: "금정캠퍼스 음악관", address: "부산광역시 금정구 장전1동", district: "금정구", teacher: "음악학과", seats: 50, mode: catalog.Reviewed, channel: catalog.Elsewhere, url: "https://orchestra.example/citizens", fee: 50_000}},
		},
		{
			slug: "haeundae-film-night", org: at("haeundae"), area: catalog.Culture, for_: catalog.Anyone,
			title:   text{"영화로 읽는 세상, 수요 극장", "The World through Films on Wednesdays"},
			summary: text{"영화 한 편을 보고 함께 이야기하는 저녁입니다.", "A film and a conversation."},
			learn:   text{"영화 보기\n이야기 나누기", "Watching\nTalking"}, bring: text{"없음", "Nothing"},
			runs: []run{{window: openLong, start: 24, days: "수", times: 6, from: 1900, to: 2130, place: "재송1동 작은극장", address: "부산광역시 해운대구 재송1동", teacher: "편성민", seats: 60, channel: catalog.ByPhone, mode: catalog.Lottery}},
		},
		{
			slug: "donga-startup-clinic", org: at("donga"), area: catalog.Startup, for_: catalog.Worker,
			title:   text{"소상공인을 위한 세무·상권 상담 교실", "Tax and Location Clinic for Small Businesses"},
			summary: text{"한 주는 배우고 한 주는 상담합니다. 장부 쓰기와 상권 읽기를 익힙니다.", "One week of learning, one of advice: keeping books and reading a location."},
			learn:   text{"장부 쓰기\n상권 읽기\n일대일 상담", "Keeping books\nReading a location\nAdvice"}, bring: text{"가게 장부", "Your books"},
			runs: []run{{window: overNow, start: 5, days: "화", times: 6, from: 1400, to: 1600, place: "부민캠퍼스", address: "부산광역시 서구 부민동", district: "서구", teacher: "창업지원단", seats: 25, method: catalog.Mixed, channel: catalog.Elsewhere, url: "https://clinic.example/small"}},
		},
	}
}
