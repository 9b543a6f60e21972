package mail

import (
	"regexp"
	"strings"
	"testing"
)

// bare is a key that has no text.
var bare = regexp.MustCompile(`sms\.|(mail|enrolment|my)\.[a-z_]+\.?[a-z_]*\.(subject|text|button)|enrolment\.|mail\.(foot|title)`)

var facts = map[string]string{
	"name": "김이음", "deputy": "최담당", "recorder": "배승인", "org": "남구", "application": "01890000-0000-7000-8000-000000000001", "section": "01890000-0000-7000-8000-000000000002", "number": "2026-NAM-0001-0007",
	"reason": "enrolment.reason.full", "seats": "20", "title_ko": "생활 속 인공지능", "title_en": "Everyday AI", "section_ko": "1기", "place": "남구 평생학습관",
	"starts_on": "2026-03-16", "starts_at": "14:00", "ends_on": "2026-04-20", "token": "TOKEN", "code": "123456", "child": "윤솔", "subject": "장소가 바뀌었습니다\r\nBcc: x@y.kr", "body": "첫 줄\n둘째 줄 <b>",
}

func TestEveryKindIsWrittenInBothLanguages(t *testing.T) {
	site := Site{BaseURL: "https://learn.example.kr", Name: "이음", Operator: "해오름시"}
	for kind := range kinds {
		for lang, under := range map[string]string{"ko": "https://learn.example.kr/", "en": "https://learn.example.kr/en/"} {
			l, err := site.Write(kind, lang, facts)
			if err != nil {
				t.Fatal(err)
			}
			html, err := l.HTMLText(lang)
			if err != nil {
				t.Fatal(err)
			}
			for what, text := range map[string]string{"subject": l.Subject, "text": l.Text(), "html": html} {
				if text == "" || strings.ContainsAny(text, "{}") || bare.MatchString(text) {
					t.Errorf("%s %s %s: %s", kind, lang, what, text)
				}
			}
			if kind != "account.code" && !strings.HasPrefix(l.Button.Href, under) || strings.ContainsAny(l.Subject, "\r\n") || strings.Contains(html, "둘째 줄 <b>") {
				t.Errorf("%s %s: %q %q", kind, lang, l.Subject, l.Button.Href)
			}
		}
	}
	if _, err := site.Write("no.such.kind", "ko", nil); err == nil {
		t.Error("an unknown kind was written")
	}
}

func TestLinksCarryTheirSecretAndRefusalsTheirReason(t *testing.T) {
	site := Site{BaseURL: "https://learn.example.kr", Name: "이음", Operator: "해오름시"}
	l, err := site.Write("account.reset", "ko", facts)
	if err != nil || l.Button.Href != "https://learn.example.kr/password/new?token=TOKEN" || !strings.Contains(l.Text(), l.Button.Href) {
		t.Errorf("%+v %v", l, err)
	}
	l, err = site.Write("application.refused", "ko", facts)
	if err != nil || !strings.Contains(l.Text(), "정원 20명이 모두 찼습니다") || !strings.Contains(l.Text(), "2026. 3. 16.(월) ~ 4. 20.(월)") {
		t.Errorf("%s %v", l.Text(), err)
	}
}
