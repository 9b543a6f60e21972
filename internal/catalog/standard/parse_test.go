package standard

import (
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/money"
)

func TestDates(t *testing.T) {
	for in, want := range map[string]clock.Date{
		"": "", "  ": "", "2026-05-01": "2026-05-01", "2026-5-1": "2026-05-01", "2026.5.1": "2026-05-01", "2026.05.01.": "2026-05-01",
		"2026. 5. 1.": "2026-05-01", "2026. 5. 1": "2026-05-01", "2026/5/1": "2026-05-01", "20260501": "2026-05-01",
		"2026년 5월 1일": "2026-05-01", "2026년5월1일": "2026-05-01", "２０２６－０５－０１": "2026-05-01", "2026-05-01(금)": "2026-05-01",
		"2026. 5. 1. (금)": "2026-05-01", "2026-05-01 금요일": "2026-05-01", "2026-05-01 00:00:00": "2026-05-01", "2026-05-01T00:00:00.000": "2026-05-01",
		"2026-05-01 09:30": "2026-05-01", "20260501000000": "2026-05-01", "46143": "2026-05-01", "46143.0": "2026-05-01", "46143.79": "2026-05-01",
		"36526": "2000-01-01", "73050": "2099-12-31", "2958465": "9999-12-31", "2099-12-31": "2099-12-31", "9999-12-31": "9999-12-31",
		"2024-02-29": "2024-02-29", "\u200b2026-05-01\u00a0": "2026-05-01",
	} {
		if got, problem := parseDate(in); got != want || problem != "" {
			t.Errorf("%q: %s %s, want %s", in, got, problem, want)
		}
	}
	for in, want := range map[string]string{
		"2026-02-30": badDate, "2026-13-01": badDate, "2025-02-29": badDate, "5/1/2026": badDate, "01-05-2026": badDate, "2026-05": badDate, "2026": badDate,
		"내일": badDate, "2026-05-01~2026-06-01": badDate, "1026-05-01": badDate, "3026-05-01": badDate, "00000": badDate, "99999": badDate, "12345": badDate,
		"2026-05-01T00:00:00Z": badDate, "2026-00-10": badDate, "-46143": badDate, "4.6e4": badDate,
		"26-05-01": shortYear, "26.5.1": shortYear, "26. 5. 1.": shortYear, "'26.5.1": shortYear, "260501": shortYear, "26년 5월 1일": shortYear,
	} {
		if got, problem := parseDate(in); got != "" || problem != want {
			t.Errorf("%q: %s %s, want %s", in, got, problem, want)
		}
	}
}

func TestTimes(t *testing.T) {
	for in, want := range map[string]int{
		"19:00": 1140, "9:05": 545, "09:05:30": 545, "19시": 1140, "19시 30분": 1170, "19시30": 1170, "7시 반": 450, "오후 7시 30분": 1170, "오후7:30": 1170,
		"오전 12시": 0, "오후 12:30": 750, "낮 12시": 720, "저녁 7시": 1140, "오후 19:00": 1140, "7:00 PM": 1140, "7:00pm": 1140, "PM 7:00": 1140, "12:00 AM": 0, "7:00 p.m.": 1140,
		"1900": 1140, "0930": 570, "930": 570, "19": 1140, "9": 540, "0": 0, "0.791666666666667": 1140, ".5": 720, "46143.5": 720, "24:00": 1440, "00:00": 0,
		"１９：００": 1140, "2026-05-01 19:00:00": 1140, "1899-12-31 19:00:00": 1140,
	} {
		if got, said, problem := parseTime(in); got != want || !said || problem != "" {
			t.Errorf("%q: %d %v %s, want %d", in, got, said, problem, want)
		}
	}
	for _, in := range []string{"", " ", "-", "미정", "추후 공지"} {
		if _, said, problem := parseTime(in); said || problem != "" {
			t.Errorf("%q: %v %s, want nothing said", in, said, problem)
		}
	}
	for _, in := range []string{"25:00", "19:60", "24:01", "2460", "정오", "오전 13시", "오전 7:00 PM", "19:00~21:00", "1.5", "14.30", "-1", "99", "19:0"} {
		if got, _, problem := parseTime(in); problem != badTime {
			t.Errorf("%q was read as %d", in, got)
		}
	}
}

