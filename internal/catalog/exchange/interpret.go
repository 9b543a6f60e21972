package exchange

import (
	"crypto/sha256"
	"encoding/base32"
	"encoding/json"
	"fmt"
	"strings"

	"ieum/internal/catalog"
	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
)

// imported is one row as the catalogue keeps it.
type imported struct {
	programme catalog.Programme
	section   catalog.Section
	row       catalog.StandardRow
}

// rowKey tells a row again at the next import: whose it is, and what the set
// has in place of a number.
func rowKey(org id.ID, key string) string { return org.String() + "|" + key }

// short is a stable name for a key in URLs and human numbers.
func short(key string) string {
	h := sha256.Sum256([]byte(key))
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(h[:10]))
}

// fromRow is what a row means to the catalogue. It is public at once: its body
// has published it already.
func fromRow(r standard.Row, org *people.Organisation, batch id.ID, now clock.Instant) (imported, error) {
	raw, err := json.Marshal(r.Raw)
	if err != nil {
		return imported{}, fmt.Errorf("exchange: line %d: %w", r.Line, err)
	}
	v := r.Values
	year := now.Local().Year()
	if !v.StartsOn.IsZero() {
		year = v.StartsOn.Time().Year()
	}
	p := catalog.Programme{
		ID: id.New(), OrgID: org.ID, Kind: catalog.Course, State: catalog.Published,
		TitleKO: v.Title, Area: areaOf(v.Category + " " + v.Title), Audience: audienceOf(v.Audience), AudienceNote: v.Audience,
		SummaryKO: v.Category, Year: year, Phone: v.Phone, PublishedAt: now, CreatedAt: now, UpdatedAt: now, Version: 1,
	}
	s := catalog.Section{
		ID: id.New(), ProgrammeID: p.ID, State: catalog.Published,
		Capacity: v.Capacity, AlwaysOpen: v.AlwaysOpen, Mode: catalog.Mode(v.Mode), Method: catalog.Method(v.Method),
		Channel: catalog.Elsewhere, ApplyURL: v.URL, ApplyPhone: v.Phone, Fee: v.Fee, MaterialCost: v.MaterialCost, FeeNote: v.FeeNote,
		Place: v.Place, Address: v.Address.Text, City: v.Address.City, District: v.Address.District,
		StartsOn: v.StartsOn, EndsOn: v.EndsOn, Weekdays: int(v.Weekdays),
		PublishedAt: now, BatchID: batch, CreatedAt: now, UpdatedAt: now, Version: 1,
	}
	if s.City == "" {
		s.City, s.District = org.City, org.District
	}
	if s.ApplyURL == "" {
		s.Channel = catalog.ByPhone
	}
	if s.Mode == "" {
		s.Mode = catalog.FirstCome
	}
	if s.Method == "" {
		s.Method = catalog.InPerson
	}
	if v.HasStart {
		s.StartMinute = &v.StartMinute
	}
	if v.HasEnd {
		s.EndMinute = &v.EndMinute
	}
	// The set knows days only: the window is from the first minute of its first
	// day to the last minute of its last.
	if !v.ApplyFrom.IsZero() {
		s.ApplyFrom = v.ApplyFrom.At(0)
	}
	if !v.AlwaysOpen && !v.ApplyUntil.IsZero() {
		s.ApplyUntil = v.ApplyUntil.AddDays(1).At(0)
	}
	out := imported{
		programme: p, section: s,
		row: catalog.StandardRow{
			SectionID: s.ID, GroupKey: rowKey(org.ID, r.Group), Raw: string(raw), ProviderCode: v.ProviderCode, ProviderName: v.ProviderName,
			BatchID: batch, SectionVersion: s.Version, ProgrammeVersion: p.Version,
		},
	}
	out.name(rowKey(org.ID, r.Key))
	return out, nil
}

// name gives a row its key, and what is made of it.
func (i *imported) name(key string) {
	i.row.RowKey = key
	i.programme.Slug, i.section.Number = "c-"+short(key), "STD-"+strings.ToUpper(short(key))
}

// words finds the first of several groups of words in a text.
func words[T ~string](text string, groups []struct {
	is    T
	words string
}, otherwise T,
) T {
	for _, g := range groups {
		for w := range strings.SplitSeq(g.words, " ") {
			if strings.Contains(text, w) {
				return g.is
			}
		}
	}
	return otherwise
}

// areaOf guesses the area from the category word and the title. What it cannot
// tell is "other": the publisher's own word is shown beside it.
func areaOf(text string) catalog.Area {
	return words(strings.ToLower(text), []struct {
		is    catalog.Area
		words string
	}{
		{catalog.Digital, "디지털 컴퓨터 스마트폰 인공지능 ai 챗gpt 코딩 엑셀 파워포인트 한글문서 유튜브 영상편집 정보화 sns 포토샵 노션 it 메타버스 드론"},
		{catalog.Language, "영어 중국어 일본어 외국어 회화 스페인어 프랑스어 독일어 베트남어 한국어"},
		{catalog.Literacy, "문해 한글교실 검정고시"},
		{catalog.Startup, "창업 재테크 경제 부동산 주식 금융"},
		{catalog.Career, "자격증 직업 취업 지도사 자격 강사 양성"},
		{catalog.Health, "건강 요가 필라테스 체조 운동 체육 스포츠 댄스 명상 라인댄스 태극권 근력 스트레칭 탁구 수영"},
		{catalog.Culture, "미술 서예 음악 노래 악기 기타교실 우쿨렐레 피아노 합창 그림 수채화 사진 문화 예술 공예 도예 캘리그라피 연극 하모니카 드로잉 민화"},
		{catalog.Humanities, "인문 교양 역사 철학 문학 글쓰기 독서 책 시낭송 논어 고전"},
		{catalog.Parenting, "부모 육아 자녀 가족"},
		{catalog.Environment, "환경 기후 생태 정원 텃밭 원예 숲"},
		{catalog.Safety, "안전 응급 심폐소생"},
		{catalog.Citizenship, "시민 자원봉사 마을 인권 민주"},
		{catalog.Guidance, "진로 진학 입시"},
		{catalog.Science, "과학 수학 창의 로봇"},
		{catalog.Living, "생활 취미 요리 제과 제빵 베이킹 바리스타 커피 재봉 뜨개 꽃 플라워 가죽 수납 목공"},
	}, catalog.OtherArea)
}

// audienceOf guesses the audience from the publisher's words, which are shown as they are.
func audienceOf(text string) catalog.Audience {
	return words(text, []struct {
		is    catalog.Audience
		words string
	}{
		{catalog.Family, "가족 부모와 부모자녀 학부모"},
		{catalog.Senior, "노인 어르신 시니어 60세 65세 55세 실버"},
		{catalog.Worker, "직장인 재직자 근로자"},
		{catalog.Student, "대학생"},
		{catalog.Youth, "청소년 중학생 고등학생 중등 고등 중1 고1"},
		{catalog.Child, "초등 어린이 아동 유아 초1 초2 초3 초4 초5 초6 유치"},
		{catalog.Adult, "성인 일반인 여성 남성 19세 20세"},
	}, catalog.Anyone)
}
