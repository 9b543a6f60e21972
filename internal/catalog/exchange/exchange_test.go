package exchange_test

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"ieum/internal/catalog"
	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/clock"
	"ieum/internal/db"
	"ieum/internal/db/dbtest"
	"ieum/internal/fault"
	"ieum/internal/i18n"
	"ieum/internal/id"
	"ieum/internal/people"
	"ieum/internal/policy"
)

var command = policy.System("import courses")

// course is one line of a file, by column; what is not said is ordinary.
type line map[standard.Column]string

func file(lines ...line) []byte {
	var rs []standard.Record
	for _, l := range lines {
		var r standard.Record
		for c, v := range map[standard.Column]string{
			standard.Title: "스마트폰 첫걸음", standard.StartDate: "2026-05-04", standard.EndDate: "2026-06-22", standard.StartTime: "10:00", standard.EndTime: "12:00",
			standard.Category: "디지털", standard.Audience: "성인", standard.Method: "오프라인", standard.Weekday: "월요일", standard.Place: "해오름관 1강의실",
			standard.Capacity: "20", standard.Fee: "0", standard.RoadAddress: "경기도 파주시 해오름길 1", standard.Operator: "해오름시 평생학습관",
			standard.OperatorPhone: "031-000-0000", standard.ApplyFrom: "2026-04-01", standard.ApplyUntil: "2026-04-15", standard.ApplyMethod: "인터넷",
			standard.Selection: "선착순", standard.Homepage: "www.haeoreum.example", standard.JobTraining: "N", standard.CreditBank: "N", standard.LearningAccount: "N", standard.ReferenceDate: "2026-03-01",
		} {
			r.Cells[c] = v
		}
		for c, v := range l {
			r.Cells[c] = v
		}
		rs = append(rs, r)
	}
	var b bytes.Buffer
	if err := standard.Write(&b, standard.All(rs), standard.CSV, standard.WriteOptions{}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func each(t *testing.T, fn func(t *testing.T, d *db.DB, s *exchange.Service)) {
	dbtest.Each(t, clock.Fixed(dbtest.Noon), func(t *testing.T, d *db.DB) { fn(t, d, exchange.NewService(d, "http://portal.test")) })
}

func imports(t *testing.T, s *exchange.Service, who policy.Actor, in exchange.Import) *exchange.Report {
	t.Helper()
	rep, err := s.Import(t.Context(), who, in)
	if err != nil {
		t.Fatal(err)
	}
	return rep
}

func exported(t *testing.T, s *exchange.Service) string {
	t.Helper()
	var b bytes.Buffer
	if err := s.Export(t.Context(), policy.Nobody(""), &b, standard.CSV, standard.WriteOptions{}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestGoodRowsAreStoredAndBadOnesAreNamed(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		rep := imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(
			line{}, line{standard.Title: "기초 요가", standard.StartDate: "내일"}, line{standard.Title: "한지 공예", standard.Homepage: ""},
		)})
		if rep.Added != 2 || rep.File.Refused != 1 || len(rep.Created) != 1 {
			t.Fatalf("added %d refused %d created %v", rep.Added, rep.File.Refused, rep.Created)
		}
		b, err := s.Batch(t.Context(), command, rep.Batch)
		if err != nil || len(b.Refusals) != 1 || b.Refusals[0].Line != 3 || !strings.Contains(b.Refusals[0].SaidKO, "교육시작일자") || b.Added != 2 {
			t.Errorf("%+v %v", b, err)
		}
		var secs []catalog.Section
		if err := d.Read(t.Context()).Order("channel").Find(&secs).Error; err != nil || len(secs) != 2 {
			t.Fatal(secs, err)
		}
		web := secs[0]
		if web.Channel != catalog.Elsewhere || web.ApplyURL != "https://www.haeoreum.example" || web.City != "경기도" || web.District != "파주시" || web.Weekdays != 1 || *web.StartMinute != 600 {
			t.Errorf("%+v", web)
		}
		// The window takes in its whole last day.
		if web.ApplyUntil != clock.AtSeoul(2026, 4, 16, 0, 0) || web.AdmissionAt(clock.AtSeoul(2026, 4, 15, 23, 59), catalog.Roomy) != catalog.Closing {
			t.Errorf("until %v", web.ApplyUntil.Local())
		}
		if secs[1].Channel != catalog.ByPhone {
			t.Errorf("without an address one applies by %s", secs[1].Channel)
		}
		var seats int64
		if d.Read(t.Context()).Model(&catalog.Seats{}).Count(&seats); seats != 0 {
			t.Error("an imported section has seats here")
		}
	})
}

func TestTheSameFileAgainChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, _ *db.DB, s *exchange.Service) {
		in := exchange.Import{FileName: "a.csv", Content: file(line{}, line{standard.Title: "기초 요가"})}
		imports(t, s, command, in)
		before := exported(t, s)
		if rep := imports(t, s, command, in); rep.Added != 0 || rep.Changed != 0 || rep.Same != 2 || len(rep.Created) != 0 {
			t.Errorf("%+v", rep)
		}
		if exported(t, s) != before {
			t.Error("the export changed")
		}
		in.DryRun, in.Content = true, file(line{standard.Capacity: "25"})
		if rep := imports(t, s, command, in); rep.Changed != 1 || rep.Batch != id.None || exported(t, s) != before {
			t.Errorf("a dry run: %+v", rep)
		}
	})
}

func TestExportGivesBackWhatCameIn(t *testing.T) {
	each(t, func(t *testing.T, _ *db.DB, s *exchange.Service) {
		content := file(line{standard.Fee: "무료", standard.Place: "본관  2층 ", standard.ApplyUntil: "상시"}, line{standard.Title: "=SUM(1) 엑셀", standard.Fee: "36,000"})
		imports(t, s, command, exchange.Import{FileName: "a.csv", Content: content})
		out := exported(t, s)
		want, got := cells(t, content), cells(t, []byte(out))
		if fmt.Sprint(want) != fmt.Sprint(got) {
			t.Errorf("\n%v\n%v", want, got)
		}
	})
}

func cells(t *testing.T, content []byte) map[string][standard.Count]string {
	t.Helper()
	f, err := standard.Read("x.csv", bytes.NewReader(content), standard.Options{})
	if err != nil || f.Refused > 0 {
		t.Fatal(err, f.Refusals)
	}
	out := map[string][standard.Count]string{}
	for _, r := range f.Rows {
		out[r.Title] = r.Raw
	}
	return out
}

func TestABatchCanBeUndone(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		first := imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(line{}, line{standard.Title: "기초 요가"})})
		before := exported(t, s)
		second := imports(t, s, command, exchange.Import{FileName: "b.csv", Content: file(line{standard.Capacity: "25", standard.Fee: "무료"}, line{standard.Title: "새 강좌"})})
		if second.Added != 1 || second.Changed != 1 {
			t.Fatalf("%+v", second)
		}
		if _, err := s.Undo(t.Context(), command, first.Batch); fault.Of(err) != fault.Conflict {
			t.Errorf("a batch was undone under a later one: %v", err)
		}
		if _, err := s.Undo(t.Context(), command, second.Batch); err != nil {
			t.Fatal(err)
		}
		if got := exported(t, s); got != before {
			t.Errorf("after undo:\n%s\nbefore:\n%s", got, before)
		}
		var sec catalog.Section
		if err := d.Read(t.Context()).Where("programme_id in (select id from programmes where title_ko = ?)", "스마트폰 첫걸음").Take(&sec).Error; err != nil || *sec.Capacity != 20 {
			t.Errorf("%v %v", sec.Capacity, err)
		}
		if _, err := s.Undo(t.Context(), command, second.Batch); fault.Of(err) != fault.Conflict {
			t.Errorf("undone twice: %v", err)
		}
		if _, err := s.Undo(t.Context(), command, first.Batch); err != nil {
			t.Fatal(err)
		}
		var n int64
		if d.Read(t.Context()).Model(&catalog.Programme{}).Count(&n); n != 0 {
			t.Errorf("%d programmes are left", n)
		}
	})
}

// office adds an organisation with a desk and returns it with its officer.
func office(t *testing.T, d *db.DB, name, code string) (people.Organisation, policy.Actor) {
	t.Helper()
	org := people.Organisation{ID: id.New(), Slug: strings.ToLower(code), Code: &code, Kind: people.District, NameKO: name, City: "부산광역시", District: name, Desk: true, Phone: "051-000-0000", CreatedAt: 1, UpdatedAt: 1}
	who := policy.Actor{Account: id.New(), Person: id.New(), Roles: []policy.Role{{Duty: policy.Officer, Org: org.ID}}}
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		if err := tx.Create(&org).Error; err != nil {
			return err
		}
		if err := tx.Create(&people.Person{ID: who.Person, Name: "김담당", CreatedAt: 1, UpdatedAt: 1}).Error; err != nil {
			return err
		}
		return tx.Create(&people.Account{ID: who.Account, PersonID: who.Person, Email: code + "@test.example", Lang: "ko", CreatedAt: 1}).Error
	})
	if err != nil {
		t.Fatal(err)
	}
	return org, who
}

