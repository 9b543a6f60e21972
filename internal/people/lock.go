package people

import (
	"ieum/internal/db"
	"ieum/internal/id"
)

// LockPersons locks people until the transaction ends, so that what is decided
// about one of them is decided one after the other: a child's application and the
// withdrawal of the consent that it rests on, a second guardian and a third.
//
// The order of locks in the whole portal is: people by their id, then the seats of
// sections by the section's id, then everything else. Whoever needs several people
// locks them by one call, and before any section.
func LockPersons(tx *db.Tx, persons ...id.ID) error {
	if tx.Engine() == db.SQLite {
		return nil // its transactions stand one after the other anyway
	}
	var ids []id.ID
	return tx.Locked().Model(&Person{}).Where("id in ?", persons).Order("id").Pluck("id", &ids).Error
}
