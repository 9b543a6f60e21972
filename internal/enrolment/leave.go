package enrolment

import (
	"bytes"
	"slices"

	"ieum/internal/catalog"
	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

// ReasonLeft is why a place was given back whose person closed their account.
const ReasonLeft = "enrolment.reason.left"

// Leave gives back every place that a person holds in a section that is not
// over, in the transaction that closes their account, whether or not the section
// has begun. by answers for them: the person, or a guardian. It says how many
// places there were. What was attended stays.
func Leave(tx *db.Tx, person, by id.ID) (int, error) {
	st := store{tx}
	if err := people.LockPersons(tx, person); err != nil {
		return 0, err
	}
	held, err := st.heldBy(person)
	if err != nil {
		return 0, err
	}
	slices.SortFunc(held, func(a, b Application) int { return bytes.Compare(a.SectionID[:], b.SectionID[:]) })
	n := 0
	for i := range held {
		seats, err := st.seatsLocked(held[i].SectionID)
		if err != nil {
			return n, err
		}
		a, err := st.applicationLocked(held[i].ID)
		if err != nil {
			return n, err
		}
		sec, _, err := st.section(a.SectionID)
		if err != nil {
			return n, err
		}
		if run := sec.RunAt(tx.Now); a.State != Accepted || run == catalog.Ended || run == catalog.RunCancelled {
			continue
		}
		if _, err := tx.Allow(policy.CancelOwn, leaving{&a, by}, "section", a.SectionID, "left", true); err != nil {
			return n, err
		}
		if err := st.release(&a, ReasonLeft, seats); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// leaving is an application as the thing of whoever answers for its person.
type leaving struct {
	*Application
	by id.ID
}

// PolicyPerson implements policy.Owned.
func (l leaving) PolicyPerson() id.ID { return l.by }
