package personal_test

import (
	"testing"
	"time"

	"ieum/internal/db"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
	"ieum/internal/world/worldtest"
)

// Both guardians of a child leave while somebody holds the child: each has counted
// the other before, and the second must see that the first has gone.
func TestTwoGuardiansWhoLeaveAtOnceLeaveNoChildBehind(t *testing.T) {
	each(t, func(t *testing.T, l *leaver) {
		other := people.Person{ID: id.New(), Name: "독고둘째손", BirthOn: "1972-08-18", Phone: "010-7771-7118", CreatedAt: 1, UpdatedAt: 1}
		account := people.Account{ID: id.New(), PersonID: other.ID, Email: "second-7118@gone.example", PasswordHash: worldtest.PasswordHash, Lang: "ko", ConfirmedAt: 1, CreatedAt: 1}
		put(t, l.d, &other, &account, &people.Guardianship{ID: id.New(), ChildID: l.child.ID, GuardianID: other.ID, CreatedBy: account.ID, CreatedAt: 1})
		guardians := []policy.Actor{l.who, {Account: account.ID, Person: other.ID, Name: other.Name, Origin: "192.0.2.45"}}
		done := make(chan error, len(guardians))
		err := l.d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			if err := people.LockPersons(tx, l.child.ID); err != nil {
				return err
			}
			for _, who := range guardians {
				go func() { done <- l.s.Close(t.Context(), who, again, true) }()
			}
			time.Sleep(time.Second) // both have counted, and wait for the child
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		for range guardians {
			if err := <-done; err != nil {
				t.Error(err)
			}
		}
		var n int64
		if err := l.d.Read(t.Context()).Raw("select count(*) from people where id in ? and erased_at is not null", []id.ID{l.person.ID, other.ID, l.child.ID}).Scan(&n).Error; err != nil || n != 3 {
			t.Errorf("%d of two guardians and their child are erased: %v", n, err)
		}
	})
}