func TestWhoMayImportForWhom(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		namgu, officer := office(t, d, "남구", "NAM")
		_, neighbour := office(t, d, "연제구", "YJG")
		in := exchange.Import{FileName: "a.csv", Content: file(line{standard.Operator: ""}), Org: namgu.ID}
		for name, who := range map[string]policy.Actor{"nobody": policy.Nobody(""), "a neighbour": neighbour} {
			if _, err := s.Import(t.Context(), who, in); err == nil {
				t.Errorf("%s imported", name)
			}
		}
		if _, err := s.Import(t.Context(), officer, exchange.Import{FileName: "a.csv", Content: file(line{})}); fault.Of(err) != fault.Forbidden {
			t.Errorf("an officer imported in another's name: %v", err)
		}
		rep := imports(t, s, officer, in)
		var p catalog.Programme
		if err := d.Read(t.Context()).Take(&p).Error; err != nil || p.OrgID != namgu.ID || rep.Added != 1 {
			t.Errorf("%+v %v", p, err)
		}
		if _, err := s.Batch(t.Context(), neighbour, rep.Batch); fault.Of(err) != fault.NotFound {
			t.Errorf("a neighbour sees the batch: %v", err)
		}
		if _, err := s.Undo(t.Context(), neighbour, rep.Batch); fault.Of(err) != fault.NotFound {
			t.Errorf("a neighbour undoes the batch: %v", err)
		}
		up, err := s.Keep(t.Context(), officer, in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Kept(t.Context(), neighbour, up); fault.Of(err) != fault.NotFound {
			t.Errorf("a neighbour reads the file: %v", err)
		}
		if kept, err := s.Kept(t.Context(), officer, up); err != nil || !bytes.Equal(kept.Content, in.Content) || kept.Org != namgu.ID {
			t.Errorf("%v", err)
		}
	})
}

func TestAnImportedCourseBecomesAnOwnOne(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		namgu, officer := office(t, d, "남구", "NAM")
		imports(t, s, command, exchange.Import{FileName: "a.csv", Content: file(line{})})
		var from catalog.Section
		if err := d.Read(t.Context()).Take(&from).Error; err != nil {
			t.Fatal(err)
		}
		if _, err := s.Copy(t.Context(), policy.Nobody(""), exchange.Copy{SectionID: from.ID, Org: namgu.ID, StartsOn: "2027-03-08"}); fault.Of(err) != fault.SignIn {
			t.Errorf("nobody copied: %v", err)
		}
		if _, err := s.Copy(t.Context(), officer, exchange.Copy{SectionID: from.ID, Org: namgu.ID, StartsOn: "soon"}); fault.FieldsOf(err)["starts_on"].Key == "" {
			t.Errorf("no first day: %v", err)
		}
		out, err := s.Copy(t.Context(), officer, exchange.Copy{SectionID: from.ID, Org: namgu.ID, StartsOn: "2027-03-08"})
		if err != nil {
			t.Fatal(err)
		}
		var sec catalog.Section
		if err := d.Read(t.Context()).Take(&sec, "id = ?", out.Section).Error; err != nil {
			t.Fatal(err)
		}
		if sec.Channel != catalog.Here || sec.State != catalog.Draft || sec.StartsOn != "2027-03-08" || sec.EndsOn != "2027-04-26" || sec.Number != "2027-NAM-0001" || sec.CopiedFrom != from.ID {
			t.Errorf("%+v", sec)
		}
		if strings.Count(exported(t, s), "스마트폰 첫걸음") != 1 {
			t.Error("a draft is in the export")
		}
		err = d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
			if err := tx.Exec("update programmes set state = 'published', published_at = 1 where id = ?", out.Programme).Error; err != nil {
				return err
			}
			return tx.Exec("update sections set state = 'published', published_at = 1 where id = ?", out.Section).Error
		})
		if err != nil {
			t.Fatal(err)
		}
		got := exported(t, s)
		if strings.Count(got, "스마트폰 첫걸음") != 2 || !strings.Contains(got, "http://portal.test/sections/"+sec.ID.String()) {
			t.Errorf("%s", got)
		}
		if rep := imports(t, s, command, exchange.Import{FileName: "home.csv", Content: []byte(got)}); rep.File.Refused != 0 || rep.Added != 0 || rep.Changed != 0 || rep.Same != 2 {
			t.Errorf("our own export, coming home: %+v %v", rep, rep.File.Refusals)
		}
	})
}

func TestRefusalsAreWordsOfBothLanguages(t *testing.T) {
	f, err := standard.Read("a.csv", bytes.NewReader(file(line{standard.StartDate: "내일"})), standard.Options{})
	if err != nil || len(f.Refusals) != 1 {
		t.Fatal(err, f.Refusals)
	}
	if ko, en := f.Refusals[0].In(i18n.KO), f.Refusals[0].In(i18n.EN); ko == en || !strings.HasPrefix(ko, "2행 교육시작일자") || !strings.HasPrefix(en, "line 2 교육시작일자") {
		t.Errorf("%q %q", ko, en)
	}
}
