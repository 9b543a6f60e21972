package credit

import (
	"encoding/json"
	"fmt"

	"ieum/internal/attendance"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// State is where a recognition stands.
type State string

// The states of a recognition.
const (
	Waiting    State = "waiting"    // 심사 대기
	Asked      State = "asked"      // 보완요청: the host is asked
	Recognised State = "recognised" // 인정
	Partly     State = "partly"     // 일부인정
	Refused    State = "refused"    // 불인정
	Cancelled  State = "cancelled"  // 인정취소
)

// Decided reports whether staff have said what becomes of it.
func (s State) Decided() bool { return s != Waiting && s != Asked }

// Stands reports whether there are points for it.
func (s State) Stands() bool { return s == Recognised || s == Partly }

// Recognition is one confirmed participation of a consenting student at one university.
type Recognition struct {
	ID              id.ID `gorm:"primaryKey"`
	ParticipationID id.ID
	PersonID        id.ID
	OrgID           id.ID
	SectionID       id.ID
	AffiliationID   id.ID
	ActivityOn      clock.Date // the activity's last day: rule and status of that day decide
	State           State
	Points          Points // of its live entry
	ReleasedAt      clock.Instant
	WaitsSince      clock.Instant
	DecidedAt       clock.Instant
	DecidedBy       id.ID
	Version         int
}

// TableName implements gorm's Tabler.
func (Recognition) TableName() string { return "recognitions" }

// PolicyOrg implements policy.Resource: the university's.
func (r *Recognition) PolicyOrg() id.ID { return r.OrgID }

// PolicyRef implements policy.Resource.
func (r *Recognition) PolicyRef() string { return "recognition/" + r.ID.String() }

// Decision is what staff decide.
type Decision string

// The decisions.
const (
	Recognise  Decision = "recognise" // 인정
	InPart     Decision = "partly"    // 일부인정
	AskHost    Decision = "ask"       // 보완요청
	Refuse     Decision = "refuse"    // 불인정
	CancelBack Decision = "cancel"    // 인정취소
)

// DecisionRow is one decision as it was made. The table takes no change, and so
// holds no words about anybody: they are a Text under the decision's id.
type DecisionRow struct {
	ID                   id.ID `gorm:"primaryKey"`
	RecognitionID        id.ID
	Decision             Decision
	RuleID               id.ID
	ParticipationVersion int
	Points               Points
	DecidedBy            id.ID
	DecidedAt            clock.Instant
}

// TableName implements gorm's Tabler.
func (DecisionRow) TableName() string { return "recognition_decisions" }

// Question is what a campus asks of the host, and the one reply.
type Question struct {
	ID            id.ID `gorm:"primaryKey"`
	RecognitionID id.ID
	HostID        id.ID
	Question      string
	AskedBy       id.ID
	AskedAt       clock.Instant
	Reply         string
	RepliedBy     id.ID
	RepliedAt     clock.Instant
}

// TableName implements gorm's Tabler.
func (Question) TableName() string { return "recognition_questions" }

// PolicyOrg implements policy.Resource: the host's, who answers it.
func (q *Question) PolicyOrg() id.ID { return q.HostID }

// PolicyRef implements policy.Resource.
func (q *Question) PolicyRef() string { return "question/" + q.ID.String() }

// Entry is a line of the ledger. It is never changed: a cancellation is an entry
// of its own that names the one it takes back.
type Entry struct {
	ID            id.ID `gorm:"primaryKey"`
	OrgID         id.ID
	PersonID      id.ID
	RecognitionID id.ID
	DecisionID    id.ID
	Points        Points
	RuleID        id.ID
	RuleVersion   int
	Why           string // JSON: the rule's words, step by step; what staff wrote is the decision's Text
	CountsOn      clock.Date
	ReversesID    id.ID
	PostedBy      id.ID
	PostedAt      clock.Instant
}

// TableName implements gorm's Tabler.
func (Entry) TableName() string { return "mileage_entries" }

// step is a fault.Text as it is stored.
type step struct {
	Key  string   `json:"key"`
	Args []string `json:"args,omitempty"` // names and values in turn
}

// StoreWhy writes the words of an outcome for an entry.
func StoreWhy(why []fault.Text) (string, error) {
	steps := make([]step, len(why))
	for i, w := range why {
		steps[i] = step{Key: w.Key}
		for _, a := range w.Args {
			steps[i].Args = append(steps[i].Args, fmt.Sprint(a))
		}
	}
	raw, err := json.Marshal(steps)
	return string(raw), err
}

// Steps are the rule's words of an entry.
func (e *Entry) Steps() (out []fault.Text) {
	var steps []step
	if json.Unmarshal([]byte(e.Why), &steps) != nil {
		return nil
	}
	for _, s := range steps {
		t := fault.Text{Key: s.Key}
		for _, a := range s.Args {
			t.Args = append(t.Args, a)
		}
		out = append(out, t)
	}
	return out
}

// Reflection is what the university's own system said of an entry (대학 시스템 반영).
type Reflection struct {
	ID      id.ID `gorm:"primaryKey"`
	EntryID id.ID
	Result  string // reflected, rejected
	OnDay   clock.Date
	MadeBy  id.ID
	MadeAt  clock.Instant
}

// TableName implements gorm's Tabler.
func (Reflection) TableName() string { return "mileage_reflections" }

// Text is what staff wrote about somebody: under the id of a decision or of a
// reflection. It can be emptied, when its person has gone, and not rewritten.
type Text struct {
	ID       id.ID `gorm:"primaryKey"`
	PersonID id.ID
	Body     string
}

// TableName implements gorm's Tabler.
func (Text) TableName() string { return "recognition_texts" }

// The results of a reflection; "" is waiting.
const (
	Reflected = "reflected"
	Rejected  = "rejected"
)

// activityOn is the day that decides: the last one of the section.
func activityOn(s *catalog.Section, p *attendance.Participation) clock.Date {
	switch {
	case !s.EndsOn.IsZero():
		return s.EndsOn
	case !s.StartsOn.IsZero():
		return s.StartsOn
	}
	return p.ConfirmedAt.Date()
}

// spansOf are the stretches of a section's meetings that somebody attended.
func spansOf(meetings []Attended) (out []Span) {
	for _, m := range meetings {
		if m.There() {
			out = append(out, m.span())
		}
	}
	return out
}

// span is when somebody was at a meeting: who came late missed its first third,
// and who left early its last, as their hours are counted.
func (a Attended) span() Span {
	s := Span{a.HeldOn, a.StartMinute, a.EndMinute}
	switch third := (s.To - s.From) / 3; a.Mark {
	case attendance.Late:
		s.From += third
	case attendance.LeftEarly:
		s.To -= third
	case attendance.Present, attendance.Excused, attendance.Absent:
	}
	return s
}

// Attended is one meeting with the student's mark.
type Attended struct {
	Number      int
	HeldOn      clock.Date
	StartMinute int
	EndMinute   int
	Topic       string
	Mark        attendance.Mark // "" was not entered
}

// There reports whether time was spent at the meeting.
func (a Attended) There() bool {
	return a.Mark == attendance.Present || a.Mark == attendance.Late || a.Mark == attendance.LeftEarly
}

// covering is the affiliation by which somebody was a student of org on a day.
func covering(all []people.Affiliation, org id.ID, day clock.Date) *people.Affiliation {
	for i := range all {
		if all[i].OrgID == org && all[i].Covers(day) {
			return &all[i]
		}
	}
	return nil
}
