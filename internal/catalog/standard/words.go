package standard

import (
	"net/url"
	"regexp"
	"strings"
)

// parseMethod reads 교육방법구분.
func parseMethod(s string) TeachingMethod {
	s = strings.ToLower(tight(s))
	online := containsAny(s, "온라인", "비대면", "원격", "인터넷", "화상", "실시간", "zoom", "줌", "사이버", "동영상", "이러닝", "online")
	inPerson := containsAny(s, "오프라인", "집합", "현장", "방문", "출석", "강의실", "실습", "offline") ||
		strings.Contains(strings.ReplaceAll(s, "비대면", ""), "대면") || strings.Contains(s, "온·오프라인") || strings.Contains(s, "온오프라인")
	switch {
	case containsAny(s, "혼합", "병행", "블렌디드", "하이브리드", "온·오프", "온/오프", "온오프"), online && inPerson:
		return Mixed
	case containsAny(s, "우편", "통신"):
		return Post
	case strings.Contains(s, "모바일"):
		return Mobile
	case online:
		return Online
	case inPerson:
		return InPerson
	}
	return ""
}

// Korean is the method as the set writes it.
func (m TeachingMethod) Korean() string {
	return map[TeachingMethod]string{InPerson: "오프라인", Online: "온라인", Mixed: "혼합", Post: "우편통신", Mobile: "모바일"}[m]
}

// parseMode reads 선정방법구분. Where several are named, the one that asks most
// of a person decides, so that nobody expects a place for being quick.
func parseMode(s string) SelectionMode {
	s = tight(s)
	switch {
	case containsAny(s, "심사", "면접", "선발", "서류", "오디션", "심의", "추천"):
		return Review
	case containsAny(s, "추첨", "무작위"):
		return Lottery
	case containsAny(s, "선착", "접수순", "신청순", "순차"):
		return FirstCome
	case containsAny(s, "현장", "자유", "제한없음", "누구나"):
		return WalkIn
	}
	return ""
}

// Korean is the mode as the set writes it.
func (m SelectionMode) Korean() string {
	return map[SelectionMode]string{FirstCome: "선착순", Lottery: "추첨", Review: "심사", WalkIn: "현장접수"}[m]
}

// parseApplyMethods reads 접수방법구분: 인터넷·방문·전화 in any form.
func parseApplyMethods(s string) (out ApplyMethods) {
	s = strings.ToLower(tight(s))
	if containsAny(s, "인터넷", "온라인", "홈페이지", "누리집", "구글", "네이버", "사이트", "online") {
		out |= ByInternet
	}
	if containsAny(s, "방문", "현장", "내방", "직접", "오프라인", "창구") {
		out |= ByVisit
	}
	if containsAny(s, "전화", "유선") {
		out |= ByPhone
	}
	if containsAny(s, "우편", "팩스", "fax", "메일", "문자", "카카오", "카톡", "밴드", "기타", "공문", "qr") {
		out |= ByOther
	}
	return out
}

// Korean is the ways as the set writes them: 인터넷·방문.
func (s ApplyMethods) Korean() string {
	var words []string
	for i, w := range []string{"인터넷", "방문", "전화", "기타"} {
		if s&(1<<i) != 0 {
			words = append(words, w)
		}
	}
	return strings.Join(words, "·")
}

// parseFlag reads a Y/N cell; false when it says something else.
func parseFlag(s string) (Flag, bool) {
	switch strings.ToUpper(tight(s)) {
	case "", "-":
		return Unsaid, true
	case "Y", "YES", "예", "네", "유", "O", "○", "TRUE", "1", "해당", "인정", "가능":
		return Yes, true
	case "N", "NO", "아니오", "아니요", "무", "X", "×", "FALSE", "0", "해당없음", "미해당", "없음", "미인정", "불가":
		return No, true
	}
	return Unsaid, false
}

var (
	scheme    = regexp.MustCompile(`^([A-Za-z][A-Za-z0-9+-]*):`)
	brokenWeb = regexp.MustCompile(`(?i)^(https?)(?::/{0,3}|/{1,3})`)
	hostName  = regexp.MustCompile(`^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?(?:\.[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?)+$`)
)

// parseURL reads a web address and adds https:// where no scheme stands. badURL
// is an address that must not become a link; urlIgnored is no address at all.
func parseURL(s string) (address, problem string) {
	s = clean(s)
	if nothing[s] {
		return "", ""
	}
	switch {
	case strings.HasPrefix(s, "//"):
		s = "https:" + s
	case brokenWeb.MatchString(s): // http:/www… and https//www…
		s = brokenWeb.ReplaceAllStringFunc(s, func(m string) string {
			return strings.ToLower(strings.TrimRight(m, ":/")) + "://"
		})
	case scheme.MatchString(s):
		return "", badURL
	default:
		s = "https://" + s
	}
	u, err := url.Parse(s)
	if err != nil || strings.ContainsAny(s, " \"<>\\`{}|^") || !hostName.MatchString(u.Hostname()) {
		return "", urlIgnored
	}
	if u.User != nil { // https://www.go.kr@evil.example looks like what it is not
		return "", badURL
	}
	return s, ""
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