func TestWeekdays(t *testing.T) {
	for in, want := range map[string]Weekdays{
		"월요일": Monday, "일요일": Sunday, "일": Sunday, "화요일+목요일": Tuesday | Thursday, "화요일 + 목요일": Tuesday | Thursday, "월~금": Workdays, "월 ~ 금요일": Workdays,
		"월-금": Workdays, "월-수-금": Monday | Wednesday | Friday, "월∼금": Workdays, "월요일부터~금요일까지": Workdays, "월부터 금까지": Workdays, "매일": EveryDay, "주말": Weekend, "평일": Workdays, "주중": Workdays,
		"월,수,금": Monday | Wednesday | Friday, "월수금": Monday | Wednesday | Friday, "월 수 금": Monday | Wednesday | Friday, "화·목": Tuesday | Thursday, "화ㆍ목": Tuesday | Thursday,
		"화/목": Tuesday | Thursday, "화, 목요일": Tuesday | Thursday, "월욜": Monday, "월용일": Monday, "매주 화요일": Tuesday, "격주 토요일": Saturday, "매월 둘째주 토요일": Saturday,
		"매월 1,3주 토요일": Saturday, "토요일 및 일요일": Weekend, "토·일": Weekend, "금~월": Friday | Saturday | Sunday | Monday, "월~금(공휴일 제외)": Workdays, "월~금,일": Workdays | Sunday,
		"화목(주2회)": Tuesday | Thursday, "월요일, 수요일": Monday | Wednesday, "월화수목금토일": EveryDay, "평일, 주말": EveryDay, "평일, 토": Workdays | Saturday, "화목반": Tuesday | Thursday, "주말반": Weekend, "화요일": Tuesday,
	} {
		if got := parseWeekdays(clean(in)); got != want {
			t.Errorf("%q: %07b, want %07b", in, got, want)
		}
	}
	// Each of these holds letters of days, and names none.
	for _, in := range []string{"", "수시", "상시", "협의", "일정 협의", "공휴일", "월 2회", "5월", "토론", "목공", "화상", "금액", "월~", "~금", "월~초", "매주", "수시모집", "일자별 상이"} {
		if got := parseWeekdays(in); got != 0 {
			t.Errorf("%q: %07b, want none", in, got)
		}
	}
	for w := range Weekdays(EveryDay + 1) {
		if got := parseWeekdays(w.Korean()); got != w {
			t.Errorf("%s: %07b, want %07b", w.Korean(), got, w)
		}
	}
}

func TestCapacity(t *testing.T) {
	for in, want := range map[string]int{"20": 20, "20명": 20, "0": 0, "1,000": 1000, "20.0": 20, "약 20명": 20, "20명 이내": 20, " 20 ": 20, "２０": 20} {
		if got, problem := parseCapacity(in); got == nil || *got != want || problem != "" {
			t.Errorf("%q: %v %s", in, got, problem)
		}
	}
	for _, in := range []string{"", "-", "제한없음", "무제한", "제한 없음"} {
		if got, problem := parseCapacity(in); got != nil || problem != "" {
			t.Errorf("%q: %v %s, want nothing", in, got, problem)
		}
	}
	for _, in := range []string{"-5", "20.5", "스무 명", "10~20", "1,00", "99999999999999999999", "A반 10 B반 10"} {
		if got, problem := parseCapacity(in); problem != badNumber {
			t.Errorf("%q was read as %v", in, got)
		}
	}
}

func TestFees(t *testing.T) {
	for in, want := range map[string]fee{
		"":                     {},
		"-":                    {},
		"0":                    {said: true},
		"무료":                   {said: true},
		"36000":                {amount: 36000, said: true},
		"36,000원":              {amount: 36000, said: true},
		"₩36,000":              {amount: 36000, said: true},
		"36000.0":              {amount: 36000, said: true},
		"3만원":                  {amount: 30000, said: true},
		"3만 5천원":               {amount: 35000, said: true},
		"3만6500원":              {amount: 36500, said: true},
		"월 30,000원":            {amount: 30000, said: true, note: "월 30,000원"},
		"36,000원/3개월":          {amount: 36000, said: true, note: "36,000원/3개월"},
		"30,000(재료비 별도)":       {amount: 30000, said: true, note: "30,000(재료비 별도)"},
		"30,000원 (재료비 5,000원)": {amount: 30000, material: 5000, said: true, note: "30,000원 (재료비 5,000원)"},
		"무료 (교재비 12000원)":      {material: 12000, said: true, note: "무료 (교재비 12000원)"},
	} {
		if got, problem := parseFee(in); got != want || problem != "" {
			t.Errorf("%q: %+v %s, want %+v", in, got, problem, want)
		}
	}
	for _, in := range []string{"문의", "유료", "성인 3만 청소년 2만", "30,000~50,000", "30,000/20,000", "120천원", "-1000", "3,60", "1e5", "999999999999", "100달러", "30000이상"} {
		if got, problem := parseFee(in); problem != badAmount {
			t.Errorf("%q was read as %+v", in, got)
		}
	}
	if f, _ := parseFee("100,000,000"); f.amount != money.Won(100_000_000) {
		t.Errorf("%v", f)
	}
}

