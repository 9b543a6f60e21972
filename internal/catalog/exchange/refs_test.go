package exchange

import (
	"slices"
	"strings"
	"testing"

	"ieum/internal/clock"
	"ieum/internal/db/dbtest"
)

// What an undo deletes may be named elsewhere. A new table that names it must be
// thought of here, or its foreign key fails in front of an officer.
func TestEveryReferenceToWhatAnUndoDeletesIsKnown(t *testing.T) {
	d := dbtest.SQLite(t, clock.Fixed(dbtest.Noon))
	var refs []struct{ Name, From, Target string }
	err := d.Read(t.Context()).Raw(`select m.name, f."from", f."table" as target from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table'`).Scan(&refs).Error
	if err != nil || len(refs) < 20 {
		t.Fatal(refs, err)
	}
	for _, r := range refs {
		at := r.Name + "." + r.From
		switch r.Target {
		case "organisations":
			if at != "import_organisations.org_id" && !slices.Contains(orgRefs, at) {
				t.Errorf("%s: not in orgRefs", at)
			}
		case "sections":
			if !slices.Contains([]string{"standard_rows.section_id", "sections.copied_from", "section_alerts.section_id"}, at) && !strings.Contains(touched, "from "+r.Name+" x where x.section_id = s.id") {
				t.Errorf("%s: neither removed by an undo nor a reason to leave the section", at)
			}
		case "programmes":
			if !strings.Contains(touched, "from "+r.Name+" x where x.programme_id = p.id") {
				t.Errorf("%s: not a reason to leave the programme", at)
			}
		}
	}
}
