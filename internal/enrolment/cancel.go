package enrolment

import (
	"context"
	"errors"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
	"ieum/internal/policy"
)

// Cancel gives a place back, until the section begins. The place is free in the
// same transaction. Cancelling twice is cancelling once.
func (s *Service) Cancel(ctx context.Context, who policy.Actor, application id.ID) error {
	r, err := s.Application(ctx, who, application)
	if err != nil {
		return err
	}
	done, err := s.turns.take(ctx, r.SectionID)
	if err != nil {
		return err
	}
	defer done()
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		st := store{tx}
		seats, err := st.seatsLocked(r.SectionID)
		if err != nil {
			return err
		}
		if r.Application, err = st.applicationLocked(application); err != nil {
			return err
		}
		if r.Section, r.Programme, err = st.section(r.SectionID); err != nil {
			return err
		}
		if _, err := tx.Allow(policy.CancelOwn, &r.Application, "section", r.SectionID); err != nil {
			return err
		}
		switch {
		case r.State == Cancelled:
			return errDecidedBefore
		case r.State != Accepted:
			return fault.New(fault.Conflict, "enrolment.cancel.no_place")
		case !r.Cancellable(tx.Now):
			return fault.New(fault.Conflict, "enrolment.cancel.too_late", "phone", contactOf(&r.Section, &r.Programme))
		}
		if err := st.release(&r.Application, "", seats); err != nil {
			return err
		}
		return tell(tx, LetterCancelled, r.Person, &r.Application, &r.Section, &r.Programme)
	})
	if errors.Is(err, errDecidedBefore) {
		err = nil
	}
	return err
}

func contactOf(s *catalog.Section, p *catalog.Programme) string {
	if s.ApplyPhone != "" {
		return s.ApplyPhone
	}
	return p.Phone
}

// CancelAllForSection frees every place of a section that the office cancels,
// with a letter to each person, in the office's own transaction; it asks for
// policy.CancelSection itself. It says how many places there were.
func CancelAllForSection(tx *db.Tx, section id.ID) (int, error) {
	st := store{tx}
	if _, err := st.seatsLocked(section); err != nil {
		return 0, err
	}
	s, p, err := st.section(section)
	if err != nil {
		return 0, err
	}
	held, err := st.holders(section)
	if err != nil {
		return 0, err
	}
	letters := make([]outbox.Letter, 0, len(held))
	for i := range held {
		// Each person's place is taken away by a permit of its own, so that the audit says who did it.
		if _, err := tx.Allow(policy.CancelSection, placeIn{p.OrgID, held[i].Application.PolicyRef()}, "section", section); err != nil {
			return 0, err
		}
		held[i].Application.Reason = ReasonSectionCancelled
		if !held[i].Reached {
			continue // told by telephone
		}
		letters = append(letters, letter(LetterSectionCancelled, held[i].Reach, held[i].Person, &held[i].Application, &s, &p))
	}
	if err := st.releaseAll(section, ReasonSectionCancelled); err != nil {
		return 0, err
	}
	return len(held), outbox.Enqueue(tx, letters...)
}

// placeIn is an application as its organisation's thing.
type placeIn struct {
	org id.ID
	ref string
}

// PolicyOrg implements policy.Resource.
func (p placeIn) PolicyOrg() id.ID { return p.org }

// PolicyRef implements policy.Resource.
func (p placeIn) PolicyRef() string { return p.ref }
