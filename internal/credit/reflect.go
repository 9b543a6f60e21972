package credit

import (
	"context"
	"slices"
	"unicode/utf8"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// LedgerStates are the tabs of the ledger: what the university's own system said of an entry.
var LedgerStates = []string{"waiting", Reflected, Rejected}

// LedgerLine is an entry as staff read it.
type LedgerLine struct {
	EntryLine
	Name       string // masked in a list
	Number     string
	Department string
	University string
}

// Ledger is the entries of the actor's universities in one state.
type Ledger struct {
	State  string
	Lines  []LedgerLine
	Page   paging.Page
	Counts map[string]int
	Files  map[id.ID]Pending // what a file of each university would hold
	At     clock.Instant
}

// LedgerPage is how many entries a page has.
const LedgerPage = 100

// MostExported is how many entries one file holds; more are taken in parts.
const MostExported = 2_000

// Parts is how many files what waits comes to.
func Parts(waiting int) int { return (waiting + MostExported - 1) / MostExported }

// Pending is what waits for a university's own system.
type Pending struct {
	Ready    int // entries that a file holds
	Unproved int // entries of students whose number nobody has found in the register
}

// Ledger lists entries, with names masked. The look is logged.
func (s *Service) Ledger(ctx context.Context, who policy.Actor, state string, page int) (Ledger, error) {
	if !slices.Contains(LedgerStates, state) {
		state = LedgerStates[0]
	}
	l, err := reader{s.db.Read(ctx)}.ledger(policy.Visible(who).Campus, state, s.db.Now().Date(), page, LedgerPage, false)
	if err != nil || len(l.Lines) == 0 {
		return l, err
	}
	for i := range l.Lines {
		l.Lines[i].Name = people.MaskName(l.Lines[i].Name)
	}
	return l, s.log.Looked(ctx, who, audit.Look{Task: TaskLedger, Purpose: audit.Masked, Ref: "campus/mileage", People: l.people()})
}

func (l *Ledger) people() []id.ID {
	seen := make([]id.ID, len(l.Lines))
	for i := range l.Lines {
		seen[i] = l.Lines[i].PersonID
	}
	return seen
}

// ExportPurposes are what a campus may need the file for.
var ExportPurposes = []audit.Purpose{audit.Recognition, audit.AuditRequest, audit.Other}

// Export asks for the entries that wait for the university's own system.
type Export struct {
	Org     id.ID
	Part    int // from 1; a part holds MostExported
	Purpose audit.Purpose
	Note    string // the reason, where the purpose is another
}

func (in *Export) problems() fault.Problems {
	in.Note = people.CleanLine(in.Note)
	p := fault.Problems{}
	if !slices.Contains(ExportPurposes, in.Purpose) {
		p.Add("purpose", "office.problem.purpose")
	}
	switch {
	case in.Purpose == audit.Other && in.Note == "":
		p.Add("purpose_note", "office.problem.purpose_note")
	case utf8.RuneCountInString(in.Note) > 200:
		p.Add("purpose_note", "office.problem.long", "n", 200)
	case people.HasResidentNumber(in.Note):
		p.Add("purpose_note", "office.problem.resident_number")
	}
	if in.Purpose != audit.Other {
		in.Note = ""
	}
	return p
}

// Export gives the entries that wait for the university's own system in full,
// and writes who took them, and what for, in the same transaction. Entries of
// students whose number nobody has found in the register are not in it: under a
// wrong number they would go to somebody else.
func (s *Service) Export(ctx context.Context, who policy.Actor, in Export) (l Ledger, err error) {
	if err := in.problems().Err(); err != nil {
		return l, err
	}
	org := in.Org
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		if l, err = (reader{tx.DB}).ledger(slices.DeleteFunc(policy.Visible(who).Campus, func(o id.ID) bool { return o != org }), LedgerStates[0], tx.Now.Date(), in.Part, MostExported, true); err != nil {
			return err
		}
		l.At = tx.Now
		if _, err := tx.Allow(policy.ExportMileage, policy.OrgThing{Org: org, Name: "mileage"}, "entries", len(l.Lines), "purpose", in.Purpose, "part", l.Page.Number); err != nil {
			return err
		}
		return audit.LogAccess(tx, who, audit.Look{Task: TaskExport, Purpose: in.Purpose, Note: in.Note, Ref: "campus/mileage", People: l.people()})
	})
	if err != nil {
		return Ledger{}, err
	}
	return l, nil
}

// Reflect is what the university's own system said of some entries.
type Reflect struct {
	Entries []id.ID
	Result  string // reflected, rejected
	OnDay   clock.Date
	Reason  string // of a rejection
}

// Reflect notes it, for each entry a row of its own.
func (s *Service) Reflect(ctx context.Context, who policy.Actor, in Reflect) (n int, err error) {
	in.Reason = people.CleanLine(in.Reason)
	p := fault.Problems{}
	if len(in.Entries) == 0 {
		p.Add("entry", "campus.problem.no_entries")
	}
	if len(in.Entries) > LedgerPage {
		p.Add("entry", "campus.problem.too_many", "most", LedgerPage)
	}
	if in.Result != Reflected && in.Result != Rejected {
		p.Add("result", "campus.problem.result")
	}
	if in.OnDay.Time().IsZero() || in.OnDay > s.db.Now().Date() {
		p.Add("on_day", "roster.problem.from")
	}
	switch {
	case in.Result == Rejected && in.Reason == "":
		p.Add("reason", "campus.problem.reason")
	case utf8.RuneCountInString(in.Reason) > longestReason:
		p.Add("reason", "account.problem.too_long", "max", longestReason)
	case people.HasResidentNumber(in.Reason):
		p.Add("reason", "account.problem.resident_number")
	}
	if err := p.Err(); err != nil {
		return 0, err
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		rows, err := st.entriesOf(in.Entries, policy.Visible(who).Campus)
		if err != nil {
			return err
		}
		if len(rows) != len(in.Entries) {
			return errNotThere
		}
		gone, err := st.gone(rows)
		if err != nil {
			return err
		}
		var said []Reflection
		var words []Text
		for _, e := range rows {
			if _, err := tx.Allow(policy.ReflectMileage, policy.OrgThing{Org: e.OrgID, Name: "mileage"}, "entry", e.ID, "result", in.Result); err != nil {
				return err
			}
			f := Reflection{ID: id.New(), EntryID: e.ID, Result: in.Result, OnDay: in.OnDay, MadeBy: who.Account, MadeAt: tx.Now}
			if said = append(said, f); in.Reason != "" && !gone[e.PersonID] {
				words = append(words, Text{f.ID, e.PersonID, in.Reason})
			}
		}
		n = len(rows)
		return st.reflect(said, words)
	})
	return n, err
}
