package people

import (
	"context"

	"ieum/internal/audit"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/policy"
)

// Unproved are the consenting students of the actor's universities whose number
// is only what they typed: a code to their address proved the address. Staff
// compare it with the register. The look is logged.
func (s *Affiliations) Unproved(ctx context.Context, who policy.Actor) ([]AffiliationAsked, error) {
	rows, err := affiliationReader{s.db.Read(ctx)}.unproved(policy.Visible(who).Campus, s.db.Now().Date())
	if err != nil || len(rows) == 0 {
		return rows, err
	}
	seen := make([]id.ID, len(rows))
	for i, r := range rows {
		seen[i] = r.PersonID
	}
	return rows, s.log.Looked(ctx, who, audit.Look{Task: TaskAffiliations, Purpose: audit.Recognition, Ref: "campus/affiliations", People: seen})
}

// ProveNumber notes that staff have found the student's number in their register.
func (s *Affiliations) ProveNumber(ctx context.Context, who policy.Actor, affiliation id.ID) error {
	return s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := affiliationStore{tx}
		a, err := st.atCampusLocked(affiliation, policy.Visible(who).Campus)
		if err != nil {
			return err
		}
		if _, err := tx.Allow(policy.DecideAffiliation, a.AtUniversity(), "decision", "number"); err != nil {
			return err
		}
		if a.State != AffiliationVerified || a.NumberProved != "" {
			return fault.New(fault.Conflict, "affiliation.decided_before")
		}
		known, err := st.letsKnow(a)
		if err != nil {
			return err
		}
		if !known {
			return fault.New(fault.NotFound, "error.not_found")
		}
		ok, err := st.proveNumber(a, ProvedByStaff)
		if err == nil && !ok {
			err = fault.New(fault.Conflict, "affiliation.taken")
		}
		return err
	})
}

// ProveNumbers notes, in the transaction and by the permit of whoever compared a
// roster, that students' numbers stand in it under their names. A number that was
// proved to be somebody else's stays as it is.
func ProveNumbers(tx *db.Tx, affiliations []id.ID) error {
	return affiliationStore{tx}.proveNumbers(affiliations)
}
