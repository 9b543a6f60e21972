package db

import (
	"testing"

	"ieum/internal/clock"
	"ieum/internal/id"
)

func TestAnAuditDetailNamesNobody(t *testing.T) {
	one := 7
	for _, v := range []any{
		nil, true, 3, &one, (*int)(nil), 2.5, "", "published", "reset link", "2026-NAM-0012", clock.Date("2026-03-02"), clock.Instant(5), id.New(), id.New().String(), "section/0196f000-0123-7000-8000-000000000001",
		map[string]string{"capacity": "20", "apply_from": "2026-03-02 09:00"},
		[]string{"title_ko"},
		[]id.ID{id.New()},
		map[string]any{"n": 1},
	} {
		if got, err := impersonal(v); err != nil {
			t.Errorf("%v: %v %v", v, got, err)
		}
	}
	for _, v := range []any{
		"홍길동", "call 010-1234-5678", "01012345678", "02-123-4567", "kim@example.kr",
		map[string]string{"reason": "홍길동 민원"},
		[]string{"박"},
		struct{ Name string }{"x"},
		map[string]any{"deep": []any{"이"}},
		string(make([]byte, 300)),
	} {
		if _, err := impersonal(v); err == nil {
			t.Errorf("%v may name somebody, and was taken", v)
		}
	}
}
