package credit

import (
	"context"

	"ieum/internal/attendance"
	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// File is one recognition with everything that a decision is made by.
type File struct {
	Recognition
	Participation attendance.Participation
	Section       catalog.Section
	Programme     catalog.Programme
	Host          people.Organisation
	University    people.Organisation
	Person        people.Person
	Affiliation   people.Affiliation
	Status        people.Status // on the day of the activity
	Agreement     string        // by which the programme is offered; "" for none
	ConfirmedBy   string
	Meetings      []Attended
	Rule          *Rule // in force on that day; nil when there is none
	Outcome       Outcome
	Year          Points // what stands in that year already
	Consented     bool   // the student lets the university know today
	Decisions     []DecisionLine
	Questions     []Question
	Now           clock.Instant
	earlier       []Earlier // what stands for the same student there
}

// apply works out what the rule gives.
func (f *File) apply() {
	f.Year, f.Outcome = 0, Outcome{}
	for _, e := range f.earlier {
		if e.CountsOn.Time().Year() == f.ActivityOn.Time().Year() {
			f.Year += e.Points
		}
	}
	if f.Rule != nil {
		f.Outcome = f.Rule.Apply(Case{
			Minutes: f.Participation.Minutes, ActivityOn: f.ActivityOn, Programme: f.Programme.ID, Kind: f.Programme.Kind, Days: days(&f.Section), Status: f.Status, Spans: spansOf(f.Meetings), Earlier: f.earlier,
		})
	}
}

// days are how many a section runs over; 0 when nobody has said.
func days(s *catalog.Section) int {
	if s.StartsOn.IsZero() || s.EndsOn.IsZero() {
		return 0
	}
	return s.StartsOn.DaysTo(s.EndsOn) + 1
}

// stands is the file's outcome as an entry that other decisions find.
func (f *File) stands() Earlier {
	return Earlier{Points: f.Outcome.Points, CountsOn: f.ActivityOn, Programme: f.Programme.ID, Kind: f.Programme.Kind, Spans: spansOf(f.Meetings)}
}

// DecisionLine is a decision with who made it.
type DecisionLine struct {
	DecisionRow
	By     string
	Reason string // what staff wrote; "" once erased
}

// Changed reports whether the host has corrected the participation since it was recognised.
func (f *File) Changed() bool {
	if !f.State.Stands() || len(f.Decisions) == 0 {
		return false
	}
	last := f.Decisions[len(f.Decisions)-1]
	return last.ParticipationVersion < f.Participation.Version
}

// File is one recognition of the actor's university; another's is not there.
// Once the consent has ended it is what was frozen at the decision. The look is logged.
func (s *Service) File(ctx context.Context, who policy.Actor, recognition id.ID) (File, error) {
	r := reader{s.db.Read(ctx)}
	row, err := r.one(recognition, policy.Visible(who).Campus, s.db.Now().Date())
	if err != nil {
		return File{}, err
	}
	f, err := r.file(row)
	if err != nil {
		return File{}, err
	}
	if f.Consented, err = r.consents(row.PersonID, row.OrgID, s.db.Now().Date()); err != nil {
		return File{}, err
	}
	if err := r.history(&f); err != nil {
		return File{}, err
	}
	if !f.Consented {
		if err := r.asFrozen(&f); err != nil {
			return File{}, err
		}
	}
	if err := r.confirmedBy(&f); err != nil {
		return File{}, err
	}
	f.Now = s.db.Now()
	return f, s.log.Looked(ctx, who, audit.Look{Task: TaskOne, Purpose: audit.Recognition, Ref: row.PolicyRef(), People: []id.ID{row.PersonID}})
}
