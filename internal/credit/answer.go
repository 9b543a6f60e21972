package credit

import (
	"context"
	"unicode/utf8"

	"ieum/internal/audit"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// TaskQuestions names in the access log that a host read what campuses ask about somebody.
const TaskQuestions = "office.questions"

// QuestionLine is a question as the host reads it.
type QuestionLine struct {
	Question
	PersonID      id.ID
	Name          string // masked in a list
	University    string
	TitleKO       string
	TitleEN       string
	SectionID     id.ID
	SectionNumber string
	SectionKO     string
	EndsOn        clock.Date
	Minutes       int
	Role          string
	Award         string
}

// Questions are what campuses ask of the actor's organisations, those without a
// reply first. The look is logged.
func (s *Service) Questions(ctx context.Context, who policy.Actor) ([]QuestionLine, error) {
	rows, err := reader{s.db.Read(ctx)}.questions(policy.Visible(who).Runs, id.None, s.db.Now().Date())
	if err != nil || len(rows) == 0 {
		return rows, err
	}
	seen := make([]id.ID, len(rows))
	for i := range rows {
		seen[i] = rows[i].PersonID
		rows[i].Name = people.MaskName(rows[i].Name)
	}
	return rows, s.log.Looked(ctx, who, audit.Look{Task: TaskQuestions, Purpose: audit.Masked, Ref: "office/questions", People: seen})
}

// OpenQuestions counts those without a reply. It names nobody.
func (s *Service) OpenQuestions(ctx context.Context, who policy.Actor) (int, error) {
	return reader{s.db.Read(ctx)}.openQuestions(policy.Visible(who).Runs, s.db.Now().Date())
}

// Question is one question of the actor's organisations, with the student's
// name: the host answers about this one person. The look is logged.
func (s *Service) Question(ctx context.Context, who policy.Actor, question id.ID) (QuestionLine, error) {
	rows, err := reader{s.db.Read(ctx)}.questions(policy.Visible(who).Runs, question, s.db.Now().Date())
	if err != nil {
		return QuestionLine{}, err
	}
	if len(rows) == 0 {
		return QuestionLine{}, fault.New(fault.NotFound, "error.not_found")
	}
	q := rows[0]
	return q, s.log.Looked(ctx, who, audit.Look{Task: TaskQuestions, Purpose: audit.Recognition, Ref: q.PolicyRef(), People: []id.ID{q.PersonID}})
}

// Answer is the one reply to a question. The recognition then waits at the campus again.
func (s *Service) Answer(ctx context.Context, who policy.Actor, question id.ID, reply string) error {
	reply = people.CleanLine(reply)
	p := fault.Problems{}
	switch {
	case reply == "":
		p.Add("reply", "question.problem.reply")
	case utf8.RuneCountInString(reply) > longestReason:
		p.Add("reply", "account.problem.too_long", "max", longestReason)
	case people.HasResidentNumber(reply):
		p.Add("reply", "account.problem.resident_number")
	}
	if err := p.Err(); err != nil {
		return err
	}
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		q, err := st.question(question, policy.Visible(who).Runs, tx.Now.Date())
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.AnswerQuestion, q, "recognition", q.RecognitionID); err != nil {
			return err
		}
		if !q.RepliedAt.IsZero() {
			return fault.New(fault.Conflict, "question.problem.answered")
		}
		return st.answer(q, reply)
	})
}
