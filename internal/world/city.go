package world

import (
	"fmt"
	"math/rand/v2"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/money"
	"ieum/internal/people"
)

// citySections is how many sections a world of scale City has in all.
const citySections = 10_000

// subject is what a programme of the city's volume is about.
type subject struct {
	name text
	area catalog.Area
	for_ catalog.Audience
}

// subjects, openings and forms make up titles: with the one before and the one after, no two are alike.
var (
	subjects = []subject{
		{text{"스마트폰 사진", "Smartphone Photos"}, catalog.Digital, catalog.Anyone},
		{text{"생성형 AI 글쓰기", "Writing with AI"}, catalog.Digital, catalog.Adult},
		{text{"표 계산", "Spreadsheets"}, catalog.Digital, catalog.Worker},
		{text{"키오스크와 앱", "Kiosks and Apps"}, catalog.Digital, catalog.Senior},
		{text{"짧은 영상 편집", "Short Film Editing"}, catalog.Digital, catalog.Adult},
		{text{"파이썬", "Python"}, catalog.Digital, catalog.Adult},
		{text{"바리스타", "Barista Skills"}, catalog.Career, catalog.Adult},
		{text{"정리수납", "Home Organising"}, catalog.Career, catalog.Adult},
		{text{"반려식물 관리사", "Plant Care"}, catalog.Career, catalog.Adult},
		{text{"한식 조리", "Korean Cooking"}, catalog.Career, catalog.Adult},
		{text{"온라인 가게", "Online Shops"}, catalog.Startup, catalog.Adult},
		{text{"생활 재테크", "Household Money"}, catalog.Startup, catalog.Adult},
		{text{"수채화", "Watercolour"}, catalog.Culture, catalog.Anyone},
		{text{"캘리그래피", "Calligraphy"}, catalog.Culture, catalog.Anyone},
		{text{"통기타", "Guitar"}, catalog.Culture, catalog.Adult},
		{text{"우리 춤", "Korean Dance"}, catalog.Culture, catalog.Senior},
		{text{"도예", "Pottery"}, catalog.Culture, catalog.Adult},
		{text{"사진 산책", "Photo Walks"}, catalog.Culture, catalog.Anyone},
		{text{"합창", "Choir"}, catalog.Culture, catalog.Senior},
		{text{"고전 읽기", "Reading Classics"}, catalog.Humanities, catalog.Adult},
		{text{"서양 미술사", "Western Art History"}, catalog.Humanities, catalog.Adult},
		{text{"동네 역사", "Local History"}, catalog.Humanities, catalog.Anyone},
		{text{"철학 산책", "Philosophy"}, catalog.Humanities, catalog.Adult},
		{text{"영어 회화", "English Conversation"}, catalog.Language, catalog.Adult},
		{text{"일본어", "Japanese"}, catalog.Language, catalog.Adult},
		{text{"중국어", "Chinese"}, catalog.Language, catalog.Adult},
		{text{"베트남어", "Vietnamese"}, catalog.Language, catalog.Anyone},
		{text{"요가", "Yoga"}, catalog.Health, catalog.Anyone},
		{text{"필라테스", "Pilates"}, catalog.Health, catalog.Adult},
		{text{"탁구", "Table Tennis"}, catalog.Health, catalog.Anyone},
		{text{"실버 체조", "Senior Exercise"}, catalog.Health, catalog.Senior},
		{text{"걷기", "Walking"}, catalog.Health, catalog.Anyone},
		{text{"뜨개질", "Knitting"}, catalog.Living, catalog.Anyone},
		{text{"목공", "Woodwork"}, catalog.Living, catalog.Adult},
		{text{"홈베이킹", "Home Baking"}, catalog.Living, catalog.Adult},
		{text{"생활 수선", "Mending"}, catalog.Living, catalog.Anyone},
		{text{"옥상 텃밭", "Rooftop Garden"}, catalog.Environment, catalog.Family},
		{text{"제로웨이스트", "Zero Waste"}, catalog.Environment, catalog.Anyone},
		{text{"기후 시민", "Climate Citizens"}, catalog.Environment, catalog.Adult},
		{text{"응급처치", "First Aid"}, catalog.Safety, catalog.Anyone},
		{text{"생활 안전", "Safety at Home"}, catalog.Safety, catalog.Family},
		{text{"한글", "Hangul"}, catalog.Literacy, catalog.Senior},
		{text{"생활 문해", "Everyday Literacy"}, catalog.Literacy, catalog.Senior},
		{text{"부모 대화법", "Talking with Children"}, catalog.Parenting, catalog.Adult},
		{text{"그림책 육아", "Picture Books for Parents"}, catalog.Parenting, catalog.Family},
		{text{"마을 활동가", "Village Activism"}, catalog.Citizenship, catalog.Adult},
		{text{"주민 토론", "Citizens' Debate"}, catalog.Citizenship, catalog.Adult},
		{text{"진로 탐색", "Finding a Path"}, catalog.Guidance, catalog.Youth},
		{text{"창의 과학", "Creative Science"}, catalog.Science, catalog.Child},
		{text{"별자리", "Constellations"}, catalog.Science, catalog.Family},
	}
	openings = []text{
		{"처음 만나는", "First Steps:"},
		{"다시 시작하는", "Starting Again:"},
		{"함께하는", "Together:"},
		{"한 걸음 더", "One Step Further:"},
		{"쉽게 배우는", "The Easy Way:"},
		{"깊이 배우는", "In Depth:"},
		{"퇴근길", "After Work:"},
		{"주말", "Weekend"},
		{"저녁에 여는", "Evening"},
		{"아침을 여는", "Morning"},
	}
	forms = []text{
		{"교실", "Class"}, {"첫걸음", "Beginners"}, {"실습반", "Practice"}, {"동아리", "Circle"}, {"이야기 모임", "Talks"}, {"특강", "Lecture"}, {"집중 과정", "Intensive Course"}, {"나눔 학교", "School"},
	}
	times = []struct {
		name     text
		from, to int
		days     string
	}{
		{text{"오전반", "Morning"}, 1000, 1200, "월수"},
		{text{"오전반", "Morning"}, 1000, 1200, "화목"},
		{text{"오후반", "Afternoon"}, 1400, 1600, "화"},
		{text{"오후반", "Afternoon"}, 1330, 1530, "금"},
		{text{"저녁반", "Evening"}, 1900, 2100, "화목"},
		{text{"저녁반", "Evening"}, 1900, 2100, "수"},
		{text{"주말반", "Weekend"}, 1000, 1230, "토"},
		{text{"주말반", "Weekend"}, 1400, 1600, "일"},
	}
)

