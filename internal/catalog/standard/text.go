package standard

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// clean is a cell as it is interpreted: NFC (a Mac writes Hangul in pieces),
// invisible signs dropped, every run of spaces and line breaks one space.
func clean(s string) string {
	if !norm.NFC.IsNormalString(s) {
		s = norm.NFC.String(s)
	}
	return strings.Join(strings.Fields(strings.Map(visible, s)), " ")
}

// visible drops zero-width signs and direction marks, which can make a text
// look like another.
func visible(r rune) rune {
	switch {
	case r == '\u200d': // joins emoji
		return r
	case unicode.Is(unicode.Cf, r):
		return -1
	}
	return r
}

// middleDots are the signs that people type for a middle dot. NFKC would make a
// vowel of the first, which is the one that Korean keyboards give.
var middleDots = strings.NewReplacer("\u318d", "·", "\u119e", "·", "\u30fb", "·", "\uff65", "·", "\u2022", "·", "\u2027", "·", "\u22c5", "·")

// plain is clean with full-width digits and signs made ordinary, for dates,
// times, numbers and words that are looked up.
func plain(s string) string { return clean(norm.NFKC.String(middleDots.Replace(s))) }

// tight is plain without any space.
func tight(s string) string { return strings.ReplaceAll(plain(s), " ", "") }

// nothing are the ways to write that there is nothing to write.
var nothing = map[string]bool{
	"": true, "-": true, "--": true, "–": true, "없음": true, "해당없음": true, "미정": true,
	"추후공지": true, "별도공지": true, "추후안내": true, "개별안내": true, "협의": true, "null": true, "NULL": true, "N/A": true,
}

// control reports whether a text holds signs that no cell should: they are
// invisible, PostgreSQL stores no NUL and XML none of them.
func control(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool {
		return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0x7f || r == 0xfffe || r == 0xffff
	})
}

// Someone's resident registration number: six digits of a birth date, then seven.
// Without a hyphen the date must be a plausible one, or any long number would do.
var residentNumber = regexp.MustCompile(`(?:^|\D)(\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(\s?[-–—‐−~.]?\s?)([0-9]\d{6})(?:\D|$)`)

// personal reports whether a text holds a resident registration number, which
// the law lets nobody keep (개인정보 보호법 제24조의2). In a web address only the
// hyphenated form counts: addresses are full of long numbers.
func personal(s string, address bool) bool {
	if !manyDigits(s) {
		return false
	}
	for _, m := range residentNumber.FindAllStringSubmatch(norm.NFKC.String(s), -1) {
		if strings.ContainsAny(m[2], "-–—‐−") || !address {
			return true
		}
	}
	return false
}

// manyDigits reports whether there are enough digits in a text for a resident
// number, in few steps: it is asked of every cell.
func manyDigits(s string) bool {
	n := 0
	for _, r := range s {
		if '0' <= r && r <= '9' || r > 0x7f && unicode.IsDigit(r) {
			n++
		}
	}
	return n >= 13
}

const shown = 40 // characters of a bad value that a report repeats

// quote is a value as a report repeats it: on one line, short, in quotation
// marks, and without anybody's resident number.
func quote(s string) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && !unicode.IsSpace(r) {
			return utf8.RuneError
		}
		return visible(r)
	}, cut(s, MaxCell))
	// More than is shown is looked at, so that no part of a number is left over at the end.
	s = cut(strings.Join(strings.Fields(s), " "), 2*shown)
	s = residentNumber.ReplaceAllString(norm.NFKC.String(s), " ******-******* ")
	if short := cut(s, shown); short != s {
		s = short + "…"
	}
	return `"` + s + `"`
}

// cut is the first n characters of s.
func cut(s string, n int) string {
	for i := range s {
		if n--; n < 0 {
			return s[:i]
		}
	}
	return s
}
