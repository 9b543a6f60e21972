package mail

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/korean"
)

// short is how many bytes a short message holds, in EUC-KR as the networks count.
const short = 90

func TestEveryTextIsWrittenInBothLanguages(t *testing.T) {
	site := Site{BaseURL: "https://learn.example.kr", Name: "이음", Operator: "해오름시"}
	for kind := range texts {
		for _, lang := range []string{"ko", "en"} {
			text, err := site.Brief(kind, lang, facts)
			if err != nil {
				t.Fatal(err)
			}
			if !strings.HasPrefix(text, "[이음] ") || strings.ContainsAny(text, "{}") || bare.MatchString(text) || strings.Contains(text, "://") || strings.Contains(text, "\n\n") {
				t.Errorf("%s %s: %s", kind, lang, text)
			}
			if _, err := korean.EUCKR.NewEncoder().String(strings.ReplaceAll(text, "…", "...")); err != nil {
				t.Errorf("%s %s cannot be sent: %v in %s", kind, lang, err, text)
			}
		}
	}
	if _, err := site.Brief("account.reset", "ko", facts); err == nil {
		t.Error("a letter with a secret link was written as a text message")
	}
}

func TestACodeFitsAShortMessage(t *testing.T) {
	for _, name := range []string{"이음", "부산평생학습이음터"} {
		for _, lang := range []string{"ko", "en"} {
			text, err := Site{BaseURL: "https://learn.example.kr", Name: name}.Brief("account.code", lang, facts)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := korean.EUCKR.NewEncoder().Bytes([]byte(text))
			if err != nil || len(raw) > short || !strings.Contains(text, "123456") {
				t.Errorf("%s: %d bytes, %v: %s", lang, len(raw), err, text)
			}
		}
	}
}

func TestATextSaysWhenTheFirstDayBegins(t *testing.T) {
	for lang, want := range map[string]string{"ko": "첫날 2026. 3. 16.(월) 14:00\n", "en": "First day Mon 16 Mar 2026 14:00\n"} {
		text, err := Site{BaseURL: "https://learn.example.kr", Name: "이음"}.Brief("application.accepted", lang, facts)
		if err != nil || !strings.Contains(text, want) {
			t.Errorf("%s %v", text, err)
		}
	}
}

func TestATextWithoutFactsHasNoEmptyLines(t *testing.T) {
	text, err := Site{BaseURL: "https://learn.example.kr", Name: "이음"}.Brief("application.accepted", "ko", map[string]string{"name": "김이음", "title_ko": strings.Repeat("아주 긴 강좌 이름 ", 9), "number": "2026-NAM-0001-0007"})
	if err != nil || strings.Contains(text, "\n\n") || !strings.Contains(text, "…") || len([]rune(text)) > 120 {
		t.Errorf("%s %v", text, err)
	}
}
