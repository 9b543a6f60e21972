package credit

import (
	"context"
	"encoding/json"
	"io"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// The tasks of this package in the access log.
const (
	TaskRoster = "campus.roster"
	TaskInbox  = "campus.inbox"
	TaskOne    = "campus.recognition"
	TaskLedger = "campus.mileage"
	TaskExport = "campus.export"
)

// RosterCheck is one comparison: how many rows the file had, and how many of the
// university's registered, consenting students it names.
type RosterCheck struct {
	ID       id.ID `gorm:"primaryKey"`
	OrgID    id.ID
	FileRows int
	Matched  int
	Refusals string // JSON: line, column and rule; never a value
	MadeBy   id.ID
	MadeAt   clock.Instant
}

// TableName implements gorm's Tabler.
func (RosterCheck) TableName() string { return "roster_checks" }

// RosterDifference is one thing that a roster said otherwise about one student.
type RosterDifference struct {
	ID            id.ID `gorm:"primaryKey"`
	CheckID       id.ID
	AffiliationID id.ID
	Kind          string
	Said          string // the status, department or grade of the roster
	TakenBy       id.ID
	TakenAt       clock.Instant
}

// TableName implements gorm's Tabler.
func (RosterDifference) TableName() string { return "roster_differences" }

// DifferenceLine is a difference with whom it is about.
type DifferenceLine struct {
	RosterDifference
	PersonID   id.ID
	Name       string
	Number     string
	Department string
	Grade      string
	Status     people.Status
	State      string // of the affiliation
}

// Takeable reports whether staff may take this change of status over.
func (l *DifferenceLine) Takeable() bool {
	return l.Kind == DiffStatus && l.TakenAt.IsZero() && l.State == people.AffiliationVerified && string(l.Status) != l.Said
}

// RosterReport is a comparison as staff read it.
type RosterReport struct {
	RosterCheck
	OrgName     string
	Lines       []RosterRefusal
	Differences []DifferenceLine
}

// Takeable counts the changes of status that nobody has taken over yet.
func (r *RosterReport) Takeable() (n int) {
	for i := range r.Differences {
		if r.Differences[i].Takeable() {
			n++
		}
	}
	return n
}

// CompareRoster compares a roster with the university's registered, consenting
// students and keeps the differences. Rows that match nobody are dropped with
// the file: they are not stored, and not logged.
func (s *Service) CompareRoster(ctx context.Context, who policy.Actor, org id.ID, file io.Reader) (id.ID, error) {
	if !who.Has(policy.Campus, org) {
		return id.None, fault.New(fault.NotFound, "error.not_found")
	}
	r, err := readRoster(file)
	if err != nil {
		return id.None, err
	}
	if len(r.rows) == 0 {
		return id.None, &RosterRefused{r.refusals}
	}
	students, err := reader{s.db.Read(ctx)}.students(org, s.db.Now().Date())
	if err != nil {
		return id.None, err
	}
	found, proved, matched := r.compare(students)
	lines, err := json.Marshal(r.refusals)
	if err != nil {
		return id.None, err
	}
	check := RosterCheck{ID: id.New(), OrgID: org, FileRows: r.count, Matched: matched, Refusals: string(lines), MadeBy: who.Account}
	rows := make([]RosterDifference, len(found))
	for i, d := range found {
		rows[i] = RosterDifference{ID: id.New(), CheckID: check.ID, AffiliationID: d.affiliation, Kind: d.kind, Said: d.said}
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		check.MadeAt = tx.Now
		if _, err := tx.Allow(policy.CompareRoster, policy.OrgThing{Org: org, Name: "roster"}, "rows", r.count, "matched", matched, "differences", len(rows), "proved", len(proved)); err != nil {
			return err
		}
		if err := (store{tx}).addCheck(&check, rows); err != nil {
			return err
		}
		if err := people.ProveNumbers(tx, proved); err != nil {
			return err
		}
		seen := make([]id.ID, len(students))
		for i, x := range students {
			seen[i] = x.PersonID
		}
		return audit.LogAccess(tx, who, audit.Look{Task: TaskRoster, Purpose: audit.Recognition, Ref: "roster/" + check.ID.String(), People: seen})
	})
	return check.ID, err
}

// RosterRefused is a file of which no row could be read.
type RosterRefused struct{ Lines []RosterRefusal }

func (e *RosterRefused) Error() string { return "credit: no row of the roster could be read" }

// Roster is one comparison of the actor's university. The look is logged.
func (s *Service) Roster(ctx context.Context, who policy.Actor, check id.ID) (RosterReport, error) {
	out, err := reader{s.db.Read(ctx)}.check(check, policy.Visible(who).Campus, s.db.Now().Date())
	if err != nil {
		return out, err
	}
	if err := json.Unmarshal([]byte(out.Refusals), &out.Lines); err != nil {
		return out, err
	}
	if len(out.Differences) == 0 {
		return out, nil
	}
	seen := make([]id.ID, len(out.Differences))
	for i, d := range out.Differences {
		seen[i] = d.PersonID
	}
	return out, s.log.Looked(ctx, who, audit.Look{Task: TaskRoster, Purpose: audit.Recognition, Ref: "roster/" + check.String(), People: seen})
}

// Rosters are the comparisons of the actor's universities, the newest first.
func (s *Service) Rosters(ctx context.Context, who policy.Actor) ([]RosterCheck, error) {
	return reader{s.db.Read(ctx)}.checks(policy.Visible(who).Campus)
}

// Adopt takes over changes of status that a roster showed: all that are named,
// from a day on. It says how many.
func (s *Service) Adopt(ctx context.Context, who policy.Actor, check id.ID, differences []id.ID, from clock.Date) (n int, err error) {
	p := fault.Problems{}
	if from.Time().IsZero() || from > s.db.Now().Date() {
		p.Add("from", "roster.problem.from")
	}
	if len(differences) == 0 {
		p.Add("difference", "roster.problem.none")
	}
	if err := p.Err(); err != nil {
		return 0, err
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		report, err := reader{tx.DB}.check(check, policy.Visible(who).Campus, tx.Now.Date())
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.CompareRoster, policy.OrgThing{Org: report.OrgID, Name: "roster"}, "check", check, "adopt", len(differences), "from", from); err != nil {
			return err
		}
		wanted := map[id.ID]bool{}
		for _, d := range differences {
			wanted[d] = true
		}
		for i := range report.Differences {
			d := &report.Differences[i]
			if !wanted[d.ID] || !d.Takeable() {
				continue
			}
			a, err := st.affiliation(d.AffiliationID, report.OrgID)
			if err != nil {
				return err
			}
			if err := people.SetStatus(tx, a, people.Status(d.Said), from, "roster"); err != nil {
				return err
			}
			if err := st.adopted(d.ID); err != nil {
				return err
			}
			n++
		}
		if n == 0 {
			return fault.New(fault.Conflict, "roster.problem.none_left")
		}
		return nil
	})
	return n, err
}
