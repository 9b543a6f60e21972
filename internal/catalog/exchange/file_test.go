package exchange_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/policy"
)

func TestTheFileIsBuiltOnceAndFollowsTheCatalogue(t *testing.T) {
	now := dbtest.NewClock(dbtest.Noon)
	dbtest.Each(t, now.Now, func(t *testing.T, d *db.DB) {
		s := exchange.NewService(d, "http://portal.test")
		get := func() exchange.DataFile {
			t.Helper()
			f, err := s.File(t.Context(), policy.Nobody(""), standard.CSV)
			if err != nil {
				t.Fatal(err)
			}
			return f
		}
		imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(line{})})
		first := get()
		if string(first.Body) != exported(t, s) || first.Tag == "" {
			t.Errorf("the file is not the export: %s", first.Body)
		}
		if again := get(); &again.Body[0] != &first.Body[0] {
			t.Error("built again although nothing has changed")
		}
		imports(t, s, command, exchange.Import{FileName: "b.csv", Content: file(line{standard.Title: "기초 요가"})})
		if later := get(); !strings.Contains(string(later.Body), "기초 요가") || later.Tag == first.Tag {
			t.Error("the file does not follow the catalogue")
		}
		now.Set(dbtest.Noon + 24*60*60*1_000_000)
		defer now.Set(dbtest.Noon)
		before := get()
		if again := get(); &again.Body[0] != &before.Body[0] {
			t.Error("built twice on one day")
		}
	})
}

func TestAFileThatCannotBeBuiltIsNotKept(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(line{}, line{standard.Title: "기초 요가"})})
		if err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			return tx.Exec("update standard_rows set raw = 'broken' where section_id = (select section_id from standard_rows order by section_id desc limit 1)").Error
		}); err != nil {
			t.Fatal(err)
		}
		if f, err := s.File(t.Context(), policy.Nobody(""), standard.JSON); err == nil || f.Body != nil {
			t.Errorf("half a file: %d bytes, %v", len(f.Body), err)
		}
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		if _, err := s.File(gone, policy.Nobody(""), standard.CSV); !errors.Is(err, context.Canceled) {
			t.Errorf("%v", err)
		}
	})
}
