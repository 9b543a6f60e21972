package credit

import (
	"context"
	"slices"

	"ieum/internal/audit"
	"ieum/internal/catalog"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/paging"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// The tabs of the inbox.
const (
	TabWaiting = "waiting" // for the campus
	TabAsked   = "asked"   // for the host's reply
	TabDecided = "decided"
	TabChanged = "changed" // confirmed otherwise since it was recognised
)

// Tabs are all tabs, in their order.
var Tabs = []string{TabWaiting, TabAsked, TabDecided, TabChanged}

// LateAfter is after how many days something that waits is late.
const LateAfter = 14

// InboxFilter narrows the inbox.
type InboxFilter struct {
	Tab  string
	Kind catalog.Kind // "" any
	Page int
}

// InboxLine is one recognition in a list, with its student's name masked.
type InboxLine struct {
	Recognition
	Name       string
	Kind       catalog.Kind
	TitleKO    string
	TitleEN    string
	Host       string
	SectionKO  string
	Minutes    int
	Role       string
	Award      string
	University string
	Replied    bool // the host has answered
}

// Days is how long it has waited, in whole days.
func (l *InboxLine) Days(now clock.Instant) int { return l.WaitsSince.Date().DaysTo(now.Date()) }

// Inbox is what waits at the actor's universities, and what was decided.
type Inbox struct {
	Filter InboxFilter
	Lines  []InboxLine
	Page   paging.Page
	Counts map[string]int       // by tab
	Kinds  map[catalog.Kind]int // of the tab
	Late   int                  // of what waits
	Now    clock.Instant
}

// InboxPage is how many lines a page of the inbox has.
const InboxPage = 50

// Inbox lists the recognitions of the actor's universities; those that wait the
// longest come first. The look is logged.
func (s *Service) Inbox(ctx context.Context, who policy.Actor, f InboxFilter) (Inbox, error) {
	if !slices.Contains(Tabs, f.Tab) {
		f.Tab = TabWaiting
	}
	out, err := reader{s.db.Read(ctx)}.inbox(policy.Visible(who).Campus, f, s.db.Now())
	if err != nil || len(out.Lines) == 0 {
		return out, err
	}
	return out, s.log.Looked(ctx, who, look(TaskInbox, "campus/inbox", out.Lines))
}

func look(task, ref string, lines []InboxLine) audit.Look {
	seen := make([]id.ID, len(lines))
	for i := range lines {
		seen[i] = lines[i].PersonID
		lines[i].Name = people.MaskName(lines[i].Name)
	}
	return audit.Look{Task: task, Purpose: audit.Masked, Ref: ref, People: seen}
}

// MostAtOnce is how many recognitions may be decided together: one transaction,
// and one page that somebody reads before it.
const MostAtOnce = 100

// BatchLine is one recognition of a batch with what the rule gives it, those
// before it counted.
type BatchLine struct {
	InboxLine
	Outcome Outcome
}

// Batch is many recognitions under one rule, before anything is decided.
type Batch struct {
	Rule       *Rule
	University string
	Lines      []BatchLine
	Sum        Points
	None       int // lines that the rule gives nothing: they are left as they are
}

// given is what a batch has given each student so far: it counts towards the caps of what follows.
type given map[atUniversity][]Earlier

// apply works a file out after what the batch gave before it.
func (g given) apply(f *File) {
	at := atUniversity{f.PersonID, f.OrgID}
	f.earlier = append(f.earlier, g[at]...)
	if f.apply(); f.Outcome.Points > 0 {
		g[at] = append(g[at], f.stands())
	}
}

// PreviewBatch works out what recognising many together would come to. It
// changes nothing.
func (s *Service) PreviewBatch(ctx context.Context, who policy.Actor, chosen []id.ID) (b Batch, err error) {
	lines, err := s.chosen(ctx, who, chosen)
	if err != nil {
		return b, err
	}
	rows := make([]Recognition, len(lines))
	for i := range lines {
		rows[i] = lines[i].Recognition
	}
	files, err := reader{s.db.Read(ctx)}.files(rows)
	if err != nil {
		return b, err
	}
	given := given{}
	for i := range files {
		f := &files[i]
		if f.Rule == nil {
			return b, fault.Problems{"recognition": fault.Say("campus.problem.no_rule")}.Err()
		}
		if b.Rule != nil && b.Rule.ID != f.Rule.ID {
			return b, fault.Problems{"recognition": fault.Say("campus.problem.rules_differ")}.Err()
		}
		b.Rule, b.University = f.Rule, f.University.Current()
		given.apply(f)
		if f.Outcome.Points == 0 {
			b.None++
		}
		b.Sum += f.Outcome.Points
		b.Lines = append(b.Lines, BatchLine{lines[i], f.Outcome})
	}
	masked := make([]InboxLine, len(b.Lines))
	for i := range b.Lines {
		masked[i] = b.Lines[i].InboxLine
	}
	seen := look(TaskInbox, "campus/batch", masked)
	for i := range b.Lines {
		b.Lines[i].Name = masked[i].Name
	}
	return b, s.log.Looked(ctx, who, seen)
}

// chosen are the recognitions of a batch that still wait, in the order of their
// activities: the order in which caps fill up.
func (s *Service) chosen(ctx context.Context, who policy.Actor, chosen []id.ID) ([]InboxLine, error) {
	switch {
	case len(chosen) == 0:
		return nil, fault.Problems{"recognition": fault.Say("campus.problem.nobody")}.Err()
	case len(chosen) > MostAtOnce:
		return nil, fault.Problems{"recognition": fault.Say("campus.problem.too_many", "most", MostAtOnce)}.Err()
	}
	lines, err := reader{s.db.Read(ctx)}.waiting(policy.Visible(who).Campus, chosen, s.db.Now().Date())
	if err == nil && len(lines) == 0 {
		err = fault.New(fault.NotFound, "error.not_found")
	}
	return lines, err
}

// RecogniseBatch recognises many together, each with its own decision, entry and
// audit row. It does what the preview said or nothing: when one of them comes to
// other points meanwhile, none is recognised.
func (s *Service) RecogniseBatch(ctx context.Context, who policy.Actor, chosen []id.ID, sum Points, reason string) (n int, err error) {
	preview, err := s.PreviewBatch(ctx, who, chosen)
	if err != nil {
		return 0, err
	}
	if preview.Sum != sum || len(preview.Lines) != len(chosen) {
		return 0, errBatchMovedOn
	}
	return s.post(ctx, who, preview, reason)
}

// post recognises the lines of a batch as its preview has worked them out.
func (s *Service) post(ctx context.Context, who policy.Actor, preview Batch, reason string) (n int, err error) {
	var chosen []id.ID
	for i := range preview.Lines {
		if l := &preview.Lines[i]; l.Outcome.Points > 0 {
			chosen = append(chosen, l.ID)
		}
	}
	if len(chosen) == 0 {
		return 0, fault.Problems{"recognition": fault.Say("campus.problem.no_points")}.Err()
	}
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		all, err := st.own(chosen, policy.Visible(who).Campus)
		if fault.Of(err) == fault.NotFound {
			return errBatchMovedOn // one of them is not to be seen any more
		}
		if err != nil {
			return err
		}
		files := make(map[id.ID]*File, len(all))
		for i := range all {
			files[all[i].ID] = &all[i]
		}
		var w writing
		given := given{}
		for i := range preview.Lines {
			l := &preview.Lines[i]
			f := files[l.ID]
			if f == nil {
				continue
			}
			given.apply(f)
			if err := w.keepPromise(st, f, l, reason); err != nil {
				return err
			}
		}
		return w.store(st)
	})
	if err != nil {
		return 0, err
	}
	return len(chosen), nil
}

var errBatchMovedOn = fault.New(fault.Conflict, "campus.problem.batch_moved_on")

// keepPromise recognises one line of a batch, and is a conflict when that does
// not post what the preview said.
func (w *writing) keepPromise(st store, f *File, l *BatchLine, reason string) error {
	in := Decide{Recognition: l.ID, Decision: Recognise, Reason: reason, Version: l.Version}
	if _, problems := in.problems(); problems.Err() != nil {
		return problems.Err()
	}
	posted, err := w.decide(st, f, in, 0)
	switch {
	case fault.FieldsOf(err)["decision"].Key == "campus.problem.no_points": // it gives nothing any more
	case fault.Of(err) == fault.NotFound, fault.Of(err) == fault.Conflict: // decided, or the consent withdrawn
		return errBatchMovedOn
	case err != nil:
		return err
	}
	if posted != l.Outcome.Points {
		return fault.New(fault.Conflict, "campus.problem.batch_differs", "promised", l.Outcome.Points.String(), "now", posted.String())
	}
	return nil
}
