package standard

import (
	"regexp"
	"strings"
)

const dayLetters = "월화수목금토일"

var (
	// What stands around weekdays and does not change them.
	aroundDays = regexp.MustCompile(`\([^)]*\)|매주|격주|매월|매달|(?:첫|둘|셋|넷|다섯|마지막)(?:째|번째)?,?(?:주)?|[1-5](?:,[1-5])*주차?|주[1-7]회|오전|오후|저녁|야간|공휴일제외|반$`)
	oneDay     = regexp.MustCompile(`^([월화수목금토일])(?:요일|욜일|용일|오일|요알|욜|요)?`)
	until      = regexp.MustCompile(`^(?:부터)?[~∼〜]|^부터`)
	hyphen     = regexp.MustCompile(`^[-–—]`)
	between    = regexp.MustCompile(`^(?:[+,./&·、;|]|및|와|과|까지)+`)
)

// namedDays are sets of days that have a name.
var namedDays = strings.NewReplacer("매일", "월~일", "전일", "월~일", "요일무관", "월~일", "평일", "월~금", "주중", "월~금", "주말", "토·일")

// parseWeekdays reads 화요일+목요일, 월~금, 월수금, 매일, 평일, 주말, 매주 화욜 and
// the like. It is 0 when the text says anything else: 수시 and 협의 hold the
// letters of days and are none.
func parseWeekdays(s string) Weekdays {
	s = namedDays.Replace(aroundDays.ReplaceAllString(tight(s), ""))
	lists := strings.Count(s, "-") > 1 // 월-수-금 names three days, 월-금 a range
	var out Weekdays
	for s = strings.Trim(s, "+,./&·、;| "); s != ""; {
		from, rest, ok := cutDay(s)
		if !ok {
			return 0
		}
		to := from
		if sign := rangeSign(rest, lists); sign > 0 {
			if to, rest, ok = cutDay(rest[sign:]); !ok {
				return 0
			}
		} else if lists {
			rest = hyphen.ReplaceAllString(rest, "")
		}
		for d := from; ; d = (d + 1) % 7 {
			out |= 1 << d
			if d == to {
				break
			}
		}
		s = between.ReplaceAllString(rest, "")
	}
	return out
}

// cutDay takes one day off the front of s: 0 for Monday.
func cutDay(s string) (day int, rest string, ok bool) {
	m := oneDay.FindString(s)
	if m == "" {
		return 0, s, false
	}
	first := []rune(m)[0]
	for i, r := range []rune(dayLetters) {
		if r == first {
			return i, s[len(m):], true
		}
	}
	return 0, s, false
}

// rangeSign is the length of the sign of a range at the front of s.
func rangeSign(s string, lists bool) int {
	if m := until.FindString(s); m != "" {
		return len(m)
	}
	if lists {
		return 0
	}
	return len(hyphen.FindString(s))
}

// Korean is the days as the set writes them: 화요일+목요일.
func (w Weekdays) Korean() string {
	var days []string
	for i, r := range []rune(dayLetters) {
		if w&(1<<i) != 0 {
			days = append(days, string(r)+"요일")
		}
	}
	return strings.Join(days, "+")
}
