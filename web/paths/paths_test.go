package paths

import (
	"context"
	"testing"

	"ieum/internal/i18n"
)

func TestInKeepsTheReadersLanguage(t *testing.T) {
	ko, en := context.Background(), i18n.With(context.Background(), i18n.EN)
	for got, want := range map[string]string{In(ko, "/my"): "/my", In(en, "/my"): "/en/my", ToHome(en): "/en", ToHome(ko): "/"} {
		if got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
