package people

import (
	_ "embed"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"ieum/internal/fault"
)

// shortestPassword follows OWASP ASVS 6.2: length is what counts. There are no
// rules of composition and no forced changes.
const (
	shortestPassword = 10
	longestPassword  = 512 // characters; a longer one is refused, never cut off
)

//go:embed words/common.txt
var commonText string

// common are passwords, and the words that people make passwords of by adding digits.
var common = func() map[string]bool {
	m := map[string]bool{}
	for w := range strings.FieldsSeq(commonText) {
		m[fold(w)] = true
	}
	return m
}()

// cleanPassword is the form that is hashed: NFC, so that the same keys pressed
// on a Mac and on a phone are the same password. Nothing is trimmed or cut off.
func cleanPassword(s string) string { return norm.NFC.String(s) }

// PasswordProblem says what is wrong with a new password of somebody with this address.
func PasswordProblem(p fault.Problems, field, password, email string) {
	password = cleanPassword(password)
	n := utf8.RuneCountInString(password)
	switch {
	case password == "":
		p.Add(field, "account.problem.password_missing")
	case n < shortestPassword:
		p.Add(field, "account.problem.password_short", "min", shortestPassword)
	case n > longestPassword:
		p.Add(field, "account.problem.too_long", "max", longestPassword)
	case !utf8.ValidString(password) || strings.ContainsRune(password, 0):
		p.Add(field, "account.problem.password_form")
	case aboutSelf(password, email):
		p.Add(field, "account.problem.password_context")
	case guessable(password):
		p.Add(field, "account.problem.password_common")
	}
}

// fold leaves letters and digits, in lower case.
func fold(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, norm.NFC.String(s))
}

func lettersOf(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// guessable reports a password that stands on every list: a common one, a common
// word with digits around it, one short piece over and over, or keys in a row.
func guessable(password string) bool {
	f := fold(password)
	letters := lettersOf(f)
	return common[f] || (letters != "" && common[letters]) || common[unleet(password)] || repeats(f) || inARow(f) || likePhone(f)
}

// unleet undoes the swaps that every guessing program knows (p@ssw0rd2026).
func unleet(s string) string {
	s = strings.NewReplacer("@", "a", "$", "s").Replace(strings.ToLower(s))
	s = strings.TrimRight(fold(s), "0123456789")
	return strings.NewReplacer("0", "o", "1", "i", "3", "e", "4", "a", "5", "s", "7", "t").Replace(s)
}

// repeats reports a piece of at most five characters said over and over.
func repeats(s string) bool {
	r := []rune(s)
	for n := 1; n <= 5 && n*2 <= len(r); n++ {
		same := true
		for i := n; i < len(r); i++ {
			if r[i] != r[i-n] {
				same = false
				break
			}
		}
		if same {
			return true
		}
	}
	return len(r) == 0
}

var rows = []string{
	"01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "1q2w3e4r5t6y7u8i9o0p", "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
	"가나다라마바사아자차카타파하", "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣ",
}

// inARow reports a piece of the alphabet, of the digits or of the keyboard, forwards or backwards.
func inARow(s string) bool {
	for _, row := range rows {
		if strings.Contains(row, s) || strings.Contains(row, reversed(s)) {
			return true
		}
	}
	return false
}

func reversed(s string) string {
	r := []rune(s)
	for i, j := 0, len(r)-1; i < j; i, j = i+1, j-1 {
		r[i], r[j] = r[j], r[i]
	}
	return string(r)
}

// likePhone reports a mobile number, the most common long password of digits.
func likePhone(s string) bool {
	return len(s) == 11 && strings.HasPrefix(s, "010") && lettersOf(s) == ""
}

// aboutSelf reports a password made of the reader's address or of the portal's name.
func aboutSelf(password, email string) bool {
	f := fold(password)
	local, _, _ := strings.Cut(email, "@")
	if l := fold(local); utf8.RuneCountInString(l) >= 4 && strings.Contains(f, l) {
		return true
	}
	rest := strings.NewReplacer("ieum", "", "이음", "").Replace(f)
	return rest != f && (utf8.RuneCountInString(rest) < shortestPassword || guessable(rest))
}
