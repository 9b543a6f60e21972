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
	At     clock.Instant
}

// LedgerPage is how many entries a page has.
const LedgerPage = 100

// mostExported bounds one file.
const mostExported = 20_000

// Ledger lists entries, with names masked. The look is logged.
func (s *Service) Ledger(ctx context.Context, who policy.Actor, state string, page int) (Ledger, error) {
	if !slices.Contains(LedgerStates, state) {
		state = LedgerStates[0]
	}
	l, err := reader{s.db.Read(ctx)}.ledger(policy.Visible(who).Campus, state, page, LedgerPage)
	if err != nil || len(l.Lines) == 0 {
		return l, err
	}
	for i := range l.Lines {
		l.Lines[i].Name = people.MaskName(l.Lines[i].Name)
	}
	return l, s.log.Looked(ctx, who, l.look(TaskLedger, audit.Masked))
}

func (l *Ledger) look(task string, purpose audit.Purpose) audit.Look {
	seen := make([]id.ID, len(l.Lines))
	for i := range l.Lines {
		seen[i] = l.Lines[i].PersonID
	}
	return audit.Look{Task: task, Purpose: purpose, Ref: "campus/mileage", People: seen}
}

// Export gives the entries that wait for the university's own system in full,
// and writes who took them in the same transaction.
func (s *Service) Export(ctx context.Context, who policy.Actor, org id.ID) (l Ledger, err error) {
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		if l, err = (reader{tx.DB}).ledger(slices.DeleteFunc(policy.Visible(who).Campus, func(o id.ID) bool { return o != org }), LedgerStates[0], 1, mostExported); err != nil {
			return err
		}
		l.At = tx.Now
		if _, err := tx.Allow(policy.ExportMileage, policy.OrgThing{Org: org, Name: "mileage"}, "entries", len(l.Lines)); err != nil {
			return err
		}
		return audit.LogAccess(tx, who, l.look(TaskExport, audit.Recognition))
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
		for _, e := range rows {
			if _, err := tx.Allow(policy.ReflectMileage, policy.OrgThing{Org: e.OrgID, Name: "mileage"}, "entry", e.ID, "result", in.Result); err != nil {
				return err
			}
			if err := st.reflect(&Reflection{ID: id.New(), EntryID: e.ID, Result: in.Result, OnDay: in.OnDay, Reason: in.Reason, MadeBy: who.Account, MadeAt: tx.Now}); err != nil {
				return err
			}
		}
		n = len(rows)
		return nil
	})
	return n, err
}
