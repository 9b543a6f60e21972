package exchange_test

import (
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// does runs statements as an officer's pages would have.
func does(t *testing.T, d *db.DB, rows ...any) {
	t.Helper()
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		for _, r := range rows {
			if sql, ok := r.(string); ok {
				if err := tx.Exec(sql).Error; err != nil {
					return err
				}
			} else if err := tx.Create(r).Error; err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// titled is the section of a course.
func titled(t *testing.T, d *db.DB, title string) catalog.Section {
	t.Helper()
	var s catalog.Section
	if err := d.Read(t.Context()).Where("programme_id in (select id from programmes where title_ko = ?)", title).Take(&s).Error; err != nil {
		t.Fatal(title, err)
	}
	return s
}

func count(t *testing.T, d *db.DB, table string) (n int64) {
	t.Helper()
	if err := d.Read(t.Context()).Table(table).Count(&n).Error; err != nil {
		t.Fatal(err)
	}
	return n
}

func session(section id.ID) *catalog.Session {
	return &catalog.Session{ID: id.New(), SectionID: section, Number: 1, HeldOn: "2026-05-04", StartMinute: 600, EndMinute: 720}
}

func TestUndoLeavesWhatSomebodyWorksOn(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		titles := []string{"회차가 있는 강좌", "접수하는 강좌", "승인을 기다리는 강좌", "고친 강좌", "분반이 늘어난 강좌", "알림만 있는 강좌", "그대로인 강좌"}
		var lines []line
		for _, title := range titles {
			lines = append(lines, line{standard.Title: title})
		}
		rep := imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(lines...)})
		_, officer := office(t, d, "남구", "NAM")
		waits, more := titled(t, d, titles[2]), titled(t, d, titles[4])
		var p catalog.Programme
		if err := d.Read(t.Context()).Take(&p, "id = ?", waits.ProgrammeID).Error; err != nil {
			t.Fatal(err)
		}
		more.ID, more.Number, more.State, more.PublishedAt = id.New(), "2026-NAM-0001", catalog.Draft, 0
		does(
			t, d, session(titled(t, d, titles[0]).ID), &catalog.Seats{SectionID: titled(t, d, titles[1]).ID},
			&catalog.Approval{ID: id.New(), OrgID: p.OrgID, ProgrammeID: p.ID, AskedBy: officer.Account, AskedAt: 1},
			"update sections set version = version + 1 where id = (select s.id from sections s join programmes p on p.id = s.programme_id where p.title_ko = '고친 강좌')",
			&more, "insert into section_alerts (account_id, section_id, created_at) select a.id, s.id, 1 from accounts a, sections s join programmes p on p.id = s.programme_id where p.title_ko = '알림만 있는 강좌'",
		)
		out, err := s.Undo(t.Context(), command, rep.Batch)
		if err != nil {
			t.Fatal(err)
		}
		left := map[string]bool{}
		for _, l := range out.Left {
			left[l.Title] = true
		}
		if len(out.Left) != 5 || left["그대로인 강좌"] || left["알림만 있는 강좌"] {
			t.Errorf("left: %v", left)
		}
		if n := count(t, d, "standard_rows"); n != 5 {
			t.Errorf("%d rows are left", n)
		}
		b, err := s.Batch(t.Context(), command, rep.Batch)
		if err != nil || b.LeftBehind != 5 || b.State != exchange.UndoneIs {
			t.Errorf("%+v %v", b, err)
		}
		if n := count(t, d, "organisations"); n != 2 {
			t.Errorf("the publisher of what is left is gone: %d organisations", n)
		}
	})
}

func TestUndoRestoresNothingOverAnEdit(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(line{}, line{standard.Title: "기초 요가"})})
		second := imports(t, s, command, exchange.Import{FileName: "b.csv", Content: file(line{standard.Capacity: "25"}, line{standard.Title: "기초 요가", standard.Capacity: "25"})})
		does(t, d, "update sections set version = version + 1, capacity = 99 where programme_id = (select id from programmes where title_ko = '기초 요가')")
		out, err := s.Undo(t.Context(), command, second.Batch)
		if err != nil || len(out.Left) != 1 || out.Left[0].Title != "기초 요가" {
			t.Fatalf("%+v %v", out, err)
		}
		if a, b := titled(t, d, "스마트폰 첫걸음"), titled(t, d, "기초 요가"); *a.Capacity != 20 || *b.Capacity != 99 {
			t.Errorf("%d and %d seats", *a.Capacity, *b.Capacity)
		}
	})
}

