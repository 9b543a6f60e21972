package standard

import (
	"regexp"
	"slices"
	"strings"
)

// cities are the seventeen 시도 with what people call them, the longer names
// first, former names included.
var cities = []struct {
	name  string
	forms []string
}{
	{"서울특별시", []string{"서울특별시", "서울시", "서울"}},
	{"부산광역시", []string{"부산광역시", "부산시", "부산"}},
	{"대구광역시", []string{"대구광역시", "대구시", "대구"}},
	{"인천광역시", []string{"인천광역시", "인천시", "인천"}},
	{"광주광역시", []string{"광주광역시", "광주시", "광주"}},
	{"대전광역시", []string{"대전광역시", "대전시", "대전"}},
	{"울산광역시", []string{"울산광역시", "울산시", "울산"}},
	{"세종특별자치시", []string{"세종특별자치시", "세종시", "세종"}},
	{"경기도", []string{"경기도", "경기"}},
	{"강원특별자치도", []string{"강원특별자치도", "강원도", "강원"}},
	{"충청북도", []string{"충청북도", "충북"}},
	{"충청남도", []string{"충청남도", "충남"}},
	{"전북특별자치도", []string{"전북특별자치도", "전라북도", "전북"}},
	{"전라남도", []string{"전라남도", "전남"}},
	{"경상북도", []string{"경상북도", "경북"}},
	{"경상남도", []string{"경상남도", "경남"}},
	{"제주특별자치도", []string{"제주특별자치도", "제주도", "제주"}},
}

var (
	district  = regexp.MustCompile(`^([가-힣]{1,5}[시군구])(?: |$)`)
	ward      = regexp.MustCompile(`^([가-힣]{1,5}구)(?: |$)`)
	inGwangju = []string{"동구", "서구", "남구", "북구", "광산구"}
	postcode  = regexp.MustCompile(`^(?:\(우?\)?\s?|우\)?\s?|\()?\d{3}-?\d{2,3}\)?\s+`)
)

// parseAddress finds the city and the district of an address and writes the
// city's name in full. An address that begins with its district has no City:
// there are six 중구.
func parseAddress(s string) Address {
	s = postcode.ReplaceAllString(clean(s), "")
	if nothing[s] {
		return Address{}
	}
	city, rest := cutCity(s)
	a := Address{Text: s, City: city}
	if city != "" {
		a.Text = strings.TrimSpace(city + " " + rest)
	}
	if m := district.FindStringSubmatch(rest); m != nil && city != "세종특별자치시" {
		a.District = m[1]
		if w := ward.FindStringSubmatch(strings.TrimPrefix(rest[len(m[1]):], " ")); w != nil && strings.HasSuffix(m[1], "시") {
			a.District += " " + w[1]
		}
	}
	return a
}

// cutCity takes the city off the front. A short name counts only before a space
// or a district, so that 경기장로 is no 경기도; 광주시 is the metropolis only before
// one of its districts, or else the town in 경기도.
func cutCity(s string) (city, rest string) {
	for _, c := range cities {
		for _, form := range c.forms {
			after, ok := strings.CutPrefix(s, form)
			if !ok {
				continue
			}
			rest = strings.TrimSpace(after)
			next, _, _ := strings.Cut(rest, " ")
			if form == "광주시" && !slices.Contains(inGwangju, next) {
				return "", s
			}
			if after == "" || after[0] == ' ' || district.MatchString(rest) {
				return c.name, rest
			}
		}
	}
	return "", s
}

var (
	phoneParts = regexp.MustCompile(`^(\+?82|0)?\D{0,3}(\d[\d\s().\-–·]{5,}\d)(.*)$`)
	notDigits  = regexp.MustCompile(`\D`)
)

// parsePhone is a number as people write it: 02-3423-5288, 1588-1234. What does
// not look like one stays as it is; a number that lost its leading 0 to a
// spreadsheet gets it back.
func parsePhone(s string) string {
	text := plain(s)
	if nothing[text] {
		return ""
	}
	m := phoneParts.FindStringSubmatch(text)
	if m == nil {
		return text
	}
	d, tail := notDigits.ReplaceAllString(m[2], ""), m[3]
	if tail != "" && !regexp.MustCompile(`^\s?[~,/(]`).MatchString(tail) {
		return text
	}
	if len(d) == 8 && d[0] == '1' && m[1] == "" { // 1588-1234
		return d[:4] + "-" + d[4:] + tail
	}
	d = "0" + strings.TrimPrefix(d, "0")
	area := 3
	switch {
	case strings.HasPrefix(d, "02"):
		area = 2
	case strings.HasPrefix(d, "050") && len(d) >= 11: // 0505-123-4567, 0507-1234-5678
		area = 4
	}
	if n := len(d) - area; n != 7 && n != 8 {
		return text
	}
	return d[:area] + "-" + d[area:len(d)-4] + "-" + d[len(d)-4:] + tail
}
