package auditing_test

import (
	"strings"
	"testing"

	"gorm.io/gorm"

	"ieum/internal/auditing"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/world"
)

// A section is published after the sections were read and before the trail is.
func TestASectionPublishedWhileItsChangesAreRead(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *auditing.Service) {
		at := clock.Date("2026-01-02").At(9 * 60)
		exec(t, d, "update sections set state = 'draft', published_at = null where id = ?", world.OpenNamgu)
		edit(t, d, at, `{"from":{"fee":"1000"},"to":{"fee":"2000"}}`)
		i, published := open(t, s, auditing.OpenForm{Orgs: []string{world.Namgu.String()}}), 0
		err := d.Read(t.Context()).Callback().Row().Before("gorm:row").Register("test:publish", func(g *gorm.DB) {
			if published == 0 && strings.Contains(g.Statement.SQL.String(), "from audit where action in") {
				published++
				exec(t, d, "update sections set state = 'published', published_at = ?, always_open = true where id = ?", at, world.OpenNamgu)
			}
		})
		if err != nil {
			t.Fatal(err)
		}
		_, sheet, err := s.Changes(t.Context(), auditor, i, auditing.Page(1))
		if err != nil || published != 1 {
			t.Fatalf("published %d times: %v", published, err)
		}
		if n := fees(&sheet); n != 0 {
			t.Errorf("%d changes of a section that was not read", n)
		}
		_, sheet, err = s.Changes(t.Context(), auditor, i, auditing.Page(1))
		if n := fees(&sheet); err != nil || n != 1 {
			t.Errorf("read again: %d, %v", n, err)
		}
	})
}

func fees(sheet *auditing.Sheet) (n int) {
	for _, row := range sheet.Rows {
		if row[3].Text == "fee" {
			n++
		}
	}
	return n
}