func TestAnImportSparesWhatIsEditedHere(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		in := func(seats string) exchange.Import {
			return exchange.Import{FileName: "a.csv", Content: file(line{standard.Capacity: seats}, line{standard.Title: "기초 요가", standard.Capacity: seats}, line{standard.Title: "한지 공예", standard.Capacity: seats})}
		}
		imports(t, s, command, in("20"))
		if rep := imports(t, s, command, in("21")); rep.Changed != 3 {
			t.Fatalf("%+v", rep)
		}
		if sec := titled(t, d, "기초 요가"); sec.Version != 2 {
			t.Errorf("an editor who has the page open would overwrite the import: version %d", sec.Version)
		}
		does(t, d, "update sections set state = 'review', version = version + 1 where programme_id = (select id from programmes where title_ko = '기초 요가')",
			"update sections set channel = 'here', always_open = "+map[db.Engine]string{db.SQLite: "1", db.Postgres: "true"}[d.Engine]+" where programme_id = (select id from programmes where title_ko = '한지 공예')",
			&catalog.Seats{SectionID: titled(t, d, "한지 공예").ID})
		rep := imports(t, s, command, in("22"))
		if rep.Changed != 1 || rep.Kept != 2 || len(rep.KeptTitles) != 2 {
			t.Errorf("%+v", rep)
		}
		if a, b, c := titled(t, d, "스마트폰 첫걸음"), titled(t, d, "기초 요가"), titled(t, d, "한지 공예"); *a.Capacity != 22 || *b.Capacity != 21 || *c.Capacity != 21 || c.Channel != catalog.Here {
			t.Errorf("%d %d %d %s", *a.Capacity, *b.Capacity, *c.Capacity, c.Channel)
		}
		if b, err := s.Batch(t.Context(), command, rep.Batch); err != nil || b.Kept != 2 || b.Changed != 1 {
			t.Errorf("%+v %v", b, err)
		}
	})
}

func TestUndoTakesPublishersAwayThatNobodyElseKnows(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		_, officer := office(t, d, "남구", "NAM")
		known := count(t, d, "organisations")
		first := imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(line{standard.Operator: "가 학습관"}, line{standard.Operator: "나 학습관"}, line{standard.Operator: "다 학습관"})})
		second := imports(t, s, command, exchange.Import{FileName: "b.csv", Content: file(line{standard.Title: "기초 요가", standard.Operator: "가 학습관"})})
		if len(first.Created) != 3 || len(second.Created) != 0 {
			t.Fatalf("%v %v", first.Created, second.Created)
		}
		var na people.Organisation
		if err := d.Read(t.Context()).Take(&na, "name_ko = ?", "나 학습관").Error; err != nil {
			t.Fatal(err)
		}
		does(t, d, &people.RoleRow{ID: id.New(), AccountID: officer.Account, Duty: "host", OrgID: na.ID, GrantedAt: 1})
		for _, step := range []struct {
			batch id.ID
			left  int64
		}{{first.Batch, 2}, {second.Batch, 1}} { // 가 has a course of the second import until that goes too; 나 has a host
			if _, err := s.Undo(t.Context(), command, step.batch); err != nil {
				t.Fatal(err)
			}
			if n := count(t, d, "organisations"); n != known+step.left {
				t.Errorf("%d organisations beside the known ones, not %d", n-known, step.left)
			}
		}
	})
}

func TestAnImportThatBreaksOffCanBeUndone(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		var lines []line
		for i := range 450 {
			lines = append(lines, line{standard.Title: "강좌 " + string(rune('가'+i))})
		}
		in := exchange.Import{FileName: "a.csv", Content: file(lines...)}
		broken := false
		for at := int64(30); !broken && at < 400; at += 5 {
			end := d.Sabotage(at)
			_, err := s.Import(t.Context(), command, in)
			if !end() {
				t.Fatal("the import ended before it broke")
			}
			bs, errList := s.Batches(t.Context(), command)
			if errList != nil || err == nil {
				t.Fatal(errList, err)
			}
			if len(bs) == 0 {
				continue
			}
			b := bs[0]
			if b.State == exchange.Running { // its release was what broke
				continue
			}
			if b.State != exchange.Stopped || int64(b.Added) != count(t, d, "standard_rows") {
				t.Fatalf("%s: says %d, has %d", b.State, b.Added, count(t, d, "standard_rows"))
			}
			broken = b.Added > 0 && b.Added < 450
			if _, err := s.Undo(t.Context(), command, b.ID); err != nil {
				t.Fatal(err)
			}
			for _, table := range []string{"standard_rows", "sections", "programmes", "organisations", "import_changes"} {
				if n := count(t, d, table); n != 0 {
					t.Fatalf("%d %s are left", n, table)
				}
			}
		}
		if !broken {
			t.Error("no import broke off between its parts")
		}
		if rep := imports(t, s, command, in); rep.Added != 450 {
			t.Errorf("afterwards: %+v", rep)
		}
	})
}

func TestAnUndoThatBreaksOffGoesOn(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		var lines []line
		for i := range 450 {
			lines = append(lines, line{standard.Title: "강좌 " + string(rune('가'+i))})
		}
		rep := imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(lines...)})
		some := false
		for at := int64(10); at < 200; at += 4 {
			end := d.Sabotage(at)
			_, err := s.Undo(t.Context(), command, rep.Batch)
			if reached := end(); reached && err == nil {
				t.Fatal("a failure was not said")
			} else if !reached && err == nil {
				break
			}
			n := count(t, d, "standard_rows")
			some = some || n > 0 && n < 450
			if b, err := s.Batch(t.Context(), command, rep.Batch); err != nil || b.State != exchange.Stopped {
				t.Fatalf("%s %v", b.State, err)
			}
		}
		if n := count(t, d, "programmes"); n != 0 || !some {
			t.Errorf("%d programmes are left; broke off in the middle: %v", n, some)
		}
		if _, err := s.Undo(t.Context(), command, rep.Batch); fault.Of(err) != fault.Conflict {
			t.Errorf("undone twice: %v", err)
		}
	})
}
