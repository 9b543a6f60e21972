// Package config is every setting of the portal, read from the environment
// once and checked at start, with all problems reported together.
package config

import (
	"fmt"
	"net/mail"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"
)

// Config is the effective settings.
type Config struct {
	Addr           string // IEUM_ADDR
	Database       string // IEUM_DATABASE: path of a SQLite file, or postgres://…
	Data           string // IEUM_DATA: folder for what is no database row
	BaseURL        string // IEUM_BASE_URL, without a slash at the end
	Secret         string // IEUM_SECRET or IEUM_SECRET_FILE
	SMTPURL        string // IEUM_SMTP_URL
	SMSURL         string // IEUM_SMS_URL; "" sends no text messages
	TrustedProxies []netip.Prefix
	OfficialBanner bool   // IEUM_OFFICIAL_BANNER
	SiteName       string // IEUM_SITE_NAME
	SiteOperator   string // IEUM_SITE_OPERATOR
	WebFont        bool   // IEUM_WEBFONT
	Migrate        bool   // IEUM_MIGRATE
	LogJSON        bool   // IEUM_LOG
	Demo           bool   // set by the demo command only
}

// Problem is what is wrong with one setting.
type Problem struct{ Name, Text string }

func (p Problem) String() string { return p.Name + ": " + p.Text }

const minSecret = 32

// Load reads the settings through getenv (os.Getenv) and says everything that is wrong with them.
func Load(getenv func(string) string) (Config, []Problem) {
	r := reader{getenv: getenv}
	c := Config{
		Addr:         r.text("IEUM_ADDR", "127.0.0.1:8080"),
		Database:     r.text("IEUM_DATABASE", ""),
		Data:         r.text("IEUM_DATA", ""),
		BaseURL:      strings.TrimRight(r.text("IEUM_BASE_URL", ""), "/"),
		Secret:       r.secret("IEUM_SECRET"),
		SMTPURL:      r.secret("IEUM_SMTP_URL"),
		SMSURL:       r.secret("IEUM_SMS_URL"),
		SiteName:     r.text("IEUM_SITE_NAME", "이음"),
		SiteOperator: r.text("IEUM_SITE_OPERATOR", ""),

		OfficialBanner: r.flag("IEUM_OFFICIAL_BANNER", false),
		WebFont:        r.flag("IEUM_WEBFONT", true),
		Migrate:        r.flag("IEUM_MIGRATE", true),
	}
	switch v := r.text("IEUM_LOG", "text"); v {
	case "text":
	case "json":
		c.LogJSON = true
	default:
		r.bad("IEUM_LOG", "is %q; say text or json", v)
	}
	for s := range strings.SplitSeq(r.text("IEUM_TRUSTED_PROXIES", ""), ",") {
		if s = strings.TrimSpace(s); s == "" {
			continue
		}
		p, err := prefix(s)
		if err != nil {
			r.bad("IEUM_TRUSTED_PROXIES", "%q is no address and no network such as 10.0.0.0/8", s)
			continue
		}
		if p.Bits() == 0 {
			r.bad("IEUM_TRUSTED_PROXIES", "%q is everybody: name your own proxies, or anyone writes the address that the throttle and the log see", s)
			continue
		}
		c.TrustedProxies = append(c.TrustedProxies, p)
	}
	return c, r.problems
}

func prefix(s string) (netip.Prefix, error) {
	if a, err := netip.ParseAddr(s); err == nil {
		return netip.PrefixFrom(a, a.BitLen()), nil
	}
	return netip.ParsePrefix(s)
}

// ForServe adds what a production server cannot do without.
func (c Config) ForServe() (ps []Problem) {
	need := func(name, value, what string) bool {
		if value == "" {
			ps = append(ps, Problem{name, "is not set: " + what})
		}
		return value != ""
	}
	need("IEUM_DATABASE", c.Database, "the path of a SQLite file, or postgres://…")
	need("IEUM_DATA", c.Data, "the folder for what is no database row: copies taken before a migration, later uploads")
	if need("IEUM_SECRET", c.Secret, "at least 32 random characters; IEUM_SECRET_FILE may name a file that holds them") && len(c.Secret) < minSecret {
		ps = append(ps, Problem{"IEUM_SECRET", fmt.Sprintf("has %d characters, and needs %d", len(c.Secret), minSecret)})
	}
	if need("IEUM_BASE_URL", c.BaseURL, "the address that people type, such as https://learn.example.kr") {
		u, err := url.Parse(c.BaseURL)
		if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.Path != "" || u.RawQuery != "" {
			ps = append(ps, Problem{"IEUM_BASE_URL", fmt.Sprintf("%q is no address of a site, such as https://learn.example.kr", c.BaseURL)})
		} else if u.Scheme == "http" && !loopback(u.Hostname()) {
			ps = append(ps, Problem{"IEUM_BASE_URL", fmt.Sprintf("%q is not https: browsers keep no sign-in of a site without it", c.BaseURL)})
		}
	}
	if need("IEUM_SMTP_URL", c.SMTPURL, "where mail leaves, such as smtp://user:password@mail.example.kr:587?from=no-reply@example.kr") {
		ps = append(ps, smtpProblems(c.SMTPURL)...)
	}
	if c.SMSURL != "" {
		ps = append(ps, smsProblems(c.SMSURL)...)
	}
	need("IEUM_SITE_OPERATOR", c.SiteOperator, "the body that runs the site, shown on every page")
	return ps
}

