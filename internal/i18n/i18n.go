// Package i18n fills message keys in with the reader's language. Korean is the
// source; English has the same keys. The catalogues are JSON files by area,
// embedded: text/ko/*.json and text/en/*.json, each one flat object from key to text.
package i18n

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"golang.org/x/text/language"

	"ieum/internal/clock"
)

// Lang is a language of the portal.
type Lang string

// The languages of the portal.
const (
	KO Lang = "ko"
	EN Lang = "en"
)

//go:embed text
var files embed.FS

var (
	tags       = map[Lang]language.Tag{KO: language.Korean, EN: language.English}
	catalogues = map[Lang]map[string][]segment{KO: load(KO), EN: load(EN)}
)

// load reads a language's files. They are part of the program, so a bad one is
// a bug that no start-up should survive.
func load(l Lang) map[string][]segment {
	out := map[string][]segment{}
	names, err := fs.Glob(files, "text/"+string(l)+"/*.json")
	if err != nil {
		panic(err)
	}
	for _, name := range names {
		raw, err := files.ReadFile(name)
		if err != nil {
			panic(err)
		}
		var texts map[string]string
		if err := json.Unmarshal(raw, &texts); err != nil {
			panic(fmt.Sprintf("i18n: %s: %v", name, err))
		}
		for key, text := range texts {
			if _, twice := out[key]; twice {
				panic(fmt.Sprintf("i18n: %s: %s stands in two files", name, key))
			}
			if out[key], err = compile(text); err != nil {
				panic(fmt.Sprintf("i18n: %s: %s: %v", name, key, err))
			}
		}
	}
	return out
}

type langKey struct{}

// With returns a context whose reader speaks l.
func With(ctx context.Context, l Lang) context.Context { return context.WithValue(ctx, langKey{}, l) }

// Of is the language of ctx's reader, Korean unless said otherwise.
func Of(ctx context.Context) Lang {
	if l, ok := ctx.Value(langKey{}).(Lang); ok {
		return l
	}
	return KO
}

// T is the message for key in ctx's language; args alternate names and values.
// A key that is missing shows itself, so that it is seen and mended.
func T(ctx context.Context, key string, args ...any) string { return In(Of(ctx), key, args...) }

// In is T for a language that is not the context's: mail, commands, reports.
func In(l Lang, key string, args ...any) string {
	segs, ok := catalogues[l][key]
	if !ok {
		return key
	}
	var b strings.Builder
	fill(&b, tags[l], segs, dated(l, args))
	return b.String()
}

// dated writes instants and dates among the values as the language does.
func dated(l Lang, args []any) []any {
	for i := 1; i < len(args); i += 2 {
		switch v := args[i].(type) {
		case clock.Instant:
			args = slices.Clone(args)
			args[i] = Moment(With(context.Background(), l), v)
		case clock.Date:
			args = slices.Clone(args)
			args[i] = Date(With(context.Background(), l), v)
		case Grades:
			args = slices.Clone(args)
			args[i] = v.in(l)
		}
	}
	return args
}

// Grades are school grades, "e3,e4", as a value of a message: 초등 3학년·초등 4학년.
type Grades string

func (g Grades) in(l Lang) string {
	if g == "" {
		return ""
	}
	var words []string
	for one := range strings.SplitSeq(string(g), ",") {
		words = append(words, In(l, "catalog.grade_"+one))
	}
	return strings.Join(words, "·")
}

// Has reports whether a key has a text.
func Has(key string) bool { _, ok := catalogues[KO][key]; return ok }

// Keys are all keys of a language, sorted.
func Keys(l Lang) []string {
	ks := make([]string, 0, len(catalogues[l]))
	for k := range catalogues[l] {
		ks = append(ks, k)
	}
	slices.Sort(ks)
	return ks
}

// Pick is the Korean or the English form of a name, the Korean one when there is no English.
func Pick(ctx context.Context, ko, en string) string {
	if Of(ctx) == EN && en != "" {
		return en
	}
	return ko
}
