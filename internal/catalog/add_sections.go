package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// SectionDraft is a section as it is typed, with its meetings: as they are in
// Sessions, or as Plan works them out; neither is no meeting yet.
type SectionDraft struct {
	Form     SectionForm
	Plan     *PlanForm
	Sessions []SessionForm
}

// Problems are what is wrong with a draft; it stores nothing.
func (d SectionDraft) Problems() fault.Problems {
	_, problems := d.read(id.None, policy.Actor{})
	return problems
}

func (d SectionDraft) read(programme id.ID, who policy.Actor) (draftSection, fault.Problems) {
	out := draftSection{section: newSection(programme, who)}
	problems := d.Form.read(out.section)
	for _, f := range d.Sessions {
		var one Session
		for field, t := range f.read(&one) {
			problems.Add(field, t.Key, t.Args...)
		}
		out.sessions = append(out.sessions, one)
	}
	if len(out.sessions) > mostSessions {
		problems.Add("sessions", "office.problem.sessions_many", "n", mostSessions)
	}
	inOrder(out.sessions)
	if d.Plan == nil || len(d.Sessions) > 0 {
		return out, problems
	}
	plan, err := PlanSessions(*d.Plan)
	for field, t := range fault.FieldsOf(err) {
		problems.Add(field, t.Key, t.Args...)
	}
	out.sessions = plan.Sessions
	return out, problems
}

// mostAtOnce is how many sections are added in one transaction.
const mostAtOnce = 200

// AddSections stores drafts under one programme, all or none, and says how many.
func (d *Desk) AddSections(ctx context.Context, who policy.Actor, programme id.ID, drafts []SectionDraft) (int, error) {
	if len(drafts) == 0 || len(drafts) > mostAtOnce {
		return 0, fault.New(fault.Invalid, "office.problem.sheet_rows", "n", mostAtOnce)
	}
	rows := make([]draftSection, len(drafts))
	for i, x := range drafts {
		row, problems := x.read(programme, who)
		if err := problems.Err(); err != nil {
			return 0, err
		}
		rows[i] = row
	}
	return len(rows), d.db.Write(ctx, who, func(tx *db.Tx) error { return deskStore{tx}.createSections(who, programme, rows) })
}
