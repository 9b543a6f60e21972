package exchange_test

import (
	"strings"
	"testing"

	"ieum/internal/catalog/exchange"
	"ieum/internal/catalog/standard"
	"ieum/internal/db"
	"ieum/internal/fault"
	"ieum/internal/id"
	"ieum/internal/people"
)

// ownersOf are the names of the bodies that have courses, and how many.
func ownersOf(t *testing.T, d *db.DB) map[string]int {
	t.Helper()
	var rows []struct {
		Name string
		N    int
	}
	err := d.Read(t.Context()).Raw(`select o.name_ko as name, count(*) as n from sections s join programmes p on p.id = s.programme_id
		join organisations o on o.id = p.org_id group by o.name_ko`).Scan(&rows).Error
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]int{}
	for _, r := range rows {
		out[r.Name] = r.N
	}
	return out
}

// deskless is a body that is known and has nobody here.
func deskless(t *testing.T, d *db.DB, name string) {
	t.Helper()
	err := d.Housekeep(t.Context(), "world", func(tx *db.Tx) error {
		return tx.Create(&people.Organisation{ID: id.New(), Slug: "quiet", Kind: people.Institute, NameKO: name, City: "부산광역시", CreatedAt: 1, UpdatedAt: 1}).Error
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestAnOrganisationPublishesOnlyItsOwn(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		namgu, officer := office(t, d, "남구", "NAM")
		office(t, d, "연제구", "YJG")
		deskless(t, d, "부산 걷는길사업단")
		busan := "부산광역시 남구 유엔로 1"
		in := exchange.Import{FileName: "a.csv", Org: namgu.ID, Content: file(
			line{standard.Title: "1", standard.Operator: "", standard.RoadAddress: busan},
			line{standard.Title: "2", standard.Operator: "남구청", standard.RoadAddress: busan},
			line{standard.Title: "3", standard.Operator: "부산 남구 평생학습관", standard.RoadAddress: busan},
			line{standard.Title: "4", standard.Operator: "연제구", standard.RoadAddress: busan},       // a desk here
			line{standard.Title: "5", standard.Operator: "부산 걷는길사업단", standard.RoadAddress: busan}, // known, no desk
			line{standard.Title: "6", standard.Operator: "해오름시 평생학습관"},                             // plainly another
			line{standard.Title: "7", standard.Operator: "남구", standard.RoadAddress: "대구광역시 남구 앞산길 1"},
			line{standard.Title: "8", standard.Operator: "남구 평생교육재단", standard.RoadAddress: busan},
		)}
		in.DryRun = true
		dry := imports(t, s, officer, in)
		if dry.Added != 3 || dry.Foreign != 5 || dry.File.Refused != 5 || len(dry.File.Refusals) != 5 || len(dry.Created) != 0 {
			t.Fatalf("%+v %v", dry, dry.File.Refusals)
		}
		for i, x := range dry.File.Refusals {
			want := "import.other_body"
			if i == 0 {
				want = "import.desk_elsewhere"
			}
			if x.Line != i+5 || x.Column != "운영기관명" || x.Problem.Key != want {
				t.Errorf("%+v", x)
			}
		}
		in.DryRun = false
		rep := imports(t, s, officer, in)
		if got := ownersOf(t, d); rep.Added != 3 || len(got) != 1 || got["남구"] != 3 {
			t.Errorf("%+v %v", rep, got)
		}
		b, err := s.Batch(t.Context(), officer, rep.Batch)
		if err != nil || len(b.Refusals) != 5 || b.Refused != 5 || !strings.Contains(b.Refusals[1].SaidKO, "행마다 적힌 기관") || strings.Contains(b.Refusals[0].SaidEN, "import.") {
			t.Errorf("%+v %v", b, err)
		}
	})
}

func TestAnOrganisationPassesOnWhatDesklessBodiesPublish(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		namgu, officer := office(t, d, "남구", "NAM")
		_, neighbour := office(t, d, "연제구", "YJG")
		deskless(t, d, "부산 걷는길사업단")
		in := exchange.Import{FileName: "a.csv", Org: namgu.ID, ByRow: true, Content: file(
			line{standard.Operator: "부산 걷는길사업단"}, line{standard.Operator: "해오름시 평생학습관"}, line{standard.Operator: "남구청", standard.RoadAddress: ""},
			line{standard.Operator: "연제구청", standard.RoadAddress: "부산광역시 연제구 연제로 2"}, line{standard.Title: "이름 없는 곳", standard.Operator: ""},
		)}
		upload, err := s.Keep(t.Context(), officer, in)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Confirm(t.Context(), neighbour, upload); fault.Of(err) != fault.NotFound {
			t.Errorf("another confirms it: %v", err)
		}
		rep, err := s.Confirm(t.Context(), officer, upload)
		if err != nil || rep.Added != 3 || rep.File.Refused != 2 {
			t.Fatalf("%+v %v", rep, err)
		}
		got := ownersOf(t, d)
		if len(got) != 3 || got["부산 걷는길사업단"] != 1 || got["해오름시 평생학습관"] != 1 || got["남구"] != 1 {
			t.Errorf("%v", got)
		}
		// The import is the organisation's that did it: it sees it and takes it back, a neighbour does neither.
		if all, err := s.Batches(t.Context(), neighbour); err != nil || len(all) != 0 {
			t.Errorf("%v %v", all, err)
		}
		if _, err := s.Undo(t.Context(), neighbour, rep.Batch); fault.Of(err) != fault.NotFound {
			t.Error(err)
		}
		if _, err := s.Undo(t.Context(), officer, rep.Batch); err != nil || len(ownersOf(t, d)) != 0 {
			t.Errorf("%v %v", ownersOf(t, d), err)
		}
		// Nobody but the platform imports in nobody's name.
		if _, err := s.Import(t.Context(), officer, exchange.Import{FileName: "a.csv", ByRow: true, Content: file(line{})}); fault.Of(err) != fault.Forbidden {
			t.Error(err)
		}
	})
}

