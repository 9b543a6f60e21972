package ui

import (
	"context"
	"strconv"
	"strings"

	"ieum/internal/fault"
	"ieum/internal/i18n"
)

// Tone says how a message or a state is meant. It is always said in words too,
// never by colour alone.
type Tone string

// The tones.
const (
	Neutral Tone = "neutral"
	Info    Tone = "info"
	Success Tone = "success"
	Warning Tone = "warning"
	Danger  Tone = "danger"
)

// icon is the sign that stands before a message of the tone.
func (t Tone) icon() string {
	switch t {
	case Success:
		return "success"
	case Warning:
		return "warning"
	case Danger:
		return "danger"
	case Neutral, Info:
	}
	return "info"
}

func (t Tone) or(d Tone) Tone {
	if t == "" {
		return d
	}
	return t
}

// say is a problem in the reader's language.
func say(ctx context.Context, t fault.Text) string { return i18n.T(ctx, t.Key, t.Args...) }

// bad reports whether there is a problem.
func bad(t fault.Text) bool { return t.Key != "" }

func or(s, d string) string {
	if s == "" {
		return d
	}
	return s
}

// Short is the beginning of s where s is longer than most letters, cut between
// words where it can be. Only for places near which the whole of it stands.
func Short(s string, most int) string {
	rs := []rune(s)
	if len(rs) <= most {
		return s
	}
	cut := string(rs[:most-1])
	if i := strings.LastIndexByte(cut, ' '); i > len(cut)/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,·(「") + "…"
}

func itoa(n int) string { return strconv.Itoa(n) }

// describedBy is the ids that describe a field: its problem before its hint.
func describedBy(id, hint string, p fault.Text) string {
	switch {
	case bad(p) && hint != "":
		return id + "-problem " + id + "-hint"
	case bad(p):
		return id + "-problem"
	case hint != "":
		return id + "-hint"
	}
	return ""
}
