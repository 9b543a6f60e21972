package catalog

import (
	"gorm.io/gorm"

	"ieum/internal/db"
)

// Touch tells every process that the public catalogue has changed. Call it in
// the transaction of each change to what the catalogue lists: a programme or a
// section published, edited, closed or cancelled, an import, an organisation's
// name, a strand, or the pressure of a section's seats. Nothing else need be
// done: the next request reloads the index when it sees the number.
func Touch(tx *db.Tx) error {
	return db.One(tx.Table("catalogue_version").Where("only_row = 1").Updates(map[string]any{"version": gorm.Expr("version + 1")}))
}

func (r reader) version() (v int64, err error) {
	err = r.Raw("select version from catalogue_version where only_row = 1").Row().Scan(&v)
	return v, err
}