// Of two near-identical courses one came first; the other alone looks like its
// correction. The preview says what would change, and the reader what it is.
func TestALookalikeIsStoredApartWhereTheReaderSaysSo(t *testing.T) {
	each(t, func(t *testing.T, d *db.DB, s *exchange.Service) {
		namgu, officer := office(t, d, "남구", "NAM")
		keep := func(l line) id.ID {
			upload, err := s.Keep(t.Context(), officer, exchange.Import{FileName: "a.csv", Content: file(l), Org: namgu.ID})
			if err != nil {
				t.Fatal(err)
			}
			return upload
		}
		monday, tuesday := line{standard.Operator: ""}, line{standard.Operator: "", standard.Weekday: "화요일", standard.Capacity: "12"}
		if _, err := s.Confirm(t.Context(), officer, keep(monday)); err != nil {
			t.Fatal(err)
		}
		dry := imports(t, s, officer, exchange.Import{FileName: "b.csv", Content: file(tuesday), Org: namgu.ID, DryRun: true})
		want := []exchange.Cell{{Column: "운영요일", Before: "월요일", After: "화요일"}, {Column: "강좌정원수", Before: "20", After: "12"}}
		if dry.Changed != 1 || len(dry.Previews) != 1 || len(dry.Previews[0].Before) != 2 || dry.Previews[0].Before[0] != want[0] || dry.Previews[0].Before[1] != want[1] {
			t.Fatalf("%+v", dry.Previews)
		}
		rep, err := s.Confirm(t.Context(), officer, keep(tuesday), dry.Previews[0].Line, 999)
		if err != nil || rep.Added != 1 || rep.Changed != 0 || len(rows(t, d)) != 2 {
			t.Fatalf("%+v %v", rep, err)
		}
		// From then on each is known again by itself.
		for _, l := range []line{monday, tuesday} {
			if rep := imports(t, s, officer, exchange.Import{FileName: "c.csv", Content: file(l), Org: namgu.ID}); rep.Same != 1 || rep.Added+rep.Changed != 0 {
				t.Errorf("%+v", rep)
			}
		}
	})
}
