package outbox

import "ieum/internal/db"

func insert(tx *db.Tx, rows []Message) error { return tx.CreateInBatches(&rows, 200).Error }
