package world

import (
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

// org is a line of the tables below. A body with a desk has people who work in
// this portal; a made-up body is a sample.
type org struct {
	slug, code string
	name       text
	short, now string
	district   string
	homepage   string
	desk       bool
	sample     bool
	about      text
}

// founded is when the sample city's registers begin; nothing depends on it.
var founded = clock.AtSeoul(2021, 2, 1, 9, 0)

const busanName, pajuName = "부산광역시", "파주시"

// districtsOfBusan are the sixteen of the city. Eleven of them are in the consortium of 2025.
var districtsOfBusan = []org{
	{slug: "junggu", code: "JUN", name: text{"중구", "Jung-gu"}},
	{slug: "seogu", code: "SEO", name: text{"서구", "Seo-gu"}},
	{slug: "donggu", code: "DON", name: text{"동구", "Dong-gu"}},
	{slug: "yeongdo", code: "YDO", name: text{"영도구", "Yeongdo-gu"}},
	{slug: "busanjin", code: "JIN", name: text{"부산진구", "Busanjin-gu"}},
	{slug: "dongnae", code: "DNA", name: text{"동래구", "Dongnae-gu"}},
	{slug: "namgu", code: "NAM", name: text{"남구", "Nam-gu"}, desk: true, homepage: "https://www.bsnamgu.go.kr", about: text{
		"2025년 지역 평생교육 활성화 지원사업에서 ‘배움온플러스(On+): 인공지능(AI)과 함께하는 평생학습’을 운영한 평생학습도시입니다.",
		"A lifelong learning city that ran five projects on learning with artificial intelligence in 2025.",
	}},
	{slug: "bukgu", code: "BUK", name: text{"북구", "Buk-gu"}},
	{slug: "haeundae", code: "HAE", name: text{"해운대구", "Haeundae-gu"}},
	{slug: "saha", code: "SAH", name: text{"사하구", "Saha-gu"}},
	{slug: "geumjeong", code: "GEU", name: text{"금정구", "Geumjeong-gu"}},
	{slug: "gangseo", code: "GAN", name: text{"강서구", "Gangseo-gu"}},
	{slug: "yeonje", code: "YEO", name: text{"연제구", "Yeonje-gu"}, desk: true, homepage: "https://www.yeonje.go.kr", about: text{
		"2025년 지역 평생교육 활성화 지원사업에서 9개 분야 24개 사업으로 ‘일상의 정보기술(IT), 디지털전환(DX), 학습도시(Learning City) 연제’를 운영했습니다.",
		"Ran 24 projects in nine areas in 2025 under “Everyday IT, Digital Transformation (DX), Learning City Yeonje”.",
	}},
	{slug: "suyeong", code: "SUY", name: text{"수영구", "Suyeong-gu"}},
	{slug: "sasang", code: "SAS", name: text{"사상구", "Sasang-gu"}},
	{slug: "gijang", code: "GIJ", name: text{"기장군", "Gijang-gun"}},
}

// universities are those of the agreement of 2021, as it names them.
var universities = []org{
	{slug: "ks", code: "KS", name: text{"경성대학교", "Kyungsung University"}, homepage: "https://www.ks.ac.kr"},
	{slug: "tu", code: "TU", name: text{"동명대학교", "Dongmyung University"}, homepage: "https://www.tu.ac.kr"},
	{slug: "dsu", code: "DSU", name: text{"동서대학교", "Dongseo University"}, homepage: "https://www.dongseo.ac.kr"},
	{slug: "donga", code: "DONGA", name: text{"동아대학교", "Dong-A University"}, homepage: "https://www.donga.ac.kr"},
	{slug: "deu", code: "DEU", name: text{"동의대학교", "Dong-Eui University"}, homepage: "https://www.deu.ac.kr"},
	{slug: "pknu", code: "PKNU", name: text{"부경대학교", "Pukyong National University"}, now: "국립부경대학교", homepage: "https://www.pknu.ac.kr", desk: true},
	{slug: "bufs", code: "BUFS", name: text{"부산외국어대학교", "Busan University of Foreign Studies"}, homepage: "https://www.bufs.ac.kr"},
	{slug: "pnu", code: "PNU", name: text{"부산대학교", "Pusan National University"}, homepage: "https://www.pusan.ac.kr", desk: true},
	{slug: "silla", code: "SILLA", name: text{"신라대학교", "Silla University"}, homepage: "https://www.silla.ac.kr"},
	{slug: "kmou", code: "KMOU", name: text{"한국해양대학교", "Korea Maritime and Ocean University"}, now: "국립한국해양대학교", homepage: "https://www.kmou.ac.kr"},
	{slug: "kit", code: "KIT", name: text{"경남정보대학교", "Gyeongnam Information University"}, homepage: "https://www.kit.ac.kr"},
	{slug: "daedong", code: "DAEDONG", name: text{"대동대학교", "Daedong University"}, homepage: "https://www.daedong.ac.kr"},
	{slug: "dongju", code: "DONGJU", name: text{"동주대학교", "Dongju University"}, homepage: "https://www.dongju.ac.kr"},
	{slug: "bsks", code: "BSKS", name: text{"부산경상대학교", "Busan Gyeongsang University"}, homepage: "https://www.bsks.ac.kr"},
	{slug: "bist", code: "BIST", name: text{"부산과학기술대학교", "Busan Institute of Science and Technology"}, homepage: "https://www.bist.ac.kr"},
}

// institutes are funded institutions of the city. The first is real; which
// others took part is not public, so the rest are made up.
var institutes = []org{
	{slug: "ypw", code: "YPW", name: text{"부산여성가족과 평생교육진흥원", "Busan Women's Family and Lifelong Education Promotion Institute"}, short: "여평원", desk: true, about: text{
		"부산광역시의 출자·출연기관입니다. 2025년 ‘부산시민의 내일을 꿈꾸는 라라 랜드(LA-LA LAnd)’ 컨소시엄에 함께했습니다.",
		"An institution funded by Busan. It took part in the LA-LA LAnd consortium of 2025.",
	}},
	{slug: "busan-sea-future", code: "SEA", name: text{"부산 바다미래센터", "Busan Sea Futures Centre"}, sample: true, district: "영도구", about: text{"바다를 배우고 지키는 활동을 여는 기관입니다(예시 기관).", "Opens activities that study and protect the sea (a sample body)."}},
	{slug: "busan-city-data", code: "DAT", name: text{"부산 도시데이터랩", "Busan City Data Lab"}, sample: true, district: "해운대구", about: text{"도시의 데이터를 시민과 함께 읽는 기관입니다(예시 기관).", "Reads the city's data together with its citizens (a sample body)."}},
	{slug: "busan-youth-dare", code: "DAR", name: text{"부산 청년도전마당", "Busan Youth Dare Yard"}, sample: true, district: "부산진구", about: text{"청년의 첫 도전을 응원하는 기관입니다(예시 기관).", "Backs young people's first attempts (a sample body)."}},
	{slug: "busan-culture-share", code: "CUL", name: text{"부산 문화나눔터", "Busan Culture Commons"}, sample: true, district: "중구", about: text{"문화를 나누는 자원봉사를 이어 주는 기관입니다(예시 기관).", "Links volunteers who share culture (a sample body)."}},
	{slug: "busan-safe-town", code: "SAF", name: text{"부산 안전마을지원단", "Busan Safe Town Unit"}, sample: true, district: "연제구", about: text{"마을의 안전을 함께 살피는 기관입니다(예시 기관).", "Looks after safety in the neighbourhoods (a sample body)."}},
	{slug: "busan-green-loop", code: "GRN", name: text{"부산 자원순환이음터", "Busan Resource Loop Centre"}, sample: true, district: "강서구", about: text{"버리는 것을 다시 쓰는 길을 찾는 기관입니다(예시 기관).", "Finds ways to use again what was thrown away (a sample body)."}},
	{slug: "busan-world-town", code: "WLD", name: text{"부산 세계이웃센터", "Busan World Neighbours Centre"}, sample: true, district: "동구", about: text{"외국인 주민과 이웃을 잇는 기관입니다(예시 기관).", "Brings foreign residents and neighbours together (a sample body)."}},
	{slug: "busan-startup-pier", code: "PIE", name: text{"부산 창업부두", "Busan Startup Pier"}, sample: true, district: "남구", about: text{"작은 시작을 돕는 창업 지원 기관입니다(예시 기관).", "Helps small beginnings in business (a sample body)."}},
	{slug: "busan-village-media", code: "MED", name: text{"부산 마을미디어소", "Busan Village Media House"}, sample: true, district: "사하구", about: text{"동네 이야기를 방송으로 만드는 기관입니다(예시 기관).", "Turns stories of the neighbourhood into broadcasts (a sample body)."}},
	{slug: "busan-walk-trail", code: "WLK", name: text{"부산 걷는길사업단", "Busan Walking Trails Unit"}, sample: true, district: "서구", about: text{"걷기 좋은 길을 가꾸는 기관입니다(예시 기관).", "Tends trails that are good to walk (a sample body)."}},
	{slug: "busan-care-link", code: "CAR", name: text{"부산 돌봄이음센터", "Busan Care Link Centre"}, sample: true, district: "북구", about: text{"혼자 지내는 이웃을 잇는 돌봄 기관입니다(예시 기관).", "Keeps in touch with neighbours who live alone (a sample body)."}},
}

// partnersOfPaju are schools and others around 파주교육지원청, all made up.
var partnersOfPaju = []org{
	{slug: "unjeong-saebom-middle", code: "SBM", name: text{"운정새봄중학교", "Unjeong Saebom Middle School"}, desk: true},
	{slug: "geumchon-pureun-high", code: "PRH", name: text{"금촌푸른고등학교", "Geumchon Pureun High School"}},
	{slug: "munsan-hangil-elementary", code: "HGE", name: text{"문산한길초등학교", "Munsan Hangil Elementary School"}},
	{slug: "gyoha-nuri-middle", code: "NRM", name: text{"교하누리중학교", "Gyoha Nuri Middle School"}},
}

func (b *builder) addOrganisations() {
	b.put(people.City, id.None, busanName, org{slug: "busan", code: "BUS", name: text{busanName, "Busan Metropolitan City"}, desk: true, homepage: "https://www.busan.go.kr", about: text{
		"부산의 15개 대학과 비교과활동을 함께 운영하고, 구·군과 평생학습을 이어 갑니다.",
		"Runs extracurricular activities with 15 universities, and lifelong learning with its districts.",
	}})
	for _, o := range districtsOfBusan {
		o.district = o.name.ko
		if o.about.ko == "" {
			o.about = text{"부산광역시의 기초자치단체입니다. 주민이 가까운 곳에서 배울 수 있도록 평생학습 프로그램을 엽니다.", "A district of Busan that offers learning close to home."}
		}
		b.put(people.District, BusanCity, busanName, o)
	}
	for _, o := range institutes {
		b.put(people.Institute, BusanCity, busanName, o)
	}
	for _, o := range universities {
		o.about = text{
			"2021년 2월 26일 부산광역시와 ‘부산형 시-대학 비교과활동 연계운영 업무협약’을 맺은 15개 대학 가운데 하나입니다.",
			"One of the 15 universities that agreed with Busan on 26 February 2021 to run extracurricular activities together.",
		}
		b.put(people.University, id.None, busanName, o)
	}
	b.put(people.EducationOffice, id.None, "", org{slug: "moe", name: text{"교육부", "Ministry of Education"}, homepage: "https://www.moe.go.kr", about: text{
		"2025년 지역 평생교육 활성화 지원사업을 지원한 기관입니다.", "Granted the regional lifelong education support of 2025.",
	}})
	b.put(people.City, id.None, pajuName, org{slug: "paju", code: "PAJ", name: text{pajuName, "Paju City"}, desk: true, homepage: "https://www.paju.go.kr", about: text{
		"파주교육지원청과 함께 미래교육협력지구·경기공유학교를 운영합니다.", "Runs the Future Education Cooperation District and Gyeonggi Shared School with the Paju Office of Education.",
	}})
	b.put(people.EducationOffice, id.None, pajuName, org{slug: "paju-edu", code: "PJE", name: text{"파주교육지원청", "Paju Office of Education"}, desk: true, about: text{
		"파주의 학교와 마을을 이어, 관내 학생이 학교 밖에서도 배우도록 돕습니다.", "Brings the schools and neighbourhoods of Paju together, so that its students learn outside school too.",
	}})
	for _, o := range partnersOfPaju {
		o.sample = true
		o.about = text{"파주의 학교입니다(예시 학교).", "A school in Paju (a sample school)."}
		b.put(people.School, PajuEdu, pajuName, o)
	}
	b.put(people.School, id.None, busanName, org{slug: "yeonsan-bada-elementary", name: text{"연산바다초등학교", "Yeonsan Bada Elementary School"}, district: "연제구", sample: true, about: text{
		"부산의 학교입니다(예시 학교).", "A school in Busan (a sample school).",
	}})
	b.put(people.Company, id.None, busanName, org{slug: "busan-dadream-soft", name: text{"다드림소프트", "Dadream Soft"}, district: "해운대구", sample: true, about: text{
		"배운 것을 일로 이어 주는 협력 기업입니다(예시 기업).", "A partner company where learners try what they have learnt (a sample company).",
	}})
	b.put(people.NGO, id.None, pajuName, org{slug: "paju-village-school", name: text{"파주마을배움 사회적협동조합", "Paju Village Learning Cooperative"}, sample: true, about: text{
		"마을 강사를 기르고 학교로 잇는 협동조합입니다(예시 단체).", "Trains neighbours as teachers and brings them to schools (a sample body).",
	}})
}

func (b *builder) put(kind people.OrgKind, parent id.ID, city string, o org) {
	row := people.Organisation{
		ID: organisationID(o.slug), Slug: o.slug, Kind: kind, ParentID: parent, NameKO: o.name.ko, NameEN: o.name.en, ShortKO: o.short, NowKO: o.now,
		City: city, District: o.district, Homepage: o.homepage, AboutKO: o.about.ko, AboutEN: o.about.en, Desk: o.desk, Sample: o.sample,
		CreatedAt: founded, UpdatedAt: founded,
	}
	if o.code != "" {
		row.Code = &o.code
	}
	row.Department, row.Phone = department(kind), b.deskPhone(city, len(b.organisations))
	b.orgs[row.ID] = len(b.organisations)
	b.organisations = append(b.organisations, row)
}

func department(kind people.OrgKind) string {
	switch kind {
	case people.City, people.District:
		return "평생교육과"
	case people.Institute:
		return "시민교육팀"
	case people.EducationOffice:
		return "교육협력과"
	case people.University:
		return "비교과교육센터"
	case people.School:
		return "교무기획부"
	case people.Company, people.NGO:
	}
	return "교육팀"
}

// deskPhone is a number that nobody has: its exchange is 000.
func (b *builder) deskPhone(city string, n int) string {
	area := "051"
	switch city {
	case pajuName:
		area = "031"
	case "":
		area = "02"
	}
	return area + "-000-" + fourDigits(1000+n)
}

func fourDigits(n int) string {
	s := "0000" + itoa(n)
	return s[len(s)-4:]
}
