package catalog

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Search forgives how people type Korean: parts of words, missing or extra
// spaces, decomposed letters (macOS), capital letters, and initial consonants
// alone (ㅅㅁㅌㅍ) or mixed with syllables (ㅅㅁㅌ폰). Everything is compared in
// one normal form: NFKC, lower case, letters and digits only. In that form an
// initial consonant is the conjoining letter U+1100…U+1112.

// fieldEnd stands between the fields of a text, so that no word matches across two of them.
const fieldEnd = '\n'

// clusters are two consonants that a keyboard joins when they are typed one
// after the other; as initials they are two.
var clusters = strings.NewReplacer(
	"ㄳ", "ㄱㅅ", "ㄵ", "ㄴㅈ", "ㄶ", "ㄴㅎ", "ㄺ", "ㄹㄱ", "ㄻ", "ㄹㅁ", "ㄼ", "ㄹㅂ",
	"ㄽ", "ㄹㅅ", "ㄾ", "ㄹㅌ", "ㄿ", "ㄹㅍ", "ㅀ", "ㄹㅎ", "ㅄ", "ㅂㅅ",
)

// Fold is the form in which words are compared.
func Fold(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	foldInto(&b, s)
	return b.String()
}

func foldInto(b *strings.Builder, s string) {
	for _, r := range norm.NFKC.String(clusters.Replace(s)) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
}

// word is one folded word of a search. With a lone initial in it, that
// consonant stands for every syllable that begins with it.
type word struct {
	text     string
	initials bool
}

// words are what somebody typed; each must be found. More than mostWords are not looked for.
func words(typed string) []word {
	var out []word
	for f := range strings.FieldsSeq(typed) {
		if w := Fold(f); w != "" && len(out) < mostWords {
			out = append(out, word{w, strings.IndexFunc(w, isInitial) >= 0})
		}
	}
	return out
}

const (
	firstSyllable = 0xAC00
	lastSyllable  = 0xD7A3
	perInitial    = 588 // syllables that begin with the same consonant
	firstInitial  = 0x1100
	lastInitial   = 0x1112
)

// initial is the first consonant of a Hangul syllable; any other letter is itself.
func initial(r rune) rune {
	if r >= firstSyllable && r <= lastSyllable {
		return firstInitial + (r-firstSyllable)/perInitial
	}
	return r
}

func isInitial(r rune) bool { return r >= firstInitial && r <= lastInitial }

// allIn reports whether a folded text holds every word.
func allIn(text string, ws []word) bool {
	for _, w := range ws {
		if !w.in(text) {
			return false
		}
	}
	return true
}

func (w word) in(text string) bool {
	if !w.initials {
		return strings.Contains(text, w.text)
	}
	first, _ := utf8.DecodeRuneInString(w.text)
	for i, r := range text {
		if (r == first || (isInitial(first) && initial(r) == first)) && beginsWith(text[i:], w.text) {
			return true
		}
	}
	return false
}

func beginsWith(text, word string) bool {
	for _, w := range word {
		t, size := utf8.DecodeRuneInString(text)
		if size == 0 || (t != w && (!isInitial(w) || initial(t) != w)) {
			return false
		}
		text = text[size:]
	}
	return true
}