func TestAddresses(t *testing.T) {
	for in, want := range map[string]Address{
		"":                 {},
		"서울특별시 강남구 개포로410": {"서울특별시 강남구 개포로410", "서울특별시", "강남구"},
		"서울 강남구 개포로 410":   {"서울특별시 강남구 개포로 410", "서울특별시", "강남구"},
		"서울시강남구 개포로 410":   {"서울특별시 강남구 개포로 410", "서울특별시", "강남구"},
		"(06300) 서울특별시 강남구 개포로 410": {"서울특별시 강남구 개포로 410", "서울특별시", "강남구"},
		"부산광역시 연제구 중앙대로 1001":       {"부산광역시 연제구 중앙대로 1001", "부산광역시", "연제구"},
		"경기도 파주시 시청로 50":            {"경기도 파주시 시청로 50", "경기도", "파주시"},
		"경기 수원시 장안구 송원로 1":          {"경기도 수원시 장안구 송원로 1", "경기도", "수원시 장안구"},
		"세종특별자치시 한누리대로 2130":        {"세종특별자치시 한누리대로 2130", "세종특별자치시", ""},
		"강원도 춘천시 시청길 11":            {"강원특별자치도 춘천시 시청길 11", "강원특별자치도", "춘천시"},
		"전라북도 전주시 완산구 노송광장로 10":     {"전북특별자치도 전주시 완산구 노송광장로 10", "전북특별자치도", "전주시 완산구"},
		"광주시 북구 우치로 77":             {"광주광역시 북구 우치로 77", "광주광역시", "북구"},
		"광주시 행정타운로 50":              {"광주시 행정타운로 50", "", "광주시"},
		"경기도 광주시 행정타운로 50":          {"경기도 광주시 행정타운로 50", "경기도", "광주시"},
		"연제구 중앙대로 1001":             {"연제구 중앙대로 1001", "", "연제구"},
		"경기장로 5":                    {"경기장로 5", "", ""},
		"인천광역시 강화군 강화대로 394":        {"인천광역시 강화군 강화대로 394", "인천광역시", "강화군"},
	} {
		if got := parseAddress(in); got != want {
			t.Errorf("%q: %+v, want %+v", in, got, want)
		}
	}
}