// addCity fills the world up to citySections with programmes that nobody wrote
// by hand. The same options always give the same city.
func (b *builder) addCity() {
	rng := rand.New(rand.NewPCG(2026, 10_000)) //nolint:gosec // sample programmes
	hosts := b.cityHosts()
	titles := rng.Perm(len(openings) * len(subjects) * len(forms))
	for n := 0; len(b.sections) < citySections; n++ {
		if n == len(titles) {
			b.fail("the city has run out of titles after %d programmes", n)
			return
		}
		t := titles[n]
		o, s, f := openings[t%len(openings)], subjects[t/len(openings)%len(subjects)], forms[t/len(openings)/len(subjects)]
		p := b.cityProgramme(rng, n, hosts[rng.IntN(len(hosts))], o, s, f)
		p.runs = p.runs[:min(len(p.runs), citySections-len(b.sections))]
		year := b.year
		if p.runs[0].base < b.today.AddDays(-60) {
			year--
		}
		b.add(&p, year, true, "")
	}
}

// cityHosts are the bodies that may run something: all but schools and partners.
func (b *builder) cityHosts() []id.ID {
	var out []id.ID
	for _, o := range b.organisations {
		switch o.Kind {
		case people.City, people.District, people.Institute, people.University:
			out = append(out, o.ID)
		case people.EducationOffice, people.School, people.Company, people.NGO:
		}
	}
	return out
}

