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
		_, err := decide(tx, who, in, points)
		return err
	})
}

// decide is one decision in a transaction. It says what it posted to the ledger:
// less than nothing when it took points back.
func decide(tx *db.Tx, who policy.Actor, in Decide, points Points) (posted Points, err error) {
	st := store{tx}
	r, err := st.own(in.Recognition, policy.Visible(who).Campus)
	if err != nil {
		return 0, err
	}
	if in.Version != 0 && in.Version != r.Version {
		return 0, fault.New(fault.Conflict, "campus.problem.moved_on")
	}
	consented, err := st.consentHeld(r)
	if err != nil {
		return 0, err
	}
	if err := r.takes(in.Decision, consented); err != nil {
		return 0, err
	}
	file, err := reader{tx.DB}.file(r)
	if err != nil {
		return 0, err
	}
	row := DecisionRow{
		ID: id.New(), RecognitionID: r.ID, Decision: in.Decision, ParticipationVersion: file.Participation.Version, Reason: in.Reason, DecidedBy: who.Account, DecidedAt: tx.Now,
	}
	if file.Rule != nil {
		row.RuleID = file.Rule.ID
	}
	if in.Decision == Recognise || in.Decision == InPart {
		switch {
		case file.Rule == nil:
			return 0, fault.Problems{"decision": fault.Say("campus.problem.no_rule")}.Err()
		case file.Outcome.Points <= 0:
			return 0, fault.Problems{"decision": fault.Say("campus.problem.no_points")}.Err()
		case in.Decision == InPart && points >= file.Outcome.Points:
			return 0, fault.Problems{"points": fault.Say("campus.problem.points_most", "most", file.Outcome.Points.String())}.Err()
		case in.Decision == Recognise:
			points = file.Outcome.Points
		}
		row.Points = points
		if row.Reason == "" {
			row.Reason = i18n.In(i18n.KO, "campus.reason_by_rule", "version", file.Rule.Version)
		}
	}
	if _, err := tx.Allow(policy.DecideRecognition, r, "decision", in.Decision, "points", int64(row.Points), "rule", row.RuleID); err != nil {
		return 0, err
	}
	if err := st.addDecision(&row); err != nil {
		return 0, err
	}
	kind := ""
	switch in.Decision {
	case Recognise, InPart:
		why, err := StoreWhy(file.Outcome.Why)
		if err != nil {
			return 0, err
		}
		e := Entry{
			ID: id.New(), OrgID: r.OrgID, PersonID: r.PersonID, RecognitionID: r.ID, DecisionID: row.ID, Points: points, RuleID: row.RuleID,
			RuleVersion: file.Rule.Version, Why: why, Reason: row.Reason, CountsOn: r.ActivityOn, PostedBy: who.Account, PostedAt: tx.Now,
		}
		if err := st.post(&e); err != nil {
			return 0, err
		}
		posted = e.Points
		r.State, r.Points = Recognised, points
		if in.Decision == InPart {
			r.State = Partly
		}
		kind = LetterRecognised
	case CancelBack:
		if posted, err = st.reverse(r, &row); err != nil {
			return 0, err
		}
		r.State, r.Points = Cancelled, 0
		kind = LetterCancelled
	case Refuse:
		r.State, kind = Refused, LetterRefused
	case AskHost:
		r.State = Asked
		q := Question{ID: id.New(), RecognitionID: r.ID, HostID: file.Programme.OrgID, Question: in.Reason, AskedBy: who.Account, AskedAt: tx.Now}
		if err := st.ask(&q); err != nil {
			return 0, err
		}
	}
	if err := st.decided(r, in.Decision != AskHost); err != nil {
		return 0, err
	}
	if kind == "" {
		return posted, nil
	}
	return posted, tell(tx, r, kind, outbox.Facts{
		"org": file.University.Current(), "title_ko": file.Programme.TitleKO, "title_en": file.Programme.TitleEN, "number": points.String(), "body": row.Reason,
	})
}

// tell writes to the student by whatever way reaches them.
func tell(tx *db.Tx, r *Recognition, kind string, facts outbox.Facts) error {
	reach, ok, err := people.ReachOf(tx, r.PersonID)
	if err != nil || !ok {
		return err
	}
	return outbox.Enqueue(tx, reach.To(outbox.Letter{Kind: kind, Ref: r.PolicyRef(), Facts: facts}))
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
