package catalog

import (
	"slices"
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
//
// A Korean word is found anywhere in another, as compounds and particles need.
// A word of Latin letters or digits is found where one begins: AI is not in
// Trails, and 26 is not in 2026.

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
	var f folder
	f.Grow(len(s))
	f.add(s)
	return f.String()
}

// folded is a folded text, and where in it a word of Latin letters or a number begins.
type folded struct {
	string
	starts bitmap
}

// endsAt reports whether a Latin word ends before byte n.
func (t folded) endsAt(n int) bool {
	next, _ := utf8.DecodeRuneInString(t.string[n:])
	return !isLatin(next) || t.starts.has(n)
}

// folder folds one string after the other.
type folder struct {
	strings.Builder
	starts bitmap
}

func (f *folder) add(s string) {
	last := rune(0)
	for _, r := range norm.NFKC.String(clusters.Replace(s)) {
		if (unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r)) && !loneVowel(r) {
			if begins(last, r) {
				f.starts.set(f.Len())
			}
			f.WriteRune(unicode.ToLower(r))
		}
		if !unicode.IsMark(r) {
			last = r
		}
	}
}

// loneVowel reports whether a letter is the middle or the end of a syllable that
// has no beginning: it says nothing, and would join the consonant before a space.
func loneVowel(r rune) bool { return r >= 0x1160 && r <= 0x11FF }

// begins reports whether a Latin word or a number begins with r after last. It
// does within ChatGPT and 3D too.
func begins(last, r rune) bool {
	switch {
	case unicode.IsDigit(r):
		return !unicode.IsDigit(last)
	case isLatin(r):
		return !isLatin(last) || unicode.IsLower(last) && unicode.IsUpper(r)
	}
	return false
}

func isLatin(r rune) bool { return unicode.Is(unicode.Latin, r) }

// bitmap is a set of small numbers.
type bitmap []byte

func (b *bitmap) set(n int) {
	for len(*b) <= n/8 {
		*b = append(*b, 0)
	}
	(*b)[n/8] |= 1 << (n % 8)
}

func (b bitmap) has(n int) bool { return n/8 < len(b) && b[n/8]&(1<<(n%8)) != 0 }

// word is one folded word of a search. With a lone initial in it, that
// consonant stands for every syllable that begins with it.
type word struct {
	text     string
	initials bool
	atStart  bool   // begins with a Latin letter or a digit
	whole    bool   // an abbreviation: AI is not the beginning of aim
	also     []word // words that mean the same
}

// words are what somebody typed; each must be found, or one that means the
// same. More than mostWords are not looked for.
func words(typed string) []word {
	var out []word
	for f := range strings.FieldsSeq(typed) {
		if w := Fold(f); w != "" && len(out) < mostWords {
			x := newWord(w)
			for _, s := range sameMeaning(w) {
				x.also = append(x.also, newWord(s))
			}
			out = append(out, x)
		}
	}
	return out
}

// abbreviation is how many letters an abbreviation of the synonyms has at most.
const abbreviation = 3

func newWord(w string) word {
	first, _ := utf8.DecodeRuneInString(w)
	return word{text: w, initials: strings.IndexFunc(w, isInitial) >= 0, atStart: begins(0, first), whole: isLatin(first) && len(w) <= abbreviation && sameAs[w] != nil}
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

// allIn reports whether a folded text holds every word, or one that means the same.
func allIn(t folded, ws []word) bool {
	for _, w := range ws {
		if !w.in(t) && !slices.ContainsFunc(w.also, func(x word) bool { return x.in(t) }) {
			return false
		}
	}
	return true
}

// asTyped reports whether a folded text holds every word itself.
func asTyped(t folded, ws []word) bool {
	return !slices.ContainsFunc(ws, func(w word) bool { return !w.in(t) })
}

func (w word) in(t folded) bool {
	if w.initials {
		return w.initialsIn(t)
	}
	for from := 0; ; {
		i := strings.Index(t.string[from:], w.text)
		if i < 0 {
			return false
		}
		if from += i; (!w.atStart || t.starts.has(from)) && (!w.whole || t.endsAt(from+len(w.text))) {
			return true
		}
		from++ // a letter of ASCII or, at worst, the middle of one, where no word begins
	}
}

func (w word) initialsIn(t folded) bool {
	first, _ := utf8.DecodeRuneInString(w.text)
	for i, r := range t.string {
		if (r == first || (isInitial(first) && initial(r) == first)) && (!w.atStart || t.starts.has(i)) && beginsWith(t.string[i:], w.text) {
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
