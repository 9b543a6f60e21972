package credit

import (
	"ieum/internal/attendance"
	"ieum/internal/db"
	"ieum/internal/id"
)

// Release lets a person's confirmed, completed participations wait at their
// university: those on whose last day they were a verified student there, for
// each university that they let know today, each once. It runs in the transaction,
// and by the permit, of what made it possible: the confirmation, the consent, the
// proof of the affiliation.
func Release(tx *db.Tx, person id.ID) error {
	st := store{tx}
	universities, err := st.consented(person, tx.Now.Date())
	if err != nil || len(universities) == 0 {
		return err
	}
	affiliations, err := st.affiliationsOf(person)
	if err != nil || len(affiliations) == 0 {
		return err
	}
	done, err := st.completed(person)
	if err != nil {
		return err
	}
	for i := range done {
		p := &done[i]
		day := activityOn(&p.Section, &p.Participation)
		for _, org := range universities {
			a := covering(affiliations, org, day)
			if a == nil {
				continue
			}
			err := st.release(&Recognition{
				ID: id.New(), ParticipationID: p.Participation.ID, PersonID: person, OrgID: org, SectionID: p.Section.ID, AffiliationID: a.ID, ActivityOn: day,
				State: Waiting, ReleasedAt: tx.Now, WaitsSince: tx.Now, Version: 1,
			})
			if err != nil {
				return err
			}
		}
	}
	return nil
}

// OnConfirmed releases what has just been confirmed; see attendance.Service.OnConfirmed.
func OnConfirmed(tx *db.Tx, p attendance.Participation) error { return Release(tx, p.PersonID) }
