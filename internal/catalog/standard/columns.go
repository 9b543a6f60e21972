package standard

// Column is the place of a column in the set, from 0.
type Column int

// The 25 columns, in the order of the set.
const (
	Title Column = iota
	Teacher
	StartDate
	EndDate
	StartTime
	EndTime
	Category
	Audience
	Method
	Weekday
	Place
	Capacity
	Fee
	RoadAddress
	Operator
	OperatorPhone
	ApplyFrom
	ApplyUntil
	ApplyMethod
	Selection
	Homepage
	JobTraining
	CreditBank
	LearningAccount
	ReferenceDate

	// Count is how many columns the set has.
	Count = int(ReferenceDate) + 1
)

// The two columns that the merged national file and the API add. They are read,
// and never written.
const (
	ProviderCode = Column(Count)
	ProviderName = Column(Count + 1)

	known = Count + 2
)

// Name is the column's Korean heading, as the set writes it.
func (c Column) Name() string { return columns[c].name }

// API is the column's name in the open API, with its misspellings.
func (c Column) API() string { return columns[c].api }

// Columns are the 25 columns in order.
func Columns() []Column {
	cs := make([]Column, Count)
	for i := range cs {
		cs[i] = Column(i)
	}
	return cs
}

// columns holds headings, API names, and what else people write. Spaces, case,
// punctuation and parentheses do not matter (see fold), so each alias stands
// here once.
var columns = [known]struct {
	name, api string
	aliases   []string
}{
	Title:           {"강좌명", "lctreNm", []string{"강의명", "강좌제목", "과정명", "교육과정명", "프로그램명", "강좌이름"}},
	Teacher:         {"강사명", "instrctrNm", []string{"강사", "강사이름", "강사성명", "instructorNm", "instrctNm"}},
	StartDate:       {"교육시작일자", "edcStartDay", []string{"교육시작일", "강좌시작일자", "강좌시작일", "교육시작날짜", "교육기간시작", "시작일자", "edcStartDate"}},
	EndDate:         {"교육종료일자", "edcEndDay", []string{"교육종료일", "강좌종료일자", "강좌종료일", "교육종료날짜", "교육기간종료", "종료일자", "edcEndDate"}},
	StartTime:       {"교육시작시각", "edcStartTime", []string{"교육시작시간", "강좌시작시각", "강좌시작시간", "시작시각", "시작시간"}},
	EndTime:         {"교육종료시각", "edcColseTime", []string{"교육종료시간", "강좌종료시각", "강좌종료시간", "종료시각", "종료시간", "edcCloseTime", "edcEndTime"}},
	Category:        {"강좌내용", "lctreCo", []string{"강의내용", "교육내용", "강좌분류", "lctreCn"}},
	Audience:        {"교육대상구분", "edcTrgetType", []string{"교육대상", "수강대상", "대상", "대상구분", "edcTargetType"}},
	Method:          {"교육방법구분", "edcMthType", []string{"교육방법", "수업방법", "교육방식", "edcMthdType"}},
	Weekday:         {"운영요일", "operDay", []string{"교육요일", "강의요일", "수업요일", "요일", "운영욜일"}},
	Place:           {"교육장소", "edcPlace", []string{"강의장소", "강의실", "장소", "교육장", "교육장소명"}},
	Capacity:        {"강좌정원수", "psncpa", []string{"강좌정원", "정원", "정원수", "모집정원", "모집인원", "강좌정원인원수"}},
	Fee:             {"수강료", "lctreCost", []string{"수강료원", "강좌료", "교육비", "수강비", "lctreCst"}},
	RoadAddress:     {"교육장도로명주소", "edcRdnmadr", []string{"교육장주소", "교육장소도로명주소", "도로명주소", "소재지도로명주소", "주소", "edcRdnmAddr"}},
	Operator:        {"운영기관명", "operInstitutionNm", []string{"운영기관", "기관명", "교육기관명", "주관기관명", "operInsttNm", "operInstitutionName"}},
	OperatorPhone:   {"운영기관전화번호", "operPhoneNumber", []string{"운영기관연락처", "운영기관전화", "전화번호", "연락처", "문의처", "문의전화"}},
	ApplyFrom:       {"접수시작일자", "rceptStartDate", []string{"접수시작일", "신청시작일자", "신청시작일", "모집시작일", "모집시작일자", "rceptStartDay"}},
	ApplyUntil:      {"접수종료일자", "rceptEndDate", []string{"접수종료일", "접수마감일", "접수마감일자", "신청종료일자", "신청종료일", "신청마감일", "모집종료일", "모집종료일자", "rceptEndDay"}},
	ApplyMethod:     {"접수방법구분", "rceptMthType", []string{"접수방법", "신청방법", "신청방법구분", "접수방식"}},
	Selection:       {"선정방법구분", "slctnMthType", []string{"선정방법", "선발방법", "모집방법", "선정방식", "slctMthType"}},
	Homepage:        {"홈페이지주소", "homepageUrl", []string{"홈페이지", "누리집", "누리집주소", "홈페이지URL", "URL", "hompageUrl", "홈페이지주소URL"}},
	JobTraining:     {"직업능력개발훈련비지원강좌여부", "oadtCtLctreYn", []string{"직업능력개발훈련비지원여부", "직업능력개발훈련지원강좌여부", "직업능력개발훈련비지원강좌"}},
	CreditBank:      {"학점은행제평가(학점)인정여부", "pntBankAckestYn", []string{"학점은행제평가인정여부", "학점은행제학점인정여부", "학점은행제인정여부", "pntBankAckEstYn"}},
	LearningAccount: {"평생학습계좌제평가인정여부", "lrnAcnutAckestYn", []string{"평생학습계좌제인정여부", "평생학습계좌평가인정여부", "학습계좌제평가인정여부"}},
	ReferenceDate:   {"데이터기준일자", "referenceDate", []string{"데이터기준일", "기준일자", "기준일", "데이타기준일자", "데이터기준 일자"}},
	ProviderCode:    {"제공기관코드", "instt_code", []string{"insttCode", "기관코드", "제공기관 코드"}},
	ProviderName:    {"제공기관명", "instt_nm", []string{"insttNm", "제공기관", "제공기관 명", "insttName"}},
}
