package people

import "strings"

// MaskName hides the middle of a name (개인정보 masking practice): 홍길동 is 홍*동, 김수 is 김*.
func MaskName(name string) string {
	r := []rune(name)
	switch len(r) {
	case 0, 1:
		return name
	case 2:
		return string(r[:1]) + "*"
	}
	return string(r[:1]) + strings.Repeat("*", len(r)-2) + string(r[len(r)-1:])
}

// MaskPhone leaves the last four digits: 010-****-5678.
func MaskPhone(phone string) string {
	parts := strings.Split(phone, "-")
	if len(parts) != 3 {
		if len(phone) <= 4 {
			return strings.Repeat("*", len(phone))
		}
		return strings.Repeat("*", len(phone)-4) + phone[len(phone)-4:]
	}
	return parts[0] + "-" + strings.Repeat("*", len(parts[1])) + "-" + parts[2]
}

// MaskEmail leaves the first letter and the domain: k***@example.kr.
func MaskEmail(email string) string {
	local, domain, ok := strings.Cut(email, "@")
	if !ok || local == "" {
		return "***"
	}
	return string([]rune(local)[:1]) + "***@" + domain
}
