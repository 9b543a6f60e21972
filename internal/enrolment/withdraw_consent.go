package enrolment

import (
	"context"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// Affected are the places that a child would lose if the consent for it were
// withdrawn now: those whose section has not ended.
func (s *Service) Affected(ctx context.Context, who policy.Actor, child id.ID) ([]Receipt, error) {
	if !policy.Visible(who).Ward(child) {
		return nil, fault.New(fault.NotFound, "error.not_found")
	}
	r := reader{s.db.Read(ctx)}
	apps, err := r.ofPersons([]id.ID{child})
	if err != nil {
		return nil, err
	}
	all, err := r.receipts(apps)
	if err != nil {
		return nil, err
	}
	var out []Receipt
	for i := range all {
		if all[i].State == Accepted && all[i].Section.RunAt(s.db.Now()) != catalog.Ended {
			out = append(out, all[i])
		}
	}
	return out, nil
}

// WithdrawConsent takes a guardian's consent for a child back. Below fourteen the
// child's data may not be used from then on (개인정보 보호법 제37조), so every place
// in a section that has not ended is given back in the same transaction; what
// has ended stays as the record that it is. Withdrawing twice is withdrawing once.
func (s *Service) WithdrawConsent(ctx context.Context, who policy.Actor, child id.ID) (places int, err error) {
	err = s.db.Write(ctx, who, func(tx *db.Tx) error {
		person, err := people.EndConsent(tx, child)
		if err != nil || !people.NeedsConsent(person.BirthOn, tx.Now.Date()) {
			return err
		}
		st := store{tx}
		held, err := st.placesOf(child) // in the order of the sections: two who withdraw at once wait for each other
		if err != nil {
			return err
		}
		for i := range held {
			given, err := st.giveBack(&held[i], person)
			if err != nil {
				return err
			}
			places += given
		}
		return nil
	})
	return places, err
}

// giveBack frees a child's place by the permit of its guardian, unless the section has ended.
func (s store) giveBack(a *Application, person people.Person) (int, error) {
	seats, err := s.seatsLocked(a.SectionID)
	if err != nil {
		return 0, err
	}
	now, err := s.applicationLocked(a.ID)
	if err != nil {
		return 0, err
	}
	section, programme, err := s.section(a.SectionID)
	if err != nil {
		return 0, err
	}
	if now.State != Accepted || section.RunAt(s.Now) == catalog.Ended {
		return 0, nil
	}
	if _, err := s.Allow(policy.CancelOwn, &now, "section", section.ID, "why", "consent withdrawn"); err != nil {
		return 0, err
	}
	if err := s.release(&now, ReasonConsentGone, seats); err != nil {
		return 0, err
	}
	return 1, tell(s.Tx, LetterCancelled, person, &now, &section, &programme)
}
