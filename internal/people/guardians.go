package people

import (
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/outbox"
)

// mostGuardians is how many people may answer for one child at a time. The schema holds it too.
const mostGuardians = 2

// errGuardians is the answer to one guardian too many.
func errGuardians() error {
	return fault.New(fault.Conflict, "family.problem.two", "n", mostGuardians)
}

// live are the accounts of those who answer for a child today, the first of them first.
func (s familyStore) live(child id.ID) (out []Account, err error) {
	err = s.Raw(`select a.* from guardianships g join accounts a on a.person_id = g.guardian_id and a.closed_at is null
		where g.child_id = ? and `+liveGuardianship+` order by g.created_at, g.id`, child, lastAdult(s.Now.Date())).Scan(&out).Error
	return out, err
}

// onRecord are the accounts of those whose guardianship nobody has ended, also by age.
func (s familyStore) onRecord(child id.ID) (out []Account, err error) {
	err = s.Raw(`select a.* from guardianships g join accounts a on a.person_id = g.guardian_id and a.closed_at is null
		where g.child_id = ? and g.ended_at is null order by g.created_at, g.id`, child).Scan(&out).Error
	return out, err
}

// hasRoom fails when a child, who is locked, has all the guardians that it may have.
func (s familyStore) hasRoom(child id.ID) error {
	var n int64
	err := s.Model(&Guardianship{}).Where("child_id = ? and ended_at is null", child).Count(&n).Error
	if err == nil && n >= mostGuardians {
		err = errGuardians()
	}
	return err
}

// tellGuardians tells those who answer for a child what somebody did, but for
// whoever did it: by every contact that they have proved.
func (s familyStore) tellGuardians(guardians []Account, child, by Person, kind string) error {
	for i := range guardians {
		if guardians[i].PersonID == by.ID {
			continue
		}
		for _, to := range guardians[i].contacts() {
			letter := outbox.Letter{
				Kind: kind, Ref: "person/" + child.ID.String(), Facts: outbox.Facts{"name": by.Name, "child": child.Name},
				Names: map[string]id.ID{"name": by.ID, "child": child.ID},
			}
			if err := outbox.Enqueue(s.Tx, to.To(letter)); err != nil {
				return err
			}
		}
	}
	return nil
}

// tellOthers is tellGuardians for those who answer for the child now.
func (s familyStore) tellOthers(child, by Person, kind string) error {
	guardians, err := s.live(child.ID)
	if err != nil {
		return err
	}
	return s.tellGuardians(guardians, child, by, kind)
}
