package i18n

import (
	"strings"
	"testing"
)

// A telephone number and a code are both 번호: on a page that asks for both, the
// code is 인증번호 each time, and never 확인번호.
func TestACodeHasOneName(t *testing.T) {
	for _, key := range []string{"account.code.gone", "account.code.spent", "account.code.again", "account.code.nothing", "account.code.resent", "affiliation.again"} {
		text := In(KO, key, "tries", 5)
		if !strings.Contains(text, "인증번호") {
			t.Errorf("%s: %s", key, text)
		}
		for _, bare := range []string{". 번호를 새로", "먼저 받은 번호", "뒤 번호와"} {
			if strings.Contains(text, bare) {
				t.Errorf("%s: %s", key, text)
			}
		}
	}
	for _, key := range Keys(KO) {
		if (strings.HasPrefix(key, "affiliation.") || strings.HasPrefix(key, "mail.affiliation.") || strings.HasPrefix(key, "campus.")) && strings.Contains(In(KO, key), "확인번호") {
			t.Errorf("%s calls a code by another name", key)
		}
	}
}
