package people

import (
	"strings"
	"testing"

	"ieum/internal/fault"
)

func TestPasswordRules(t *testing.T) {
	for password, want := range map[string]string{
		"blue-bridge-2026":                     "",
		"correct horse battery":                "",
		"우리 동네 도서관 옆 빵집":                       "",
		strings.Repeat("가나다라 마바사 ", 7) + "끝":   "", // 64 characters and more
		strings.Repeat("한", 30) + " 글자보다 더 길게": "",
		"":                         "account.problem.password_missing",
		"short-one":                "account.problem.password_short",
		"짧은 암호입니다":                 "account.problem.password_short",
		"password123":              "account.problem.password_common",
		"Password!2026":            "account.problem.password_common",
		"p@ssw0rd2026":             "account.problem.password_common",
		"1234567890":               "account.problem.password_common",
		"qwertyuiop":               "account.problem.password_common",
		"1q2w3e4r5t6y":             "account.problem.password_common",
		"abcabcabcabc":             "account.problem.password_common",
		"aaaaaaaaaaaa":             "account.problem.password_common",
		"비밀번호입니다123":               "",
		"비밀번호123456":               "account.problem.password_common",
		"안녕하세요12345":               "account.problem.password_common",
		"dkssudgktpdy1":            "account.problem.password_common",
		"01012345678":              "account.problem.password_common",
		"!!!!!!!!!!!!":             "account.problem.password_common",
		"hong.gildong!99":          "account.problem.password_context",
		"ieum-password1":           "account.problem.password_context",
		"이음이음이음2026!":              "account.problem.password_context",
		strings.Repeat("x y", 400): "account.problem.too_long",
	} {
		p := fault.Problems{}
		PasswordProblem(p, "password", password, "hong.gildong@example.kr")
		if got := p["password"].Key; got != want {
			t.Errorf("%q: %q, want %q", password, got, want)
		}
	}
}

func TestNoPartOfAPasswordIsIgnored(t *testing.T) {
	long := strings.Repeat("가", 100)
	hash, err := HashPassword(long + "끝")
	if err != nil {
		t.Fatal(err)
	}
	for password, want := range map[string]bool{long + "끝": true, long + "꿑": false, long: false, long + "\u1101\u1173\u11c0": true} {
		if got, err := matches(password, hash); got != want || err != nil {
			t.Errorf("…%q: %v %v", strings.TrimPrefix(password, long), got, err)
		}
	}
	if ok, err := matches("anything", ""); ok || err != nil {
		t.Errorf("an account without a password: %v %v", ok, err)
	}
}

func TestContacts(t *testing.T) {
	for in, want := range map[string]string{
		" Kim@Example.KR ": "kim@example.kr", "k\u200bim@example.kr\ufeff": "kim@example.kr", "kim\u00a0@example.kr": "kim@example.kr",
	} {
		if got := CleanEmail(in); got != want {
			t.Errorf("%q: %q", in, got)
		}
	}
	for email, ok := range map[string]bool{
		"a@b.kr": true, "first.last+tag@sub.example.co.kr": true, "a@b": false, "a b@c.kr": false, "@b.kr": false, "a@b.kr>": false,
		"a@b.kr,c@d.kr": false, "a@-b.kr": false, "a..b@c.kr": false, ".a@b.kr": false, "홍@b.kr": false,
	} {
		p := fault.Problems{}
		emailProblem(p, "email", CleanEmail(email))
		if (len(p) == 0) != ok && email != "a b@c.kr" { // the space goes away: it is then an address
			t.Errorf("%q: %v", email, p)
		}
	}
	for in, want := range map[string]string{
		"01012345678": "010-1234-5678", "010 1234 5678": "010-1234-5678", "+82-10-1234-5678": "010-1234-5678", "02-123-4567": "02-123-4567",
		"0212345678": "02-1234-5678", "0511234567": "051-123-4567", "051-1234-5678": "051-1234-5678", "０１０１２３４５６７８": "010-1234-5678", "050412345678": "0504-1234-5678",
	} {
		if got, ok := CleanPhone(in); got != want || !ok {
			t.Errorf("%q: %q %v", in, got, ok)
		}
	}
	for _, in := range []string{"", "1234", "010-1234-567890", "call me", "0010-1234-5678", "010-1234-5678<b>"} {
		if got, ok := CleanPhone(in); ok {
			t.Errorf("%q is taken as %q", in, got)
		}
	}
	for in, want := range map[string]bool{
		"900101-1234567": true, "900101–1234567": true, "９００１０１－１２３４５６７": true, "900101  1234567": true, "900101.1234567": true, "900101 - 1234567": true,
		"900101\u200b-1234567": true, "900101\n1234567": true, "９００１０１１２３４５６７": true, "000229-3234567": true, "900101-12345678 900101-1234567": true,
		"991301-1234567-900101-1234567": true, "900101−1234567": true,
		"991301-1234567": false, "900132-1234567": false, "010229-3234567": false, "900101-9234567": false, "900101-0234567": false, "900101-12345678": false,
		"1900101-1234567": false, "2026-03-02 10:00": false, "계좌 123456-78-901234": false, "저는 9001011234567 입니다": true, "010-1234-5678": false, "김900101": false,
	} {
		if HasResidentNumber(in) != want {
			t.Errorf("%q", in)
		}
	}
}
