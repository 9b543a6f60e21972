package personal_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/i18n"
	"ieum/internal/personal"
)

// TestEveryTableWithAPersonInItIsListed finds every column that points to a
// person or an account. Whoever adds one says in the Holdings of their package
// what its person is given and what an erasure leaves of it.
func TestEveryTableWithAPersonInItIsListed(t *testing.T) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) {
		var found []struct{ Name, Col string }
		q := `select m.name, f."from" as col from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table' and f."table" in ('people', 'accounts')
			union select m.name, c.name from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and c.name in ('person_id', 'account_id')`
		if d.Engine == db.Postgres {
			q = `select c.conrelid::regclass::text as name, a.attname as col from pg_constraint c join pg_attribute a on a.attrelid = c.conrelid and a.attnum = any (c.conkey)
				where c.contype = 'f' and c.confrelid in ('people'::regclass, 'accounts'::regclass)
				union select table_name, column_name from information_schema.columns where table_schema = 'public' and column_name in ('person_id', 'account_id')`
		}
		if err := d.Read(t.Context()).Raw(q).Scan(&found).Error; err != nil || len(found) < 30 {
			t.Fatal(len(found), err)
		}
		listed := map[string]db.Holding{}
		for _, h := range personal.Holdings() {
			if _, twice := listed[h.Table]; twice {
				t.Errorf("%s stands in the holdings twice", h.Table)
			}
			listed[h.Table] = h
			if h.Give == "" && h.Why == "" {
				t.Errorf("%s: nothing is given, and nothing says why", h.Table)
			}
			if len(h.Erase) == 0 && h.Clear == nil && h.Keeps == "" {
				t.Errorf("%s: nothing is erased, and nothing says why", h.Table)
			}
			if h.Keeps != "" && !i18n.Has(h.Keeps) {
				t.Errorf("%s: %s has no text", h.Table, h.Keeps)
			}
			if h.Give != "" && !i18n.Has("mydata.part."+h.Table) {
				t.Errorf("%s: its part has no title", h.Table)
			}
		}
		for _, f := range found {
			h, ok := listed[f.Name]
			if !ok {
				t.Errorf("%s.%s holds a person: list the table in its package's Holdings", f.Name, f.Col)
			} else if !slices.Contains(h.People, f.Col) {
				t.Errorf("%s.%s holds a person: name the column in the holding", f.Name, f.Col)
			}
		}
		for table, h := range listed {
			for _, col := range h.People {
				if col != "id" && !slices.ContainsFunc(found, func(f struct{ Name, Col string }) bool { return f.Name == table && f.Col == col }) {
					t.Errorf("%s.%s is listed and is no person's", table, col)
				}
			}
			for _, q := range append([]string{h.Give}, h.Erase...) {
				if strings.Contains(strings.ToLower(q), "hash,") || strings.Contains(h.Give, "hash") {
					t.Errorf("%s gives a hash", table)
				}
			}
		}
	})
}

// TestEveryColumnOfACopyHasAName asks for a copy in both languages' words.
func TestEveryColumnOfACopyHasAName(t *testing.T) {
	as := regexp.MustCompile(`(?is)^select (.*?) from `)
	for _, h := range personal.Holdings() {
		m := as.FindStringSubmatch(h.Give)
		if m == nil {
			continue
		}
		d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
		for _, c := range columnsOf(t, d, h) {
			if !i18n.Has("mydata.col." + c) {
				t.Errorf("%s: the column %s has no name", h.Table, c)
			}
		}
	}
}

// columnsOf are the names of what a holding gives.
func columnsOf(t *testing.T, d *db.DB, h db.Holding) []string {
	t.Helper()
	rows, err := d.Read(t.Context()).Raw(h.Give, map[string]any{"person": nil, "account": nil}).Rows()
	if err != nil {
		t.Errorf("%s: %v", h.Table, err)
		return nil
	}
	defer func() { _ = rows.Close() }()
	columns, err := rows.Columns()
	if err != nil || rows.Err() != nil {
		t.Error(err, rows.Err())
	}
	return columns
}
