// Command tokens writes static/css/tokens.css from the tokens of krds-uiux: it
// reads krds_tokens.css on standard input and writes the few that the portal
// uses, under short names, for light, dark and high contrast.
package main

import (
	"fmt"
	"io"
	"os"
	"regexp"
)

// A token is one of ours and what it is in each mode: a KRDS semantic token for
// light and high contrast (its own two modes), a KRDS primitive for dark.
type token struct{ name, light, dark, high string }

// A value that begins with "/" is a primitive (light-gray-95); others are semantic.
var tokens = []token{
	{"bg", "background-white", "/gray-95", "background-white"},
	{"bg-soft", "background-gray-subtler", "/gray-90", "background-gray-subtler"},
	{"bg-mute", "background-gray-subtle", "/gray-80", "background-gray-subtle"},
	{"surface", "surface-white-subtler", "/gray-90", "surface-white-subtle"},
	{"line", "border-gray-light", "/gray-70", "border-gray-dark"},
	{"line-strong", "border-gray-dark", "/gray-40", "border-gray-darker"},
	{"text", "text-basic", "/gray-5", "/gray-0"},
	{"text-bold", "text-bolder", "/gray-0", "/gray-0"},
	{"text-soft", "text-subtle", "/gray-20", "/gray-10"},
	{"primary", "button-primary-fill", "button-primary-fill", "link-hover"},
	{"primary-hover", "button-primary-fill-hover", "button-primary-fill-hover", "link-pressed"},
	{"on-primary", "text-inverse-static", "text-inverse-static", "text-bolder-inverse"},
	{"primary-text", "text-primary", "/primary-30", "text-primary"},
	{"primary-line", "border-primary", "/primary-40", "text-primary"},
	{"primary-soft", "surface-primary-subtler", "/primary-90", "surface-primary-subtler"},
	{"primary-mute", "border-primary-light", "/primary-80", "border-primary-light"},
	{"deep", "element-secondary", "/secondary-30", "text-secondary"},
	{"visited", "link-visited", "!#c49ff9", "link-visited"},
	{"info", "text-information", "/information-20", "text-information"},
	{"info-soft", "surface-information-subtler", "/information-90", "surface-information-subtler"},
	{"success", "text-success", "/success-20", "text-success"},
	{"success-soft", "surface-success-subtler", "/success-90", "surface-success-subtler"},
	{"warning", "text-warning", "/warning-20", "text-warning"},
	{"warning-soft", "surface-warning-subtler", "/warning-90", "surface-warning-subtler"},
	{"danger", "text-danger", "/danger-20", "text-danger"},
	{"danger-soft", "surface-danger-subtler", "/danger-90", "surface-danger-subtler"},
	{"danger-fill", "/danger-60", "/danger-60", "text-danger"},
	{"point", "text-point", "/point-20", "text-point"},
	{"chart-1", "/primary-50", "/primary-40", "/primary-30"},
	{"chart-2", "/success-40", "/success-30", "/success-20"},
	{"chart-3", "/warning-30", "/warning-30", "/warning-20"},
	{"chart-4", "/secondary-70", "/secondary-20", "/secondary-10"},
	{"chart-5", "/point-40", "/point-30", "/point-20"},
	{"chart-6", "/gray-50", "/gray-40", "/gray-30"},
}

var (
	declared  = regexp.MustCompile(`(--[\w-]+):\s*([^;]+);`)
	reference = regexp.MustCompile(`^var\((--[\w-]+)\)$`)
)

func main() {
	raw, err := io.ReadAll(os.Stdin)
	if err != nil {
		fail(err)
	}
	all := map[string]string{}
	for _, m := range declared.FindAllSubmatch(raw, -1) {
		all[string(m[1])] = string(m[2])
	}
	fmt.Println("/*! Colours from krds-uiux 1.1.0 (Korea Design System), see THIRD_PARTY.md. Written by tools/tokens: do not edit. */")
	fmt.Println("@layer tokens {")
	fmt.Println("  :root {")
	for _, t := range tokens {
		line(all, "    ", t.name, t.light, "light")
	}
	fmt.Println("  }\n  @media (prefers-color-scheme: dark) {\n    :root:not([data-mode]) {")
	for _, t := range tokens {
		line(all, "      ", t.name, t.dark, "light")
	}
	fmt.Println("    }\n  }\n  [data-mode=\"dark\"] {")
	for _, t := range tokens {
		line(all, "    ", t.name, t.dark, "light")
	}
	fmt.Println("  }\n  [data-mode=\"hc\"] {")
	for _, t := range tokens {
		line(all, "    ", t.name, t.high, "high-contrast")
	}
	fmt.Println("  }\n}")
}

func line(all map[string]string, indent, name, from, mode string) {
	v := ""
	switch from[0] {
	case '!':
		v = from[1:]
	case '/':
		v = "var(--krds-color-light-" + from[1:] + ")"
	default:
		v = "var(--krds-" + mode + "-color-" + from + ")"
	}
	for m := reference.FindStringSubmatch(v); m != nil; m = reference.FindStringSubmatch(v) {
		next, ok := all[m[1]]
		if !ok {
			fail(fmt.Errorf("there is no %s", m[1]))
		}
		v = next
	}
	fmt.Printf("%s--%s: %s;\n", indent, name, v)
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, "tokens:", err)
	os.Exit(1)
}
