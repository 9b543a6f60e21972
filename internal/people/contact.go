package people

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/clock"
	"ieum/internal/fault"
)

const (
	minimumOwnAge    = 14 // 개인정보 보호법 제22조의2: below it a guardian consents
	oldestBirthYear  = 1900
	longestName      = 60
	longestPlaceName = 40
)

// CleanEmail is the one form of an address by which it is stored, found and
// counted: NFC, lower case, without spaces and characters that cannot be seen.
func CleanEmail(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.In(r, unicode.Cf, unicode.Cc) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFC.String(s))
}

var emailForm = regexp.MustCompile(`^[a-z0-9!#$%&'*+/=?^_{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_{|}~-]+)*@([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$`)

func emailProblem(p fault.Problems, field, email string) {
	switch {
	case email == "":
		p.Add(field, "account.problem.email_missing")
	case len(email) > 254 || !emailForm.MatchString(email):
		p.Add(field, "account.problem.email_form")
	}
}

// CleanLine is a line of text as people mean it: NFC, single spaces, nothing invisible.
func CleanLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.In(r, unicode.Cf, unicode.Cc), r == utf8.RuneError:
			return -1
		}
		return r
	}, norm.NFC.String(s))
	return strings.Join(strings.Fields(s), " ")
}

// residentNumber is the shape of a 주민등록번호, which the law forbids to keep:
// six digits and seven, with anything between them that people put there.
var residentNumber = regexp.MustCompile(`[0-9]{6}[\s\p{Pd}\x{2212}.·/_]*[1-8][0-9]{6}`)

// HasResidentNumber reports whether a text holds something like a 주민등록번호, in
// whatever width its digits are written. Thirteen digits whose first six are no
// day are something else, such as a number of a thing.
func HasResidentNumber(s string) bool {
	s = strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Cf) {
			return -1
		}
		return r
	}, norm.NFKC.String(s))
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	for from := 0; from < len(s); {
		m := residentNumber.FindStringIndex(s[from:])
		if m == nil {
			return false
		}
		start, end := from+m[0], from+m[1]
		if !digit(start-1) && !digit(end) && isBirth(s[start:start+6], s[end-7]) {
			return true
		}
		from = start + 1
	}
	return false
}

// isBirth reports whether yymmdd is a day in the century that the seventh digit says.
func isBirth(day string, seventh byte) bool {
	century := "19"
	if strings.IndexByte("3478", seventh) >= 0 {
		century = "20"
	}
	_, err := clock.ParseDate(century + day[:2] + "-" + day[2:4] + "-" + day[4:])
	return err == nil
}

func nameProblem(p fault.Problems, field, name string) {
	switch {
	case name == "":
		p.Add(field, "account.problem.name_missing")
	case utf8.RuneCountInString(name) > longestName:
		p.Add(field, "account.problem.too_long", "max", longestName)
	case HasResidentNumber(name):
		p.Add(field, "account.problem.resident_number")
	case notOnlyAName.MatchString(norm.NFKC.String(name)):
		p.Add(field, "account.problem.name_contact")
	}
}

// notOnlyAName is what somebody would read who gets a message with a name in it:
// an address to follow, or a number to call. Names stand in official texts.
var notOnlyAName = regexp.MustCompile(`(?i)@|/|www\.|\pL\pN*\.\pL{2,}|[0-9][0-9 .\-]*[0-9][0-9 .\-]*[0-9]`)

func placeProblem(p fault.Problems, field, place string) {
	switch {
	case utf8.RuneCountInString(place) > longestPlaceName:
		p.Add(field, "account.problem.too_long", "max", longestPlaceName)
	case HasResidentNumber(place):
		p.Add(field, "account.problem.resident_number")
	}
}

// CleanPhone writes a Korean number with hyphens (010-1234-5678) and reports
// whether it is one. +82 and every way of spacing are understood.
func CleanPhone(s string) (string, bool) {
	s = norm.NFKC.String(s)
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if strings.IndexFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && !strings.ContainsRune(" -.()+", r) }) >= 0 {
		return s, false
	}
	if rest, ok := strings.CutPrefix(digits, "82"); ok && strings.HasPrefix(strings.TrimSpace(s), "+") {
		digits = "0" + strings.TrimPrefix(rest, "0")
	}
	n := len(digits)
	switch {
	case strings.HasPrefix(digits, "02") && (n == 9 || n == 10):
		return digits[:2] + "-" + digits[2:n-4] + "-" + digits[n-4:], true
	case strings.HasPrefix(digits, "050") && n == 12:
		return digits[:4] + "-" + digits[4:8] + "-" + digits[8:], true
	case strings.HasPrefix(digits, "0") && !strings.HasPrefix(digits, "00") && !strings.HasPrefix(digits, "02") && (n == 10 || n == 11):
		return digits[:3] + "-" + digits[3:n-4] + "-" + digits[n-4:], true
	}
	return s, false
}

func phoneProblem(p fault.Problems, field string, phone *string, required bool) {
	*phone = strings.TrimSpace(*phone)
	if *phone == "" {
		if required {
			p.Add(field, "account.problem.phone_missing")
		}
		return
	}
	clean, ok := CleanPhone(*phone)
	if !ok {
		p.Add(field, "account.problem.phone_form")
		return
	}
	*phone = clean
}

// BirthProblem says what is wrong with a day of birth typed today, or that the
// person is too young to have an account or to apply alone.
func BirthProblem(p fault.Problems, field string, birth, today clock.Date) {
	switch {
	case birth == "":
		p.Add(field, "account.problem.birth_missing")
	case birth.Time().IsZero() || birth > today || birth.Time().Year() < oldestBirthYear:
		p.Add(field, "account.problem.birth_form")
	case clock.Age(birth, today) < minimumOwnAge:
		p.Add(field, "account.problem.under_14", "age", minimumOwnAge)
	}
}
