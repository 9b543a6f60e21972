package standard

import (
	"regexp"
	"strings"

	"ieum/internal/money"
)

const (
	maxCapacity = 1_000_000
	maxFee      = 100_000_000
)

var (
	people   = regexp.MustCompile(`^(?:약|총|각|반별|정원)?([\d,]+)(?:\.0+)?(?:명|인|여명)?(?:이내|내외|선착순)?$`)
	grouped  = regexp.MustCompile(`^\d{1,3}(?:,\d{3})+$|^\d+$`)
	won      = regexp.MustCompile(`^([₩\\W]?)([\d,]+)(?:\.0+)?(원)?`)
	manWon   = regexp.MustCompile(`^(\d{1,4})만(?:(\d)천|(\d{1,4}))?원?`)
	material = regexp.MustCompile(`(?:재료비|교재비|실습비)[^\d(),/]*?([\d,]+)원?`)
	noLimit  = regexp.MustCompile(`^(?:제한없음|무제한|정원없음|인원제한없음)$`)
	free     = regexp.MustCompile(`^(?:무료|전액무료|무상|수강료없음|수강료무료|전액지원)`)
	per      = regexp.MustCompile(`^/\d{1,2}(?:개월|회|주|월|시간|일|학기)`)
	unclear  = regexp.MustCompile(`^(?:[^\p{Hangul}(\[/,+·;]|천|만|백|억|달러|불|이상|이하|부터|내외)`)
	lead     = regexp.MustCompile(`^(?:수강료|월|1인|인당|1인당|총)[:：]?`)
)

// parseCapacity reads 20, "20명", "1,000"; nil when nothing is said or there is
// no limit.
func parseCapacity(s string) (*int, string) {
	s = tight(s)
	if nothing[s] || noLimit.MatchString(s) {
		return nil, ""
	}
	m := people.FindStringSubmatch(s)
	if m == nil || !grouped.MatchString(m[1]) {
		return nil, badNumber
	}
	n := number(strings.ReplaceAll(m[1], ",", ""))
	if n > maxCapacity {
		return nil, badNumber
	}
	return &n, ""
}

// fee is what a cell of 수강료 says.
type fee struct {
	amount, material money.Won
	said             bool
	note             string
}

// parseFee reads 36000, "36,000원", 무료, 3만원, "30,000원(재료비 12,000원)".
// Two amounts for two kinds of people are not one fee, and not guessed at.
func parseFee(s string) (fee, string) {
	text, s := clean(s), tight(s)
	if nothing[s] {
		return fee{}, ""
	}
	var f fee
	if m := material.FindStringSubmatch(s); m != nil {
		cost, ok := wonOf(m[1])
		if !ok {
			return fee{}, badAmount
		}
		f.material = cost
	}
	amount, rest, ok := cutAmount(s)
	left := per.ReplaceAllString(material.ReplaceAllString(rest, ""), "")
	if !ok || unclear.MatchString(rest) || strings.ContainsFunc(left, digit) && !inBrackets(rest) {
		return fee{}, badAmount
	}
	f.amount, f.said = amount, true
	if rest != "" || lead.MatchString(s) {
		f.note = text
	}
	return f, ""
}

func digit(r rune) bool { return '0' <= r && r <= '9' }

// inBrackets reports whether all of s stands in brackets, where people explain
// an amount: 36,000(3개월).
func inBrackets(s string) bool { return strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") }

// cutAmount takes the amount off the front of a fee without spaces.
func cutAmount(s string) (amount money.Won, rest string, ok bool) {
	if m := free.FindString(s); m != "" {
		return 0, s[len(m):], true
	}
	s = lead.ReplaceAllString(s, "")
	if m := manWon.FindStringSubmatch(s); m != nil {
		n := number(m[1])*10_000 + number("0"+m[2])*1_000 + number("0"+m[3])
		return money.Won(n), s[len(m[0]):], n <= maxFee
	}
	m := won.FindStringSubmatch(s)
	if m == nil {
		return 0, s, false
	}
	amount, ok = wonOf(m[2])
	return amount, s[len(m[0]):], ok
}

func wonOf(s string) (money.Won, bool) {
	if !grouped.MatchString(s) || len(s) > len("100,000,000") {
		return 0, false
	}
	n := number(strings.ReplaceAll(s, ",", ""))
	return money.Won(n), n <= maxFee
}