func (b *builder) cityProgramme(rng *rand.Rand, n int, host id.ID, o text, s subject, f text) programme {
	p := programme{
		slug: fmt.Sprintf("city-%05d", n+1), org: host, area: s.area, for_: s.for_,
		title: text{o.ko + " " + s.name.ko + " " + f.ko, o.en + " " + s.name.en + " " + f.en},
		summary: text{
			s.name.ko + ", 처음이어도 괜찮습니다. 작은 모둠으로 천천히 익히고, 마지막 날에는 배운 것을 함께 나눕니다.",
			s.name.en + ": small groups at an easy pace, and on the last day we share what we have learnt.",
		},
		learn: text{"기초 다지기\n함께 해 보기\n나눔과 마무리", "The basics\nTrying it together\nSharing"},
		bring: text{"필기구", "Something to write with"},
	}
	switch {
	case f.ko == "특강":
		p.kind = catalog.Lecture
	case f.ko == "동아리" && s.area == catalog.Citizenship:
		p.kind = catalog.Volunteering
	}
	if s.for_ == catalog.Senior {
		p.min = 60
	}
	if n%100 == 99 {
		p.state = catalog.Draft
	}
	start := b.today.AddDays(rng.IntN(570) - 420)
	for i := range 2 + rng.IntN(3) {
		p.runs = append(p.runs, b.cityRun(rng, host, i, start.AddDays(i*7)))
	}
	return p
}

func (b *builder) cityRun(rng *rand.Rand, host id.ID, i int, start clock.Date) run {
	o := b.organisation(host)
	t := times[rng.IntN(len(times))]
	district := orElse(o.District, homes[rng.IntN(len(homes)-3)].district)
	if o.City == pajuName {
		district = ""
	}
	r := run{
		name: text{t.name.ko + " " + itoa(i+1), t.name.en + " " + itoa(i+1)}, window: before, base: start, days: t.days, times: 4 + rng.IntN(5), from: t.from, to: t.to,
		place: strings.TrimSpace(orElse(district, o.City) + " 배움터"), room: itoa(101+rng.IntN(20)) + "호", district: district,
		teacher: familyNames[rng.IntN(len(familyNames))] + givenNames[rng.IntN(len(givenNames))],
		seats:   8 + rng.IntN(33),
	}
	if rng.IntN(3) == 0 {
		r.fee = money.Won(5_000 * (1 + rng.IntN(12)))
	}
	if rng.IntN(4) == 0 {
		r.material = money.Won(5_000 * (1 + rng.IntN(6)))
	}
	switch rng.IntN(20) {
	case 0, 1, 2, 3:
		r.channel, r.url = catalog.Elsewhere, "https://learn."+o.Slug+".example/"+itoa(1000+rng.IntN(9000))
	case 4, 5, 6:
		r.channel = catalog.ByPhone
	case 7, 8:
		r.mode, r.window = catalog.Lottery, decidedLater
	case 9:
		r.mode, r.window = catalog.Reviewed, decidedLater
	default:
		b.cityFill(rng, &r, o.City)
	}
	if rng.IntN(12) == 0 {
		r.method, r.place, r.room = catalog.Online, "온라인 교실", ""
	}
	if rng.IntN(40) == 0 {
		r.cancel, r.taken = "신청하신 분이 최소 인원보다 적어 열지 못하게 되었습니다.", 0
	}
	return r
}

// cityFill lets people have come to a first-come section whose window has opened.
func (b *builder) cityFill(rng *rand.Rand, r *run, city string) {
	from, _ := r.window.at(r.base, b.now)
	if from >= b.now.Add(-hours(24)) || rng.IntN(5) > 0 {
		return
	}
	r.taken = 1 + rng.IntN(r.seats)
	if city == pajuName {
		r.taken = min(r.taken, 12)
	}
	if rng.IntN(4) == 0 {
		r.taken = min(r.seats, 14)
		r.seats = r.taken
	}
}
