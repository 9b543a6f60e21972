package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// DecideApproval is what the second person says: Approve lets the draft out,
// otherwise it goes back with a reason.
type DecideApproval struct {
	Approval id.ID
	Approve  bool
	Reason   string
}

// DecideApproval decides a request. Two who decide at once are told who was
// first; somebody who may not know of it is told that it is not there.
func (d *Desk) DecideApproval(ctx context.Context, who policy.Actor, cmd DecideApproval) error {
	t := newTyped()
	reason := t.text("reason", cmd.Reason, longReason)
	if !cmd.Approve {
		t.required("reason", reason)
	}
	if err := t.problems.Err(); err != nil {
		return err
	}
	return d.db.Write(ctx, who, func(tx *db.Tx) error {
		s, r := deskStore{tx}, deskReader{tx.DB}
		asked, c, err := s.asked(cmd.Approval)
		if err != nil {
			return err
		}
		p, err := s.anyProgramme(asked.ProgrammeID)
		if err != nil {
			return err
		}
		a, err := s.approval(cmd.Approval) // locked after its programme, as everywhere
		if err != nil {
			return err
		}
		w := waiting{a, c.of(a.OrgID, a.AskedBy, p.AgreementID)}
		switch may := policy.May(who, policy.DecideApproval, w); {
		case !may && a.AskedBy == who.Account:
			return fault.New(fault.Forbidden, "office.problem.own_request")
		case !may:
			return errNotThere
		case !a.DecidedAt.IsZero():
			return r.decidedAlready(ctx, a)
		}
		decision := map[bool]string{true: "approved", false: "returned"}[cmd.Approve]
		if _, err := tx.Allow(policy.DecideApproval, w, "decision", decision, "programme", p.ID.String(), "section", a.SectionID.String()); err != nil {
			return err
		}
		a.DecidedBy, a.DecidedAt, a.Decision, a.Reason = who.Account, tx.Now, decision, reason
		a.capacity(who, w.by, c)
		if err := s.decide(a); err != nil {
			return err
		}
		return s.carryOut(p, a, cmd.Approve)
	})
}

// asked reads a request and the chain, before anything is locked.
func (s deskStore) asked(approval id.ID) (*Approval, chain, error) {
	r := deskReader{s.DB}
	var a Approval
	res := r.Where("id = ?", approval).Limit(1).Find(&a)
	if res.Error != nil {
		return nil, chain{}, res.Error
	}
	if res.RowsAffected == 0 {
		return nil, chain{}, errNotThere
	}
	c, err := r.chain()
	return &a, c, err
}

// capacity notes as what the actor decides: in person before standing in for somebody.
func (a *Approval) capacity(who policy.Actor, by []id.ID, c chain) {
	for _, org := range by {
		if who.Has(policy.Approver, org) {
			a.DecidedAs = decidedAs(a.OrgID, org, c.parents)
			return
		}
	}
	for _, org := range by {
		if record, ok := who.StandInAt(policy.Approver, org); ok {
			a.DecidedAs, a.StandInID = "stand_in", record
			return
		}
	}
}

// decidedAlready tells a second decider who was first, and when.
func (r deskReader) decidedAlready(ctx context.Context, a *Approval) error {
	name, err := r.nameOf(a.DecidedBy)
	if err != nil {
		return err
	}
	return fault.New(fault.Conflict, "office.problem.decided_"+a.Decision, "who", name, "when", i18n.Moment(ctx, a.DecidedAt))
}

// carryOut publishes what was approved, or gives the draft back.
func (s deskStore) carryOut(p *Programme, a *Approval, approved bool) error {
	all, err := s.sections(p.ID)
	if err != nil {
		return err
	}
	var covered []Section
	for _, sec := range all {
		if sec.State == Review && (a.SectionID.IsZero() || sec.ID == a.SectionID) {
			covered = append(covered, sec)
		}
	}
	if !approved {
		return s.moveAll(p, covered, a.SectionID, Review, Draft)
	}
	for i := range covered {
		if lacks := lacksOfSection(&covered[i], s.Now); len(lacks) > 0 {
			return fault.New(fault.Conflict, lacks[0].Key+"_of", "section", lacks[0].Of)
		}
	}
	if a.SectionID.IsZero() {
		if err := s.moveProgramme(p.ID, Review, Published, map[string]any{"published_at": s.Now}); err != nil {
			return err
		}
	}
	for i := range covered {
		if err := s.moveSection(covered[i].ID, Review, Published, map[string]any{"published_at": s.Now}); err != nil {
			return err
		}
		if err := s.openSeats(&covered[i]); err != nil {
			return err
		}
	}
	return Touch(s.Tx)
}
