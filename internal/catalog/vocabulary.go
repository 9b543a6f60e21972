package catalog

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"ieum/internal/i18n"
)

// vocabulary is the words that published titles use, folded, each as it is
// written: AI and not ai. Only what stands in it may be shown as a popular
// word, so that no visitor can write on the first page: what is offensive or
// names a person is in no published title. Synonyms and fields are in it too.
func vocabulary(ps []Listed) map[string]string {
	m := map[string]string{}
	add := func(s string) {
		for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if f := Fold(w); speakable(f) && m[f] == "" {
				m[f] = w
			}
		}
	}
	for _, group := range synonyms {
		for _, w := range group {
			add(w)
		}
	}
	for i := range ps {
		add(ps[i].TitleKO)
		add(ps[i].TitleEN)
	}
	for _, a := range Areas {
		for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
			add(i18n.In(l, "catalog.area_"+string(a)))
		}
	}
	return m
}

// speakable reports whether a folded word may stand for itself: two letters or
// more, not initials alone, not a number, not a particle of English.
func speakable(w string) bool {
	return utf8.RuneCountInString(w) >= 2 && strings.IndexFunc(w, isInitial) < 0 && strings.IndexFunc(w, unicode.IsLetter) >= 0 && !emptyWords[w]
}

var emptyWords = map[string]bool{
	"and": true, "for": true, "the": true, "of": true, "with": true, "in": true, "on": true, "to": true, "my": true, "at": true, "by": true, "from": true,
	"함께": true, "함께하는": true, "위한": true, "하는": true, "배우는": true,
}

// spell is a search as published titles write its words; "" when one of them stands in none.
func (s *snapshot) spell(typed string) string {
	var out []string
	for f := range strings.FieldsSeq(typed) {
		w := s.spoken[Fold(f)]
		if w == "" {
			return ""
		}
		out = append(out, w)
	}
	return strings.Join(out, " ")
}
