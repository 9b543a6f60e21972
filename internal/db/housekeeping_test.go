package db_test

import (
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
)

func TestHousekeepingKeepsToItsTables(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		term := func(tx *db.Tx) error {
			return tx.Exec("insert into search_terms (searched_on, term, voice) values ('2026-03-02', '요가', 'a') on conflict (term, voice) do update set searched_on = '2026-03-02'").Error
		}
		if err := d.Housekeep(t.Context(), "terms", term); err != nil {
			t.Fatal(err)
		}
		for name, fn := range map[string]func(*db.Tx) error{
			"catalogue_version": bump,
			"audit":             func(tx *db.Tx) error { return tx.Create(&db.Audit{At: tx.Now, Action: "x"}).Error },
			"outbox": func(tx *db.Tx) error {
				return tx.Table("outbox").Where("id = ?", nil).Updates(map[string]any{"kind": "x"}).Error
			},
			"access_log": func(tx *db.Tx) error { return tx.Exec("delete from access_log").Error },
			"throttle": func(tx *db.Tx) error {
				var n []int
				return tx.Raw("delete from throttle returning 1").Scan(&n).Error
			},
		} {
			if err := d.Housekeep(t.Context(), "terms", fn); err == nil || !strings.Contains(err.Error(), "changes "+name) {
				t.Errorf("%s: %v", name, err)
			}
		}
		if count(t, d, "audit") != 0 || version(t, d) != 1 {
			t.Error("what was refused has been written")
		}
	})
}
