package config

import (
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func env(m map[string]string) func(string) string { return func(k string) string { return m[k] } }

var good = map[string]string{
	"IEUM_DATABASE": "/srv/ieum.db", "IEUM_DATA": "/srv/data", "IEUM_SECRET": strings.Repeat("s", 32),
	"IEUM_BASE_URL": "https://learn.example.kr/", "IEUM_SMTP_URL": "smtp://u:p@mail.example.kr:587?from=a@example.kr", "IEUM_SITE_OPERATOR": "해오름시",
}

func TestServeSaysEverySettingThatIsMissingOrBad(t *testing.T) {
	c, ps := Load(env(good))
	if got := append(ps, c.ForServe()...); len(got) != 0 || c.BaseURL != "https://learn.example.kr" {
		t.Errorf("%v %s", got, c.BaseURL)
	}
	c, ps = Load(env(map[string]string{"IEUM_LOG": "xml", "IEUM_WEBFONT": "maybe", "IEUM_TRUSTED_PROXIES": "10.0.0.0/8, nonsense", "IEUM_SECRET": "short", "IEUM_BASE_URL": "learn", "IEUM_SMTP_URL": "smtp://host"}))
	var names []string
	for _, p := range append(ps, c.ForServe()...) {
		names = append(names, p.Name)
	}
	for _, want := range []string{"IEUM_LOG", "IEUM_WEBFONT", "IEUM_TRUSTED_PROXIES", "IEUM_DATABASE", "IEUM_DATA", "IEUM_SECRET", "IEUM_BASE_URL", "IEUM_SMTP_URL", "IEUM_SITE_OPERATOR"} {
		if !strings.Contains(strings.Join(names, " "), want) {
			t.Errorf("%s is not named: %v", want, names)
		}
	}
	if len(c.TrustedProxies) != 1 {
		t.Errorf("%v", c.TrustedProxies)
	}
}

func TestSecretsComeFromFilesAndAreNotPrinted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "s")
	if err := os.WriteFile(file, []byte("from-a-file-0123456789-0123456789\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	m := map[string]string{"IEUM_SECRET_FILE": file, "IEUM_DATABASE": "postgres://ieum:hunter2@db/ieum"}
	c, ps := Load(env(m))
	if len(ps) != 0 || c.Secret != "from-a-file-0123456789-0123456789" {
		t.Errorf("%v %q", ps, c.Secret)
	}
	for _, l := range c.Lines() {
		if strings.Contains(l.Value, "hunter2") || strings.Contains(l.Value, "from-a-file") {
			t.Errorf("%s shows a secret", l.Name)
		}
	}
	if _, ps := Load(env(map[string]string{"IEUM_SECRET_FILE": file + ".missing"})); len(ps) != 1 {
		t.Errorf("%v", ps)
	}
}

func TestServeRefusesWhatWouldFailLater(t *testing.T) {
	for name, values := range map[string]map[string]bool{ // value → good
		"IEUM_SMS_URL": {
			"https://portal:0123456789abcdef@sms.example.kr/m": true, "http://portal:0123456789abcdef@localhost:9/m": true, "": true,
			"http://portal:0123456789abcdef@sms.example.kr/m": false, "https://sms.example.kr/m": false, "https://portal:short@sms.example.kr/m": false, "sms": false,
		},
		"IEUM_BASE_URL": {
			"http://learn.example.kr": false, "https://learn.example.kr": true, "http://localhost:8080": true, "http://127.0.0.1:8080": true,
			"http://[::1]:8080": true, "http://localhost.example.kr": false,
		},
		"IEUM_TRUSTED_PROXIES": {"0.0.0.0/0": false, "::/0": false, "10.0.0.0/8,::/0": false, "10.0.0.0/8, ::1": true},
		"IEUM_SMTP_URL": {
			"smtp://m.example.kr?from=no-reply": false, "smtp://m.example.kr?from=a@b@c": false, "smtp://m.example.kr?from=Ieum%20%3Ca@b.kr%3E": false,
			"smtp://m.example.kr?from=a@b.kr": true,
		},
	} {
		for value, ok := range values {
			m := maps.Clone(good)
			m[name] = value
			c, ps := Load(env(m))
			if ps = append(ps, c.ForServe()...); (len(ps) == 0) != ok || (!ok && ps[0].Name != name) {
				t.Errorf("%s=%s: %v", name, value, ps)
			}
		}
	}
}

func TestAnAddressThatDoesNotParseIsHidden(t *testing.T) {
	for _, raw := range []string{
		"postgres://ieum:hun%ter2@db/ieum", "postgres://ieum:hunter2@db:port/ieum", "postgres://db/ieum?password=hunter2", "smtp:ieum:hunter2@mail",
		"host=db user=ieum password=hunter2", "postgres://ieum:hunter2@db/ieum",
	} {
		c, _ := Load(env(map[string]string{"IEUM_DATABASE": raw, "IEUM_SMTP_URL": raw}))
		for _, l := range c.Lines() {
			if strings.Contains(l.Value, "hunter2") || strings.Contains(l.Value, "hun%ter2") {
				t.Errorf("%s shows %s", l.Name, l.Value)
			}
		}
	}
	if got := withoutPassword("/srv/ieum.db"); got != "/srv/ieum.db" {
		t.Error(got)
	}
}
