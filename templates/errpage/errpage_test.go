package errpage

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/i18n"
)

func draw(t *testing.T, l i18n.Lang, f Failure) string {
	t.Helper()
	var b bytes.Buffer
	if err := Page(f).Render(i18n.With(context.Background(), l), &b); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestEveryStatusSaysWhatHappenedAndWhatNext(t *testing.T) {
	for status := range map[int]bool{400: true, 401: true, 403: true, 404: true, 405: true, 409: true, 413: true, 418: true, 422: true, 429: true, 500: true, 502: true, 503: true} {
		for _, l := range []i18n.Lang{i18n.KO, i18n.EN} {
			f := Failure{Status: status}
			page := draw(t, l, f)
			if !i18n.Has(f.key("title")) || !i18n.Has(f.key("text")) || strings.Contains(page, "errpage.") {
				t.Errorf("%d in %s lacks words", status, l)
			}
			if strings.Count(page, "<h1") != 1 || !strings.Contains(page, "noindex") || !strings.Contains(page, "/help") {
				t.Errorf("%d in %s: %s", status, l, page)
			}
		}
	}
}

func TestWhatIsKnownOfAFailureIsSaid(t *testing.T) {
	page := draw(t, i18n.KO, Failure{Status: 503, Ref: "7QK3-ZD2M", Until: clock.AtSeoul(2026, 3, 2, 9, 0), Wait: 30, Login: true, Text: fault.Say("error.unavailable")})
	for _, s := range []string{"7QK3-ZD2M", "2026. 3. 2.(월) 09:00부터", "30초", `href="/login"`, i18n.In(i18n.KO, "error.unavailable")} {
		if !strings.Contains(page, s) {
			t.Errorf("lacks %q", s)
		}
	}
	if page := draw(t, i18n.KO, Failure{Status: 500}); strings.Contains(page, "failure-ref") {
		t.Error("an empty reference number is shown")
	}
}

func TestFallbackNeedsNothing(t *testing.T) {
	page := string(Fallback())
	for _, s := range []string{"<!doctype html>", `<html lang="ko"`, "/static/css/app.", `lang="en"`, "</html>"} {
		if !strings.Contains(page, s) {
			t.Errorf("lacks %q", s)
		}
	}
}
