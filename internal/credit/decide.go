package credit

import (
	"context"
	"unicode/utf8"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Letters of this package.
const (
	LetterRecognised = "recognition.recognised"
	LetterRefused    = "recognition.refused"
	LetterCancelled  = "recognition.cancelled"
)

// Decide is what staff decide about one recognition.
type Decide struct {
	Recognition id.ID
	Decision    Decision
	Points      string // of a decision in part
	Reason      string // of AskHost: the question
	Version     int    // of the recognition as it was read
}

const longestReason = 500

func (in *Decide) problems() (Points, fault.Problems) {
	in.Reason = people.CleanLine(in.Reason)
	p := fault.Problems{}
	points := Points(0)
	switch in.Decision {
	case InPart:
		var ok bool
		if points, ok = ParsePoints(in.Points); !ok || points <= 0 {
			p.Add("points", "campus.problem.points")
		}
	case Recognise, AskHost, Refuse, CancelBack:
	default:
		p.Add("decision", "campus.problem.decision")
	}
	switch {
	case in.Reason == "" && in.Decision != Recognise:
		p.Add("reason", "campus.problem.reason")
	case utf8.RuneCountInString(in.Reason) > longestReason:
		p.Add("reason", "account.problem.too_long", "max", longestReason)
	case people.HasResidentNumber(in.Reason):
		p.Add("reason", "account.problem.resident_number")
	}
	return points, p
}

// Decide keeps a decision, and posts or takes back its mileage in the same
// transaction. Decisions about one student wait for each other, so that no two
// of them pass a cap together.
func (s *Service) Decide(ctx context.Context, who policy.Actor, in Decide) error {
	points, problems := in.problems()
	if err := problems.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		all, err := st.own([]id.ID{in.Recognition}, policy.Visible(who).Campus)
		if err != nil {
			return err
		}
		f := all[0]
		if !f.Consented {
			if err := (reader{tx.DB}).asFrozen(&f); err != nil {
				return err
			}
		}
		var w writing
		if _, err := w.decide(st, &f, in, points); err != nil {
			return err
		}
		return w.store(st)
	})
}

// writing is what decisions come to, stored in a few statements.
type writing struct {
	decisions []DecisionRow
	texts     []Text
	entries   []Entry
	questions []Question
	frozen    []Frozen
	moved     []move
	letters   []letter
}

// move is a recognition with where it stands now.
type move struct {
	Recognition
	final bool
}

// letter is what a student is told.
type letter struct {
	person id.ID
	kind   string
	ref    string
	facts  outbox.Facts
}

// decide is one decision about a file that is locked. It says what it posts to
// the ledger: less than nothing when it takes points back.
func (w *writing) decide(st store, f *File, in Decide, points Points) (posted Points, err error) {
	r, tx := &f.Recognition, st.Tx
	if in.Version != 0 && in.Version != r.Version {
		return 0, fault.New(fault.Conflict, "campus.problem.moved_on")
	}
	if err := r.takes(in.Decision, f.Consented); err != nil {
		return 0, err
	}
	row := DecisionRow{ID: id.New(), RecognitionID: r.ID, Decision: in.Decision, ParticipationVersion: f.Participation.Version, DecidedBy: tx.Who.Account, DecidedAt: tx.Now}
	if f.Rule != nil {
		row.RuleID = f.Rule.ID
	}
	reason := in.Reason
	if in.Decision == Recognise || in.Decision == InPart {
		switch {
		case f.Rule == nil:
			return 0, fault.Problems{"decision": fault.Say("campus.problem.no_rule")}.Err()
		case f.Outcome.Points <= 0:
			return 0, fault.Problems{"decision": fault.Say("campus.problem.no_points")}.Err()
		case in.Decision == InPart && points >= f.Outcome.Points:
			return 0, fault.Problems{"points": fault.Say("campus.problem.points_most", "most", f.Outcome.Points.String())}.Err()
		case in.Decision == Recognise:
			points = f.Outcome.Points
		}
		row.Points = points
		if reason == "" {
			reason = i18n.In(i18n.KO, "campus.reason_by_rule", "version", f.Rule.Version)
		}
	}
	if _, err := tx.Allow(policy.DecideRecognition, r, "decision", in.Decision, "points", int64(row.Points), "rule", row.RuleID); err != nil {
		return 0, err
	}
	if !f.Person.ErasedAt.IsZero() {
		reason = "" // nothing would ever empty it again
	}
	w.decisions, w.texts = append(w.decisions, row), append(w.texts, Text{row.ID, r.PersonID, reason})
	kind, now := "", *r
	switch in.Decision {
	case Recognise, InPart:
		why, err := StoreWhy(f.Outcome.Why)
		if err != nil {
			return 0, err
		}
		w.entries = append(w.entries, Entry{
			ID: id.New(), OrgID: r.OrgID, PersonID: r.PersonID, RecognitionID: r.ID, DecisionID: row.ID, Points: points, RuleID: row.RuleID,
			RuleVersion: f.Rule.Version, Why: why, CountsOn: r.ActivityOn, PostedBy: tx.Who.Account, PostedAt: tx.Now,
		})
		posted, now.State, now.Points, kind = points, Recognised, points, LetterRecognised
		if in.Decision == InPart {
			now.State = Partly
		}
	case CancelBack:
		e, err := st.reversal(r, &row)
		if err != nil {
			return 0, err
		}
		w.entries = append(w.entries, e)
		posted, now.State, now.Points, kind = e.Points, Cancelled, 0, LetterCancelled
	case Refuse:
		now.State, kind = Refused, LetterRefused
	case AskHost:
		now.State = Asked
		w.questions = append(w.questions, Question{ID: id.New(), RecognitionID: r.ID, HostID: f.Programme.OrgID, Question: in.Reason, AskedBy: tx.Who.Account, AskedAt: tx.Now})
	}
	w.moved = append(w.moved, move{now, in.Decision != AskHost})
	if f.Consented && in.Decision != AskHost {
		k, err := f.Freeze(row.ID, tx.Now)
		if err != nil {
			return 0, err
		}
		w.frozen = append(w.frozen, *k)
	}
	if kind != "" {
		w.letters = append(w.letters, letter{r.PersonID, kind, r.PolicyRef(), outbox.Facts{
			"org": f.University.Current(), "title_ko": f.Programme.TitleKO, "title_en": f.Programme.TitleEN, "number": points.String(), "body": reason,
		}})
	}
	return posted, nil
}

// takes says whether a decision fits where the recognition stands. Without the
// student's consent nothing more is decided about them: what was given can only
// be taken back.
func (r *Recognition) takes(d Decision, consented bool) error {
	fits := false
	switch d {
	case Recognise, InPart:
		fits = !r.State.Stands()
	case AskHost:
		fits = r.State == Waiting
	case Refuse:
		fits = !r.State.Decided()
	case CancelBack:
		fits = r.State.Stands()
	}
	switch {
	case !fits:
		return fault.New(fault.Conflict, "campus.problem.moved_on")
	case !consented && d != CancelBack:
		return fault.New(fault.Conflict, "campus.problem.no_consent")
	}
	return nil
}

// May are the decisions that are possible: that fit where the recognition
// stands, and that the student's consent still covers.
func (f *File) May() (out []Decision) {
	for _, d := range []Decision{Recognise, InPart, AskHost, Refuse, CancelBack} {
		if f.takes(d, f.Consented) == nil {
			out = append(out, d)
		}
	}
	return out
}
