package catalog

import (
	"context"

	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// WithdrawApproval takes a request back, so that the draft can be changed. Anybody
// who runs the programme may, because the asker may be away.
func (d *Desk) WithdrawApproval(ctx context.Context, who policy.Actor, approval id.ID) error {
	return d.db.Write(ctx, who, func(tx *db.Tx) error {
		s := deskStore{tx}
		asked, _, err := s.asked(approval)
		if err != nil {
			return err
		}
		p, err := s.own(who, asked.ProgrammeID)
		if err != nil {
			return err
		}
		a, err := s.approval(approval)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.AskApproval, p, "withdrawn", a.ID.String()); err != nil {
			return err
		}
		if !a.DecidedAt.IsZero() {
			return deskReader{tx.DB}.decidedAlready(ctx, a)
		}
		a.DecidedBy, a.DecidedAt, a.Decision, a.DecidedAs = who.Account, tx.Now, "withdrawn", "asker"
		if err := s.decide(a); err != nil {
			return err
		}
		return s.carryOut(p, a, false)
	})
}
