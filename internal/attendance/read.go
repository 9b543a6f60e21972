package attendance

import (
	"context"
	"slices"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// About is a section as every page of its attendance names it.
type About struct {
	Section   catalog.Section
	Programme catalog.Programme
	OrgName   string
	Threshold int
	Now       clock.Instant
	Begins    clock.Instant // the first meeting; zero when nothing is known
	Ends      clock.Instant // of the last meeting; zero when nothing is known
	Runs      bool          // the reader runs the section
	Confirms  bool          // the reader may confirm its people
}

// Over reports whether the last meeting has ended.
func (a *About) Over() bool { return !a.Ends.IsZero() && a.Now >= a.Ends }

func (s *Service) about(b *book, who policy.Actor, orgName string) About {
	return About{
		Section: b.section, Programme: b.programme, OrgName: orgName, Threshold: b.Threshold, Now: s.db.Now(), Begins: BeginOf(&b.section, b.sessions), Ends: EndOf(&b.section, b.sessions),
		Runs: who.Has(policy.Officer, b.programme.OrgID) || who.Has(policy.Host, b.programme.OrgID), Confirms: policy.May(who, policy.ConfirmPeople, b.whole()),
	}
}

// Begun reports whether the first meeting has begun.
func (a *About) Begun() bool { return a.Now >= a.Begins }

// Meeting is one meeting with how far its sheet is.
type Meeting struct {
	catalog.Session
	Sheet   Sheet
	SavedBy string // name; "" when nobody has saved it
	Counts  map[Mark]int
	Marks   bool // the reader may mark it
}

// Due reports whether the meeting has begun its day and nobody has saved its sheet.
func (m *Meeting) Due(now clock.Instant) bool { return m.Sheet.Version == 0 && m.HeldOn <= now.Date() }

// Overview is a section's attendance without anybody's name.
type Overview struct {
	About
	Meetings  []Meeting
	People    int // who hold a place
	Confirmed int
}

// Overview is how far the attendance of a section is.
func (s *Service) Overview(ctx context.Context, who policy.Actor, section id.ID) (Overview, error) {
	r := reader{s.db.Read(ctx)}
	b, err := r.book(who, section)
	if err != nil {
		return Overview{}, err
	}
	out := Overview{}
	name, err := r.orgName(b.programme.OrgID)
	if err != nil {
		return out, err
	}
	out.About = s.about(b, who, name)
	if out.Meetings, err = r.meetings(b, who); err != nil {
		return out, err
	}
	out.People, out.Confirmed, err = r.counts(section)
	return out, err
}

// Person is one person on a sheet, or on the list to confirm.
type Person struct {
	Application id.ID
	PersonID    id.ID
	Seq         int64
	Name        string
	Mark        Mark
	Released    bool           // gave the place back, and had been confirmed before
	Confirmed   *Participation `gorm:"-"`
	Entries     []Held         `gorm:"-"` // of all meetings, in their order; on the list to confirm
	Suggestion  Suggestion     `gorm:"-"`
}

// MeetingSheet is one meeting with the people who hold a place, by name.
type MeetingSheet struct {
	About
	Session catalog.Session
	Sheet   Sheet
	SavedBy string
	People  []Person
}

// Sheet opens the sheet of a meeting. Whose names were shown is logged; without
// that line nothing is shown.
func (s *Service) Sheet(ctx context.Context, who policy.Actor, section, session id.ID) (MeetingSheet, error) {
	r := reader{s.db.Read(ctx)}
	b, err := r.book(who, section)
	if err != nil {
		return MeetingSheet{}, err
	}
	m := b.session(session)
	if m == nil || !policy.May(who, policy.TakeAttendance, b.meeting(m)) {
		return MeetingSheet{}, errNotThere
	}
	name, err := r.orgName(b.programme.OrgID)
	if err != nil {
		return MeetingSheet{}, err
	}
	out := MeetingSheet{About: s.about(b, who, name), Session: *m}
	if out.Sheet, err = r.sheet(session); err != nil {
		return out, err
	}
	if out.SavedBy, err = r.nameOf(out.Sheet.SavedBy); err != nil {
		return out, err
	}
	if out.People, err = r.people(section); err != nil {
		return out, err
	}
	out.People = slices.DeleteFunc(out.People, func(p Person) bool { return p.Released }) // a sheet is of who is expected
	marks, err := r.marksOf(session)
	if err != nil {
		return out, err
	}
	for i := range out.People {
		out.People[i].Mark = marks[out.People[i].Application]
	}
	return out, s.looked(ctx, who, audit.TaskAttendance, section, out.People)
}

// Register is the list that is confirmed: everybody who holds a place, with
// their marks and what these come to.
type Register struct {
	About
	Sessions []catalog.Session
	People   []Person
}

// Waiting are those who have not been confirmed.
func (l *Register) Waiting() (n int) {
	for _, p := range l.People {
		if p.Confirmed == nil {
			n++
		}
	}
	return n
}

// Register opens the list to confirm, and logs whose names it shows.
func (s *Service) Register(ctx context.Context, who policy.Actor, section id.ID) (Register, error) {
	r := reader{s.db.Read(ctx)}
	b, err := r.book(who, section)
	if err != nil {
		return Register{}, err
	}
	if !policy.May(who, policy.ConfirmPeople, b.whole()) {
		return Register{}, errNotThere
	}
	out := Register{Sessions: b.sessions}
	name, err := r.orgName(b.programme.OrgID)
	if err != nil {
		return out, err
	}
	out.About = s.about(b, who, name)
	if out.People, err = r.people(section); err != nil {
		return out, err
	}
	marks, err := r.marksIn(section)
	if err != nil {
		return out, err
	}
	for i := range out.People {
		p := &out.People[i]
		for _, m := range b.sessions {
			p.Entries = append(p.Entries, Held{m.EndMinute - m.StartMinute, marks[markKey{m.ID, p.Application}]})
		}
		p.Suggestion = Suggest(p.Entries, b.Threshold)
	}
	return out, s.looked(ctx, who, audit.TaskAttendance, section, out.People)
}

// OnePerson is what was confirmed of one person, with every entry behind it.
type OnePerson struct {
	About
	Participation Participation
	Name          string
	Entries       []EntryLine // the newest first
}

// EntryLine is an entry with who made it.
type EntryLine struct {
	Worded `gorm:"embedded"`
	By     string
}

// One opens one participation to correct it, and logs the look.
func (s *Service) One(ctx context.Context, who policy.Actor, participation id.ID) (OnePerson, error) {
	r := reader{s.db.Read(ctx)}
	p, err := r.participation(participation)
	if err != nil {
		return OnePerson{}, err
	}
	b, err := r.book(who, p.SectionID)
	if err != nil {
		return OnePerson{}, err
	}
	if !policy.May(who, policy.ConfirmPeople, b.whole()) {
		return OnePerson{}, errNotThere
	}
	name, err := r.orgName(b.programme.OrgID)
	if err != nil {
		return OnePerson{}, err
	}
	out := OnePerson{About: s.about(b, who, name), Participation: *p}
	if out.Name, err = r.personName(p.PersonID); err != nil {
		return out, err
	}
	if out.Entries, err = r.entries(participation); err != nil {
		return out, err
	}
	return out, s.looked(ctx, who, audit.TaskAttendance, p.SectionID, []Person{{PersonID: p.PersonID}})
}

func (s *Service) looked(ctx context.Context, who policy.Actor, task string, section id.ID, people []Person) error {
	seen := make([]id.ID, len(people))
	for i, p := range people {
		seen[i] = p.PersonID
	}
	return s.log.Looked(ctx, who, audit.Look{Task: task, Purpose: audit.Running, Ref: "section/" + section.String(), People: seen})
}

// Mine are the participations of the reader and of their children, by application.
func (s *Service) Mine(ctx context.Context, who policy.Actor) (map[id.ID]Participation, error) {
	persons := policy.Visible(who).Persons()
	if len(persons) == 0 {
		return nil, fault.New(fault.SignIn, "error.sign_in")
	}
	return reader{s.db.Read(ctx)}.ofPersons(persons)
}
