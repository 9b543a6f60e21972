package outbox

import "strings"

// A message is written for its reader. When it has left, or never will, nobody
// needs its words any more: what stays says that there was one, of which kind,
// and to whose address, half hidden. A portal that sends none keeps them for the
// administrator of the demonstration (Kept).

// empty adds to a change of m that its words go, and most of its address.
func (m *Message) empty(change map[string]any) {
	change["data"], change["address"] = "", m.masked()
}

// Emptied reports whether the words of a message are gone.
func (m *Message) Emptied() bool { return m.Data == "" }

// masked is the address as a list shows it: k***@example.kr, 010-****-5678.
func (m *Message) masked() string {
	if local, domain, ok := strings.Cut(m.Address, "@"); ok {
		first := []rune(local + "*")
		return string(first[:1]) + "***@" + domain
	}
	r := []rune(m.Address)
	for i := range max(0, len(r)-4) {
		if i > 2 && r[i] != '-' {
			r[i] = '*'
		}
	}
	return string(r)
}

// without is what went wrong, without the address that a server repeats in its answer.
func (m *Message) without(problem string) string {
	if m.Address == "" {
		return problem
	}
	return strings.ReplaceAll(problem, m.Address, m.masked())
}
