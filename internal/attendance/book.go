package attendance

import (
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

var errNotThere = fault.New(fault.NotFound, "error.not_found")

// book is a section with its meetings, as somebody who may keep its attendance has it open.
type book struct {
	Book
	section   catalog.Section
	programme catalog.Programme
	sessions  []catalog.Session
}

// thing is a section, or one of its meetings, as policy sees it.
type thing struct {
	section, org id.ID
	teachers     []id.ID
}

// PolicyOrg implements policy.Resource.
func (t thing) PolicyOrg() id.ID { return t.org }

// PolicyRef implements policy.Resource.
func (t thing) PolicyRef() string { return "section/" + t.section.String() }

// Teachers implements policy.Taught.
func (t thing) Teachers() []id.ID { return t.teachers }

// whole is the section as a whole: an instructor answers for it who teaches
// every meeting of it.
func (b *book) whole() thing {
	t := thing{section: b.section.ID, org: b.programme.OrgID}
	for i, m := range b.sessions {
		if i > 0 && m.TeacherID != b.sessions[0].TeacherID {
			return t
		}
	}
	if len(b.sessions) > 0 && !b.sessions[0].TeacherID.IsZero() {
		t.teachers = []id.ID{b.sessions[0].TeacherID}
	}
	return t
}

// meeting is one meeting of the section: whoever teaches it answers for it.
func (b *book) meeting(m *catalog.Session) thing {
	t := thing{section: b.section.ID, org: b.programme.OrgID}
	if !m.TeacherID.IsZero() {
		t.teachers = []id.ID{m.TeacherID}
	}
	return t
}

// open reports whether the actor may know of the book at all: whoever runs the
// section, and an instructor of its organisation who teaches some of it.
func (b *book) open(who policy.Actor) bool {
	scope := policy.Visible(who)
	if slices.Contains(scope.Runs, b.programme.OrgID) {
		return true
	}
	return slices.Contains(scope.Teaches, b.programme.OrgID) && !who.Person.IsZero() &&
		slices.ContainsFunc(b.sessions, func(m catalog.Session) bool { return m.TeacherID == who.Person })
}

// notBegun refuses what is confirmed before the first meeting: nothing has
// happened that could be confirmed, and a place can still be given back.
func (b *book) notBegun(now clock.Instant) error {
	if begins := BeginOf(&b.section, b.sessions); now < begins {
		return fault.New(fault.Conflict, "attendance.problem.not_begun", "when", begins)
	}
	return nil
}

// tooEarly asks for a reason where the last meeting is not over; nil when all is well.
func (b *book) tooEarly(now clock.Instant, reason string) fault.Problems {
	if end := EndOf(&b.section, b.sessions); reason == "" && (end.IsZero() || now < end) {
		p := fault.Problems{}
		p.Add("reason", "attendance.problem.too_early")
		return p
	}
	return nil
}

func (b *book) session(session id.ID) *catalog.Session {
	for i := range b.sessions {
		if b.sessions[i].ID == session {
			return &b.sessions[i]
		}
	}
	return nil
}