// loopback reports whether a host is this machine, where browsers take http for safe.
func loopback(host string) bool {
	a, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && a.IsLoopback())
}

func smtpProblems(raw string) []Problem {
	u, err := url.Parse(raw)
	if err != nil || (u.Scheme != "smtp" && u.Scheme != "smtps") || u.Hostname() == "" {
		return []Problem{{"IEUM_SMTP_URL", "is no smtp:// or smtps:// address"}}
	}
	from := u.Query().Get("from")
	if from == "" {
		return []Problem{{"IEUM_SMTP_URL", "does not say ?from=, the address that mail comes from"}}
	}
	if a, err := mail.ParseAddress(from); err != nil || a.Address != from {
		return []Problem{{"IEUM_SMTP_URL", fmt.Sprintf("?from=%s is no e-mail address", from)}}
	}
	return nil
}

// shortestSMSKey is what a signature of a gateway's report is worth at least.
const shortestSMSKey = 16

func smsProblems(raw string) []Problem {
	u, err := url.Parse(raw)
	if err != nil || (u.Scheme != "https" && u.Scheme != "http") || u.Host == "" || u.User == nil || u.User.Username() == "" {
		return []Problem{{"IEUM_SMS_URL", "is not like https://name:secret@sms.example.kr/messages"}}
	}
	if u.Scheme == "http" && !loopback(u.Hostname()) {
		return []Problem{{"IEUM_SMS_URL", "is not https: numbers must not travel in the open"}}
	}
	if secret, _ := u.User.Password(); len(secret) < shortestSMSKey {
		return []Problem{{"IEUM_SMS_URL", fmt.Sprintf("has a secret of %d characters, and needs %d", len(secret), shortestSMSKey)}}
	}
	return nil
}

// Line is one setting as doctor prints it.
type Line struct{ Name, Value string }

// Lines are the effective settings with secrets hidden.
func (c Config) Lines() []Line {
	hide := func(s string) string {
		if s == "" {
			return ""
		}
		return "(set, hidden)"
	}
	var proxies []string
	for _, p := range c.TrustedProxies {
		proxies = append(proxies, p.String())
	}
	return []Line{
		{"IEUM_ADDR", c.Addr},
		{"IEUM_DATABASE", withoutPassword(c.Database)},
		{"IEUM_DATA", c.Data},
		{"IEUM_BASE_URL", c.BaseURL},
		{"IEUM_SECRET", hide(c.Secret)},
		{"IEUM_SMTP_URL", withoutPassword(c.SMTPURL)},
		{"IEUM_SMS_URL", withoutPassword(c.SMSURL)},
		{"IEUM_TRUSTED_PROXIES", strings.Join(proxies, ",")},
		{"IEUM_OFFICIAL_BANNER", strconv.FormatBool(c.OfficialBanner)},
		{"IEUM_SITE_NAME", c.SiteName},
		{"IEUM_SITE_OPERATOR", c.SiteOperator},
		{"IEUM_WEBFONT", strconv.FormatBool(c.WebFont)},
		{"IEUM_MIGRATE", strconv.FormatBool(c.Migrate)},
		{"IEUM_LOG", map[bool]string{true: "json", false: "text"}[c.LogJSON]},
	}
}

// withoutPassword hides what may hold a password: the one of a URL, the ones
// among its parameters, and all of what looks like a URL and is none.
func withoutPassword(raw string) string {
	if !strings.Contains(raw, "://") && !strings.Contains(raw, "@") && !strings.Contains(strings.ToLower(raw), "password") {
		return raw // a path
	}
	u, err := url.Parse(raw)
	if err != nil || u.Scheme == "" || u.Opaque != "" {
		return "(not an address, hidden)"
	}
	q := u.Query()
	for name := range q {
		if strings.Contains(strings.ToLower(name), "password") {
			q.Set(name, "xxxxx")
			u.RawQuery = q.Encode()
		}
	}
	return u.Redacted()
}

type reader struct {
	getenv   func(string) string
	problems []Problem
}

func (r *reader) bad(name, format string, args ...any) {
	r.problems = append(r.problems, Problem{name, fmt.Sprintf(format, args...)})
}

func (r *reader) text(name, otherwise string) string {
	if v := strings.TrimSpace(r.getenv(name)); v != "" {
		return v
	}
	return otherwise
}

// secret reads NAME, or the file that NAME_FILE names.
func (r *reader) secret(name string) string {
	if v := r.text(name, ""); v != "" {
		return v
	}
	file := r.text(name+"_FILE", "")
	if file == "" {
		return ""
	}
	raw, err := os.ReadFile(file) //nolint:gosec // the operator names the file
	if err != nil {
		r.bad(name+"_FILE", "cannot be read: %v", err)
		return ""
	}
	return strings.TrimSpace(string(raw))
}

func (r *reader) flag(name string, otherwise bool) bool {
	switch v := strings.ToLower(r.text(name, "")); v {
	case "":
		return otherwise
	case "1", "true", "on", "yes":
		return true
	case "0", "false", "off", "no":
		return false
	default:
		r.bad(name, "is %q; say on or off", v)
		return otherwise
	}
}
