package world

import (
	"fmt"
	"math/rand/v2"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

// How many residents fill the sections, and every which of them has no account
// and was entered at the counter.
const (
	residentCount  = 250
	withoutAccount = 4
)

var (
	familyNames = []string{
		"김", "김", "김", "김", "이", "이", "이", "박", "박", "최", "정", "강", "조", "윤", "장", "임", "한", "오", "서", "신",
		"권", "황", "안", "송", "류", "홍", "전", "고", "문", "손", "양", "배", "백", "허", "남", "심", "노", "하", "곽", "성",
		"차", "주", "우", "구", "민", "나", "진", "지", "엄", "채", "원", "천", "방", "공", "현", "함", "변", "염", "여", "추",
		"제갈", "남궁", "선우", "황보", "독고", "사공", "옥", "탁", "봉", "빈", "어", "국", "편", "감", "명", "궁", "피", "판",
	}
	givenNames = []string{
		"영숙", "순자", "정희", "영자", "미경", "경숙", "은주", "현정", "지영", "수진", "민지", "서연", "하은", "지우", "서윤",
		"영수", "정호", "광수", "성민", "상훈", "재현", "동욱", "준호", "지훈", "민재", "도윤", "시우", "주원", "예준", "건우",
		"다온", "가온", "새봄", "한별", "보람", "슬기", "나래", "아라", "우리", "바다", "솔", "빛나라", "하늘", "은하수", "별",
		"복순", "말자", "기남", "덕수", "봉구", "혜린", "나연", "태오", "이안", "로운", "라온", "소담", "윤슬", "해온", "준",
	}
	homes = []struct{ city, district string }{
		{busanName, "연제구"},
		{busanName, "연제구"},
		{busanName, "남구"},
		{busanName, "남구"},
		{busanName, "수영구"},
		{busanName, "동래구"},
		{busanName, "부산진구"},
		{busanName, "해운대구"},
		{busanName, "금정구"},
		{busanName, "사하구"},
		{busanName, "영도구"},
		{busanName, "기장군"},
		{pajuName, ""},
		{pajuName, ""},
		{pajuName, ""},
	}
)

// residents are those who may fill a section.
type residents struct {
	all []resident
}

type resident struct {
	people.Person
	account id.ID // None: entered at the counter
}

// fits are the residents whom a programme is for on its first day, in an order
// that belongs to the section alone.
func (r residents) fits(p *catalog.Programme, s *catalog.Section, rng *rand.Rand) []resident {
	var out []resident
	paju := s.City == pajuName
	for _, i := range rng.Perm(len(r.all)) {
		x := r.all[i]
		age := clock.Age(x.BirthOn, s.StartsOn)
		if (x.City == pajuName) == paju && (p.MinAge == nil || age >= *p.MinAge) && (p.MaxAge == nil || age <= *p.MaxAge) {
			out = append(out, x)
		}
	}
	return out
}

func (b *builder) addResidents() {
	rng := rand.New(rand.NewPCG(2021, 226)) //nolint:gosec // sample people, the same ones every time
	unknown := "$argon2id$v=19$m=19456,t=2,p=1$c2FtcGxlLXBlcnNvbi1uby1rZXk$bm9ib2R5LWtub3dzLXRoaXMtcGFzc3dvcmQtYXQtYWxs"
	seen := map[string]bool{}
	for i := range residentCount {
		name := ""
		for name == "" || seen[name] {
			name = familyNames[rng.IntN(len(familyNames))] + givenNames[rng.IntN(len(givenNames))]
		}
		seen[name] = true
		key := fmt.Sprintf("resident-%03d", i+1)
		home := homes[rng.IntN(len(homes))]
		x := resident{Person: people.Person{
			ID: personID(key), Name: name, BirthOn: birthday(rng), Phone: "010-0000-" + fourDigits(2001+i), City: home.city, District: home.district,
			CreatedAt: registered, UpdatedAt: registered,
		}}
		b.people = append(b.people, x.Person)
		if i%withoutAccount != 0 {
			a := b.account(key+"@people.example", x.ID)
			a.PasswordHash = unknown // these people only fill lists: no password opens their account
			b.register(a)
			x.account = a.ID
		}
		b.pool.all = append(b.pool.all, x)
	}
}

// birthday spreads ages: four in ten are past sixty, two in ten are students' age.
func birthday(rng *rand.Rand) clock.Date {
	year := 1967 + rng.IntN(34)
	switch rng.IntN(10) {
	case 0, 1, 2, 3:
		year = 1942 + rng.IntN(23)
	case 4, 5:
		year = 2001 + rng.IntN(6)
	}
	return clock.Day(year, 1, 1).AddDays(rng.IntN(365))
}
