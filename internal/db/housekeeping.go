package db

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"testing"

	"gorm.io/gorm"

	"ieum/internal/policy"
)

// housekeeping lists what each bookkeeping task touches; none of it is a
// decision about a person. In tests a statement on another table fails.
var housekeeping = map[string][]string{
	"session":  {"web_sessions"},
	"throttle": {"throttle"},
	"outbox":   {"outbox"},
	"access":   {"access_log", "access_log_people"},
	"seal":     {"audit_seals", "worker_leases"},
	"erasures": {"erasures", "worker_leases"},
	"destroy":  {"outbox", "outbox_people", "destructions", "worker_leases"},
	"checks":   {"audit_checks"},
	"terms":    {"search_terms"},
	"tokens":   {"tokens", "registrations"},
	"codes":    {"codes", "guardian_invitations", "known_networks"},
	"uploads":  {"import_uploads"},
	"world":    nil, // any: the sample world is loaded once into an empty database
}

// Housekeep runs fn in a transaction without a permit or an audit row. Only the
// tasks in the table above may.
func (d *DB) Housekeep(ctx context.Context, task string, fn func(*Tx) error) error {
	tables, ok := housekeeping[task]
	if !ok {
		return fmt.Errorf("db: %q is no housekeeping", task)
	}
	return d.run(ctx, policy.System(task), func(tx *Tx) error {
		if testing.Testing() && tables != nil {
			tx.DB = tx.WithContext(context.WithValue(tx.Statement.Context, housekeepingKey{}, task))
		}
		return fn(tx)
	})
}

type housekeepingKey struct{}

// changes is a statement that changes a table.
var changes = regexp.MustCompile("(?i)^\\s*(?:insert\\s+into|replace\\s+into|update|delete\\s+from)\\s+[\"`]?(\\w+)")

// watchHousekeeping makes a housekeeping task's statement on a table that is
// not in its list fail. Reading the SQL is too slow for anything but tests.
func (d *DB) watchHousekeeping() {
	check := func(tx *gorm.DB) {
		task, ok := tx.Statement.Context.Value(housekeepingKey{}).(string)
		if !ok {
			return
		}
		if m := changes.FindStringSubmatch(tx.Statement.SQL.String()); m != nil && !slices.Contains(housekeeping[task], m[1]) {
			_ = tx.AddError(fmt.Errorf("db: the housekeeping task %q changes %s, which is not in its list", task, m[1]))
		}
	}
	for _, g := range d.handles {
		cb := g.Callback()
		for _, err := range []error{
			cb.Create().After("*").Register("housekeeping", check), cb.Update().After("*").Register("housekeeping", check),
			cb.Delete().After("*").Register("housekeeping", check), cb.Raw().After("*").Register("housekeeping", check),
			cb.Query().After("*").Register("housekeeping", check), cb.Row().After("*").Register("housekeeping", check),
		} {
			if err != nil {
				panic(err)
			}
		}
	}
}
