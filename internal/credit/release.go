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
func Release(tx *db.Tx, person id.ID) error { return release(tx, person, id.None) }

// OnConfirmed releases what has just been confirmed, and nothing else; see
// attendance.Service.OnConfirmed.
func OnConfirmed(tx *db.Tx, p attendance.Participation) error {
	if p.Result != attendance.Completed {
		return nil
	}
	return release(tx, p.PersonID, p.ID)
}

// release is of all participations of a person, or of one. Of two transactions
// that each bring a half of it, the consent and the confirmation, the later one
// waits at the person's row for the earlier, and then sees both.
func release(tx *db.Tx, person, only id.ID) error {
	st := store{tx}
	if err := st.lockPersons([]id.ID{person}); err != nil {
		return err
	}
	universities, err := st.consented(person, tx.Now.Date())
	if err != nil || len(universities) == 0 {
		return err
	}
	affiliations, err := st.affiliationsOf(person)
	if err != nil || len(affiliations) == 0 {
		return err
	}
	done, err := st.completed(person, only)
	if err != nil {
		return err
	}
	var rows []Recognition
	for i := range done {
		p := &done[i]
		day := activityOn(&p.Section, &p.Participation)
		for _, org := range universities {
			if a := covering(affiliations, org, day); a != nil {
				rows = append(rows, Recognition{
					ID: id.New(), ParticipationID: p.Participation.ID, PersonID: person, OrgID: org, SectionID: p.Section.ID, AffiliationID: a.ID, ActivityOn: day,
					State: Waiting, ReleasedAt: tx.Now, WaitsSince: tx.Now, Version: 1,
				})
			}
		}
	}
	return st.release(rows)
}
