package credit

import (
	"encoding/json"

	"ieum/internal/attendance"
	"ieum/internal/clock"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// Frozen is what lay before whoever decided, as it was then. It is all that a
// university reads of a student whose consent has ended: what the host, the
// student or the teacher changes afterwards is not passed on any more. Each
// decision made with the consent replaces it.
type Frozen struct {
	RecognitionID        id.ID `gorm:"primaryKey"`
	PersonID             id.ID
	DecisionID           id.ID
	ParticipationVersion int
	Name                 string
	Number               string
	Department           string
	Grade                string
	Status               people.Status // on the day of the activity
	Minutes              int
	Role                 attendance.Role
	Award                string
	Evidence             string // JSON: see Evidence
	FrozenAt             clock.Instant
}

// TableName implements gorm's Tabler.
func (Frozen) TableName() string { return "recognition_files" }

// Evidence is what stood beside the decision.
type Evidence struct {
	Result      attendance.Result `json:"result"`
	ConfirmedBy id.ID             `json:"confirmed_by"`
	ConfirmedAt clock.Instant     `json:"confirmed_at"`
	Meetings    []Attended        `json:"meetings"`
	Rule        id.ID             `json:"rule"` // zero: none was in force
	Points      Points            `json:"points"`
	Why         string            `json:"why"` // as StoreWhy writes it
	Year        Points            `json:"year"`
	Proved      string            `json:"proved"` // how the number was
}

// Freeze is the file as a decision keeps it.
func (f *File) Freeze(decision id.ID, at clock.Instant) (*Frozen, error) {
	why, err := StoreWhy(f.Outcome.Why)
	if err != nil {
		return nil, err
	}
	p, a := &f.Participation, &f.Affiliation
	e := Evidence{Result: p.Result, ConfirmedBy: p.ConfirmedBy, ConfirmedAt: p.ConfirmedAt, Meetings: f.Meetings, Points: f.Outcome.Points, Why: why, Year: f.Year, Proved: a.NumberProved}
	if f.Rule != nil {
		e.Rule = f.Rule.ID
	}
	raw, err := json.Marshal(e)
	return &Frozen{
		RecognitionID: f.ID, PersonID: f.PersonID, DecisionID: decision, ParticipationVersion: p.Version, Name: f.Person.Name, Number: a.Number, Department: a.Department,
		Grade: a.Grade, Status: f.Status, Minutes: p.Minutes, Role: p.Role, Award: p.Award, Evidence: string(raw), FrozenAt: at,
	}, err
}

// thaw puts what was frozen in the place of all that is the student's. Nothing
// frozen, nothing shown.
func (f *File) thaw(k *Frozen, versions []Rule) error {
	if k == nil {
		k = &Frozen{Evidence: "{}"}
	}
	var e Evidence
	if err := json.Unmarshal([]byte(k.Evidence), &e); err != nil {
		return fault.Wrap(err, fault.Internal, "error.internal")
	}
	p := &f.Participation
	*p = attendance.Participation{
		ID: p.ID, ApplicationID: p.ApplicationID, SectionID: p.SectionID, PersonID: p.PersonID, Result: e.Result, Minutes: k.Minutes, Role: k.Role, Award: k.Award,
		ConfirmedBy: e.ConfirmedBy, ConfirmedAt: e.ConfirmedAt, Version: k.ParticipationVersion,
	}
	f.Person = people.Person{ID: f.PersonID, Name: k.Name, ErasedAt: f.Person.ErasedAt}
	f.Affiliation = people.Affiliation{ID: f.AffiliationID, PersonID: f.PersonID, OrgID: f.OrgID, Number: k.Number, NumberProved: e.Proved, Department: k.Department, Grade: k.Grade}
	f.Status, f.Meetings, f.Year = k.Status, e.Meetings, e.Year
	f.Rule, f.Outcome = nil, Outcome{Points: e.Points, Why: (&Entry{Why: e.Why}).Steps()}
	for i := range versions {
		if versions[i].ID == e.Rule {
			f.Rule = &versions[i]
		}
	}
	// What the host replied afterwards was not known to whoever decided.
	for i := range f.Questions {
		if q := &f.Questions[i]; q.RepliedAt > k.FrozenAt {
			q.Reply, q.RepliedBy, q.RepliedAt = "", id.None, 0
		}
	}
	return nil
}