func TestPhones(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "-": "", "02-3423-5288": "02-3423-5288", "0234235288": "02-3423-5288", "02)3423-5288": "02-3423-5288", "02.3423.5288": "02-3423-5288",
		"234235288": "02-3423-5288", "031 940 5114": "031-940-5114", "+82-31-940-5114": "031-940-5114", "1588-1234": "1588-1234", "15881234": "1588-1234",
		"010-1234-5678": "010-1234-5678", "070-1234-5678": "070-1234-5678", "0507-1234-5678": "0507-1234-5678", "031-940-5114~5": "031-940-5114~5",
		"(02) 3423-5288": "02-3423-5288", "홈페이지 문의": "홈페이지 문의", "0２-788-4292": "02-788-4292", "02-788-4292(내선 3)": "02-788-4292(내선 3)",
	} {
		if got := parsePhone(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestWebAddresses(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "-": "", "www.a.go.kr": "https://www.a.go.kr", "http://a.go.kr/x?y=1&z=2#k": "http://a.go.kr/x?y=1&z=2#k", "HTTPS://A.go.kr": "https://A.go.kr",
		"//a.go.kr": "https://a.go.kr", "http:/a.go.kr": "http://a.go.kr", "https//a.go.kr": "https://a.go.kr", "a.go.kr:8080/x": "https://a.go.kr:8080/x",
		"평생학습.한국": "https://평생학습.한국", "http:///a.go.kr": "http://a.go.kr",
	} {
		if got, problem := parseURL(in); got != want || problem != "" {
			t.Errorf("%q: %q %s, want %q", in, got, problem, want)
		}
	}
	for in, want := range map[string]string{
		"javascript:alert(1)": badURL, "JaVaScRiPt:alert(1)": badURL, " javascript:alert(1)": badURL, "\u200bjavascript:alert(1)": badURL, "java\u200bscript:alert(1)": badURL,
		"data:text/html,<script>": badURL, "file:///etc/passwd": badURL, "mailto:a@b.kr": badURL, "https://www.go.kr@evil.example/": badURL,
		"java\tscript:alert(1)": urlIgnored, "홈페이지 참조": urlIgnored, "https://": urlIgnored, "http://a": urlIgnored, "www.a.kr\" onclick=\"x": urlIgnored, "https://a.kr/<b>": urlIgnored, "https://-.kr": urlIgnored,
	} {
		if got, problem := parseURL(in); got != "" || problem != want {
			t.Errorf("%q: %q %s, want %s", in, got, problem, want)
		}
	}
}

func TestWords(t *testing.T) {
	for in, want := range map[string]TeachingMethod{
		"오프라인": InPerson, "집합교육": InPerson, "대면": InPerson, "비대면": Online, "온라인": Online, "온라인(ZOOM)": Online, "혼합": Mixed, "온라인+오프라인": Mixed, "온·오프라인": Mixed, "온ㆍ오프라인": Mixed,
		"대면+비대면": Mixed, "우편통신": Post, "모바일": Mobile, "": "", "상담": "",
	} {
		if got := parseMethod(in); got != want {
			t.Errorf("method %q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]SelectionMode{
		"선착순": FirstCome, "선착순 모집": FirstCome, "추첨": Lottery, "전산추첨": Lottery, "면접": Review, "서류심사": Review, "선착순(면접 후)": Review, "현장접수": WalkIn, "자유참여": WalkIn, "": "", "기타": "",
	} {
		if got := parseMode(in); got != want {
			t.Errorf("mode %q: %q, want %q", in, got, want)
		}
	}
	for in, want := range map[string]ApplyMethods{
		"인터넷": ByInternet, "인터넷·방문": ByInternet | ByVisit, "방문, 전화": ByVisit | ByPhone, "온라인+현장": ByInternet | ByVisit, "이메일": ByOther, "": 0, "??": 0,
	} {
		if got := parseApplyMethods(in); got != want {
			t.Errorf("apply %q: %04b, want %04b", in, got, want)
		}
	}
	for in, want := range map[string]Flag{"Y": Yes, "y": Yes, "예": Yes, "O": Yes, "○": Yes, "1": Yes, "true": Yes, "N": No, "아니오": No, "X": No, "0": No, "": Unsaid, "-": Unsaid} {
		if got, ok := parseFlag(in); got != want || !ok {
			t.Errorf("flag %q: %q, want %q", in, got, want)
		}
	}
	if _, ok := parseFlag("글쎄"); ok {
		t.Error("a flag was made of 글쎄")
	}
	for m := InPerson; m != ""; m = map[TeachingMethod]TeachingMethod{InPerson: Online, Online: Mixed, Mixed: Post, Post: Mobile}[m] {
		if got := parseMethod(m.Korean()); got != m {
			t.Errorf("%s comes back as %s", m, got)
		}
	}
	for _, m := range []SelectionMode{FirstCome, Lottery, Review, WalkIn} {
		if got := parseMode(m.Korean()); got != m {
			t.Errorf("%s comes back as %s", m, got)
		}
	}
	for s := range ApplyMethods(16) {
		if got := parseApplyMethods(s.Korean()); got != s {
			t.Errorf("%s comes back as %s", s.Korean(), got.Korean())
		}
	}
}

func TestResidentNumbersAreSeen(t *testing.T) {
	for _, in := range []string{"900101-1234567", "문의 9001011234567 홍길동", "９００１０１－１２３４５６７", "050505-3234567.", "900101 - 1234567", "900101–1234567"} {
		if !personal(in, false) {
			t.Errorf("%q passes", in)
		}
		if q := quote(in); strings.Contains(q, "234567") {
			t.Errorf("%q is repeated as %s", in, q)
		}
	}
	for _, in := range []string{"02-3423-5288", "9913451234567", "900101-123456", "900101-12345678", "2026-05-01", "20260501", "1767225600000"} {
		if personal(in, false) {
			t.Errorf("%q is taken for a resident number", in)
		}
	}
	if personal("https://a.kr/?id=2011121234567", true) || !personal("https://a.kr/?id=900101-1234567", true) {
		t.Error("web addresses")
	}
}

func TestReportedValuesStayOnOneShortLine(t *testing.T) {
	q := quote("가\r\n나\x00\u202e" + strings.Repeat("다", 100))
	if strings.ContainsAny(q, "\r\n\x00\u202e") || len([]rune(q)) > shown+3 {
		t.Errorf("%q", q)
	}
}
