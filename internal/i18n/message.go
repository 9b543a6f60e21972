package i18n

import (
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// A message is compiled once: literal text, {name}, {name|은/는} for a Korean
// particle chosen by the last syllable, and {n, plural, =0 {…} one {…} other {…}}.
type segment struct {
	literal, arg string
	with, bare   string // the particle after a final consonant, and after a vowel
	cases        map[string][]segment
}

func compile(s string) (out []segment, err error) {
	for s != "" {
		i := strings.IndexByte(s, '{')
		if i < 0 {
			return append(out, segment{literal: s}), nil
		}
		if i > 0 {
			out = append(out, segment{literal: s[:i]})
		}
		body, rest, err := braces(s[i:])
		if err != nil {
			return nil, err
		}
		seg, err := placeholder(body)
		if err != nil {
			return nil, err
		}
		out, s = append(out, seg), rest
	}
	return out, nil
}

// braces returns what stands inside the braces that s begins with, and what follows them.
func braces(s string) (body, rest string, err error) {
	depth := 0
	for j := range len(s) {
		switch s[j] {
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return s[1:j], s[j+1:], nil
			}
		}
	}
	return "", "", fmt.Errorf("i18n: unclosed brace in %q", s)
}

func placeholder(body string) (segment, error) {
	parts := strings.SplitN(body, ",", 3)
	if len(parts) < 3 {
		name, particle, found := strings.Cut(strings.TrimSpace(body), "|")
		seg := segment{arg: name}
		if found {
			seg.with, seg.bare, found = strings.Cut(particle, "/")
			if !found {
				return seg, fmt.Errorf("i18n: particle %q has no second form", particle)
			}
		}
		return seg, nil
	}
	if strings.TrimSpace(parts[1]) != "plural" {
		return segment{}, fmt.Errorf("i18n: %q is not known", parts[1])
	}
	seg := segment{arg: strings.TrimSpace(parts[0]), cases: map[string][]segment{}}
	for rest := strings.TrimSpace(parts[2]); rest != ""; rest = strings.TrimSpace(rest) {
		k := strings.IndexByte(rest, '{')
		if k < 0 {
			return seg, fmt.Errorf("i18n: %q has no text", rest)
		}
		name := strings.TrimSpace(rest[:k])
		inner, after, err := braces(rest[k:])
		if err != nil {
			return seg, err
		}
		if seg.cases[name], err = compile(inner); err != nil {
			return seg, err
		}
		rest = after
	}
	if seg.cases["other"] == nil {
		return seg, fmt.Errorf("i18n: plural of %q lacks other", seg.arg)
	}
	return seg, nil
}

var formNames = map[plural.Form]string{plural.Other: "other", plural.Zero: "zero", plural.One: "one", plural.Two: "two", plural.Few: "few", plural.Many: "many"}

func fill(b *strings.Builder, tag language.Tag, segs []segment, args []any) {
	for _, s := range segs {
		switch {
		case s.cases != nil:
			n := number(lookup(args, s.arg))
			c, ok := s.cases["="+strconv.Itoa(n)]
			if !ok {
				if c, ok = s.cases[formNames[plural.Cardinal.MatchPlural(tag, n, 0, 0, 0, 0)]]; !ok {
					c = s.cases["other"]
				}
			}
			fill(b, tag, c, args)
		case s.arg != "":
			text := str(lookup(args, s.arg))
			b.WriteString(text)
			if s.with != "" {
				b.WriteString(particle(text, s.with, s.bare))
			}
		default:
			b.WriteString(s.literal)
		}
	}
}

func lookup(args []any, name string) any {
	for i := 0; i+1 < len(args); i += 2 {
		if args[i] == name {
			return args[i+1]
		}
	}
	return "{" + name + "}"
}

func number(v any) int {
	switch n := v.(type) {
	case int:
		return n
	case int64:
		return int(n)
	}
	return 0
}

func str(v any) string {
	switch x := v.(type) {
	case string:
		return x
	case int:
		return strconv.Itoa(x)
	case fmt.Stringer:
		return x.String()
	}
	return fmt.Sprint(v)
}

// particle chooses between the form after a final consonant (은, 이, 을, 과) and
// the form after a vowel. 으로 follows ㄹ as it does a vowel: 서울로.
func particle(word, with, bare string) string {
	runes := []rune(strings.TrimRight(word, ")]」》\"' "))
	if len(runes) == 0 {
		return with
	}
	last := runes[len(runes)-1]
	final := 0
	switch {
	case last >= 0xAC00 && last <= 0xD7A3:
		final = int(last-0xAC00) % 28
	case last >= '0' && last <= '9':
		final = map[rune]int{'0': 21, '1': 8, '3': 16, '6': 1, '7': 8, '8': 8}[last]
	}
	const rieul = 8
	if final == 0 || (final == rieul && with == "으로") {
		return bare
	}
	return with
}
