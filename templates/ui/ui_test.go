package ui

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/money"
	"ieum/internal/paging"
)

var (
	ko = context.Background()
	en = i18n.With(ko, i18n.EN)
)

func draw(t *testing.T, ctx context.Context, c templ.Component) string {
	t.Helper()
	var b bytes.Buffer
	if err := c.Render(ctx, &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func wants(t *testing.T, html string, yes, no []string) {
	t.Helper()
	for _, s := range yes {
		if !strings.Contains(html, s) {
			t.Errorf("lacks %q in %s", s, html)
		}
	}
	for _, s := range no {
		if strings.Contains(html, s) {
			t.Errorf("holds %q in %s", s, html)
		}
	}
}

func TestFieldTiesItsHintAndItsProblemToTheInput(t *testing.T) {
	f := In{Name: "email", Type: "email", Label: "전자우편", Hint: "예: a@b.kr", Value: `"><script>`, Required: true, Autocomplete: "email"}
	wants(t, draw(t, ko, Field(f)),
		[]string{`<label for="email"`, `id="email"`, `aria-describedby="email-hint"`, `autocomplete="email"`, " required", "(필수)", `&#34;&gt;&lt;script&gt;`},
		[]string{"aria-invalid", "<script>", "email-problem"})
	f.Problem = fault.Say("error.check_form")
	wants(t, draw(t, en, Field(f)),
		[]string{`aria-invalid="true"`, `aria-describedby="email-problem email-hint"`, `id="email-problem"`, "Please check", "(required)"}, nil)
}

func TestPasswordIsNeverSentBack(t *testing.T) {
	wants(t, draw(t, ko, Field(In{Name: "password", Type: "password", Value: "blue"})), nil, []string{"blue"})
}

func TestTextareaKeepsItsFirstLineBreak(t *testing.T) {
	wants(t, draw(t, ko, Textarea(In{Name: "a", Value: "\n둘째 줄"})), []string{">\n\n둘째 줄</textarea>"}, nil)
}

func TestRadiosMarkTheChosenOneAndLeadTheSummaryToTheFirst(t *testing.T) {
	c := Choice{Name: "way", Label: "방법", Value: "b", Options: []Option{{Value: "a", Label: "가"}, {Value: "b", Label: "나", Hint: "뜻"}}, Problem: fault.Say("error.check_form")}
	html := draw(t, ko, Radios(c))
	wants(t, html, []string{`id="way"`, `id="way-2"`, `value="b" checked`, `aria-describedby="way-2-about"`, `aria-invalid="true"`, `aria-describedby="way-problem"`}, []string{`value="a" checked`})
	if n := strings.Count(html, " checked"); n != 1 {
		t.Errorf("%d are checked", n)
	}
}

func TestErrorSummaryFollowsTheFormAndSaysWhatHasNoField(t *testing.T) {
	ps := fault.Problems{"b": fault.Say("error.sign_in"), "a": fault.Say("error.check_form"), "z": fault.Say("error.internal")}
	html := draw(t, ko, ErrorSummary(ps, Ref{Name: "b", Label: "나"}, Ref{Name: "c", Label: "다"}, Ref{Name: "a", Label: "가", ID: "field-a"}))
	wants(t, html, []string{`role="alert"`, `tabindex="-1"`, `href="#b"`, `href="#field-a"`, "3곳"}, []string{`href="#c"`, `href="#z"`})
	b, a, z := strings.Index(html, "#b"), strings.Index(html, "#field-a"), strings.Index(html, i18n.T(ko, "error.internal"))
	if !slices.IsSorted([]int{b, a, z}) {
		t.Errorf("order: b %d, a %d, z %d", b, a, z)
	}
	if html := draw(t, ko, ErrorSummary(nil)); html != "" {
		t.Errorf("without problems: %q", html)
	}
}

func TestAmounts(t *testing.T) {
	for _, tt := range []struct {
		w    money.Won
		also Unit
		ko   string
		en   string
	}{
		{2_460_000_000, Eok, "2,460,000,000원 (24.6억원)", "2,460,000,000 won (2,460 million won)"},
		{12_345_678, Million, "12,345,678원 (12.35백만원)", "12,345,678 won (12.35 million won)"},
		{1_005_000, Million, "1,005,000원 (1.01백만원)", "1,005,000 won (1.01 million won)"},
		{-5000, OnlyWon, "-5,000원", "-5,000 won"},
		{-250_000_000, Eok, "-250,000,000원 (-2.5억원)", "-250,000,000 won (-250 million won)"},
		{0, OnlyWon, "0원", "0 won"},
	} {
		for ctx, want := range map[context.Context]string{ko: tt.ko, en: tt.en} {
			if got := strings.Join(strings.Fields(words(draw(t, ctx, Won(tt.w, tt.also)))), " "); got != want {
				t.Errorf("%d: %q, want %q", tt.w, got, want)
			}
		}
	}
}

// words is what of some HTML is read.
func words(html string) string {
	var b strings.Builder
	inside := false
	for _, r := range html {
		switch {
		case r == '<':
			inside = true
		case r == '>':
			inside = false
		case !inside:
			b.WriteRune(r)
		}
	}
	return b.String()
}

func TestPaginationLinksEndsAndNeighbours(t *testing.T) {
	for _, tt := range []struct {
		p    paging.Page
		want []int
	}{
		{paging.Page{Number: 1, Size: 10, Total: 30}, []int{1, 2, 3}},
		{paging.Page{Number: 12, Size: 20, Total: 4321}, []int{1, 10, 11, 12, 13, 14, 217}},
		{paging.Page{Number: 217, Size: 20, Total: 4321}, []int{1, 213, 214, 215, 216, 217}},
	} {
		if got := numbers(tt.p); !slices.Equal(got, tt.want) {
			t.Errorf("page %d: %v, want %v", tt.p.Number, got, tt.want)
		}
	}
	href := func(n int) string { return "/programs?q=a&page=" + itoa(n) }
	html := draw(t, ko, Pagination(paging.Page{Number: 2, Size: 10, Total: 30}, href))
	wants(t, html, []string{`rel="prev" href="/programs?q=a&amp;page=1"`, `rel="next" href="/programs?q=a&amp;page=3"`, `aria-current="page"`}, nil)
	if html := draw(t, ko, Pagination(paging.Page{Number: 1, Size: 10, Total: 10}, href)); html != "" {
		t.Errorf("one page: %q", html)
	}
}

func TestChartsDrawSharesAndSayThem(t *testing.T) {
	c := Chart{Title: "재원", Desc: "설명", LabelHead: "재원", ValueHead: "금액", Data: []Datum{{Label: "국비", Value: 3, Text: "3원"}, {Label: "시비", Value: 1, Text: "1원"}, {Label: "빚", Value: -9, Text: "-9원"}}}
	wants(t, draw(t, ko, StackedBar(c)), []string{`width="750.0"`, `x="750.0"`, `width="250.0"`, "<title>재원</title>", "<desc>설명</desc>", "75%", "25%", "0%", "-9원"}, []string{"style="})
	wants(t, draw(t, ko, BarChart(c)), []string{`width="33.33%"`, `width="0%"`}, []string{"style="})
	wants(t, draw(t, ko, Donut(Chart{Title: "없음"}, "0원", "합계")), []string{"아직 자료가 없습니다."}, []string{"NaN"})
}

func TestShortCutsBetweenWordsAndOnlyWhatIsLong(t *testing.T) {
	for s, want := range map[string]string{
		"주말 우쿨렐레":           "주말 우쿨렐레",
		"우리 동네 어르신과 청년이 함께": "우리 동네 어르신과…",
		"가나다라마바사아자차카타파하":    "가나다라마바사아자차카…",
	} {
		if got := Short(s, 12); got != want {
			t.Errorf("%q is shortened to %q, not %q", s, got, want)
		}
	}
}
