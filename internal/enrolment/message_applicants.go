package enrolment

import (
	"context"
	"slices"
	"unicode/utf8"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// LetterMessage is a message from the office to those who hold a place.
const LetterMessage = "section.message"

// SectionMessage is what applicants of a section were told.
type SectionMessage struct {
	ID         id.ID `gorm:"primaryKey"`
	SectionID  id.ID
	Subject    string
	Body       string
	Recipients int
	SentBy     id.ID
	SentAt     clock.Instant
}

// TableName implements gorm's Tabler.
func (SectionMessage) TableName() string { return "section_messages" }

// MessageForm is a message as it is typed. Key is made with the form: sent
// twice, it is one message.
type MessageForm struct {
	Key     string `form:"key"`
	Subject string `form:"subject"`
	Body    string `form:"body"`
}

func (f MessageForm) read() (SectionMessage, error) {
	m, problems := SectionMessage{Subject: people.CleanLine(f.Subject), Body: catalog.CleanText(f.Body)}, fault.Problems{}
	check := func(field, s string, most int) {
		switch {
		case s == "":
			problems.Add(field, "office.problem.required")
		case utf8.RuneCountInString(s) > most:
			problems.Add(field, "office.problem.long", "n", most)
		case people.HasResidentNumber(s):
			problems.Add(field, "office.problem.resident_number")
		}
	}
	check("subject", m.Subject, 100)
	check("body", m.Body, 2_000)
	key, err := id.Parse(f.Key)
	if err != nil {
		problems.Add("key", "office.problem.form_key")
	}
	m.ID = key
	return m, problems.Err()
}

// PreviewMessage checks a message and says how many would have it. It sends nothing.
func (s *Service) PreviewMessage(ctx context.Context, who policy.Actor, section id.ID, f MessageForm) (int, error) {
	if _, err := f.read(); err != nil {
		return 0, err
	}
	return deskReader{s.db.Read(ctx)}.recipients(who, section, s.db.Now().Date())
}

// mostTelephoned is how many people a message's page lists for the telephone.
const mostTelephoned = 500

// Reach says of a section's message how many it reaches, and lists whom it does
// not, with names hidden. That look is logged like any other.
func (s *Service) Reach(ctx context.Context, who policy.Actor, section id.ID) (n int, byPhone ApplicantList, err error) {
	r := deskReader{s.db.Read(ctx)}
	if n, err = r.recipients(who, section, s.db.Now().Date()); err != nil {
		return 0, byPhone, err
	}
	if byPhone, err = r.list(who, section, ApplicantFilter{ByPhone: true}, mostTelephoned, s.db.Now().Date()); err != nil {
		return 0, ApplicantList{}, err
	}
	for i := range byPhone.Applicants {
		byPhone.Applicants[i].mask()
	}
	byPhone.Masked, byPhone.At, byPhone.Purpose = true, s.db.Now(), audit.Masked
	if len(byPhone.Applicants) == 0 {
		return n, byPhone, nil
	}
	return n, byPhone, s.log.Looked(ctx, who, byPhone.look(audit.TaskList))
}

// MessageApplicants writes to everybody who holds a place in a section, once
// each: never to those who were refused or have cancelled. It says how many.
func (s *Service) MessageApplicants(ctx context.Context, who policy.Actor, section id.ID, f MessageForm) (n int, err error) {
	m, err := f.read()
	if err != nil {
		return 0, err
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		sec, p, err := catalog.OwnSection(tx, section)
		if err != nil {
			return err
		}
		held, err := st.holders(section)
		if err != nil {
			return err
		}
		held = slices.DeleteFunc(held, func(h holder) bool { return !h.Reached })
		if _, err := tx.Allow(policy.MessagePeople, catalog.SectionThing(sec.ID, p.OrgID), "message", m.ID.String(), "people", len(held)); err != nil {
			return err
		}
		before, err := st.message(m.ID)
		if err != nil {
			return err
		}
		if before != nil && before.SectionID != section {
			return fault.New(fault.Conflict, "office.problem.form_key")
		}
		if before != nil {
			n = before.Recipients
			return nil // the same form a second time
		}
		if len(held) == 0 {
			return fault.New(fault.Conflict, "office.problem.nobody_to_tell")
		}
		m.SectionID, m.Recipients, m.SentBy, m.SentAt = section, len(held), who.Account, tx.Now
		if err := st.addMessage(&m); err != nil {
			return err
		}
		n = len(held)
		return outbox.Enqueue(tx, messageLetters(held, &m, sec, p)...)
	})
	return n, err
}

func messageLetters(held []holder, m *SectionMessage, s *catalog.Section, p *catalog.Programme) []outbox.Letter {
	letters := make([]outbox.Letter, len(held))
	for i, h := range held {
		l := letter(LetterMessage, h.Reach, h.Person, &h.Application, s, p)
		l.Facts["subject"], l.Facts["body"] = m.Subject, m.Body
		l.Facts["department"], l.Facts["phone"] = p.Department, contactOf(s, p)
		letters[i] = l
	}
	return letters
}

// MessageLine is a message as a list shows it.
type MessageLine struct {
	SectionMessage
	Sender  string
	Section string // number and name
}

// Messages are what the applicants of a programme's sections were told, the newest first.
func (s *Service) Messages(ctx context.Context, who policy.Actor, programme id.ID) ([]MessageLine, error) {
	return deskReader{s.db.Read(ctx)}.messages(who, programme)
}
