package db

import "context"

// Triggers are the triggers of the database as they are.
func (d *DB) Triggers(ctx context.Context) ([]string, error) { return d.triggers(ctx) }
